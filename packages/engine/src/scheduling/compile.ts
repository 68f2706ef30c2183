import type {
  Allocation,
  Audience,
  Break,
  Closure,
  ExtraOpening,
  HolidayCalendarId,
  HolidayPolicy,
  Opening,
  Practice,
  Rotation,
  Site,
  Territory,
} from '@relais/model';
import { dayOf, holidayKeysOn, minutesOf, modulo, mondayOf, openZone, weekdayOf } from '../time/index.ts';
import type { HolidayKey, Zone } from '../time/index.ts';
import { findBusiestDay } from './density.ts';
import type { DayPlan } from './day-slots.ts';

/** A territory made ready for questions: names resolved, defaults filled in, wall times as minutes. Compile once, ask often. */
export interface CompiledTerritory {
  readonly territory: Territory;
  readonly zone: Zone;
  readonly rules: ResolvedRules;
  readonly practices: ReadonlyMap<string, CompiledPractice>;
  readonly sites: ReadonlyMap<string, Site>;
  /** Minutes of travel by site, by commune in its `communeKey` form. */
  readonly travel: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Practices with an opening for an audience, in the order of their ids; filled in as audiences are asked for. */
  readonly seenBy: Map<Audience | 'all', readonly CompiledPractice[]>;
  /** What has already been worked out, by service day; a territory never changes once compiled. */
  readonly days: Map<number, DayPlan>;
}

/** How far ahead anything can be booked or is searched for, in days. */
const furthestDays = 400;
/** Slots that are looked through for one answer at most: a territory that plans very many a day is searched for fewer days. */
const mostSlots = 300_000;

/** The rules of the file with the format's defaults. */
export interface ResolvedRules {
  readonly minNoticeMinutes: number;
  /** How many days ahead anything is searched for: 400, or as many as hold some 300,000 slots. */
  readonly reachDays: number;
  /** `reachDays` at most, and when the file sets no horizon. */
  readonly maxHorizonDays: number;
  readonly holdSeconds: number;
  readonly offerSeconds: number;
  readonly cancelDeadlineMinutes: number;
  readonly maxActiveBookingsPerPerson: number;
  readonly weight: NonNullable<Allocation['weight']>;
  readonly period: NonNullable<Allocation['period']>;
}

export interface CompiledPractice {
  readonly id: string;
  readonly siteId: string;
  readonly calendar: HolidayCalendar;
  readonly windows: readonly CompiledWindow[];
  /** Closures of everybody, of its site and its own. */
  readonly closures: readonly ClosureGroup[];
}

/** Closures of the same practices; a day's are worked out once for them all. */
export type ClosureGroup = readonly CompiledClosure[];

/** One opening or extra opening. Times are minutes since 00:00 of the service date: `to` is after `from` and may pass 1440. */
export interface CompiledWindow {
  readonly from: number;
  readonly to: number;
  readonly slotMinutes: number;
  readonly gapMinutes: number;
  readonly capacity: number;
  readonly breaks: readonly Span[];
  readonly visibility: ReadonlySet<Audience>;
  readonly reserved: { readonly label: string; readonly releaseMs: number } | undefined;
  readonly recurrence: Recurrence;
}

/** Half-open stretch of minutes. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Which service days a window is on: one date, or days of the week within dates, a rotation and a holiday policy. */
export type Recurrence =
  | { readonly kind: 'once'; readonly day: number }
  | {
      readonly kind: 'weekly';
      readonly weekdays: ReadonlySet<number>;
      readonly validFrom: number;
      readonly validTo: number;
      readonly rotation:
        { readonly monday: number; readonly cycleWeeks: number; readonly weeks: ReadonlySet<number> } | undefined;
      readonly onHoliday: HolidayPolicy;
    };

/** Local dates `from..to`, each closed during `span`. */
export interface CompiledClosure {
  readonly from: number;
  readonly to: number;
  readonly span: Span;
}

