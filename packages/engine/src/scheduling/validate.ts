import { HolidayCalendarId, Territory, territoryFormats } from '@relais/model';
import type { Closure, ExtraOpening, Opening } from '@relais/model';
import {
  compileCalendar,
  compileTerritory,
  compileExtraOpening,
  compileOpening,
  placeBreak,
  sitesOf,
  slotMinutesOf,
  spanOf,
} from './compile.ts';
import type { CompiledTerritory, CompiledWindow } from './compile.ts';
import { holidayKeys, isHolidayKey } from './holidays.ts';
import { findOverlap } from './overlaps.ts';
import { isTimeZone } from './zone.ts';

/** One thing that is wrong with a territory file. `path` is dotted with indexes, e.g. `openings[3].from`; empty for the whole document. */
export interface TerritoryProblem {
  readonly code: TerritoryProblemCode;
  readonly path: string;
  /** What the file says there; `undefined` when it says nothing. */
  readonly value: unknown;
  /** What is wrong there, without the place: `is missing`, `is "9h"`. */
  readonly said: string;
  /** What is accepted there. */
  readonly accepted: string;
  /** All of it in one English sentence. */
  readonly message: string;
}

export type TerritoryProblemCode =
  | 'missing'
  | 'not-accepted'
  | 'malformed-time'
  | 'malformed-date'
  | 'slot-length-not-whole'
  | 'slot-length-missing'
  | 'unknown-time-zone'
  | 'unknown-calendar'
  | 'unknown-holiday'
  | 'unknown-practice'
  | 'unknown-site'
  | 'duplicate'
  | 'week-outside-cycle'
  | 'dates-reversed'
  | 'break-outside-window'
  | 'overlapping-openings';

export type TerritoryValidation =
  | { readonly ok: true; readonly territory: Territory; readonly compiled: CompiledTerritory }
  | { readonly ok: false; readonly problems: readonly TerritoryProblem[] };

/**
 * Reads a territory file and refuses it when it breaks a rule, naming every place at once. Ids, dates and overlaps are only looked at once
 * the shape is right.
 */
export function validateTerritory(input: unknown): TerritoryValidation {
  const parsed = Territory.safeParse(input);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map((issue) => problemOfIssue(issue, input)) };
  const territory = parsed.data;
  const problems = [...checkNames(territory), ...checkOpenings(territory), ...checkExceptions(territory)];
  if (problems.length === 0) problems.push(...checkOverlaps(territory));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, territory, compiled: compileTerritory(territory) };
}

type Path = readonly PropertyKey[];

function problem(code: TerritoryProblemCode, path: Path, value: unknown, accepted: string): TerritoryProblem {
  const place = formatPath(path);
  const said = value === undefined ? 'is missing' : `is ${abbreviate(value)}`;
  const message = `${place || 'The document'} ${said}; accepted: ${accepted}.`;
  return { code, path: place, value, said, accepted, message };
}

function formatPath(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${String(step)}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}

