import type { DoctorWait } from '@relais/engine/desk';
import { isAwaitingDoctor } from '@relais/engine/desk';
import { toInstant } from '@relais/model';
import type { AttendingDoctor, DoctorQuestion, DoctorQuestionView } from '@relais/model';
import { defined, instantOrNull } from '../core/known.ts';
import type { CallbackRow } from './tables.ts';

/** What was asked of the treating doctor, as the rules have it; `undefined` where nobody was asked. */
export function waitOf({ doctor_until: until, doctor_answer: answer }: CallbackRow): DoctorWait | undefined {
  return until === null ? undefined : { until, answer: answer ?? undefined };
}

/** Until when the doctor's answer is still waited for, if it is. */
export function doctorUntilOf(row: CallbackRow, now: number): number | undefined {
  const wait = waitOf(row);
  return isAwaitingDoctor(wait, now) ? wait?.until : undefined;
}

/** As the desk sees it; without the doctor on a screen that anybody may see. */
export function presentQuestion(row: CallbackRow, doctor: AttendingDoctor | undefined): DoctorQuestion | null {
  const { doctor_channel: channel, doctor_asked_at: asked, doctor_until: until } = row;
  if (channel === null || asked === null || until === null) return null;
  return {
    channel,
    askedAt: toInstant(asked),
    until: toInstant(until),
    ...defined({
      name: doctor ? `${doctor.givenName} ${doctor.familyName}` : null,
      phone: doctor?.phone ?? null,
      answer: row.doctor_answer,
      answeredAt: instantOrNull(row.doctor_answered_at),
    }),
  };
}

/** As the link shows it: when, and nothing of whom. */
export function presentView(row: CallbackRow, now: number): DoctorQuestionView {
  return {
    id: row.id,
    state: stateOf(row, now),
    arrivedAt: toInstant(row.arrived_at),
    until: toInstant(row.doctor_until ?? 0),
  };
}

function stateOf(row: CallbackRow, now: number): DoctorQuestionView['state'] {
  const { status, doctor_answer: answer } = row;
  if (answer === 'sees' || answer === 'cannot') return answer;
  if (status === 'closed' || !isAwaitingDoctor(waitOf(row), now)) return 'over';
  return status === 'claimed' ? 'desk' : 'open';
}
