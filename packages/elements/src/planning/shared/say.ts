import type { Opening, Territory, Weekday } from '@relais/sdk';
import type { PlanningChange, TerritoryException, TrialPeriod } from '@relais/sdk/planning';
import type { Format } from '../../ui/format.ts';
import type { PlanningStrings } from '../words/fr.ts';

export const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Says of a territory, in words, what its file says. */
export interface Sayer {
  readonly t: PlanningStrings;
  readonly format: Format;
  readonly today: string;
  readonly territory: Territory;
  /** Before it was changed: what is taken out keeps its name. */
  readonly former: Territory;
}

/** Further off than this a day and a month alone would be taken for those of another year. */
const NEAR_MILLISECONDS = 300 * 86_400_000;

/** `2026-11-16` as people say it, with the year where it goes without saying no more. */
export function sayDate({ format, today }: Pick<Sayer, 'format' | 'today'>, date: string): string {
  const day = format.dayName(date, 0).date;
  const isNear = Math.abs(Date.parse(date) - Date.parse(today)) < NEAR_MILLISECONDS;
  return isNear ? day : `${day}\xa0${date.slice(0, 4)}`;
}

export function sayTime({ t }: Pick<Sayer, 't'>, time: string): string {
  return t.time(Number(time.slice(0, 2)), Number(time.slice(3, 5)));
}

export function sayPractice({ territory, former }: Sayer, id: string): string {
  return [...territory.practices, ...former.practices].find((practice) => practice.id === id)?.name ?? id;
}

export function saySite({ territory, former }: Sayer, id: string): string {
  return [...(territory.sites ?? []), ...(former.sites ?? [])].find((site) => site.id === id)?.name ?? id;
}

/** Where a practice is, unless that is said by its own name. */
export function sayPlace(sayer: Sayer, practice: string, siteId: string): string {
  const site = saySite(sayer, siteId);
  return site === practice ? '' : sayer.t.atSite(site);
}

/** « Équipe A, lieu : Maison de santé des Tilleuls » */
export function sayPracticeAtPlace(sayer: Sayer, id: string, siteId: string): string {
  const practice = sayPractice(sayer, id);
  return [practice, sayPlace(sayer, practice, siteId)].filter(Boolean).join(', ');
}

function sayDays({ t }: Sayer, days: readonly Weekday[]): string {
  const inOrder = WEEKDAYS.filter((day) => days.includes(day));
  if (inOrder.length === 7) return t.everyDay;
  if (inOrder.join() === WEEKDAYS.slice(0, 5).join()) return t.weekdays;
  return t.joinDays(inOrder.map((day) => t.days[day]));
}

type Hours = Pick<Opening, 'from' | 'to' | 'slotsPerHour' | 'slotMinutes' | 'capacity' | 'reserved'>;

function sayHours(sayer: Sayer, { from, to, slotsPerHour, slotMinutes, capacity = 1, reserved }: Hours): string[] {
  const { t } = sayer;
  const minutes = slotMinutes ?? sayer.territory.rules?.slotMinutes;
  return [
    t.range(sayTime(sayer, from), sayTime(sayer, to)),
    ...(slotsPerHour !== undefined ? [t.perHour(slotsPerHour)] : minutes === undefined ? [] : [t.ofMinutes(minutes)]),
    t.perSlot(capacity),
    ...(reserved ? [t.reservedFor(reserved.for)] : []),
  ];
}

/** « lundi et mardi, 9 h – 12 h, 4 créneaux par heure, 1 place par créneau, une semaine sur 2 » */
export function sayOpening(sayer: Sayer, opening: Opening): string {
  const { t } = sayer;
  const { days, rotation, onHoliday, validFrom, validTo } = opening;
  return [
    sayDays(sayer, days),
    ...sayHours(sayer, opening),
    ...(rotation && rotation.cycleWeeks > 1 ? [t.oneWeekOf(rotation.weeks.length, rotation.cycleWeeks)] : []),
    ...(onHoliday ? [t.onHolidays[onHoliday]] : []),
    ...(validFrom === undefined ? [] : [t.since(sayDate(sayer, validFrom))]),
    ...(validTo === undefined ? [] : [t.until(sayDate(sayer, validTo))]),
  ].join(', ');
}

export function sayException(sayer: Sayer, exception: TerritoryException): string {
  const { t } = sayer;
  const why = exception.reason ? ` (${exception.reason})` : '';
  if (exception.type === 'opening') {
    const when = [t.onDay(sayDate(sayer, exception.date)), ...sayHours(sayer, exception)].join(', ');
    return t.extra(sayPractice(sayer, exception.practiceId), when) + why;
  }
  const { practiceId, siteId, from, to = from, fromTime, toTime } = exception;
  const who =
    practiceId !== undefined
      ? sayPractice(sayer, practiceId)
      : siteId !== undefined
        ? saySite(sayer, siteId)
        : t.everybody;
  const dates = from === to ? t.onDay(sayDate(sayer, from)) : t.fromTo(sayDate(sayer, from), sayDate(sayer, to));
  const isPart = fromTime !== undefined || toTime !== undefined;
  const times = t.range(sayTime(sayer, fromTime ?? '00:00'), sayTime(sayer, toTime ?? '24:00'));
  return t.closure(who, isPart ? `${dates}, ${times}` : dates) + why;
}

/** One change in words; a practice, site or volunteer by its name. */
export function sayChange(sayer: Sayer, change: PlanningChange): string {
  const { t } = sayer;
  const shown = sayThing(sayer, change, change.after ?? change.before);
  if (change.before === undefined) return t.added(shown);
  return change.after === undefined ? t.gone(shown) : t.modified(shown);
}

function sayThing(sayer: Sayer, { part, ...rest }: PlanningChange, value: unknown): string {
  switch (part) {
    case 'opening': {
      const opening = value as Opening;
      return `${sayPractice(sayer, opening.practiceId)}, ${sayOpening(sayer, opening)}`;
    }
    case 'exception':
      return sayException(sayer, value as TerritoryException);
    case 'rule':
    case 'other': {
      const name = 'name' in rest ? rest.name : '';
      return name === 'trials' ? sayTrials(sayer, (value ?? []) as readonly TrialPeriod[]) : sayRule(sayer, name);
    }
    default: {
      const named = value as { readonly id: string; readonly name?: string; readonly label?: string };
      return named.name ?? named.label ?? named.id;
    }
  }
}

function sayTrials(sayer: Sayer, trials: readonly TrialPeriod[]): string {
  const { t } = sayer;
  const each = trials.map(({ from, to }) => t.fromTo(sayDate(sayer, from), sayDate(sayer, to)));
  return [t.trialPeriod, ...each].join(', ');
}

/** A member of the file by the name its form has for it, where it has one. */
function sayRule({ t }: Sayer, name: string): string {
  const names: Readonly<Record<string, string>> = {
    ...t.rules,
    ...{ name: t.name, holidayCalendar: t.calendar, travelMinutes: t.forms.commune, volunteersMay: t.volunteersMay },
  };
  return t.rule(names[name] ?? name);
}
