import type { Allocation, Audience, Site, Territory } from '@relais/model';
import { openZone } from '../time/index.ts';
import type { PlannedDays } from './day-slots.ts';
import { findBusiestDay } from './density.ts';
import { compilePractices } from './practices.ts';
import type { CompiledPractice } from './practices.ts';
import type { CompiledWindow } from './windows.ts';

/** A territory made ready for questions: names resolved, defaults filled in, wall times as minutes. Compile once, ask often. */
export interface CompiledTerritory extends PlannedDays {
  readonly territory: Territory;
  readonly rules: ResolvedRules;
  readonly practices: ReadonlyMap<string, CompiledPractice>;
  readonly sites: ReadonlyMap<string, Site>;
  /** Minutes of travel by site, by commune in its `communeKey` form. */
  readonly travel: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Practices with an opening for an audience, in the order of their ids; filled in as audiences are asked for. */
  readonly seenBy: Map<Audience | 'all', readonly CompiledPractice[]>;
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
  readonly secretaryOverbookPerSession: number;
  readonly weight: NonNullable<Allocation['weight']>;
  readonly period: NonNullable<Allocation['period']>;
}

/** Compiles a territory that `validateTerritory` accepts. @throws {RangeError} when it names a zone or a practice there is not. */
export function compileTerritory(territory: Territory): CompiledTerritory {
  const practices = compilePractices(territory);
  return {
    territory,
    zone: openZone(territory.timezone),
    rules: resolveRules(territory, reachOf(practices.flatMap(({ windows }) => windows))),
    practices: new Map(practices.map((practice) => [practice.id, practice])),
    sites: new Map(sitesOf(territory).map((site) => [site.id, site])),
    travel: compileTravel(territory),
    seenBy: new Map(),
    days: new Map(),
  };
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
    secretaryOverbookPerSession: rules.secretaryOverbookPerSession ?? 0,
    weight: allocation.weight ?? 'offered-seats',
    period: allocation.period ?? 'none',
  };
}

function compileTravel(territory: Territory): Map<string, Map<string, number>> {
  const rows = Object.entries(territory.travelMinutes ?? {});
  return new Map(rows.map(([commune, minutes]) => [communeKey(commune), new Map(Object.entries(minutes))]));
}
