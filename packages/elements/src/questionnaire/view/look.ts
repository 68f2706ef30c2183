import { extensionsOf } from '@relais/sdk/questionnaire';
import type { FormItem, ItemDefinition } from '@relais/sdk/questionnaire';

const known = new WeakMap<ItemDefinition, readonly string[]>();

/** How a form asks one of its items to be drawn: codes of `itemControl`, in order; those unknown here are left to their fallback. */
export function controlsOf({ definition }: Pick<FormItem, 'definition'>): readonly string[] {
  let controls = known.get(definition);
  if (!controls) known.set(definition, (controls = readControls(definition)));
  return controls;
}

export function hasControl(item: Pick<FormItem, 'definition'>, ...codes: readonly string[]): boolean {
  return controlsOf(item).some((code) => codes.includes(code));
}

function readControls({ source }: ItemDefinition): string[] {
  return extensionsOf(source, 'itemControl').flatMap((part) => codesOf(part['valueCodeableConcept']));
}

function codesOf(concept: unknown): string[] {
  const { coding, text } = (concept ?? {}) as { coding?: unknown; text?: unknown };
  const codes = (Array.isArray(coding) ? coding : []).map((one: unknown) => (one as { code?: unknown } | null)?.code);
  return [...codes, text].filter((code) => typeof code === 'string');
}

/** Displays that belong to the question or group they stand in, by what they are for. */
const ASIDES = ['help', 'flyover', 'unit', 'prompt', 'lower', 'upper', 'legal', 'header', 'footer'];

export function isAside({ definition }: Pick<FormItem, 'definition'>): boolean {
  return definition.type === 'display' && hasControl({ definition }, ...ASIDES);
}

/** Whether an item has no name of its own. */
export function isNameless({ text, prefix, definition }: FormItem): boolean {
  return !text && !prefix && !definition.source['_text'];
}
