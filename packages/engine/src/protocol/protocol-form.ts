import type { CaseAnswer, Protocol, ProtocolRule } from '@relais/model';
import type { Questionnaire, QuestionnaireItem, QuestionnaireResponse } from '@relais/model/fhir';
import type { Form, FormItem, Issue } from '../questionnaire/index.ts';
import { isWithin } from './life-cycle.ts';
import { variableOf } from './variable.ts';
import { withoutExpired } from './rapid-test.ts';
import { conclude } from './verdict.ts';
import type { Verdict } from './verdict.ts';

const CALCULATED = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression';
const HIDDEN = 'http://hl7.org/fhir/StructureDefinition/questionnaire-hidden';

/** The values of a protocol's parameters on a day (`YYYY-MM-DD`), by name. */
export function parametersOn({ parameters }: Pick<Protocol, 'parameters'>, day: string): Map<string, number> {
  return new Map(parameters.filter((one) => isWithin(one, day)).map(({ name, value }) => [name, value]));
}

/**
 * The questionnaire of a protocol with its rules in it: parameters and terms are variables, each rule and each term is a calculated
 * item that nobody sees. Opened as any form, the one evaluator of forms says at each answer which rules hold and what terms are. The expiry
 * of a rapid test that has passed is an error of its item.
 *
 * @param day - what parameters hold on, `YYYY-MM-DD`
 */
export function protocolQuestionnaire(protocol: Protocol, day: string): Questionnaire {
  const source = protocol.questionnaire as Questionnaire;
  const names = [
    ...[...parametersOn(protocol, day)].map(([name, value]) => [name, String(value)] as const),
    ...protocol.terms.map(({ name, expression }) => [name, expression] as const),
  ];
  const variables = names.map(([name, expression]) => variableOf(name, expression));
  const rules: QuestionnaireItem = {
    linkId: RULES,
    type: 'group',
    extension: [{ url: HIDDEN, valueBoolean: true }],
    item: [
      ...protocol.rules.map((rule) => calculated(ruleLinkId(rule), 'boolean', rule.when ?? 'true')),
      ...protocol.terms.map(({ name }) => calculated(termLinkId(name), 'string', `(%${name}).toString()`)),
    ],
  };
  return {
    ...source,
    extension: [...variables, ...(source.extension ?? [])],
    item: [...withoutExpired(source.item ?? [], protocol.items), rules],
  };
}

const RULES = 'relais-rules';
const ruleLinkId = ({ id }: ProtocolRule): string => `${RULES}-${id}`;
const termLinkId = (name: string): string => `${RULES}:${name}`;

function calculated(linkId: string, type: string, expression: string): QuestionnaireItem {
  const extension = [{ url: CALCULATED, valueExpression: { language: 'text/fhirpath', expression } }];
  return { linkId, type, readOnly: true, extension };
}

/**
 * The response as it may be stored or resumed: without what the rules say of it, which is no answer of anybody and is calculated
 * again from the answers.
 */
export function withoutRules(response: QuestionnaireResponse): QuestionnaireResponse {
  const { item, ...rest } = response;
  const answers = (item ?? []).filter(({ linkId }) => linkId !== RULES);
  return { ...rest, ...(answers.length > 0 && { item: answers }) };
}

/**
 * Has the rules hold that follow from the answers: what a response says of them, wherever it says it, stands in the form as what somebody
 * has put in the place of what is calculated.
 */
function recalculateRules(form: Form): void {
  form.item(RULES)?.items.forEach((item) => form.recalculate(item));
}

/** What the terms of a protocol are now, by name: true, false or a number. Those that are nothing yet are left out. */
export function termsIn({ terms }: Pick<Protocol, 'terms'>, form: Form): Map<string, boolean | number> {
  return new Map(
    terms.flatMap(({ name }): [string, boolean | number][] => {
      const text = form.item(termLinkId(name))?.values[0]?.value;
      if (typeof text !== 'string') return [];
      const value = text === 'true' || text === 'false' ? text === 'true' : Number(text);
      return Number.isNaN(value) ? [] : [[name, value]];
    }),
  );
}

/** Gives a form these answers, and takes all others back; what is calculated stays calculated. */
export function answerForm(form: Form, answers: Readonly<Record<string, CaseAnswer>>): void {
  form.edit(() => {
    for (const { key, linkId, repeats, source } of form.definition.all) {
      const item = form.item(linkId);
      if (!key || !item || source.readOnly) continue;
      const values = [answers[linkId] ?? []].flat().map((answer) => valueFor(source, answer));
      form.answer(item, repeats ? values : values[0]);
    }
  });
}

/** The option that has this code; any other answer as it is. */
function valueFor({ answerOption = [] }: QuestionnaireItem, answer: CaseAnswer): unknown {
  const codings = answerOption.map((option) => option['valueCoding']);
  return codings.find((coding) => codeOf(coding) === answer) ?? answer;
}

/** The rules that hold, whatever they come to together. */
export function rulesHeldIn({ rules }: Pick<Protocol, 'rules'>, form: Form): ReadonlySet<ProtocolRule> {
  return new Set(rules.filter((rule) => form.item(ruleLinkId(rule))?.values[0]?.value === true));
}

/**
 * What a protocol makes of the answers of a form made of its `protocolQuestionnaire`: one that is being filled in as one opened with the
 * response to it, so that a page and a server judge alike. What a response does not hold therefore counts for nothing.
 */
export function judgeForm(protocol: Protocol, form: Form): Verdict {
  recalculateRules(form);
  const held = rulesHeldIn(protocol, form);
  const wrong = new Set(form.issues.filter(isWrong).map(({ item }) => item.linkId));
  const unknown = new Map(protocol.items.map((said) => [said.linkId, said.unknown ?? []]));
  const missing = form.definition.all
    .filter(({ key, linkId }) => key && (wrong.has(linkId) || isSomeUntold(form.itemsOf(linkId), unknown.get(linkId))))
    .map(({ linkId }) => linkId);
  return conclude(protocol, (rule) => held.has(rule), missing);
}

/** What was typed and can be no answer is none. */
function isWrong({ severity, code }: Issue): boolean {
  return severity === 'error' && code !== 'value-type';
}

/** Whether one of the repetitions that a response holds tells too little; where it holds none, one is asked for. */
function isSomeUntold(items: readonly FormItem[], unknown: readonly string[] | undefined): boolean {
  const held = items.filter(isHeld);
  return (held.length > 0 ? held : items.slice(0, 1)).some((item) => isUntold(item, unknown));
}

/** Whether all that an item stands in holds something. */
function isHeld({ holder, parent }: FormItem): boolean {
  if (!holder || !parent?.parent) return true;
  const isAnswered = 'isAnswered' in holder && holder.isAnswered;
  return (isAnswered || holder.items.some(({ isPresent }) => isPresent)) && isHeld(parent);
}

/**
 * Whether an item must be answered and has no answer, or one that tells nothing. A form asks for what is required in a group once
 * the group has any answer (SDC); nobody ends well before a question that rules read.
 */
function isUntold(item: FormItem, unknown: readonly string[] = []): boolean {
  if (!item.required || !isAsked(item)) return false;
  return item.values.length === 0 || item.values.some(({ value }) => unknown.includes(codeOf(value)));
}

/** Whether it is asked: nothing around it is disabled, and the question in whose answer it stands is answered. */
function isAsked({ enabled, parent }: FormItem): boolean {
  if (!enabled || !parent) return enabled;
  return isAsked(parent) && (!parent.definition.key || parent.values.length > 0);
}

export function codeOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'code' in value ? String(value.code) : String(value);
}
