import type { Extension } from '@relais/model/fhir';
import { nameOf, valueOf } from './extensions.ts';
import type { Part } from './form.ts';
import { isObject } from './values.ts';

/** Short names of the extensions the core acts on. */
const OF_THE_CORE = [
  'hidden',
  'usageMode',
  'translation',
  'unit',
  'optionPrefix',
  'optionExclusive',
  'itemWeight',
  'ordinalValue',
  'minOccurs',
  'maxOccurs',
];

/**
 * The part that tells which extensions a form calls critical (`rendering-criticalExtension`, or any modifier) and nobody acts on:
 * neither the core, nor the other parts, nor the host, who says by their URLs which ones it renders.
 */
export function critical(supports: readonly string[] = []): Part {
  return {
    rules: (form, parts) => {
      const supported = new Set([...OF_THE_CORE, ...parts.flatMap((part) => part.supports ?? []), ...supports]);
      for (const { source, linkId } of form.definition.all) {
        for (const url of modifiersIn(source, supported))
          form.tell('error', 'critical-extension', linkId || undefined, url);
      }
      for (const { resourceType, ...set } of form.questionnaire.contained ?? []) {
        if (!['ValueSet', 'CodeSystem'].includes(resourceType)) continue;
        for (const url of modifiersIn(set, supported)) form.tell('error', 'critical-extension', undefined, url);
      }
      return [];
    },
  };
}

/** Those of an element and of all inside it, but for what has a place of its own: the items, and the resources contained. */
function modifiersIn(element: object, supported: ReadonlySet<string>): string[] {
  const inside = Object.entries(element).flatMap(([name, value]: [string, unknown]) => {
    if (['item', 'contained', 'extension', 'modifierExtension'].includes(name)) return [];
    return (Array.isArray(value) ? value : [value]).filter(isObject).flatMap((part) => modifiersIn(part, supported));
  });
  return [...criticalExtensions(element, supported), ...inside];
}

/** The modifier extensions of an element that are not among these, by URL or short name; a modifier may change what it means. */
function criticalExtensions(element: object, supported: ReadonlySet<string>): string[] {
  const { modifierExtension: given } = element as { modifierExtension?: unknown };
  const urls = (Array.isArray(given) ? given : [])
    .filter((one): one is Extension => isObject(one) && typeof one['url'] === 'string')
    .map(criticalUrl);
  return urls.filter((url) => !supported.has(url) && !supported.has(nameOf(url)));
}

/** `rendering-criticalExtension` names, in its value, the extension that must be supported; others are critical themselves. */
function criticalUrl(extension: Extension): string {
  return extension.url.endsWith('rendering-criticalExtension') ? String(valueOf(extension)?.value) : extension.url;
}
