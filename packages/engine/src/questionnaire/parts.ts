import { author } from './author.ts';
import { checks } from './checks.ts';
import { critical } from './critical.ts';
import type { FormDefinition } from './definitions.ts';
import type { Part } from './form.ts';
import { valueSets } from './option-sets.ts';
import type { Terminology } from './option-sets.ts';
import { resumeFrom } from './resume.ts';

export { sign } from './checks.ts';
export { sourcesOf } from './sources.ts';
export { unitName } from './unit-name.ts';
export { en } from './messages-en.ts';
export { fr } from './messages-fr.ts';
export { askAgain, canAskAgain, fold, matchingOptions, searchOptions } from './option-sets.ts';
export type { ExpansionRequest, Terminology } from './option-sets.ts';
export { author, checks, critical, resumeFrom, valueSets };

/** What a host gives for the parts of a form. */
export interface PartsOptions {
  /** A QuestionnaireResponse to resume (an object or JSON text); initial values are then left alone. */
  readonly response?: unknown;
  readonly terminology?: Terminology | undefined;
  /** URLs of extensions the host renders, asked for when the form calls any critical (`rendering-criticalExtension`). */
  readonly supports?: () => Promise<readonly string[]>;
}

/** The parts of a form that has more than plain items, or is resumed. */
export async function partsFor(
  { questionnaire }: FormDefinition,
  { response, terminology, supports }: PartsOptions,
): Promise<Part[]> {
  const isCritical = JSON.stringify(questionnaire).includes('"modifierExtension"');
  return [
    valueSets(terminology),
    checks,
    author,
    ...(isCritical ? [critical(await supports?.())] : []),
    ...(response === undefined ? [] : [resumeFrom(response)]),
  ];
}
