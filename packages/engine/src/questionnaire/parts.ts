import { checks } from './checks.ts';
import { critical } from './critical.ts';
import type { FormDefinition } from './definitions.ts';
import type { Part } from './form.ts';
import type { OpenOptions } from './open.ts';
import { valueSets } from './option-sets.ts';
import { resumeFrom } from './resume.ts';

export { sign } from './checks.ts';
export { en } from './messages-en.ts';
export { fr } from './messages-fr.ts';
export { askAgain, canAskAgain, fold, matchingOptions, searchOptions } from './option-sets.ts';
export type { ExpansionRequest, Terminology } from './option-sets.ts';
export { checks, critical, resumeFrom, valueSets };

/** The parts of a form that has more than plain items, or is resumed. */
export async function partsFor(
  { all }: FormDefinition,
  { response, terminology, supports }: Pick<OpenOptions, 'response' | 'terminology' | 'supports'>,
): Promise<Part[]> {
  const isCritical = all.some(({ source }) => source.modifierExtension);
  return [
    valueSets(terminology),
    checks,
    ...(isCritical ? [critical(await supports?.())] : []),
    ...(response === undefined ? [] : [resumeFrom(response)]),
  ];
}
