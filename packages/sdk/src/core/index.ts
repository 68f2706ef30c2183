// What the subjects use of the core. The reader of live messages and the solver of challenges are loaded when they are needed.
export { randomId, veil } from './bytes.ts';
export { createCall, createFetch } from './call.ts';
export type { AnswerOf, Call, CallOptions } from './call.ts';
export type { ClientCore } from './client-core.ts';
export {
  AddressError,
  ChallengeError,
  ContractError,
  coreRefusals,
  ForbiddenError,
  InvalidRequestError,
  NotFoundError,
  OfflineError,
  RateLimitedError,
  readAs,
  RefusedError,
  RelaisError,
  SessionError,
  SiteNotAllowedError,
  UnauthenticatedError,
  UnreachableError,
} from './errors.ts';
export { changeDocument, documentRefusals, DocumentChangedError } from './change-document.ts';
export type { CoreFailure, ErrorFacts, Refusals } from './errors.ts';
export type { ConnectionState, Topic } from './follow.ts';
export { withFallback } from './fallback.ts';
export { idbStorage } from './idb.ts';
export { linkOf } from './link.ts';
export type { Link } from './link.ts';
export { createLive, listen } from './live.ts';
export type { Live } from './live.ts';
export { createOutbox, WRITES } from './outbox.ts';
export type { Outbox, PendingWrite, Reword, Write } from './outbox.ts';
export { isAway, PASSING_REFUSALS } from './passing.ts';
export { createSession } from './session.ts';
export type { CookieSession, GetKey, GetPerson, GetToken, SessionSettings } from './session.ts';
export { memoryStorage } from './storage.ts';
export type { RelaisStorage } from './storage.ts';
export { createTransport } from './transport.ts';
export { canEncrypt, createVault, createVaults, DRAFTS } from './vault.ts';
export type { Keeping, Vault, Vaults } from './vault.ts';
export { createVaultQueue } from './vault-queue.ts';
export { sleep, within } from './waiting.ts';
export type { Sleep } from './waiting.ts';
