import { toInstant } from '@relais/model';
import type { Callback, CallbackAction, DeskMember, DeskSettings } from '@relais/model';

/** Where the structure has not said how long. */
const USUAL_SNOOZE_MINUTES = 15;

/** What is known where an action is foreseen. */
export interface Foresight {
  readonly you: DeskMember;
  readonly settings: DeskSettings | undefined;
  /** Milliseconds. */
  readonly now: number;
}

/**
 * An entry as an action will leave it, for the screen of who acts: the server is asked meanwhile, or once there is a network. It decides, and
 * what it says takes the place of this.
 */
export function foresee(entry: Callback, action: CallbackAction, { you, settings, now }: Foresight): Callback {
  const next = { ...entry, revision: entry.revision + 1 };
  const at = toInstant(now);
  const mine = { ...next, status: 'claimed', owner: { actor: you.actor, since: at, ...nameOf(you) } } as const;
  switch (action.kind) {
    case 'claim':
      return mine;
    case 'release':
      return { ...without(next, 'owner'), status: 'waiting' };
    case 'notReached': {
      const snoozedUntil =
        action.snoozedUntil ?? toInstant(now + (settings?.snoozeMinutes ?? USUAL_SNOOZE_MINUTES) * 60_000);
      return { ...without(next, 'owner'), status: 'waiting', attempts: next.attempts + 1, snoozedUntil };
    }
    case 'retract':
      return { ...without(mine, 'snoozedUntil'), attempts: Math.max(0, next.attempts - 1) };
    case 'wake':
      return without(next, 'snoozedUntil');
    case 'reclass': {
      const found = settings?.classes.find(({ code }) => code === action.class);
      if (!found) return next;
      const { code, rank, targetMinutes, clinicianOnly = false } = found;
      const isEnded = next.doctor?.answer === undefined && settings?.doctorFirst?.classes.includes(code) !== true;
      const doctor = next.doctor && isEnded ? { doctor: { ...next.doctor, answer: 'unanswered' as const } } : {};
      return { ...next, class: code, rank, targetMinutes, clinicianOnly, ...doctor };
    }
    case 'doctorAnswered':
      return next.doctor ? { ...next, doctor: { ...next.doctor, answer: action.answer, answeredAt: at } } : next;
    case 'annotate':
      return action.note === '' ? without(next, 'note') : { ...next, note: action.note };
    case 'amend': {
      const { kind: _kind, revision: _revision, ...said } = action;
      return { ...next, ...said };
    }
    case 'redirected':
      return { ...next, status: 'closed', outcome: 'redirected', target: action.target, closedAt: at };
    case 'seatFound':
    case 'advised':
    case 'givenUp':
    case 'duplicate':
      return { ...next, status: 'closed', outcome: action.kind, closedAt: at };
    case 'reopen': {
      const { outcome: _outcome, target: _target, closedAt: _closedAt, ...open } = mine;
      return open;
    }
  }
}

function nameOf({ name }: DeskMember): { readonly name?: string } {
  return name === undefined ? {} : { name };
}

function without(entry: Callback, member: 'owner' | 'snoozedUntil' | 'note'): Callback {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => name !== member)) as Callback;
}
