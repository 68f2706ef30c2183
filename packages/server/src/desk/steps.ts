import { isAwaitingDoctor } from '@relais/engine/desk';
import { fromInstant, toInstant } from '@relais/model';
import type { CallbackAction, DoctorAnswer } from '@relais/model';
import type { Documents } from '../core/documents.ts';
import { invalid } from '../core/http/parse.ts';
import { defined } from '../core/known.ts';
import type { NewEvent } from '../core/log/event.ts';
import { ProblemError } from '../core/problem.ts';
import { todayIn } from '../scheduling/index.ts';
import { checkSaid } from './said.ts';
import { waitOf } from './doctor-rows.ts';
import type { CallbackRow } from './tables.ts';
import { deskSettingsDocument, requireClass, requireTarget, waitsFor } from './settings-document.ts';

const USUAL_SNOOZE_MINUTES = 15;
const LONGEST_SNOOZE_MS = 31 * 86_400_000;

type CallbackEvent = Extract<NewEvent, { readonly type: `callback.${string}` }>;

/** What an action changes of an entry, and what the log says of it. */
export interface Step {
  readonly columns: Partial<CallbackRow>;
  readonly event: Pick<CallbackEvent, 'type' | 'data'>;
}

export interface StepContext {
  readonly documents: Documents;
  readonly actor: string;
  readonly at: number;
}

/** What an action that is allowed does. @throws {ProblemError} `invalid-request` for a code or an instant that is not accepted */
export function stepOf(row: CallbackRow, action: CallbackAction, context: StepContext): Step {
  const { documents, actor, at } = context;
  switch (action.kind) {
    case 'claim': {
      const from = row.status === 'claimed' && row.owner !== null ? { from: row.owner } : {};
      return { columns: ownedBy(actor, at), event: { type: 'callback.claimed', data: from } };
    }
    case 'release':
      return { columns: free, event: { type: 'callback.released', data: {} } };
    case 'notReached': {
      const until = snoozeUntil(action.snoozedUntil, context);
      return {
        columns: { ...free, snoozed_until: until, attempts: row.attempts + 1 },
        event: { type: 'callback.not-reached', data: { snoozedUntil: toInstant(until) } },
      };
    }
    case 'retract':
      return {
        columns: { ...ownedBy(actor, at), snoozed_until: null, attempts: row.attempts - 1 },
        event: { type: 'callback.attempt-retracted', data: {} },
      };
    case 'wake':
      return { columns: { snoozed_until: null }, event: { type: 'callback.woken', data: {} } };
    case 'reclass': {
      const { code, rank, targetMinutes, clinicianOnly = false } = requireClass(documents, action.class);
      const classed = { class: code, rank, target_minutes: targetMinutes, clinician_only: Number(clinicianOnly) };
      // Another target can be missed anew.
      const waits = waitsFor(documents, code) && action.endsDoctorWait !== true;
      const isEnded = isAwaitingDoctor(waitOf(row), at) && !waits;
      const doctor = isEnded ? { doctor_answer: 'unanswered' as const, doctor_answered_at: at } : {};
      const columns = { ...classed, escalated_at: null, ...doctor };
      const data = { class: code, rank, targetMinutes, ...(isEnded && { endsDoctorWait: true as const }) };
      return { columns, event: { type: 'callback.reclassed', data } };
    }
    case 'doctorAnswered': {
      const { answer } = action;
      if (!isAwaitingDoctor(waitOf(row), at)) throw new ProblemError('doctor-question-over');
      return doctorStep(answer, 'desk', at);
    }
    case 'annotate':
      return { columns: { note: action.note || null }, event: { type: 'callback.annotated', data: {} } };
    case 'amend':
      return amendmentOf(action, context);
    case 'redirected': {
      const target = requireTarget(documents, action.target);
      return endWith({ outcome: 'redirected', target }, at);
    }
    case 'seatFound':
    case 'advised':
    case 'givenUp':
    case 'duplicate':
      return endWith({ outcome: action.kind }, at);
    case 'reopen':
      return {
        columns: { ...ownedBy(actor, at), outcome: null, target: null, closed_at: null },
        event: { type: 'callback.reopened', data: {} },
      };
  }
}

/** What the doctor's answer changes, whoever has written it down. */
export function doctorStep(answer: DoctorAnswer, by: 'link' | 'desk', at: number): Step {
  return {
    columns: { doctor_answer: answer, doctor_answered_at: at },
    event: { type: 'callback.doctor-answered', data: { answer, by } },
  };
}

/** What was not said again stays. */
function amendmentOf(said: Extract<CallbackAction, { kind: 'amend' }>, { documents, at }: StepContext): Step {
  const { reason, address, familyName, givenName, birthDate, email, wants, reachable } = said;
  checkSaid(said, todayIn(documents, at));
  const columns = defined({
    ...{ reason, address, family_name: familyName, given_name: givenName, birth_date: birthDate, email },
    wants: wants && JSON.stringify(wants),
    reachable: reachable && JSON.stringify(reachable),
  });
  return { columns, event: { type: 'callback.amended', data: defined({ reason }) } };
}

const free = { status: 'waiting', owner: null, owned_since: null } as const;

function ownedBy(actor: string, at: number) {
  return { status: 'claimed', owner: actor, owned_since: at } as const;
}

/** A patient takes her own request back, whoever is calling her. */
export function withdrawal(at: number): Step {
  return endWith({ outcome: 'withdrawn' }, at);
}

function endWith(end: { outcome: NonNullable<CallbackRow['outcome']>; target?: string }, at: number): Step {
  return {
    columns: { status: 'closed', outcome: end.outcome, target: end.target ?? null, closed_at: at, snoozed_until: null },
    event: { type: 'callback.closed', data: end },
  };
}

/** To the second, as instants are exchanged: what the table holds is what the log says. */
function snoozeUntil(asked: string | undefined, { documents, at }: StepContext): number {
  const minutes = documents.of(deskSettingsDocument)?.snoozeMinutes ?? USUAL_SNOOZE_MINUTES;
  const until = asked === undefined ? Math.floor(at / 1000) * 1000 + minutes * 60_000 : fromInstant(asked);
  if (until > at && until <= at + LONGEST_SNOOZE_MS) return until;
  throw invalid({ path: 'snoozedUntil', message: 'is not in the coming month', accepted: 'an instant to come' });
}
