import { openZone } from '../time/index.ts';
import { accountOf, partsOf } from './ledger.ts';
import type { LedgerBalance, LedgerState } from './ledger.ts';

/** A practice's account with the sentence it is told, and every number behind it. `share` and `received` are parts of 1. */
export interface AccountExplanation {
  readonly practiceId: string;
  readonly balance: number;
  readonly requests: number;
  readonly bookings: number;
  readonly offeredSeats: number;
  readonly openSeats: number;
  /** Bookings its shares add up to. */
  readonly earned: number;
  /** What corrections by hand have added to its balance. */
  readonly corrected: number;
  /** Mean of its shares of the requests; 0 without a request. */
  readonly share: number;
  /** Its bookings among the requests; 0 without a request. */
  readonly received: number;
  readonly lastBookingAt: number | null;
  readonly sentence: string;
}

/** Says an account in one sentence. An unknown practice has had no request. */
export function explainAccount(state: LedgerState, practiceId: string, language: 'fr' | 'en'): AccountExplanation {
  const account = accountOf(state.accounts, practiceId);
  const { balance, requests, received, offeredSeats, openSeats, lastBookingAt, corrected = 0 } = account;
  const parts = partsOf(account);
  const words = language === 'fr' ? french : english;
  const shared =
    requests === 0 ? words.none : words.say(numbers({ requests, offeredSeats, openSeats }, parts, state, language));
  const sentence = `${shared}${sayCorrected(corrected, language)}`;
  return {
    practiceId,
    balance,
    requests,
    bookings: received,
    offeredSeats,
    openSeats,
    corrected,
    ...parts,
    lastBookingAt,
    sentence,
  };
}

/** A balance that was set by hand never passes for one that was earned. */
function sayCorrected(corrected: number, language: 'fr' | 'en'): string {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  const text = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(Math.abs(corrected));
  if (text === '0') return '';
  return ` ${(language === 'fr' ? french : english).corrected(text, corrected > 0)}`;
}

/** The figures of a sentence, written out. `byRequest`: the share is not simply the seats offered over the seats open. */
interface Figures {
  readonly requests: string;
  readonly offered: string;
  readonly open: string;
  readonly share: string;
  readonly received: string;
  readonly byRequest: boolean;
  readonly equal: boolean;
  readonly since: string | undefined;
}

function numbers(
  account: Pick<LedgerBalance, 'requests' | 'offeredSeats' | 'openSeats'>,
  parts: { share: number; received: number },
  state: LedgerState,
  language: 'fr' | 'en',
): Figures {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  const count = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const share = percent.format(Math.max(0, parts.share));
  return {
    requests: count.format(account.requests),
    offered: count.format(account.offeredSeats),
    open: count.format(account.openSeats),
    share,
    received: percent.format(parts.received),
    byRequest: account.openSeats === 0 || percent.format(account.offeredSeats / account.openSeats) !== share,
    equal: state.weight === 'equal',
    since: state.since === null ? undefined : formatDay(state.since, state.timezone, locale),
  };
}

/** Weights change from one request to the next, so the mean of the shares may differ from the share of all the seats: then it is said. */
const french = {
  none: 'Aucune demande n’est arrivée pendant que vous aviez une place libre.',
  say({ requests, offered, open, share, received, byRequest, equal, since }: Figures): string {
    const start = since === undefined ? 'Vous' : `Depuis le ${since}, vous`;
    const what = equal
      ? `${start} étiez ouvert pour ${requests} demandes, partagées à égalité entre les cabinets ouverts`
      : `${start} avez proposé ${offered} des ${open} places ouvertes quand ces demandes sont arrivées`;
    const part = byRequest && !equal ? 'votre part, demande par demande,' : 'votre part';
    return `${what} : ${part} était de ${share} ; vous en avez reçu ${received}.`;
  },
  corrected: (bookings: string, isMore: boolean) =>
    `Par correction signée, votre compte est de ${bookings} ${isMore ? 'plus haut' : 'plus bas'}.`,
};

const english = {
  none: 'No request came while you had a free seat.',
  say({ requests, offered, open, share, received, byRequest, equal, since }: Figures): string {
    const start = since === undefined ? 'You' : `Since ${since}, you`;
    const what = equal
      ? `${start} were open for ${requests} requests, shared equally among open practices`
      : `${start} offered ${offered} of the ${open} seats open when these requests came`;
    const part = byRequest && !equal ? 'your share, request by request,' : 'your share';
    return `${what}: ${part} was ${share}; you have received ${received} of them.`;
  },
  corrected: (bookings: string, isMore: boolean) =>
    `By signed correction, your account is ${bookings} ${isMore ? 'higher' : 'lower'}.`,
};

function formatDay(instant: number, timezone: string, locale: string): string {
  const { day } = openZone(timezone).wallTimeOf(instant);
  const text = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
  return text.format(day * 86_400_000).replace(/^1 (?=\p{Ll})/u, '1er ');
}