function abbreviate(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** The schema's own message is what it accepts; that also tells which rule was broken. */
function problemOfIssue(issue: { path: Path; message: string }, input: unknown): TerritoryProblem {
  const value = issue.path.reduce<unknown>(
    (node, step) => (node as Record<PropertyKey, unknown> | undefined)?.[step],
    input,
  );
  const isCalendar = issue.message === territoryFormats.calendar;
  const accepted = isCalendar ? `one of ${HolidayCalendarId.options.join(', ')}` : issue.message;
  return problem(value === undefined ? 'missing' : codeOf(issue.message), issue.path, value, accepted);
}

function codeOf(format: string): TerritoryProblemCode {
  switch (format) {
    case territoryFormats.time:
      return 'malformed-time';
    case territoryFormats.date:
      return 'malformed-date';
    case territoryFormats.slotsPerHour:
      return 'slot-length-not-whole';
    case territoryFormats.calendar:
      return 'unknown-calendar';
    default:
      return 'not-accepted';
  }
}

/** Time zone, holidays, ids and what refers to them. */
function checkNames(territory: Territory): TerritoryProblem[] {
  const { timezone, practices, holidaysWorked = [], volunteers = [] } = territory;
  const sites = sitesOf(territory);
  const zone = isTimeZone(timezone)
    ? []
    : [problem('unknown-time-zone', ['timezone'], timezone, territoryFormats.timezone)];
  const holidays = holidaysWorked.flatMap((key, index) =>
    isHolidayKey(key)
      ? []
      : [problem('unknown-holiday', ['holidaysWorked', index], key, `one of ${holidayKeys.join(', ')}`)],
  );
  const homes = practices.flatMap(({ siteId }, index) => checkSite(territory, siteId, ['practices', index, 'siteId']));
  const travel = Object.entries(territory.travelMinutes ?? {}).flatMap(([commune, row]) =>
    Object.keys(row).flatMap((siteId) => checkSite(territory, siteId, ['travelMinutes', commune, siteId])),
  );
  return [
    ...zone,
    ...holidays,
    ...findDuplicates('practices', practices),
    ...findDuplicates('sites', sites),
    ...findDuplicates('volunteers', volunteers),
    ...homes,
    ...travel,
  ];
}

function findDuplicates(list: string, items: readonly { id: string }[]): TerritoryProblem[] {
  return items.flatMap(({ id }, index) => {
    const isSecond = items.findIndex((item) => item.id === id) !== index;
    return isSecond ? [problem('duplicate', [list, index, 'id'], id, 'an id no other entry of the list has')] : [];
  });
}

function checkSite(territory: Territory, siteId: string, path: Path): TerritoryProblem[] {
  const ids = sitesOf(territory).map(({ id }) => id);
  return ids.includes(siteId) ? [] : [problem('unknown-site', path, siteId, `the id of a site: ${ids.join(', ')}`)];
}

function checkPractice(territory: Territory, practiceId: string, path: Path): TerritoryProblem[] {
  const ids = territory.practices.map(({ id }) => id);
  return ids.includes(practiceId)
    ? []
    : [problem('unknown-practice', path, practiceId, `the id of a practice: ${ids.join(', ')}`)];
}

function checkOpenings(territory: Territory): TerritoryProblem[] {
  return territory.openings.flatMap((opening, index) => {
    const path = ['openings', index];
    return [...checkWindow(territory, opening, path), ...checkValidity(opening, path), ...checkRotation(opening, path)];
  });
}

/** What openings and extra openings have alike. */
function checkWindow(territory: Territory, window: Opening | ExtraOpening, path: Path): TerritoryProblem[] {
  const length =
    slotMinutesOf(window, territory) === undefined
      ? [
          problem(
            'slot-length-missing',
            [...path, 'slotMinutes'],
            undefined,
            'slotsPerHour or slotMinutes here, or rules.slotMinutes',
          ),
        ]
      : [];
  const span = spanOf(window.from, window.to);
  const breaks = (window.breaks ?? []).flatMap((pause, index) =>
    placeBreak(pause, span)
      ? []
      : [
          problem(
            'break-outside-window',
            [...path, 'breaks', index],
            pause,
            `times between ${window.from} and ${window.to}`,
          ),
        ],
  );
  return [...checkPractice(territory, window.practiceId, [...path, 'practiceId']), ...length, ...breaks];
}

function checkValidity({ validFrom, validTo }: Opening, path: Path): TerritoryProblem[] {
  if (validFrom === undefined || validTo === undefined || validFrom <= validTo) return [];
  return [problem('dates-reversed', [...path, 'validTo'], validTo, `${validFrom} (validFrom) or later`)];
}

function checkRotation({ rotation }: Opening, path: Path): TerritoryProblem[] {
  if (!rotation) return [];
  const last = rotation.cycleWeeks - 1;
  return rotation.weeks.flatMap((week, index) =>
    week <= last
      ? []
      : [
          problem(
            'week-outside-cycle',
            [...path, 'rotation', 'weeks', index],
            week,
            `0 to ${String(last)}, below cycleWeeks`,
          ),
        ],
  );
}

function checkExceptions(territory: Territory): TerritoryProblem[] {
  return (territory.exceptions ?? []).flatMap((exception, index) => {
    const path = ['exceptions', index];
    return exception.type === 'opening'
      ? checkWindow(territory, exception, path)
      : checkClosure(territory, exception, path);
  });
}

function checkClosure(territory: Territory, { practiceId, siteId, from, to }: Closure, path: Path): TerritoryProblem[] {
  const practice = practiceId === undefined ? [] : checkPractice(territory, practiceId, [...path, 'practiceId']);
  const site = siteId === undefined ? [] : checkSite(territory, siteId, [...path, 'siteId']);
  const home = territory.practices.find(({ id }) => id === practiceId)?.siteId;
  const elsewhere =
    siteId !== undefined && home !== undefined && home !== siteId
      ? [
          problem(
            'not-accepted',
            [...path, 'siteId'],
            siteId,
            `a practice or a site; ${String(practiceId)} is at ${home}`,
          ),
        ]
      : [];
  const dates =
    to !== undefined && to < from ? [problem('dates-reversed', [...path, 'to'], to, `${from} (from) or later`)] : [];
  return [...practice, ...site, ...elsewhere, ...dates];
}

interface PlacedWindow {
  readonly path: Path;
  readonly source: Opening | ExtraOpening;
  readonly window: CompiledWindow;
}

function checkOverlaps(territory: Territory): TerritoryProblem[] {
  const windows = placeWindows(territory);
  return territory.practices.flatMap((practice) => {
    const calendar = compileCalendar(territory, practice);
    const own = windows.filter(({ source }) => source.practiceId === practice.id);
    return own.flatMap((later, index) =>
      own.slice(0, index).flatMap((earlier) => compareWindows(earlier, later, calendar)),
    );
  });
}

function compareWindows(
  earlier: PlacedWindow,
  later: PlacedWindow,
  calendar: ReturnType<typeof compileCalendar>,
): TerritoryProblem[] {
  const date = findOverlap(earlier.window, later.window, calendar);
  if (date === undefined) return [];
  const { from, to, practiceId } = later.source;
  const other = `${formatPath(earlier.path)} (${earlier.source.from}-${earlier.source.to})`;
  const accepted = `times of ${practiceId} that do not run into ${other}, as on ${date}, or slots with the same starts and lengths`;
  return [problem('overlapping-openings', later.path, `${from}-${to}`, accepted)];
}

function placeWindows(territory: Territory): PlacedWindow[] {
  const openings = territory.openings.map((source, index) => ({
    path: ['openings', index],
    source,
    window: compileOpening(source, territory),
  }));
  const extra = (territory.exceptions ?? []).flatMap((source, index) =>
    source.type === 'opening'
      ? [{ path: ['exceptions', index], source, window: compileExtraOpening(source, territory) }]
      : [],
  );
  return [...openings, ...extra];
}
