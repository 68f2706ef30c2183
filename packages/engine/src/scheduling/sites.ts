import type { SeatFilters } from '@relais/model';
import { communeKey } from './compile.ts';
import type { CompiledTerritory } from './compile.ts';

/** What a person needs of a site; `undefined` members ask nothing. */
export type SiteFilters = { readonly [Name in keyof SeatFilters]?: SeatFilters[Name] | undefined };

/** Minutes from a commune to a site by the territory's table; the commune in any writing. `undefined` when the table does not say. */
export function travelMinutes(compiled: CompiledTerritory, commune: string, siteId: string): number | undefined {
  return compiled.travel.get(communeKey(commune))?.get(siteId);
}

/** Ids of the sites that suit the filters. */
export function suitableSites(compiled: CompiledTerritory, filters: SiteFilters): Set<string> {
  const sites = [...compiled.sites.values()].filter((site) => {
    if (filters.siteIds && !filters.siteIds.includes(site.id)) return false;
    if (filters.stepFree === true && site.stepFree !== true) return false;
    if (filters.equipment && !filters.equipment.every((item) => site.equipment?.includes(item) === true)) return false;
    return isNear(compiled, site.id, filters);
  });
  return new Set(sites.map((site) => site.id));
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
