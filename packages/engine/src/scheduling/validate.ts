import { Territory, territoryFormats, territoryLimits } from '@relais/model';
import type { Closure, ExtraOpening, Opening } from '@relais/model';
import { dayOf, holidayKeys, isHolidayKey, isTimeZone } from '../time/index.ts';
import { checkDensity, checkOverlaps } from './check-timetable.ts';
import { compileTerritory, sitesOf } from './compile.ts';
import type { CompiledTerritory } from './compile.ts';
import { spanOf } from './spans.ts';
import { mostProblems, problem, problemInWords, problemOfIssue } from './territory-problems.ts';
import type { Path, TerritoryProblem } from './territory-problems.ts';
import { placeBreak, slotMinutesOf } from './windows.ts';

export type TerritoryValidation =
  | { readonly ok: true; readonly territory: Territory; readonly compiled: CompiledTerritory }
  | { readonly ok: false; readonly problems: readonly TerritoryProblem[] };

/**
 * Reads a territory file and refuses it when it breaks a rule, naming every place at once (the first hundred of them). Ids, dates and overlaps
 * are only looked at once the shape is right. However it is made, a file of a mebibyte is judged in about a second.
 */
export function validateTerritory(input: unknown): TerritoryValidation {
  const problems = checkSizes(input);
  if (problems.length > 0) return { ok: false, problems };
  const parsed = readShape(input);
  if (!parsed) return { ok: false, problems: [sayTooManyFaults()] };
  if (!parsed.success) return refuse(parsed.error.issues, (issue) => problemOfIssue(issue, input));
  const territory = parsed.data;
  const names = namesOf(territory);
  const faults = [
    ...checkNames(territory, names),
    ...checkOpenings(territory, names),
    ...checkExceptions(territory, names),
    ...checkTrials(territory),
  ];
  if (faults.length === 0) faults.push(...checkDensity(territory));
  if (faults.length === 0) faults.push(...checkOverlaps(territory));
  return faults.length > 0
    ? refuse(faults, (fault) => fault)
    : { ok: true, territory, compiled: compileTerritory(territory) };
}

/** `undefined` when the document breaks more rules than can be counted: zod hands its findings on as arguments of a call. */
function readShape(input: unknown) {
  try {
    return Territory.safeParse(input);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function sayTooManyFaults(): TerritoryProblem {
  const said = 'breaks rules in a great many places';
  const accepted = territoryFormats.document;
  return problemInWords('not-accepted', [], { value: undefined, said, accepted });
}

function refuse<T>(found: readonly T[], describe: (item: T) => TerritoryProblem): TerritoryValidation {
  const problems = found.slice(0, mostProblems).map(describe);
  const others = found.length - problems.length;
  if (others > 0) problems.push(sayOthers(others));
  return { ok: false, problems };
}

function sayOthers(others: number): TerritoryProblem {
  const said = `breaks rules in ${String(others)} more places`;
  const accepted = 'a file that breaks none';
  return { code: 'not-accepted', path: '', value: undefined, said, accepted, message: `The document ${said}.` };
}

/** Lists that are longer than any territory's are refused before each of their entries is looked at. */
function checkSizes(input: unknown): TerritoryProblem[] {
  if (typeof input !== 'object' || input === null) return [];
  return Object.entries(territoryLimits.entries).flatMap(([name, most]) => {
    const member = (input as Record<string, unknown>)[name];
    if (typeof member !== 'object' || member === null) return [];
    const count = Array.isArray(member) ? member.length : Object.keys(member).length;
    if (count <= most) return [];
    const said = `has ${String(count)} entries`;
    const accepted = `at most ${String(most)} entries`;
    return [problemInWords('not-accepted', [name], { value: count, said, accepted })];
  });
}

/** Ids that others refer to. */
interface Names {
  /** Site of each practice. */
  readonly homes: ReadonlyMap<string, string>;
  readonly siteIds: ReadonlySet<string>;
}

function namesOf(territory: Territory): Names {
  return {
    homes: new Map(territory.practices.map(({ id, siteId }) => [id, siteId])),
    siteIds: new Set(sitesOf(territory).map(({ id }) => id)),
  };
}

/** Time zone, holidays, ids and what refers to them. */
function checkNames(territory: Territory, names: Names): TerritoryProblem[] {
  const { timezone, practices, holidaysWorked = [], volunteers = [] } = territory;
  const zone = isTimeZone(timezone)
    ? []
    : [problem('unknown-time-zone', ['timezone'], timezone, territoryFormats.timezone)];
  const holidays = holidaysWorked.flatMap((key, index) =>
    isHolidayKey(key)
      ? []
      : [problem('unknown-holiday', ['holidaysWorked', index], key, `one of ${holidayKeys.join(', ')}`)],
  );
  const homes = practices.flatMap(({ siteId }, index) => checkSite(names, siteId, ['practices', index, 'siteId']));
  const travel = Object.entries(territory.travelMinutes ?? {}).flatMap(([commune, row]) =>
    Object.keys(row).flatMap((siteId) => checkSite(names, siteId, ['travelMinutes', commune, siteId])),
  );
  return [
    ...zone,
    ...holidays,
    ...findDuplicates('practices', practices),
    ...findDuplicates('sites', sitesOf(territory)),
    ...findDuplicates('volunteers', volunteers),
    ...homes,
    ...travel,
  ];
}

function findDuplicates(list: string, items: readonly { id: string }[]): TerritoryProblem[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }, index) => {
    const isSecond = seen.has(id);
    seen.add(id);
    return isSecond ? [problem('duplicate', [list, index, 'id'], id, 'an id no other entry of the list has')] : [];
  });
}

