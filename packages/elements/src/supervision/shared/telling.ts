// What tells a run is the element that guides one, and what it reads protocols with: fetched once a run is shown.
import '../../protocol/relais-protocol.ts';
export { tellRun } from '../../protocol/index.ts';
export { createProtocols, protocolOn } from '@relais/sdk/protocol';
