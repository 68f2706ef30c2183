import type { FormDefinition, ItemDefinition } from '@relais/sdk/questionnaire';
import { hasControl } from '../view/look.ts';
import type { Module } from '../view/types.ts';

const LOADERS = {
  asides: () => import('../view/asides.ts'),
  folding: () => import('../layouts/folding.ts'),
  keyboard: () => import('../fields/keyboards.ts'),
  markdown: () => import('../fields/markdown.ts'),
  media: () => import('../fields/media.ts'),
  pages: () => import('../layouts/pages.ts'),
  rich: () => import('../fields/rich-text.ts'),
  signature: () => import('../fields/signature.ts'),
  slots: () => import('../view/slots.ts'),
  tables: () => import('../layouts/tables.ts'),
  tabs: () => import('../layouts/tabs.ts'),
} satisfies Record<string, () => Promise<{ module: Module }>>;
type Extension = keyof typeof LOADERS;

/** Extensions that stand beside any text, option or concept of a form. */
const NAMED: Partial<Record<Extension, RegExp>> = {
  asides: /entryFormat"|"(?:help|flyover|unit|prompt|lower|upper|legal|header|footer)"/,
  folding: /collapsible"/,
  keyboard: /sdc-questionnaire-keyboard"/,
  markdown: /rendering-markdown"/,
  media: /(?:item(?:Answer)?Media|supportLink)"/,
  rich: /rendering-(?:xhtml|markdown|style)"/,
  signature: /signatureRequired"/,
  slots: /urn:relais:questionnaire:slot"/,
};

/** Codes of `itemControl` that ask for a layout of a group. */
const LAYOUTS: Partial<Record<Extension, readonly string[]>> = {
  pages: ['page'],
  tables: ['gtable', 'htable', 'table', 'atable', 'grid'],
  tabs: ['tab-container'],
};

/** What the extensions of a form ask for; `text`: the form as JSON. */
export async function loadExtensions({ all }: FormDefinition, text: string): Promise<Module[]> {
  const isLaidOut = (codes: readonly string[] = []): boolean =>
    all.some((definition: ItemDefinition) => definition.type === 'group' && hasControl({ definition }, ...codes));
  const names = (Object.keys(LOADERS) as Extension[]).filter(
    (name) => NAMED[name]?.test(text) ?? isLaidOut(LAYOUTS[name]),
  );
  return Promise.all(names.map(async (name) => (await LOADERS[name]()).module));
}