export interface HolidayCalendar {
  /** Keys that make the day a holiday here, after `holidaysWorked` and `extraHolidays`; empty on an ordinary day. */
  keysOn(day: number): readonly HolidayKey[];
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const wholeDay: Span = { from: 0, to: 1440 };

/** Compiles a territory that `validateTerritory` accepts. @throws {RangeError} when it names a zone or a practice there is not. */
export function compileTerritory(territory: Territory): CompiledTerritory {
  const windows = groupWindows(territory);
  const parts = { windows, closures: groupClosures(territory), calendars: calendarsOf(territory) };
  const practices = [...territory.practices]
    .sort((left, right) => compareIds(left.id, right.id))
    .map((practice): [string, CompiledPractice] => [practice.id, compilePractice(practice, parts)]);
  return {
    territory,
    zone: openZone(territory.timezone),
    rules: resolveRules(territory, reachOf([...windows.values()].flat())),
    practices: new Map(practices),
    sites: new Map(sitesOf(territory).map((site) => [site.id, site])),
    travel: compileTravel(territory),
    seenBy: new Map(),
    days: new Map(),
  };
}

/** Whether a window is on a service day (rules 2, 3 and 7). */
export function appliesOn(recurrence: Recurrence, calendar: HolidayCalendar, day: number): boolean {
  if (!matchesWeek(recurrence, day)) return false;
  if (recurrence.kind === 'once' || recurrence.onHoliday === 'open') return true;
  return calendar.keysOn(day).length > 0 === (recurrence.onHoliday === 'only');
}

/** The same without the holidays (rules 2 and 7). */
export function matchesWeek(recurrence: Recurrence, day: number): boolean {
  if (recurrence.kind === 'once') return day === recurrence.day;
  if (day < recurrence.validFrom || day > recurrence.validTo || !recurrence.weekdays.has(weekdayOf(day))) return false;
  const { rotation } = recurrence;
  if (!rotation) return true;
  const weeksSinceAnchor = (mondayOf(day) - rotation.monday) / 7;
  return rotation.weeks.has(modulo(weeksSinceAnchor, rotation.cycleWeeks));
}

/** Order of ids everywhere: by code unit, never by the language of the process. */
export function compareIds(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The sites of the file, or those its practices name when it lists none. */
export function sitesOf(territory: Territory): readonly Site[] {
  return territory.sites ?? [...new Set(territory.practices.map(({ siteId }) => siteId))].map((id) => ({ id }));
}

/** One key for a commune however it is written: `Le Gué-Blanc` → `le-gue-blanc`. */
export function communeKey(commune: string): string {
  return commune
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/** Minutes of a window as rule 4 reads them: an end at or before the start is on the next day. */
export function spanOf(from: string, to: string): Span {
  const start = minutesOf(from);
  const end = minutesOf(to);
  return { from: start, to: end <= start ? end + 1440 : end };
}

/** A break at its place in a window: on the service date, else past midnight; `undefined` when it touches neither. */
export function placeBreak(pause: Break, window: Span): Span | undefined {
  const span = spanOf(pause.from, pause.to);
  const next = { from: span.from + 1440, to: span.to + 1440 };
  return [span, next].find(({ from, to }) => from < window.to && window.from < to);
}

/** The same stretches in order, those that overlap or meet made one. */
export function joinSpans(spans: readonly Span[]): Span[] {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of [...spans].sort((left, right) => left.from - right.from)) {
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

/** Minutes of a slot of this window (rule 5), `undefined` when nothing says it. */
export function slotMinutesOf(window: Opening | ExtraOpening, territory: Territory): number | undefined {
  if (window.slotsPerHour !== undefined) return 60 / window.slotsPerHour;
  return window.slotMinutes ?? territory.rules?.slotMinutes;
}

export function compileOpening(opening: Opening, territory: Territory): CompiledWindow {
  return compileWindow(opening, territory, weekly(opening, territory));
}

export function compileExtraOpening(opening: ExtraOpening, territory: Territory): CompiledWindow {
  return compileWindow(opening, territory, { kind: 'once', day: dayOf(opening.date) });
}

/** The calendar of each practice; practices on one calendar share it. */
export function calendarsOf(territory: Territory): (practice: Practice) => HolidayCalendar {
  const worked = new Set(territory.holidaysWorked);
  const extra = new Set((territory.extraHolidays ?? []).map(dayOf));
  const calendars = new Map<HolidayCalendarId, HolidayCalendar>();
  return ({ holidayCalendar: id = territory.holidayCalendar }) => {
    const calendar = calendars.get(id) ?? {
      keysOn(day: number): readonly HolidayKey[] {
        const listed = holidayKeysOn(id, day);
        const kept = worked.size > 0 && listed.length > 0 ? listed.filter((key) => !worked.has(key)) : listed;
        return extra.has(day) ? [...kept, 'extra'] : kept;
      },
    };
    calendars.set(id, calendar);
    return calendar;
  };
}

/** Never less than a week, however many slots that holds. */
function reachOf(windows: readonly CompiledWindow[]): number {
  const { slots } = findBusiestDay(windows);
  return Math.max(7, Math.min(furthestDays, Math.floor(mostSlots / Math.max(1, slots))));
}

function resolveRules({ rules = {}, allocation = {} }: Territory, reachDays: number): ResolvedRules {
  return {
    minNoticeMinutes: rules.minNoticeMinutes ?? 0,
    reachDays,
    maxHorizonDays: Math.min(rules.maxHorizonDays ?? reachDays, reachDays),
    holdSeconds: rules.holdSeconds ?? 300,
    offerSeconds: rules.offerSeconds ?? 600,
    cancelDeadlineMinutes: rules.cancelDeadlineMinutes ?? 30,
    maxActiveBookingsPerPerson: rules.maxActiveBookingsPerPerson ?? 1,
    weight: allocation.weight ?? 'offered-seats',
    period: allocation.period ?? 'none',
  };
}

function compileWindow(window: Opening | ExtraOpening, territory: Territory, recurrence: Recurrence): CompiledWindow {
  const span = spanOf(window.from, window.to);
  const { practiceId, gapMinutes = 0, capacity = 1, breaks = [], visibility = ['CPTS'], reserved } = window;
  const slotMinutes = slotMinutesOf(window, territory);
  if (slotMinutes === undefined)
    throw new RangeError(`No slot length for the opening at ${window.from} of ${practiceId}`);
  return {
    ...span,
    slotMinutes,
    gapMinutes,
    capacity,
    breaks: joinSpans(breaks.map((pause) => placeBreak(pause, span)).filter((pause) => pause !== undefined)),
    visibility: new Set(visibility),
    reserved: reserved && { label: reserved.for, releaseMs: reserved.releaseMinutes * 60_000 },
    recurrence,
  };
}

function weekly(opening: Opening, territory: Territory): Recurrence {
  return {
    kind: 'weekly',
    weekdays: new Set(opening.days.map((name) => weekdays.indexOf(name))),
    validFrom: opening.validFrom === undefined ? -Infinity : dayOf(opening.validFrom),
    validTo: opening.validTo === undefined ? Infinity : dayOf(opening.validTo),
    rotation: opening.rotation && compileRotation(opening.rotation),
    onHoliday: opening.onHoliday ?? territory.rules?.onHoliday ?? 'closed',
  };
}

function compileRotation({ anchor, cycleWeeks, weeks }: Rotation) {
  return { monday: mondayOf(dayOf(anchor)), cycleWeeks, weeks: new Set(weeks) };
}

function groupWindows(territory: Territory): Map<string, CompiledWindow[]> {
  const groups = new Map<string, CompiledWindow[]>(territory.practices.map(({ id }) => [id, []]));
  const add = (practiceId: string, window: CompiledWindow) => {
    const group = groups.get(practiceId);
    if (!group) throw new RangeError(`No practice ${practiceId}`);
    group.push(window);
  };
  for (const opening of territory.openings) add(opening.practiceId, compileOpening(opening, territory));
  for (const exception of territory.exceptions ?? []) {
    if (exception.type === 'opening') add(exception.practiceId, compileExtraOpening(exception, territory));
  }
  return groups;
}

interface PracticeParts {
  readonly windows: ReadonlyMap<string, readonly CompiledWindow[]>;
  readonly closures: (practice: Practice) => readonly ClosureGroup[];
  readonly calendars: (practice: Practice) => HolidayCalendar;
}

function compilePractice(practice: Practice, { windows, closures, calendars }: PracticeParts): CompiledPractice {
  const { id, siteId } = practice;
  return { id, siteId, calendar: calendars(practice), windows: windows.get(id) ?? [], closures: closures(practice) };
}

/** Closures by whom they concern: everybody's are kept once, however many practices there are. */
function groupClosures(territory: Territory): (practice: Practice) => readonly ClosureGroup[] {
  const everybody: CompiledClosure[] = [];
  const bySite = new Map<string, CompiledClosure[]>();
  const byPractice = new Map<string, CompiledClosure[]>();
  const homes = new Map(territory.practices.map(({ id, siteId }) => [id, siteId]));
  const add = (groups: Map<string, CompiledClosure[]>, key: string, closure: CompiledClosure) => {
    const group = groups.get(key);
    if (group) group.push(closure);
    else groups.set(key, [closure]);
  };
  for (const exception of territory.exceptions ?? []) {
    if (exception.type !== 'closure') continue;
    const { practiceId, siteId } = exception;
    const closure = compileClosure(exception);
    if (practiceId === undefined && siteId === undefined) everybody.push(closure);
    else if (practiceId === undefined) add(bySite, siteId ?? '', closure);
    else if (siteId === undefined || homes.get(practiceId) === siteId) add(byPractice, practiceId, closure);
  }
  return ({ id, siteId }) =>
    [everybody, bySite.get(siteId), byPractice.get(id)].filter(
      (group) => group !== undefined && group.length > 0,
    ) as ClosureGroup[];
}

function compileClosure({ from, to, fromTime, toTime }: Closure): CompiledClosure {
  const span =
    fromTime === undefined && toTime === undefined ? wholeDay : spanOf(fromTime ?? '00:00', toTime ?? '24:00');
  return { from: dayOf(from), to: dayOf(to ?? from), span };
}

function compileTravel(territory: Territory): Map<string, Map<string, number>> {
  const rows = Object.entries(territory.travelMinutes ?? {});
  return new Map(rows.map(([commune, minutes]) => [communeKey(commune), new Map(Object.entries(minutes))]));
}
