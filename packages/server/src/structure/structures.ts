import { listCommunes } from '@relais/engine';
import type { AskingSite, PublicSite, SeverityChecklist, Site, StructureInfo, StructureSettings } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import type { Documents, StructureView } from '../core/view.ts';

type Language = 'fr' | 'en';

const DEFAULT_HOLD_SECONDS = 300;
const DEFAULT_CANCEL_DEADLINE_MINUTES = 30;

/** What a picker needs to know of a structure, in one language. Nothing of its volunteers is in it. */
export function describeStructure(
  context: ServiceContext,
  view: StructureView,
  language: Language,
  site?: AskingSite,
): StructureInfo {
  const { settings, territory, checklists } = view.documents;
  const checklist = checklistIn(checklists, language);
  return {
    id: view.structureId,
    name: settings?.name ?? territory?.territory.name ?? view.structureId,
    timezone: territory?.zone.id ?? 'Europe/Paris',
    synthetic: territory?.territory.synthetic ?? false,
    ...(settings?.phone === undefined ? {} : { phone: settings.phone }),
    sites: territory ? [...territory.sites.values()].map(toPublicSite) : [],
    practices: territory
      ? territory.territory.practices.map(({ id, name, siteId }) => ({ id, name: name ?? id, siteId }))
      : [],
    communes: territory ? listCommunes(territory) : [],
    reasons: (settings?.reasons ?? []).map(({ code, label }) => ({ code, label: label[language] })),
    ...(checklist ? { checklist } : {}),
    holdSeconds: territory?.rules.holdSeconds ?? DEFAULT_HOLD_SECONDS,
    cancelDeadlineMinutes: territory?.rules.cancelDeadlineMinutes ?? DEFAULT_CANCEL_DEADLINE_MINUTES,
    mail: context.sendsMail,
    ...(site ? { askingSite: site } : {}),
  };
}

/** A tag that changes whenever the description does. */
export function descriptionTag(
  context: ServiceContext,
  { documents }: StructureView,
  language: Language,
  site?: AskingSite,
): string {
  const parts = [documents.version, language, context.sendsMail ? 'mail' : 'no-mail'];
  if (site) parts.push(site.mayBook ? 'books' : 'reads', site.origin);
  return `"${parts.join('-')}"`;
}

/** The settings in force, as they were imported. */
export async function readSettings(
  { store }: ServiceContext,
  structureId: string,
): Promise<StructureSettings | undefined> {
  const row = await store.db
    .selectFrom('document')
    .select('body')
    .where('structure_id', '=', structureId)
    .where('kind', '=', 'settings')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && (JSON.parse(row.body) as StructureSettings);
}

/** The list in the language asked for, else in the one it was written in: a list nobody translated is shown all the same. */
function checklistIn(checklists: Documents['checklists'], language: Language): SeverityChecklist | undefined {
  return checklists.find((list) => list.language === language) ?? checklists[0];
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
