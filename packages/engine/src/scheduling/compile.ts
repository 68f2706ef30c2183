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
import { dayOf, minutesOf, modulo, mondayOf, weekdayOf } from './dates.ts';
import { holidayKeysOn } from './holidays.ts';
import type { HolidayKey } from './holidays.ts';
import type { DaySlots } from './day-slots.ts';
import { openZone } from './zone.ts';
import type { Zone } from './zone.ts';

/** A territory made ready for questions: names resolved, defaults filled in, wall times as minutes. Compile once, ask often. */
export interface CompiledTerritory {
  readonly territory: Territory;
  readonly zone: Zone;
  readonly rules: ResolvedRules;
  readonly practices: ReadonlyMap<string, CompiledPractice>;
  readonly sites: ReadonlyMap<string, Site>;
  /** Minutes of travel by site, by commune in its `communeKey` form. */
  readonly travel: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Slots already worked out, by service day; a territory never changes once compiled. */
  readonly days: Map<number, DaySlots>;
}

/** The rules of the file with the format's defaults. `maxHorizonDays: Infinity` when the file sets no horizon. */
export interface ResolvedRules {
  readonly minNoticeMinutes: number;
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
  readonly closures: readonly CompiledClosure[];
}

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
  const practices = [...territory.practices]
    .sort((left, right) => compareIds(left.id, right.id))
    .map((practice): [string, CompiledPractice] => [practice.id, compilePractice(territory, practice, windows)]);
  return {
    territory,
    zone: openZone(territory.timezone),
    rules: resolveRules(territory),
    practices: new Map(practices),
    sites: new Map(sitesOf(territory).map((site) => [site.id, site])),
    travel: compileTravel(territory),
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

export function compileCalendar(territory: Territory, practice: Practice): HolidayCalendar {
  const id: HolidayCalendarId = practice.holidayCalendar ?? territory.holidayCalendar;
  const worked = new Set(territory.holidaysWorked);
  const extra = new Set((territory.extraHolidays ?? []).map(dayOf));
  return {
    keysOn(day) {
      const listed = holidayKeysOn(id, day);
      const kept = worked.size > 0 && listed.length > 0 ? listed.filter((key) => !worked.has(key)) : listed;
      return extra.has(day) ? [...kept, 'extra'] : kept;
    },
  };
}

function resolveRules({ rules = {}, allocation = {} }: Territory): ResolvedRules {
  return {
    minNoticeMinutes: rules.minNoticeMinutes ?? 0,
    maxHorizonDays: rules.maxHorizonDays ?? Infinity,
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
    breaks: breaks.map((pause) => placeBreak(pause, span)).filter((pause) => pause !== undefined),
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

function compilePractice(
  territory: Territory,
  practice: Practice,
  windows: Map<string, CompiledWindow[]>,
): CompiledPractice {
  const closures = (territory.exceptions ?? []).filter((exception) => exception.type === 'closure');
  return {
    id: practice.id,
    siteId: practice.siteId,
    calendar: compileCalendar(territory, practice),
    windows: windows.get(practice.id) ?? [],
    closures: closures.filter((closure) => concerns(closure, practice)).map(compileClosure),
  };
}

function concerns(closure: Closure, practice: Practice): boolean {
  return (closure.practiceId ?? practice.id) === practice.id && (closure.siteId ?? practice.siteId) === practice.siteId;
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
