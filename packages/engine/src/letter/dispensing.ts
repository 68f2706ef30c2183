import { toInstant } from '@relais/model';
import type {
  DispensingCondition,
  Instant,
  LetterCondition,
  LetterContent,
  PlainDate,
  PresetPrescription,
} from '@relais/model';
import { addDays, dateOf, dayOf, openZone } from '../time/index.ts';
import { words } from './words.ts';

/** The calendar’s last day: nothing is counted beyond it. */
const LAST = '9999-12-31';

/**
 * How a condition stands beside the medicine: « si TROD angine positif, sous 7 jours calendaires à compter de ce jour », as the arrêté of 28 November
 * 2023 (JO of 30 November 2023, which follows that of 13 December 2021) asks.
 *
 * @param from - what the days are counted from, in words
 */
export function mentionOf({ mention, days }: Pick<DispensingCondition, 'mention' | 'days'>, from: string): string {
  if (days === undefined) return mention;
  const within = days > 1 ? `sous ${days} jours calendaires` : `sous ${days} jour calendaire`;
  return `${mention}, ${within} à compter ${from}`;
}

/** The medicine with what its dispensing depends on behind it, as one sentence. @param from - what the days are counted from, in words */
export function medicineOf({ text, condition }: Pick<PresetPrescription, 'text' | 'condition'>, from: string): string {
  return condition ? `${text.replace(/[\s.;,]+$/u, '')}, ${mentionOf(condition, from)}` : text;
}

/**
 * The last day on which a prescription is dispensed, of which that of the prescription is the first: calendar days of the structure’s zone, whatever its
 * clocks do meanwhile. Undefined where no number of days is written.
 *
 * @param at - when it is written, milliseconds since the epoch
 */
export function lastDispensingDay(
  { days }: Pick<DispensingCondition, 'days'>,
  at: number,
  timeZone: string,
): PlainDate | undefined {
  return days === undefined ? undefined : addDays(dateOf(openZone(timeZone).wallTimeOf(at).day), days - 1);
}

/** What is known of a condition once its prescription is written. @param at - when that is, milliseconds since the epoch */
export function conditionOf(condition: DispensingCondition, at: number, timeZone: string): LetterCondition {
  const lastDay = lastDispensingDay(condition, at, timeZone);
  return {
    mention: mentionOf(condition, words.ofThisDay),
    ...(lastDay !== undefined && { lastDay, ...(lastDay < LAST && { endsAt: endOf(lastDay, timeZone) }) }),
    ...(condition.status === 'illustrative' && { illustrative: true as const }),
  };
}

function endOf(date: PlainDate, timeZone: string): Instant {
  return toInstant(openZone(timeZone).instantOf(dayOf(date) + 1, 0));
}

/** From when on the last day printed on it is over, in milliseconds since the epoch; `Infinity` where none is printed. */
export function lapsesAt({ condition }: Pick<LetterContent, 'condition'>): number {
  return condition?.endsAt === undefined ? Infinity : Date.parse(condition.endsAt);
}

/** Whether the last day printed on it is over. @param now - milliseconds since the epoch */
export function hasLapsed(content: Pick<LetterContent, 'condition'>, now: number): boolean {
  return now >= lapsesAt(content);
}
