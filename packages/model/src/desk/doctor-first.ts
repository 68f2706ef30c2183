import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Instant } from '../core/instant.ts';

/** « je la vois moi-même », « je ne peux pas » */
export const DoctorAnswer = z.enum(['sees', 'cannot']);
export type DoctorAnswer = z.infer<typeof DoctorAnswer>;

/** How the treating doctor is asked: by a link in a mail, or by the desk on the telephone. */
export const DoctorChannel = z.enum(['mail', 'telephone']);
export type DoctorChannel = z.infer<typeof DoctorChannel>;

/** What was asked of the treating doctor before anybody else calls. */
export const DoctorQuestion = z.object({
  /** Absent on a screen that anybody may see. */
  name: z.optional(z.string()),
  phone: z.optional(z.string()),
  channel: DoctorChannel,
  askedAt: Instant,
  /** The request goes on by itself then. */
  until: Instant,
  /** `unanswered`: the time is over, or the request has become too urgent to wait. */
  answer: z.optional(z.enum(['sees', 'cannot', 'unanswered'])),
  answeredAt: z.optional(Instant),
});
export type DoctorQuestion = z.infer<typeof DoctorQuestion>;

/** What the link shows: nothing that tells who the patient is, since links are opened by mail scanners and forwarded. */
export const DoctorQuestionView = z.object({
  id: z.string(),
  /** `open`: it can be answered. `desk`: somebody at the desk is calling the patient. `over`: the time has passed, or the request has ended. */
  state: z.enum(['open', 'desk', 'sees', 'cannot', 'over']),
  arrivedAt: Instant,
  until: Instant,
});
export type DoctorQuestionView = z.infer<typeof DoctorQuestionView>;

/** `POST …/doctor-questions/{doctorQuestion}/answer`. */
export const DoctorAnswerRequest = Exactly({ answer: DoctorAnswer });
export type DoctorAnswerRequest = z.infer<typeof DoctorAnswerRequest>;
