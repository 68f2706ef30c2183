import type { HolidayCalendarId, Territory } from '@relais/sdk';
import type { OwnChange, TrialPeriod } from '@relais/sdk/planning';
import { readDate, writeDate } from '../../ui/fields/reading.ts';
import type { FieldFault } from '../../ui/fields/form.ts';
import type { PlanningStrings } from '../words/fr.ts';
import type * as Engine from './calls.ts';

/** Whole numbers among the rules of a territory that its coordinator decides. */
export const RULES = ['minNoticeMinutes', 'maxHorizonDays', 'cancelDeadlineMinutes'] as const;

/** What a territory file says of all its practices, as it is typed. */
export interface TypedCentre extends Readonly<Record<(typeof RULES)[number], string>> {
  readonly name: string;
  readonly calendar: HolidayCalendarId;
  /** What volunteers may change of their own ranges. */
  readonly volunteersMay: readonly OwnChange[];
  /** Of the trial that is not over, or of a new one. */
  readonly trialFirst: string;
  readonly trialLast: string;
}

/** The trial that is changed here, and those that stay: they are over, or come after it. */
function trialsOf({ rules }: Territory, today: string) {
  const trials = rules?.trials ?? [];
  const trial = trials.find(({ to }) => to >= today);
  return { trial, others: trials.filter((one) => one !== trial) };
}

export function typeCentre(territory: Territory, today: string): TypedCentre {
  const { name = '', holidayCalendar, rules = {} } = territory;
  const { trial } = trialsOf(territory, today);
  const typed = RULES.map((rule) => [rule, String(rules[rule] ?? '')]);
  const { volunteersMay = [] } = rules;
  return {
    name,
    calendar: holidayCalendar,
    volunteersMay,
    trialFirst: trial ? writeDate(trial.from) : '',
    trialLast: trial ? writeDate(trial.to) : '',
    ...(Object.fromEntries(typed) as Record<(typeof RULES)[number], string>),
  };
}

/** What is known beside what is typed. */
interface Known {
  /** As it is published: what has begun by it has been counted. */
  readonly published: Territory | undefined;
  readonly today: string;
  readonly mostTrialDays: number;
}

export function faultsOfCentre(t: PlanningStrings, typed: TypedCentre, known: Known): readonly FieldFault[] {
  const wrong = RULES.filter((rule) => !/^\d{0,4}$/.test(typed[rule])).map((id) => ({ id, text: t.wrongCount }));
  const nameless = typed.name.trim() === '' ? [{ id: 'name', text: t.nameMissing }] : [];
  return [...nameless, ...wrong, ...faultsOfTrial(t, typed, known)];
}

function faultsOfTrial(
  t: PlanningStrings,
  { trialFirst, trialLast }: TypedCentre,
  { published, today, mostTrialDays }: Known,
): readonly FieldFault[] {
  const trial = published && trialsOf(published, today).trial;
  const begun = trial && trial.from <= today ? trial : undefined;
  if (trialFirst + trialLast === '' && !begun) return [];
  const [from, to] = [readDate(trialFirst), readDate(trialLast)];
  if (begun && from !== begun.from) return [{ id: 'trial-first', text: t.trialBegun(writeDate(begun.from)) }];
  if (from === undefined) return [{ id: 'trial-first', text: t.wrongDate }];
  if (!begun && from < today) return [{ id: 'trial-first', text: t.trialPast }];
  if (to === undefined) return [{ id: 'trial-last', text: t.wrongDate }];
  if (to < from) return [{ id: 'trial-last', text: t.trialReversed }];
  if (to < today) return [{ id: 'trial-last', text: t.trialPast }];
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  return days > mostTrialDays ? [{ id: 'trial-last', text: t.trialTooLong(mostTrialDays) }] : [];
}

function readTrial({ trialFirst, trialLast }: TypedCentre): TrialPeriod[] {
  const [from, to] = [readDate(trialFirst), readDate(trialLast)];
  return from !== undefined && to !== undefined ? [{ from, to }] : [];
}

/** The file with what is typed. Whoever chooses another place lives by its clocks. */
export function putCentre(
  territory: Territory,
  typed: TypedCentre,
  today: string,
  { timeZoneOf }: Pick<typeof Engine, 'timeZoneOf'>,
): Territory {
  const { volunteersMay: _, trials: __, ...rules } = territory.rules ?? {};
  const { volunteersMay } = typed;
  const { trial, others: otherTrials } = trialsOf(territory, today);
  const typedTrials = readTrial(typed).map((dates) => ({ ...trial, ...dates }));
  const trials = [...otherTrials, ...typedTrials].sort((one, other) => (one.from < other.from ? -1 : 1));
  const others = Object.entries(rules).filter(([name]) => !RULES.includes(name as (typeof RULES)[number]));
  const decided = RULES.filter((rule) => typed[rule] !== '').map((rule) => [rule, Number(typed[rule])] as const);
  const hasMoved = typed.calendar !== territory.holidayCalendar;
  return {
    ...territory,
    name: typed.name.trim(),
    holidayCalendar: typed.calendar,
    ...(hasMoved && { timezone: timeZoneOf(typed.calendar) }),
    rules: {
      ...Object.fromEntries([...others, ...decided]),
      ...(volunteersMay.length > 0 && { volunteersMay: [...volunteersMay] }),
      ...(trials.length > 0 && { trials }),
    },
  };
}
