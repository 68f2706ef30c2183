import { extensionsOf, readText } from '@relais/sdk/questionnaire';
import type { FormItem, ItemDefinition } from '@relais/sdk/questionnaire';

/** How a form asks one of its items to be drawn. */
export interface Look {
  /** Codes of `itemControl`, in order; those unknown here are left to their fallback. */
  readonly controls: readonly string[];
  readonly horizontal: boolean;
  readonly collapsible: string | undefined;
}

const looks = new WeakMap<ItemDefinition, Look>();

export function lookOf({ definition }: Pick<FormItem, 'definition'>): Look {
  let look = looks.get(definition);
  if (!look) looks.set(definition, (look = readLook(definition)));
  return look;
}

export function hasControl(item: Pick<FormItem, 'definition'>, ...codes: readonly string[]): boolean {
  return lookOf(item).controls.some((code) => codes.includes(code));
}

function readLook({ source }: ItemDefinition): Look {
  return {
    controls: extensionsOf(source, 'itemControl').flatMap((part) => codesOf(part['valueCodeableConcept'])),
    horizontal: readText(source, 'choiceOrientation') === 'horizontal',
    collapsible: readText(source, 'collapsible'),
  };
}

function codesOf(concept: unknown): string[] {
  const { coding, text } = (concept ?? {}) as { coding?: unknown; text?: unknown };
  const codes = (Array.isArray(coding) ? coding : []).map((one: unknown) => (one as { code?: unknown } | null)?.code);
  return [...codes, text].filter((code) => typeof code === 'string');
}

/** Displays that belong to the question or group they stand in, by what they are for. */
const ASIDES = ['help', 'flyover', 'unit', 'prompt', 'lower', 'upper', 'legal', 'header', 'footer'];

/** The displays of a question or group for one purpose. */
export function asides(item: FormItem, purpose: string): FormItem[] {
  return item.items.filter((child) => isAside(child) && hasControl(child, purpose) && child.enabled);
}

export function isAside(item: FormItem): boolean {
  return item.type === 'display' && hasControl(item, ...ASIDES);
}
