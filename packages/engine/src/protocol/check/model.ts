import type { Protocol, ProtocolRule } from '@relais/model';
import type { QuestionnaireItem } from '@relais/model/fhir';
import { readExtension } from '../../questionnaire/index.ts';
import type { FormDefinition } from '../../questionnaire/index.ts';
import { parametersOn } from '../protocol-form.ts';
import { readCalculation } from './calculated.ts';
import {
  amountIn,
  askedOf,
  ExpressionFault,
  expressionIn,
  FALSE,
  insideAnswer,
  logic,
  NOT_TRUE,
  readCondition,
  readMeaning,
  settleAnswers,
  TRUE,
  truthOf,
} from '../../questionnaire/check/index.ts';
import type { Answer, Condition, Constraint, Meaning, Question, SubsetScope } from '../../questionnaire/check/index.ts';
import { readQuestions } from './questions.ts';

/** A rule with its condition. */
export interface RuleModel {
  readonly rule: ProtocolRule;
  readonly path: string;
  /** Undefined for a rule whose condition is not read: it is wrong, or beyond what can be decided. */
  readonly condition: Condition | undefined;
}

/** An expression that is not read, with where it stands. */
export interface LocatedFault {
  readonly path: string;
  readonly fault: ExpressionFault;
  readonly rule: ProtocolRule | undefined;
}

/** A protocol as the checker reasons about it. */
export interface ProtocolModel {
  readonly protocol: Protocol;
  /** What the questionnaire engine finds wrong in the questionnaire. */
  readonly diagnostics: FormDefinition['diagnostics'];
  readonly questions: readonly Question[];
  readonly rules: readonly RuleModel[];
  /** What was found and makes a prescription right, by its id. */
  readonly findings: ReadonlyMap<string, Condition>;
  /** Terms that are numbers, by name. */
  readonly amounts: ReadonlyMap<string, logic.Amount>;
  readonly faults: readonly LocatedFault[];
  /** Nothing urgent, nothing that stops, no alert. */
  readonly calm: readonly Constraint[];
  /** All that is required is answered. */
  readonly complete: readonly Constraint[];
}

/** Reads a protocol into what the search understands. */
export function modelOf(protocol: Protocol): ProtocolModel {
  const reader = new ModelReader(protocol);
  return reader.read();
}

class ModelReader {
  readonly #protocol: Protocol;
  readonly #questions: Map<string, Question>;
  readonly #diagnostics: FormDefinition['diagnostics'];
  readonly #names = new Map<string, Meaning>();
  readonly #scope: SubsetScope;
  readonly #faults: LocatedFault[] = [];

  constructor(protocol: Protocol) {
    this.#protocol = protocol;
    const { definition, questions } = readQuestions(protocol);
    this.#questions = questions;
    this.#diagnostics = definition.diagnostics;
    this.#scope = { questions, root: definition.root, names: this.#names };
  }

