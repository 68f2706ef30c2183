import type { SeatFilters, Territory } from '@relais/model';
import { communeKey, sitesOf } from './compile.ts';
import type { CompiledTerritory } from './compile.ts';
import { compareIds } from './ids.ts';

/** What a person needs of a site; `undefined` members ask nothing. */
export type SiteFilters = { readonly [Name in keyof SeatFilters]?: SeatFilters[Name] | undefined };

/** Minutes from a commune to a site by the territory's table; the commune in any writing. `undefined` when the table does not say. */
export function travelMinutes(compiled: CompiledTerritory, commune: string, siteId: string): number | undefined {
  return compiled.travel.get(communeKey(commune))?.get(siteId);
}

/** A place people may come from: its key, its name, and the minutes to each site. */
export interface Commune {
  readonly id: string;
  readonly name: string;
  readonly travelMinutes: Readonly<Record<string, number>>;
}

/** The communes of the travel table, by name. A site's own writing of the name is kept; a bare key gets its capitals back. */
export function listCommunes(territory: Territory): Commune[] {
  const names = new Map<string, string>();
  for (const { commune } of sitesOf(territory)) if (commune !== undefined) names.set(communeKey(commune), commune);
  const communes = Object.entries(territory.travelMinutes ?? {}).map(([written, minutes]) => {
    const id = communeKey(written);
    const name = names.get(id) ?? (written === id ? withCapitals(id) : written);
    return { id, name, travelMinutes: minutes };
  });
  return communes.sort((left, right) => compareIds(left.id, right.id));
}

function withCapitals(key: string): string {
  return key.replace(/(?:^|-)\p{L}/gu, (start) => start.toUpperCase());
}

/** Ids of the sites that suit the filters. */
export function suitableSites(compiled: CompiledTerritory, filters: SiteFilters): Set<string> {
  return new Set([...compiled.sites.keys()].filter((siteId) => isSuitableSite(compiled, siteId, filters)));
}

/** Whether a site suits the filters; one the territory does not have suits nobody. */
export function isSuitableSite(compiled: CompiledTerritory, siteId: string, filters: SiteFilters): boolean {
  const site = compiled.sites.get(siteId);
  if (!site) return false;
  if (filters.siteIds && !filters.siteIds.includes(siteId)) return false;
  if (filters.stepFree === true && site.stepFree !== true) return false;
  if (filters.equipment && !filters.equipment.every((item) => site.equipment?.includes(item) === true)) return false;
  return isNear(compiled, siteId, filters);
}

/**
 * A commune alone accepts what the territory's `overflow` accepts. A site whose distance from a known commune is not in the table is not near
 * anything; from a commune the table does not know, distance cannot be judged and nothing is left out.
 */
function isNear(compiled: CompiledTerritory, siteId: string, { commune, maxTravelMinutes }: SiteFilters): boolean {
  const row = commune === undefined ? undefined : compiled.travel.get(communeKey(commune));
  const limit = maxTravelMinutes ?? compiled.territory.overflow?.maxTravelMinutes;
  if (!row || limit === undefined) return true;
  return (row.get(siteId) ?? Infinity) <= limit;
}
