import type { DimensionLabels } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import type { StructureView } from '../core/view.ts';
import { deskSettingsDocument } from '../desk/index.ts';
import { loadVersions } from '../protocol/index.ts';
import { visitSettingsDocument } from '../visit/index.ts';

/** What the structure calls the codes its figures are split by. */
export async function labelsOf(context: ServiceContext, view: StructureView): Promise<DimensionLabels> {
  const french = context.describe(view, 'fr');
  const english = context.describe(view, 'en');
  const protocols = await loadVersions(context.store.db, view.structureId);
  const desk = view.documents.of(deskSettingsDocument);
  const visits = view.documents.of(visitSettingsDocument);
  return {
    protocol: Object.fromEntries(protocols.map(({ protocolId, summary: { title } }) => [protocolId, both(title)])),
    site: Object.fromEntries(french.sites.map(({ id, name }) => [id, both(name)])),
    practice: Object.fromEntries(french.practices.map(({ id, name }) => [id, both(name)])),
    reason: Object.fromEntries([
      ...french.reasons.map(
        ({ code, label }, at) => [code, { fr: label, en: english.reasons[at]?.label ?? label }] as const,
      ),
      ...labelled(visits?.finalReasons),
    ]),
    commune: Object.fromEntries(french.communes.map(({ id, name }) => [id, both(name)])),
    target: Object.fromEntries([...labelled(desk?.redirections), ...labelled(visits?.redirections)]),
    ...(desk && { class: Object.fromEntries(labelled(desk.classes)) }),
  };
}

interface Coded {
  readonly code: string;
  readonly label: { readonly fr: string; readonly en: string };
}

function labelled(list: readonly Coded[] = []): (readonly [string, Coded['label']])[] {
  return list.map(({ code, label }) => [code, label] as const);
}

function both(text: string) {
  return { fr: text, en: text };
}
