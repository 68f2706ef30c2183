import { listCommunes } from '@relais/engine';
import type { PublicSite, Site, StructureInfo } from '@relais/model';
import type { StructureView } from '../core/view.ts';
import { territoryDocument } from './territory-document.ts';

/** Places and practices, as everybody may know them. Nothing of the volunteers is in it. */
export function describeTerritory({ documents }: StructureView): Partial<StructureInfo> {
  const compiled = documents.of(territoryDocument);
  if (!compiled) return {};
  const { territory, zone, sites, rules } = compiled;
  return {
    timezone: zone.id,
    synthetic: territory.synthetic ?? false,
    sites: [...sites.values()].map(toPublicSite),
    practices: territory.practices.map(({ id, name, siteId }) => ({ id, name: name ?? id, siteId })),
    communes: listCommunes(territory),
    holdSeconds: rules.holdSeconds,
    cancelDeadlineMinutes: rules.cancelDeadlineMinutes,
  };
}

function toPublicSite({ id, name = id, commune, stepFree, equipment = [] }: Site): PublicSite {
  return {
    id,
    name,
    ...(commune === undefined ? {} : { commune }),
    ...(stepFree === undefined ? {} : { stepFree }),
    equipment,
  };
}
