export { withSession } from './client-session.ts';
export type { ClientSession, CreateSession, SessionOptions } from './client-session.ts';
export type { SessionState, SignedInState, SignedOutReason } from './session-state.ts';
