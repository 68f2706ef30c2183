import type { EvidenceStatus, Protocol, ProtocolCriterion, ProtocolRule, ProtocolTerm } from '@relais/model';
import type { EnableWhen, Extension, QuestionnaireItem } from '@relais/model/fhir';
import { parametersOn } from '../protocol-form.ts';
import { linkIdsIn, namesIn, readFigure, readStatement } from './statement.ts';
import type { Figure, Operand, Statement, StatementScope } from './statement.ts';

/** A question as it stands in the outline of a protocol. Paths are those of the checker's findings. */
export interface OutlineQuestion {
  readonly path: string;
  readonly linkId: string;
  readonly label: string;
  readonly type: string;
  readonly unit: string;
  /** The headings it stands under. */
  readonly groups: readonly string[];
  readonly options: ReadonlyMap<string, string>;
  readonly required: boolean;
  /** Whether it is made of other answers, and nobody types it. */
  readonly calculated: boolean;
  /** When it is asked, when that depends on answers. */
  readonly asked: Statement | undefined;
  /** When it must be answered, when that depends on answers. */
  readonly requiredWhen: Statement | undefined;
  readonly status: EvidenceStatus;
}

export interface OutlineTerm {
  readonly path: string;
  readonly name: string;
  readonly label: string;
  /** What it says, for one that is true or false. */
  readonly statement: Statement | undefined;
  /** What it is, for a number. */
  readonly figure: Figure | undefined;
  readonly status: EvidenceStatus;
}

export interface OutlineRule {
  readonly path: string;
  readonly rule: ProtocolRule;
  /** Undefined for a rule that holds always. */
  readonly statement: Statement | undefined;
  /** The questions it reads, through terms too, in the order of the questionnaire. */
  readonly reads: readonly string[];
  /** The terms it reads, through others too. */
  readonly terms: readonly string[];
}

export type StageKind = 'urgent' | 'stop' | 'alert' | 'score' | 'outcome' | 'then';

/** The rules that are looked at together. `then`: what follows besides: documents, lists, the next date. */
export interface Stage {
  readonly kind: StageKind;
  readonly rules: readonly OutlineRule[];
}

/** A protocol as a person reads it: who, what is asked, what follows, in the order in which rules go before each other. */
export interface Outline {
  readonly inclusion: readonly ProtocolCriterion[];
  readonly exclusion: readonly ProtocolCriterion[];
  readonly questions: readonly OutlineQuestion[];
  readonly terms: readonly OutlineTerm[];
  readonly stages: readonly Stage[];
}

/**
 * Reads a protocol into what is drawn of it, as it is on a day (`YYYY-MM-DD`).
 *
 * @throws when what stands in it is no protocol: ask the model's schema first
 */
export function outlineOf(protocol: Protocol, day: string = protocol.date): Outline {
  const scope = { parameters: parametersOn(protocol, day), terms: new Set(protocol.terms.map(({ name }) => name)) };
  const questions = questionsOf(protocol, scope);
  const terms = protocol.terms.map((term) => termOf(term, scope, questions));
  const reader = new Reads(protocol, questions);
  const rules = protocol.rules.map((rule): OutlineRule => ({
    path: `rules/${rule.id}`,
    rule,
    statement: rule.when === undefined ? undefined : readStatement(rule.when, scope),
    ...reader.of(rule.when ?? ''),
  }));
  const stages = STAGES.map((kind) => ({ kind, rules: rules.filter(({ rule }) => stageOf(rule) === kind) }));
  return {
    inclusion: protocol.inclusion,
    exclusion: protocol.exclusion,
    questions,
    terms,
    stages: stages.filter((stage) => stage.rules.length > 0),
  };
}

const STAGES: readonly StageKind[] = ['urgent', 'stop', 'alert', 'score', 'outcome', 'then'];

function stageOf({ action: { kind } }: ProtocolRule): StageKind {
  return STAGES.find((stage) => stage === kind) ?? 'then';
}

function termOf(
  { name, label, expression, status }: ProtocolTerm,
  scope: StatementScope,
  questions: readonly OutlineQuestion[],
): OutlineTerm {
  const figure = readFigure(expression, scope);
  // An answer alone is a number or a « yes », as its question has it.
  const isNumber = figure && (figure.kind !== 'answer' || isNumeric(questions, figure.linkId));
  const statement = isNumber ? undefined : readStatement(expression, scope);
  return { path: `terms/${name}`, name, label, statement, figure: isNumber ? figure : undefined, status };
}

function isNumeric(questions: readonly OutlineQuestion[], linkId: string): boolean {
  const type = questions.find((question) => question.linkId === linkId)?.type;
  return type === 'integer' || type === 'decimal';
}

