import { createForm } from '@relais/engine/questionnaire/create';
import type { Change, Form, FormItem, FormOptions, Part } from '@relais/engine/questionnaire';
import { expressions } from '@relais/engine/questionnaire/expressions';
import type { ExpressionOptions } from '@relais/engine/questionnaire/expressions';
import { fr, resumeFrom, checks, valueSets } from '@relais/engine/questionnaire/parts';
import type { Extension, Questionnaire, QuestionnaireItem, QuestionnaireResponse } from '@relais/model/fhir';

export const NOW = Date.parse('2026-11-09T09:30:00Z');
export const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';
export const CORE = 'http://hl7.org/fhir/StructureDefinition/';

/** An item with what the test is about; `complete` adds the rest. */
export type Given = Omit<Partial<QuestionnaireItem>, 'item'> & { linkId: string; item?: Given[] };

/** A questionnaire of these items; an item without a type is a string question, or a group when it holds items. */
export function questionnaire(items: Given[], rest: Omit<Partial<Questionnaire>, 'item'> = {}): Questionnaire {
  const url = 'https://relais.example/Questionnaire/test';
  return { resourceType: 'Questionnaire', status: 'active', url, version: '1', ...rest, item: items.map(complete) };
}

function complete(item: Given): QuestionnaireItem {
  const { item: children, ...own } = item;
  const type = own.type ?? (children ? 'group' : 'string');
  return { text: own.linkId, ...own, type, ...(children && { item: children.map(complete) }) };
}

/** Opens a form with everything but expressions. */
export function open(items: Given[] | Questionnaire, options: Partial<FormOptions> = {}, parts: Part[] = []): Form {
  const source = Array.isArray(items) ? questionnaire(items) : items;
  const all = [valueSets(), checks, ...parts];
  return createForm(source, { now: () => NOW, language: 'fr', messages: fr, parts: all, ...options });
}

/** Opens a form whose expressions are evaluated, by the own engine alone unless told. */
export function openWith(items: Given[] | Questionnaire, options: ExpressionOptions = {}, parts: Part[] = []): Form {
  return open(items, {}, [...parts, expressions({ timeZone: 'Europe/Paris', ...options })]);
}

/** The form opened again from its own response. */
export function reopen(form: Form, options: ExpressionOptions = {}): Form {
  return openWith(form.questionnaire, options, [resumeFrom(form.response())]);
}

export function get(form: Form, linkId: string, repetition = 0): FormItem {
  const item = form.itemsOf(linkId)[repetition];
  if (!item) throw new Error(`no item ${linkId}[${repetition}]`);
  return item;
}

/** Answers the first repetition of a question. */
export function answer(form: Form, linkId: string, value: unknown, repetition = 0): void {
  form.answer(get(form, linkId, repetition), value);
}

export function valuesOf(form: Form, linkId: string, repetition = 0): unknown[] {
  return get(form, linkId, repetition).values.map(({ value }) => value);
}

export function isEnabled(form: Form, linkId: string, repetition = 0): boolean {
  return get(form, linkId, repetition).enabled;
}

/** The codes of an item's issues. */
export function issues(form: Form, linkId: string, repetition = 0): string[] {
  return get(form, linkId, repetition).issues.map(({ code }) => code);
}

export function codes(form: Form): string[] {
  return form.diagnostics.map(({ code }) => code);
}

/** What an edit changes, as `linkId: aspects`, one list for each notification. */
export function changesOf(form: Form, edit: () => void): string[][] {
  const heard: Change[] = [];
  const stop = form.subscribe((change) => heard.push(change));
  edit();
  stop();
  return heard.map(({ items }) =>
    [...items].map(([item, aspects]) => `${item.linkId}: ${[...aspects].sort().join(' ')}`).sort(),
  );
}

export function extension(url: string, value: Record<string, unknown>): Extension {
  return { url, ...value };
}

/** An expression under an SDC extension, or one of the core's when its name is a URL. */
export function expression(name: string, text: string, variable?: string): Extension {
  const valueExpression = { language: 'text/fhirpath', expression: text, ...(variable && { name: variable }) };
  return { url: name.startsWith('http') ? name : SDC + name, valueExpression };
}

export function variable(name: string, text: string): Extension {
  return expression(`${CORE}variable`, text, name);
}

/** A dynamic value of a primitive, to be put beside it: `_text`, `_required`. */
export function dynamic(text: string): { extension: Extension[] } {
  return { extension: [expression(`${CORE}cqf-expression`, text)] };
}

export function responseItems(form: Form): QuestionnaireResponse['item'] {
  return form.response().item;
}
