import type { Extension } from '@relais/model/fhir';
import { nameOf, valueOf } from './extensions.ts';
import type { Part } from './form.ts';

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
        for (const url of criticalExtensions(source, supported)) form.tell('error', 'critical-extension', linkId, url);
      }
      return [];
    },
  };
}

/** The modifier extensions of an element that are not among these, by URL or short name; a modifier may change what it means. */
function criticalExtensions(element: { modifierExtension?: Extension[] }, supported: ReadonlySet<string>): string[] {
  const urls = element.modifierExtension?.map(criticalUrl) ?? [];
  return urls.filter((url) => !supported.has(url) && !supported.has(nameOf(url)));
}

/** `rendering-criticalExtension` names, in its value, the extension that must be supported; others are critical themselves. */
function criticalUrl(extension: Extension): string {
  return extension.url.endsWith('rendering-criticalExtension') ? String(valueOf(extension)?.value) : extension.url;
}
