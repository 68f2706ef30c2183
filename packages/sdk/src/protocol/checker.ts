// Proves protocols in the page: in a worker (`checker-worker.ts`), since it may take a second.
export { bundleOfText, casesOfText, checkText } from './check-text.ts';
export type { CheckedText, PlacedFault, PlacedFinding } from './check-text.ts';
export { readJsonText } from './json-text.ts';
export type { JsonFaultCode, JsonText, TextPlace } from './json-text.ts';
export type {
  CounterExample,
  Finding,
  FindingCode,
  LeftPart,
  ProtocolFault,
  ProtocolReport,
  TakenPart,
  TakenPlan,
} from '@relais/engine/protocol';
