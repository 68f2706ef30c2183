import type { BookingLink, Hold, NotBookable, Slot, StructureInfo } from '@relais/sdk';
import { adviceOn, type Failure as AnyFailure } from '../../ui/flow/trouble.ts';
import { fieldNames } from './person.ts';
import type { OpenBooking, PickerState, StateOf } from './picker-state.ts';
import { chooseStarts } from './slot-groups.ts';
import type { Strings } from '../words/fr.ts';

/** What our errors bring besides their message; see the SDK's `RelaisError` and those made from it. */
export interface Failure extends AnyFailure {
  readonly alternatives?: readonly Slot[];
  readonly reason?: NotBookable;
  readonly link?: BookingLink;
  readonly outcome?: string;
  readonly holds?: readonly { readonly expiresAt: string }[];
  readonly faults?: readonly { readonly path: string }[];
}

/** Where a person stood when something failed. */
export interface Situation {
  /** `undefined` before it has been read. */
  readonly structure: StructureInfo | undefined;
  readonly hold: Hold | undefined;
  /** The booking last shown. */
  readonly opened: OpenBooking | undefined;
  /** What opens the booking last asked for. */
  readonly link: BookingLink | undefined;
  /** The server's clock, in milliseconds. */
  readonly now: number;
}

/** Fields whose answer may be refused. Of the optional ones only the commune can be, by a structure that has since changed its list. */
const refusable = [...fieldNames, 'commune'] as const;
export type RefusableField = (typeof refusable)[number];

/** What follows from a failure. */
export interface Consequence {
  /** The screen for it; without one, the present screen stays. */
  readonly state: PickerState | undefined;
  /** Id of what takes the focus there, when it is not the heading. */
  readonly focus?: string;
  readonly seat?: 'released' | 'forgotten';
  /** Fields of the form the server does not accept. */
  readonly faults?: readonly RefusableField[];
  /** When the same is tried again by itself, in milliseconds. */
  readonly retryAt?: number;
  /** A text to be read aloud. */
  readonly said?: (t: Strings) => string;
  /** What whoever keeps the page can mend. */
  readonly advice?: string;
}

const FALLBACK_WAIT_SECONDS = 30;

/** Every refusal has its screen; what has none of its own is said with its code. */
export function consequenceOf(failure: Failure, situation: Situation): Consequence {
  const { code = 'unexpected', message, faults = [], holds, link, origin, reason, retryAfter } = failure;
  const { structure, hold, opened, now } = situation;
  switch (code) {
    case 'slot-taken':
    case 'window-full':
      return offer({ name: 'taken', alternatives: choicesOf(failure, structure) });
    case 'slot-not-bookable':
      // An older server does not say why.
      return offer({
        name: 'not-bookable',
        reason: reason ?? 'closed',
        alternatives: choicesOf(failure, structure),
      });
    case 'hold-expired':
      return { state: hold && { name: 'expired', hold } };
    case 'duplicate-booking':
      return { state: { name: 'duplicate', link }, seat: 'released' };
    case 'possible-duplicate':
      return { state: hold && { name: code, hold } };
    case 'deadline-passed':
      return { state: opened && { ...opened, name: 'too-late' } };
    case 'booking-cancelled':
      return { state: opened && { ...opened, name: 'cancelled' } };
    case 'unauthenticated':
      return { state: situation.link?.token ? { name: 'link-invalid' } : { name: 'failed', code: 'session' } };
    case 'not-found':
    case 'forbidden':
      return { state: { name: structure ? 'link-invalid' : 'misconfigured' } };
    case 'site-not-allowed':
      return refuseSite(origin ?? structure?.askingSite?.origin ?? 'null', structure?.id ?? '');
    case 'address':
      return { state: { name: 'misconfigured' }, advice: message };
    case 'invalid-request':
      return correct(faults, hold);
    case 'offline':
    case 'unreachable':
      return { state: { name: code } };
    case 'contract':
      return { state: { name: 'unreachable' } };
    case 'too-many-holds':
      return wait(code, Date.parse(holds?.[0]?.expiresAt ?? '') || now + FALLBACK_WAIT_SECONDS * 1000);
    default:
      return retryAfter === undefined ? { state: { name: 'failed', code } } : wait(code, now + retryAfter * 1000);
  }
}

function choicesOf({ alternatives = [] }: Failure, structure: StructureInfo | undefined) {
  return chooseStarts(alternatives, structure?.sites ?? []);
}

function offer(state: StateOf<'taken' | 'not-bookable'>): Consequence {
  const { length } = state.alternatives;
  const said = (t: Strings): string =>
    [state.name === 'taken' ? t.taken : t.notBookable[state.reason], length ? t.others(length) : '']
      .filter(Boolean)
      .join('. ');
  return { state, said };
}

/** What the server does not accept of a person goes back to its field. */
function correct(refused: readonly { readonly path: string }[], hold: Hold | undefined): Consequence {
  const faults = refusable.filter((name) => refused.some(({ path }) => path.endsWith(name)));
  if (faults.length && hold) return { state: { name: 'held', hold }, focus: 'summary', faults };
  return { state: { name: 'failed', code: 'invalid-request' }, faults };
}

function refuseSite(origin: string, id: string): Consequence {
  const advice = adviceOn(origin, id, 'book');
  return { state: { name: 'site-not-allowed', origin }, seat: 'forgotten', advice };
}

function wait(code: string, retryAt: number): Consequence {
  return { state: { name: 'waiting', code }, retryAt };
}
