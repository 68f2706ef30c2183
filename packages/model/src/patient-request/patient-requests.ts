import * as z from 'zod/mini';
import { Instant } from '../core/instant.ts';
import { ReachableWindow } from '../desk/index.ts';

/**
 * Whether a patient may leave a request now: `closed`, the structure takes none; `outside-hours`, the service is closed until `opensAt`, which is
 * absent where the coming fortnight has no hours; `open`.
 */
export const RequestServiceState = z.enum(['closed', 'outside-hours', 'open']);
export type RequestServiceState = z.infer<typeof RequestServiceState>;

/** `GET …/patient-request-service`: what a page needs before it asks anything. */
export const RequestService = z.object({
  now: Instant,
  state: RequestServiceState,
  /** Of the service; the structure's own where it has none. */
  phone: z.optional(z.string()),
  opensAt: z.optional(Instant),
  closesAt: z.optional(Instant),
  /** From the request to the call, in minutes, of somebody whom the checklist sends nowhere. */
  targetMinutes: z.optional(z.int()),
  /** Half-days in which the service calls, for her to say when she can be reached. */
  windows: z.array(ReachableWindow),
});
export type RequestService = z.infer<typeof RequestService>;

/** `waiting`: to be called; `calling`: somebody has taken the call; `withdrawn`: by herself; `ended`: she was called, or the desk closed it. */
export const PatientRequestState = z.enum(['waiting', 'calling', 'withdrawn', 'ended']);
export type PatientRequestState = z.infer<typeof PatientRequestState>;

/** A request as its link shows it: nothing about the person. */
export const PatientRequestView = z.object({
  id: z.string(),
  state: PatientRequestState,
  arrivedAt: Instant,
  /** By when she is called, by the structure's target for her class. A wish, not a promise. */
  expectedBy: Instant,
  /** Calls that nobody answered. */
  attempts: z.int(),
  /** Before it, she is not called again. */
  againAt: z.optional(Instant),
  /** Page of the structure's site where her link leads. */
  page: z.string(),
});
export type PatientRequestView = z.infer<typeof PatientRequestView>;

/** `POST …/patient-requests`: with the token of the link that shows it and takes it back. */
export const LeftRequest = z.object({ ...PatientRequestView.shape, token: z.string() });
export type LeftRequest = z.infer<typeof LeftRequest>;