/** What expressions read, through the terms they name. */
class Reads {
  readonly #order: readonly string[];
  readonly #expressions: ReadonlyMap<string, string>;

  constructor({ terms }: Protocol, questions: readonly OutlineQuestion[]) {
    this.#order = questions.map(({ linkId }) => linkId);
    this.#expressions = new Map(terms.map(({ name, expression }) => [name, expression]));
  }

  of(source: string): Pick<OutlineRule, 'reads' | 'terms'> {
    const terms = new Set<string>();
    const reads = new Set(linkIdsIn(source));
    const pending = [source];
    for (let text = pending.pop(); text !== undefined; text = pending.pop()) {
      for (const name of namesIn(text)) {
        const expression = this.#expressions.get(name);
        if (expression === undefined || terms.has(name)) continue;
        terms.add(name);
        linkIdsIn(expression).forEach((linkId) => reads.add(linkId));
        pending.push(expression);
      }
    }
    return { reads: this.#order.filter((linkId) => reads.has(linkId)), terms: [...terms] };
  }
}

// ——— Questions ———

function questionsOf(protocol: Protocol, scope: StatementScope): OutlineQuestion[] {
  const statuses = new Map(protocol.items.map(({ linkId, status }) => [linkId, status]));
  const walk = (items: readonly QuestionnaireItem[], groups: readonly string[]): OutlineQuestion[] =>
    items.flatMap((item) => {
      const inside = item.item ?? [];
      if (item.type === 'display') return [];
      if (item.type === 'group') return walk(inside, item.text === undefined ? groups : [...groups, item.text]);
      return [questionOf(item, groups, statuses.get(item.linkId) ?? 'illustrative', scope), ...walk(inside, groups)];
    });
  return walk(protocol.questionnaire.item, []);
}

function questionOf(
  item: QuestionnaireItem,
  groups: readonly string[],
  status: EvidenceStatus,
  scope: StatementScope,
): OutlineQuestion {
  const beside = (item as { readonly _required?: QuestionnaireItem })._required;
  const needed = expressionAt(beside, 'cqf-expression');
  const asked = expressionAt(item, 'enableWhenExpression');
  return {
    path: `questionnaire/${item.linkId}`,
    linkId: item.linkId,
    label: item.text ?? item.linkId,
    type: item.type,
    unit: unitOf(item),
    groups,
    options: optionsOf(item),
    required: item.required === true,
    calculated: item.readOnly === true && expressionAt(item, 'calculatedExpression') !== undefined,
    asked: asked === undefined ? askedWhen(item) : readStatement(asked, scope),
    requiredWhen: needed === undefined ? undefined : readStatement(needed, scope),
    status,
  };
}

type Extended = Pick<QuestionnaireItem, 'extension'>;

/** The value of an extension by the end of its URL. */
function valueAt(element: Extended | undefined, name: string): unknown {
  const extensions: unknown = element?.extension;
  const found = Array.isArray(extensions)
    ? (extensions as Extension[]).find(({ url }) => url.endsWith(name))
    : undefined;
  return found && Object.entries(found).find(([key]) => key.startsWith('value'))?.[1];
}

function expressionAt(element: Extended | undefined, name: string): string | undefined {
  return (valueAt(element, name) as { expression?: string } | undefined)?.expression;
}

function unitOf(item: QuestionnaireItem): string {
  const unit = valueAt(item, 'questionnaire-unit') as { display?: string; code?: string } | undefined;
  return unit?.display ?? unit?.code ?? '';
}

function optionsOf({ answerOption = [] }: QuestionnaireItem): Map<string, string> {
  return new Map(
    answerOption.map((option) => {
      const coding = option['valueCoding'] as { code?: string; display?: string } | undefined;
      const code = coding?.code ?? (option['valueString'] as string | undefined) ?? '';
      return [code, coding?.display ?? code];
    }),
  );
}

function askedWhen({ enableWhen, enableBehavior }: QuestionnaireItem): Statement | undefined {
  const parts = (enableWhen ?? []).map(statementOf);
  return parts.length > 1 ? { kind: enableBehavior === 'all' ? 'all' : 'any', parts } : parts[0];
}

function statementOf(when: EnableWhen): Statement {
  const value: unknown = Object.entries(when).find(([name]) => name.startsWith('answer'))?.[1];
  const operand: Operand['value'] =
    typeof value === 'object' && value !== null && 'code' in value ? String(value.code) : (value as Operand['value']);
  const given: Statement = { kind: 'answer', linkId: when.question, is: 'given', values: [] };
  if (when.operator === 'exists') return operand === true ? given : { kind: 'not', part: given };
  return { kind: 'answer', linkId: when.question, is: when.operator, values: [{ value: operand }] };
}