  read(): ProtocolModel {
    const protocol = this.#protocol;
    for (const [name, value] of parametersOn(protocol, protocol.date)) this.#names.set(name, { literal: value });
    const amounts = this.#readTerms();
    const questions = [...this.#questions.values()];
    for (const question of questions) this.#readAsking(question);
    this.#breakCircles(questions);
    const rules = protocol.rules.map((rule) => this.#readRule(rule));
    const findings = new Map<string, Condition>();
    for (const { id, finding, doseItems } of protocol.prescriptions) {
      doseItems.forEach((linkId) => this.#tellLikely(linkId));
      const condition = this.#try(`prescriptions/${id}/finding`, () => readCondition(finding, this.#scope));
      if (condition) findings.set(id, condition);
    }
    questions.forEach(settleAnswers);
    questions.forEach((question) => this.#followCalculation(question, rules));
    const calm = rules.filter(({ rule }) => CALLING.has(rule.action.kind)).flatMap(silent);
    const complete = questions.flatMap(answeredConstraint);
    return {
      protocol,
      diagnostics: this.#diagnostics,
      questions,
      rules,
      findings,
      amounts,
      faults: this.#faults,
      calm,
      complete,
    };
  }

  #readTerms(): Map<string, logic.Amount> {
    const amounts = new Map<string, logic.Amount>();
    for (const { name, expression } of this.#protocol.terms) {
      const meaning = this.#try(`terms/${name}`, () => readMeaning(expression, this.#scope));
      if (!meaning) continue;
      this.#names.set(name, meaning);
      const amount = amountIn(meaning, this.#scope);
      if (amount) amounts.set(name, amount);
    }
    return amounts;
  }

  #readRule(rule: ProtocolRule): RuleModel {
    const path = `rules/${rule.id}`;
    const { when } = rule;
    if (when === undefined) return { rule, path, condition: logic.constant(TRUE) };
    return { rule, path, condition: this.#try(path, () => readCondition(when, this.#scope), rule) };
  }

  #try<T>(path: string, work: () => T, rule?: ProtocolRule): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ExpressionFault)) throw error;
      this.#faults.push({ path, fault: error, rule });
      return undefined;
    }
  }

  /**
   * A calculated number may be anything in a search, and what is proven so holds. That it can also be what makes a rule hold is
   * known when answers were found that make it so, and no rule reads these answers for themselves; else its rules are not proven.
   */
  #followCalculation(question: Question, rules: readonly RuleModel[]): void {
    const { definition, linkId, label } = question;
    const source = expressionIn(readExtension(definition.source, 'calculatedExpression'));
    const readers = rules.filter(({ condition }) => condition?.reads.has(question));
    if (source === undefined || readers.length === 0) return;
    question.answers = question.answers.filter((answer) => typeof answer !== 'number' || isBesideCut(question, answer));
    const calculation = readCalculation(question, source, this.#questions);
    const isReached = question.answers.every(
      (answer, place) => typeof answer !== 'number' || question.cuts.has(answer) || calculation?.reachedBy[place],
    );
    const isRead = (input: Question): boolean => rules.some(({ condition }) => condition?.reads.has(input));
    if (calculation && isReached && !calculation.inputs.some(isRead)) {
      question.calculation = calculation;
      return;
    }
    for (const { path, rule } of readers) {
      this.#faults.push({ path, fault: new ExpressionFault('not-proven', `${label} (calculé)`, linkId), rule });
    }
  }

  /** What is not likely must be told apart where a dose is made of it. */
  #tellLikely(linkId: string): void {
    const question = this.#questions.get(linkId);
    if (!question?.likely) return;
    question.cuts.add(question.likely.min);
    question.cuts.add(question.likely.max);
  }

  // ——— When a question is asked, and when it must be answered ———

  #readAsking(question: Question): void {
    const { definition, path } = question;
    const asked = definition.lineage.flatMap((item) => [
      ...insideAnswer(item, this.#scope),
      ...(this.#try(path, () => askedOf(item, this.#scope)) ?? []),
    ]);
    if (asked.length > 0) question.enabled = asked.reduce((all, one) => logic.combine('and', all, one));
    const beside = (definition.source as QuestionnaireItem & { _required?: { extension?: [] } })._required;
    const dynamic = expressionIn(readExtension(beside, 'cqf-expression'));
    if (dynamic === undefined) return;
    const expression = this.#try(`${path}/required`, () => readCondition(dynamic, this.#scope));
    // What cannot be decided is not relied upon. Where the expression gives nothing, what the item says without it holds.
    const otherwise = question.required === true ? TRUE : FALSE;
    question.required = expression ? logic.holds(logic.ifEmpty(expression, otherwise)) : false;
  }

  /** Questions that decide in a circle whether they are asked: nothing can be said of them. */
  #breakCircles(questions: readonly Question[]): void {
    for (const question of questions) {
      if (!leadsTo(question, question)) continue;
      const fault = new ExpressionFault('not-proven', 'enableWhen', question.linkId);
      this.#faults.push({ path: question.path, fault, rule: undefined });
      question.enabled = undefined;
    }
  }
}

/** What is calculated is not tried at the limits of what may be typed. */
function isBesideCut({ cuts }: Question, value: number): boolean {
  return [...cuts].some((cut) => Math.abs(cut - value) < 1.01);
}

/** The actions that call somebody, before which no outcome stands. */
export const CALLING: ReadonlySet<string> = new Set(['urgent', 'stop', 'alert']);

export function fires({ condition }: RuleModel): Constraint[] {
  return condition ? [{ condition, allowed: TRUE }] : [];
}

export function silent({ condition }: RuleModel): Constraint[] {
  return condition ? [{ condition, allowed: NOT_TRUE }] : [];
}

/** Whether a question is asked. */
export function isAsked({ enabled }: Question): Condition {
  return enabled ?? logic.constant(TRUE);
}

/** Whether a question has an answer that tells something. */
function isTold(question: Question): Condition {
  return logic.ofAnswer(question, (answer) => truthOf(tells(question, answer)));
}

function tells({ unknown }: Question, answer: Answer): boolean {
  if (answer === undefined) return false;
  const codes = typeof answer === 'object' ? answer : [answer];
  return !codes.some((code) => unknown.has(String(code)));
}

/** Whether a question must be answered, if it is asked. */
export function isRequired({ required }: Question): Condition {
  return typeof required === 'boolean' ? logic.constant(required ? TRUE : FALSE) : required;
}

function answeredConstraint(question: Question): Constraint[] {
  if (question.required === false) return [];
  const needed = logic.combine('and', isAsked(question), isRequired(question));
  return [{ condition: logic.combine('implies', needed, isTold(question)), allowed: TRUE }];
}

function leadsTo(from: Question, to: Question, seen = new Set<Question>()): boolean {
  return [...(from.enabled?.reads ?? [])].some(
    (one) => one === to || (!seen.has(one) && leadsTo(one, to, seen.add(one))),
  );
}
