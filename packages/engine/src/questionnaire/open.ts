import type { Questionnaire } from '@relais/model/fhir';
import { readForm } from './definitions.ts';
import type { FormDefinition, ItemDefinition } from './definitions.ts';
import type { ExpressionOptions } from './expressions/index.ts';
import { FormModel } from './form-model.ts';
import type { Form, FormOptions, Part } from './form.ts';
import { firstInFrench, isFrench, loadMessages } from './messages.ts';
import type { Terminology } from './option-sets.ts';
import { languageAmong } from './translations.ts';

export interface OpenOptions
  extends Omit<FormOptions, 'units'>, Pick<ExpressionOptions, 'context' | 'query' | 'timeZone'> {
  /** A QuestionnaireResponse to resume (an object or JSON text); initial values are then left alone. */
  readonly response?: unknown;
  readonly terminology?: Terminology;
  /** URLs of extensions the host renders, asked for when the form calls any critical (`rendering-criticalExtension`). */
  readonly supports?: () => Promise<readonly string[]>;
  /** Called between the pieces of opening, so that a large form keeps nobody waiting: it resolves when the next may be done. */
  readonly pause?: () => Promise<void>;
}

/**
 * Opens a form with all it needs, loading no more than that: a form without conditions, value sets, expressions or quantities
 * loads nothing. Never rejects for what is wrong with the form.
 */
export async function openForm(source: unknown, options: OpenOptions): Promise<Form> {
  const definition = readForm(source);
  await options.pause?.();
  const { all, questionnaire } = definition;
  const { response, terminology, context, query, timeZone, supports, pause, ...rest } = options;
  const language = languageAmong(options.language, questionnaire.language);
  const isSpecial = response !== undefined || all.some(needsParts);
  const hasLogic = hasExpressions(questionnaire);
  const [messages, parts, logic, scheduler, units] = await Promise.all([
    options.messages ?? (isFrench(language) && !isSpecial ? firstInFrench : loadMessages(language)),
    isSpecial ? loadParts(definition, response, terminology, supports) : [],
    hasLogic
      ? loadLogic(definition, { ...(context && { context }), ...(query && { query }), ...(timeZone && { timeZone }) })
      : [],
    hasLogic || all.some(({ conditions }) => conditions.length > 0) ? import('./scheduler.ts') : undefined,
    all.some(({ type }) => type === 'quantity') ? import('./ucum/index.ts') : undefined,
  ]);
  const pieces = FormModel.open(definition, {
    ...rest,
    language,
    messages,
    schedule: scheduler?.schedule,
    parts: [...parts, ...logic, ...(options.parts ?? [])],
    ...(units && { units: units.convertUnits }),
  });
  for (;;) {
    await pause?.();
    const { done, value } = pieces.next();
    if (done) return value;
  }
}

async function loadParts(
  { all }: FormDefinition,
  response: unknown,
  terminology: Terminology | undefined,
  supports: OpenOptions['supports'],
): Promise<Part[]> {
  const { checks, critical, resumeFrom, valueSets } = await import('./parts.ts');
  const isCritical = all.some(({ source }) => source.modifierExtension);
  return [
    valueSets(terminology),
    checks,
    ...(isCritical ? [critical(await supports?.())] : []),
    ...(response === undefined ? [] : [resumeFrom(response)]),
  ];
}

/** Limits, signatures and units stand in extensions; an item without any, of a plain type, needs none of this. */
function needsParts({ source, type }: ItemDefinition): boolean {
  const special = ['quantity', 'attachment', 'reference'].includes(type);
  const names = ['extension', 'modifierExtension', 'maxLength', '_maxLength', 'answerValueSet', '_answerValueSet'];
  return special || names.some((name) => name in source);
}

async function loadLogic(definition: FormDefinition, options: ExpressionOptions): Promise<Part[]> {
  const { expressions, neededFor } = await import('./expressions/index.ts');
  if (!neededFor(definition)) return [expressions(options)];
  const { fullEngine } = await import('./fhirpath/index.ts');
  return [expressions({ ...options, engine: fullEngine })];
}

/** Expressions may stand beside any element: asking the text is quicker than looking for them. */
function hasExpressions({ extension, item }: Questionnaire): boolean {
  return /"valueExpression"|\/(target|questionnaire-)[cC]onstraint"/.test(JSON.stringify([extension, item]));
}
