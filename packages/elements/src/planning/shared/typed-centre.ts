import type { HolidayCalendarId, Territory } from '@relais/sdk';
import type { OwnChange } from '@relais/sdk/planning';
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
}

export function typeCentre({ name = '', holidayCalendar, rules = {} }: Territory): TypedCentre {
  const typed = RULES.map((rule) => [rule, String(rules[rule] ?? '')]);
  const { volunteersMay = [] } = rules;
  return {
    name,
    calendar: holidayCalendar,
    volunteersMay,
    ...(Object.fromEntries(typed) as Record<(typeof RULES)[number], string>),
  };
}

export function faultsOfCentre(t: PlanningStrings, typed: TypedCentre): readonly FieldFault[] {
  const wrong = RULES.filter((rule) => !/^\d{0,4}$/.test(typed[rule])).map((id) => ({ id, text: t.wrongCount }));
  return typed.name.trim() === '' ? [{ id: 'name', text: t.nameMissing }, ...wrong] : wrong;
}

/** The file with what is typed. Whoever chooses another place lives by its clocks. */
export function putCentre(
  territory: Territory,
  typed: TypedCentre,
  { timeZoneOf }: Pick<typeof Engine, 'timeZoneOf'>,
): Territory {
  const { volunteersMay: _, ...rules } = territory.rules ?? {};
  const { volunteersMay } = typed;
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
    },
  };
}
