import type { DimensionLabels } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import type { StructureView } from '../core/view.ts';
import { deskSettingsDocument } from '../desk/index.ts';
import { loadVersions } from '../protocol/index.ts';

/** What the structure calls the codes its figures are split by. */
export async function labelsOf(context: ServiceContext, view: StructureView): Promise<DimensionLabels> {
  const french = context.describe(view, 'fr');
  const english = context.describe(view, 'en');
  const protocols = await loadVersions(context.store.db, view.structureId);
  const desk = view.documents.of(deskSettingsDocument);
  return {
    protocol: Object.fromEntries(protocols.map(({ protocolId, summary: { title } }) => [protocolId, both(title)])),
    site: Object.fromEntries(french.sites.map(({ id, name }) => [id, both(name)])),
    practice: Object.fromEntries(french.practices.map(({ id, name }) => [id, both(name)])),
    reason: Object.fromEntries(
      french.reasons.map(({ code, label }, at) => [code, { fr: label, en: english.reasons[at]?.label ?? label }]),
    ),
    ...(desk && { class: Object.fromEntries(desk.classes.map(({ code, label }) => [code, label])) }),
  };
}

function both(text: string) {
  return { fr: text, en: text };
}
