// Reads what should be a protocol: with its schema, which what shows one need not wait for.
export { readProtocol } from '@relais/engine/protocol/reading';
export type { ProtocolFault, ReadProtocol } from '@relais/engine/protocol/reading';