function checkSite({ siteIds }: Names, siteId: string, path: Path): TerritoryProblem[] {
  return siteIds.has(siteId) ? [] : [problem('unknown-site', path, siteId, `the id of a site: ${listIds(siteIds)}`)];
}

function checkPractice({ homes }: Names, practiceId: string, path: Path): TerritoryProblem[] {
  if (homes.has(practiceId)) return [];
  return [problem('unknown-practice', path, practiceId, `the id of a practice: ${listIds(homes)}`)];
}

/** The first twenty: enough to see how they are written. */
function listIds(ids: { readonly size: number; keys(): Iterable<string> }): string {
  const shown = [...ids.keys()].slice(0, 20).join(', ');
  return ids.size > 20 ? `${shown}…` : shown;
}

function checkOpenings(territory: Territory, names: Names): TerritoryProblem[] {
  return territory.openings.flatMap((opening, index) => {
    const path = ['openings', index];
    return [
      ...checkWindow(territory, names, opening, path),
      ...checkValidity(opening, path),
      ...checkRotation(opening, path),
    ];
  });
}

/** What openings and extra openings have alike. */
function checkWindow(
  territory: Territory,
  names: Names,
  window: Opening | ExtraOpening,
  path: Path,
): TerritoryProblem[] {
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
  return [...checkPractice(names, window.practiceId, [...path, 'practiceId']), ...length, ...breaks];
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

function checkExceptions(territory: Territory, names: Names): TerritoryProblem[] {
  return (territory.exceptions ?? []).flatMap((exception, index) => {
    const path = ['exceptions', index];
    return exception.type === 'opening'
      ? checkWindow(territory, names, exception, path)
      : checkClosure(names, exception, path);
  });
}

function checkClosure(names: Names, { practiceId, siteId, from, to }: Closure, path: Path): TerritoryProblem[] {
  const practice = practiceId === undefined ? [] : checkPractice(names, practiceId, [...path, 'practiceId']);
  const site = siteId === undefined ? [] : checkSite(names, siteId, [...path, 'siteId']);
  const home = practiceId === undefined ? undefined : names.homes.get(practiceId);
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

function checkTrials({ rules }: Territory): TerritoryProblem[] {
  return (rules?.trials ?? []).flatMap(({ from, to }, index) => {
    const path = ['rules', 'trials', index, 'to'];
    if (to < from) return [problem('dates-reversed', path, to, `${from} (from) or later`)];
    const days = dayOf(to) - dayOf(from) + 1;
    return days > territoryLimits.trialDays ? [problem('trial-too-long', path, to, territoryFormats.trial)] : [];
  });
}
