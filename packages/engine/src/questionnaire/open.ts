import { readForm } from './definitions.ts';
import type { ItemDefinition } from './definitions.ts';
import type { ExpressionOptions } from './expressions/index.ts';
import { FormModel } from './form-model.ts';
import type { Form, FormOptions } from './form.ts';
import { loadMessages } from './load-messages.ts';
import type { PartsOptions } from './parts.ts';
import { languageAmong } from './translations.ts';

export interface OpenOptions
  extends Omit<FormOptions, 'units'>, PartsOptions, Pick<ExpressionOptions, 'context' | 'query' | 'timeZone'> {
  /** Called between the pieces of opening, so that a large form keeps nobody waiting: it resolves when the next may be done. */
  readonly pause?: () => Promise<void>;
}

/**
 * Opens a form with all it needs, loading no more than that: a form without conditions, value sets, expressions or quantities
 * loads nothing but what judges its answers. Never rejects for what is wrong with the form.
 *
 * @param source - a FHIR R4 Questionnaire, as an object or as JSON text, or what `readForm` made of it
 */
export async function openForm(source: unknown, options: OpenOptions): Promise<Form> {
  const [form] = await Promise.all([openUnjudged(source, options), import('./judge.ts')]);
  await judgeForm(form);
  return form;
}

/**
 * Judges from now on a form of `openUnjudged`, whose answers nothing has been told of yet. Rejects when what judges cannot be loaded, and may
 * then be tried again.
 */
export async function judgeForm(form: Form): Promise<void> {
  if (!(form instanceof FormModel)) throw new TypeError('not a form of this engine');
  const messages = form.messages ?? loadMessages(form.language);
  const [{ judging }, words] = await Promise.all([import('./judge.ts'), messages]);
  if (!form.isJudged) form.judgeBy(judging, words);
}

/** Opens a form as `openForm` does, without what judges it: it can be shown and answered before. */
export async function openUnjudged(source: unknown, options: OpenOptions): Promise<Form> {
  const definition = readForm(source);
  await options.pause?.();
  const { all, questionnaire } = definition;
  const language = languageAmong(options.language, questionnaire.language);
  const { parts: own = [] } = options;
  // Expressions may stand beside any element: asking the text is quicker than looking for them.
  const text = JSON.stringify([questionnaire.extension, questionnaire.item]);
  const isSpecial = options.response !== undefined || own.length > 0 || all.some(needsParts) || MARKED.test(text);
  const hasExpressions = /"valueExpression"|\/(target|questionnaire-)[cC]onstraint"/.test(text);
  const [parts, logic, scheduler, units] = await Promise.all([
    isSpecial ? import('./parts.ts').then(({ partsFor }) => partsFor(definition, options)) : [],
    hasExpressions ? import('./expressions/index.ts').then(({ logicFor }) => logicFor(definition, options)) : [],
    hasExpressions || own.length > 0 || all.some(({ source }) => source.enableWhen)
      ? import('./scheduler.ts')
      : undefined,
    all.some(({ type }) => type === 'quantity') ? import('./ucum/index.ts') : undefined,
  ]);
  const pieces = FormModel.open(definition, {
    ...options,
    language,
    schedule: scheduler?.schedule,
    parts: [...parts, ...logic, ...own],
    ...(units && { units: units.convertUnits }),
  });
  for (;;) {
    await options.pause?.();
    const { done, value } = pieces.next();
    if (done) return value;
  }
}

/** Limits, signatures and units stand in extensions; an item without any, of a plain type, needs none of this. */
function needsParts({ source, type }: ItemDefinition): boolean {
  const names = Object.keys(source);
  return SPECIAL_TYPES.test(type) || names.some((name) => SPECIAL_NAMES.test(name)) || hasTwins(source);
}

/** Two options of one code are told to whoever wrote them. */
function hasTwins({ answerOption = [] }: ItemDefinition['source']): boolean {
  const codes = answerOption.flatMap(({ valueCoding }) =>
    valueCoding ? [JSON.stringify(valueCoding, ['system', 'code'])] : [],
  );
  return new Set(codes).size < codes.length;
}

const SPECIAL_TYPES = /^(quantity|attachment|reference)$/;
const SPECIAL_NAMES = /^(e|modifierE)xtension$|^_?(maxLength|answerValueSet)$|^(initial|readOnly|answerConstraint)$/;
/** A mark that may change what any part means. */
const MARKED = /"modifierExtension"/;
