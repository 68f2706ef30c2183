import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { compileTerritory, listSlots, presentSlot, validateTerritory } from '@relais/engine';
import type { CompiledTerritory, SlotQuery } from '@relais/engine';
import type { Opening, Slot, Territory } from '@relais/model';

const root = new URL('../../', import.meta.url);

/** A JSON file of the repository, by its path from the root. */
export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, root), 'utf8'));
}

export type TerritoryName = 'val-de-brume' | 'rives-de-lorme' | 'piemont-des-forges' | 'trois-vallees';

export function readTerritory(name: TerritoryName): Territory {
  return readJson(`demo/territories/${name}.json`) as Territory;
}

/** One practice `cab` at one site, open as `opening` says (every day 09:00-10:00, four slots an hour, unless it says otherwise). */
export function territoryWith(opening: Partial<Opening> = {}, rest: Partial<Territory> = {}): Territory {
  return { ...bareTerritory(rest), openings: [openingWith(opening)] };
}

export function openingWith(opening: Partial<Opening> = {}): Opening {
  const days: Opening['days'] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const length = opening.slotMinutes === undefined ? { slotsPerHour: 4 as const } : {};
  return { practiceId: 'cab', days, from: '09:00', to: '10:00', ...length, ...opening };
}

/** The same opening without anything that says how long its slots are. */
export function openingWithoutLength(): Opening {
  const opening = openingWith();
  delete opening.slotsPerHour;
  return opening;
}

export function bareTerritory(rest: Partial<Territory> = {}): Territory {
  return {
    formatVersion: 'csnp-territory/1',
    timezone: 'Europe/Paris',
    holidayCalendar: 'FR-metropole',
    practices: [{ id: 'cab', siteId: 'here' }],
    openings: [],
    ...rest,
  };
}

/** Compiles what `validateTerritory` must accept. */
export function compileValid(territory: Territory): CompiledTerritory {
  const validation = validateTerritory(territory);
  assert.deepEqual(validation.ok ? [] : validation.problems, []);
  return compileTerritory(territory);
}

/** The slots of a query in their exchanged form. */
export function slotsOf(territory: Territory, query: SlotQuery): Slot[] {
  const compiled = compileValid(territory);
  return listSlots(compiled, query).map((slot) => presentSlot(compiled, slot));
}

/** Local starts of a query, `2026-11-09 14:00`. */
export function startsOf(territory: Territory, query: SlotQuery): string[] {
  return slotsOf(territory, query).map(({ startLocal }) => startLocal.slice(0, 16).replace('T', ' '));
}

/** Local times of the slots of one service date, `14:00`. */
export function timesOn(territory: Territory, date: string): string[] {
  return startsOf(territory, { from: date, to: date }).map((start) => start.slice(11));
}

/** Dates between two others that have at least one slot. */
export function openDates(territory: Territory, from: string, to: string): string[] {
  return [...new Set(slotsOf(territory, { from, to }).map(({ serviceDate }) => serviceDate))];
}
