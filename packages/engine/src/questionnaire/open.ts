import type { Questionnaire } from '@relais/model/fhir';
import { readForm } from './definitions.ts';
import type { FormDefinition, ItemDefinition } from './definitions.ts';
import type { ExpressionOptions } from './expressions/index.ts';
import { createForm } from './form.ts';
import type { Form, FormOptions, Part } from './form.ts';
import { loadMessages } from './messages.ts';
import type { Terminology } from './option-sets.ts';
import { languageAmong } from './translations.ts';

export interface OpenOptions
  extends Omit<FormOptions, 'units' | 'supports'>, Pick<ExpressionOptions, 'context' | 'query' | 'timeZone'> {
  /** A QuestionnaireResponse to resume (an object or JSON text); initial values are then left alone. */
  readonly response?: unknown;
  readonly terminology?: Terminology;
  /** URLs of extensions the host renders, asked for when the form calls any critical (`rendering-criticalExtension`). */
  readonly supports?: () => Promise<readonly string[]>;
}

/**
 * Opens a form with all it needs, loading no more than that: a form without value sets, expressions or quantities loads
 * nothing. Never rejects for what is wrong with the form.
 */
export async function openForm(source: unknown, options: OpenOptions): Promise<Form> {
  const definition = readForm(source);
  const { response, terminology, context, query, timeZone, supports, ...rest } = options;
  const language = languageAmong(options.language, definition.questionnaire.language);
  const [messages, parts, logic, units, supported] = await Promise.all([
    options.messages ?? loadMessages(language),
    loadParts(definition, response, terminology),
    loadLogic(definition, { ...(context && { context }), ...(query && { query }), ...(timeZone && { timeZone }) }),
    definition.all.some(({ type }) => type === 'quantity') ? import('./ucum/index.ts') : undefined,
    definition.all.some(({ source }) => source.modifierExtension) ? supports?.() : undefined,
  ]);
  return createForm(definition, {
    ...rest,
    language,
    messages,
    parts: [...parts, ...logic, ...(options.parts ?? [])],
    ...(units && { units: units.convertUnits }),
    ...(supported && { supports: supported }),
  });
}

async function loadParts(
  definition: FormDefinition,
  response: unknown,
  terminology: Terminology | undefined,
): Promise<Part[]> {
  const wanted = response !== undefined || definition.all.some(needsParts);
  if (!wanted) return [];
  const { checks, resumeFrom, valueSets } = await import('./parts.ts');
  return [valueSets(terminology), checks, ...(response === undefined ? [] : [resumeFrom(response)])];
}

/** Limits, signatures and units stand in extensions; an item without any, of a plain type, needs none of this. */
function needsParts({ source, type }: ItemDefinition): boolean {
  const special = ['quantity', 'attachment', 'reference'].includes(type);
  const names = ['extension', 'modifierExtension', 'maxLength', 'answerValueSet', '_answerValueSet'];
  return special || names.some((name) => name in source);
}

async function loadLogic(definition: FormDefinition, options: ExpressionOptions): Promise<Part[]> {
  if (!hasExpressions(definition.questionnaire)) return [];
  const { expressions, neededFor } = await import('./expressions/index.ts');
  if (!neededFor(definition)) return [expressions(options)];
  const { fullEngine } = await import('./fhirpath/index.ts');
  return [expressions({ ...options, engine: fullEngine })];
}

/** Expressions may stand beside any element: asking the text is quicker than looking for them. */
function hasExpressions({ extension, item }: Questionnaire): boolean {
  return /"valueExpression"|\/(target|questionnaire-)[cC]onstraint"/.test(JSON.stringify([extension, item]));
}
