import { parse as parseExpression } from '../expressions/parse.ts';
import type { Ast as ExpressionTree } from '../expressions/parse.ts';
import type { ItemDefinition } from '../definitions.ts';
import * as logic from './conditions.ts';
import type { Amount } from './conditions.ts';
import type { Answer, Condition, Question } from './question.ts';
import { EMPTY, FALSE, truthOf } from './truth.ts';

export type ExpressionFaultCode =
  'expression-invalid' | 'item-unknown' | 'type-mismatch' | 'option-unknown' | 'name-unknown' | 'not-proven';

/** Why an expression is not read: it is wrong, or it is FHIRPath beyond what can be decided (`not-proven`). */
export class ExpressionFault extends Error {
  override readonly name = 'ExpressionFault';
  readonly code: ExpressionFaultCode;
  /** The item it is about. */
  readonly linkId: string | undefined;

  /** @param detail - what is written there that is wrong or not decided */
  constructor(code: ExpressionFaultCode, detail: string, linkId?: string) {
    super(detail);
    this.code = code;
    this.linkId = linkId;
  }
}

/** What expressions may name besides the items. */
export interface SubsetScope {
  readonly questions: ReadonlyMap<string, Question>;
  readonly root: ItemDefinition;
  /** What a name stands for. */
  readonly names: ReadonlyMap<string, Meaning>;
}

type Scalar = boolean | number | string;

/** What an expression of the subset says: a condition, a number, answers, or what leads to them. */
export type Meaning =
  | { readonly condition: Condition }
  | { readonly amount: Amount }
  | { readonly literal: Scalar }
  | { readonly list: readonly Scalar[] }
  | { readonly empty: true }
  | { readonly holders: readonly ItemDefinition[] }
  | { readonly items: readonly Question[] }
  | Answers
  | { readonly weights: readonly Question[] };

/** Answers, or their values, of questions; those a filter keeps. */
interface Answers {
  readonly answersOf: readonly Question[];
  readonly part: 'answer' | 'value' | 'code';
  readonly keeps: ((one: Scalar) => boolean) | undefined;
}

/**
 * Reads an expression of the subset that can be decided: comparisons of answers with constants, `exists()` and `empty()`, logic,
 * `iif`, counts and sums over options, booleans and bounded numbers.
 *
 * @throws {ExpressionFault} when it is wrong, or beyond the subset
 */
export function readCondition(source: string, scope: SubsetScope): Condition {
  return new Reader(scope).condition(parseTree(source));
}

/** The same, for an expression that may be something else than a condition. @throws {ExpressionFault} */
export function readMeaning(source: string, scope: SubsetScope): Meaning {
  return new Reader(scope).meaning(parseTree(source));
}

/** The number that a meaning is; undefined when it is none. */
export function amountIn(meaning: Meaning, scope: SubsetScope): Amount | undefined {
  return isNumeric(meaning) ? new Reader(scope).amount(meaning) : undefined;
}

function parseTree(source: string): ExpressionTree {
  try {
    return parseExpression(source);
  } catch (error) {
    throw new ExpressionFault('expression-invalid', error instanceof Error ? error.message : String(error));
  }
}

function outside(what: string): never {
  throw new ExpressionFault('not-proven', what);
}

/** Integers with no more values than this may be added up. */
const MOST_ADDED_VALUES = 31;

class Reader {
  readonly #scope: SubsetScope;

  constructor(scope: SubsetScope) {
    this.#scope = scope;
  }

  condition(tree: ExpressionTree): Condition {
    return this.#truth(this.meaning(tree));
  }

  meaning(tree: ExpressionTree): Meaning {
    switch (tree.op) {
      case 'literal':
        return this.#literal(tree);
      case 'empty':
        return { empty: true };
      case 'variable':
        return this.#name(tree.name);
      case 'member':
        return this.#member(tree);
      case 'call':
        return this.#call(tree);
      case 'binary':
        return this.#binary(tree);
      case 'unary': {
        const operand = this.meaning(tree.operand);
        if (tree.operator === '+') return operand;
        if ('literal' in operand && typeof operand.literal === 'number') return { literal: -operand.literal };
        return outside('-');
      }
      case 'quantity':
      case 'index':
      case 'type':
      case 'direction':
        return outside(tree.op);
    }
  }

  #literal({ value, type, text }: ExpressionTree & { op: 'literal' }): Meaning {
    if (type === 'moment' || type === 'long' || type === 'type') return outside(text);
    return { literal: value as Scalar };
  }

  #name(name: string): Meaning {
    if (['resource', 'rootResource', 'QuestionnaireResponse'].includes(name)) return { holders: [this.#scope.root] };
    const meaning = this.#scope.names.get(name);
    if (!meaning) throw new ExpressionFault('name-unknown', `%${name}`);
    return meaning;
  }

  // ——— Paths ———

  #member({ base, name }: ExpressionTree & { op: 'member' }): Meaning {
    if (!base) return outside(name);
    const from = this.meaning(base);
    if ('holders' in from && name === 'item') return { holders: from.holders.flatMap(itemsIn) };
    if ('items' in from && name === 'answer') return { answersOf: from.items, part: 'answer', keeps: undefined };
    if ('answersOf' in from && from.part === 'answer' && name.startsWith('value')) {
      return { ...mustBe(from, ({ definition }) => name === 'value' || name === definition.key), part: 'value' };
    }
    if ('answersOf' in from && from.part === 'value' && name === 'code') {
      return { ...mustBe(from, ({ type }) => type === 'choice'), part: 'code' };
    }
    return outside(`.${name}`);
  }

  #call({ base, name, args }: ExpressionTree & { op: 'call' }): Meaning {
    if (name === 'iif' && !base) return this.#choice(args);
    if (!base) return outside(`${name}()`);
    const from = this.meaning(base);
    const [argument] = args;
    if (name === 'where' && argument) return this.#where(from, argument);
    if (name === 'repeat' && argument?.op === 'member' && argument.name === 'item' && !argument.base) {
      return 'holders' in from ? { holders: from.holders.flatMap(below) } : outside('repeat()');
    }
    if (args.length > 0) return outside(`${name}(…)`);
    switch (name) {
      case 'exists':
        return { condition: this.#exists(from) };
      case 'empty':
        return { condition: logic.not(this.#exists(from)) };
      case 'not':
        return { condition: logic.not(this.#truth(from)) };
      case 'count':
        return { amount: this.#count(from) };
      case 'weight':
      case 'ordinal':
        return 'answersOf' in from && from.part === 'value' && !from.keeps
          ? { weights: from.answersOf }
          : outside(`${name}()`);
      case 'sum':
        return 'weights' in from ? { amount: this.#weights(from.weights) } : outside('sum()');
      default:
        return outside(`${name}()`);
    }
  }

  #where(from: Meaning, criterion: ExpressionTree): Meaning {
    if ('holders' in from) return this.#find(from.holders, criterion);
    if (!('answersOf' in from) || from.keeps) return outside('where()');
    const test = new FilterReader(from).test(criterion);
    return { ...from, keeps: (one) => test(one) === true };
  }

  /** The items with these linkIds: questions, or groups to look into. */
  #find(holders: readonly ItemDefinition[], criterion: ExpressionTree): Meaning {
    const linkIds = linkIdsOf(criterion) ?? outside('where()');
    for (const linkId of linkIds) {
      const isThere = holders.some((item) => item.linkId === linkId);
      if (!isThere && this.#scope.questions.has(linkId)) return outside(linkId);
      if (!isThere) throw new ExpressionFault('item-unknown', linkId, linkId);
    }
    const found = holders.filter(({ linkId }) => linkIds.includes(linkId));
    if (found.some(({ key, lineage }) => lineage.some((item) => item.repeats && (item.key !== key || !key)))) {
      return outside('groupe répété');
    }
    const questions = found.flatMap(({ linkId }) => this.#scope.questions.get(linkId) ?? []);
    if (questions.length === 0) return { holders: found };
    return questions.length === found.length ? { items: questions } : outside('where()');
  }

  // ——— Conditions ———

  #exists(node: Meaning): Condition {
    if ('empty' in node) return logic.constant(FALSE);
    if (!('answersOf' in node)) return outside('exists()');
    const each = node.answersOf.map((question) =>
      logic.ofAnswer(question, (answer) => truthOf(kept(node, answer).length > 0)),
    );
    return each.reduce((all, one) => logic.combine('or', all, one));
  }

  #truth(node: Meaning): Condition {
    if ('condition' in node) return node.condition;
    if ('empty' in node) return logic.constant(EMPTY);
    if ('literal' in node && typeof node.literal === 'boolean') return logic.constant(truthOf(node.literal));
    if (!('answersOf' in node)) throw new ExpressionFault('type-mismatch', 'oui ou non');
    const question = this.#single(node);
    if (question.type !== 'boolean') throw new ExpressionFault('type-mismatch', 'oui ou non', question.linkId);
    return logic.ofAnswer(question, (answer) => truthOf(answer as boolean | undefined));
  }

  /** The one question whose one answer is meant. */
  #single({ answersOf: [question, ...others], keeps, part }: Answers): Question {
    if (!question || others.length > 0 || keeps || part === 'answer') return outside('plusieurs réponses');
    return question.repeats ? outside('plusieurs réponses') : question;
  }

  #binary({ operator, left, right }: ExpressionTree & { op: 'binary' }): Meaning {
    if (['and', 'or', 'xor', 'implies'].includes(operator)) {
      return { condition: logic.combine(operator, this.condition(left), this.condition(right)) };
    }
    const [a, b] = [this.meaning(left), this.meaning(right)];
    switch (operator) {
      case '|':
        return { list: [...scalars(a), ...scalars(b)] };
      case 'in':
        return { condition: this.#isAmong(a, b) };
      case 'contains':
        return { condition: this.#isAmong(b, a) };
      case '+':
      case '-':
        return { amount: logic.add(this.#summand(a), this.#summand(b), operator === '+' ? 1 : -1) };
      case '=':
      case '!=':
      case '<':
      case '>':
      case '<=':
      case '>=':
        return { condition: this.#compare(operator, a, b) };
      default:
        return outside(operator);
    }
  }

  #isAmong(one: Meaning, list: Meaning): Condition {
    if ('answersOf' in list && 'literal' in one) {
      const [question] = list.answersOf;
      if (!question || list.answersOf.length > 1 || list.part === 'answer') return outside('in');
      const wanted = this.#constant(question, list.part, one.literal);
      return logic.ofAnswer(question, (answer) => truthOf(kept(list, answer).includes(wanted)));
    }
    if (!('answersOf' in one)) return outside('in');
    const question = this.#single(one);
    const wanted = scalars(list).map((value) => this.#constant(question, one.part, value));
    return logic.ofAnswer(question, (answer) =>
      answer === undefined ? EMPTY : truthOf(wanted.includes(answer as Scalar)),
    );
  }

  #compare(operator: string, left: Meaning, right: Meaning): Condition {
    if ('empty' in left || 'empty' in right) return logic.constant(EMPTY);
    if ('literal' in left && !('literal' in right)) return this.#compare(mirror[operator] ?? operator, right, left);
    if ('answersOf' in left && 'literal' in right) return this.#compareAnswer(operator, left, right.literal);
    if (isNumeric(left) && isNumeric(right)) {
      return logic.compare(operator, this.#summand(left), this.#summand(right));
    }
    if ('condition' in left && 'literal' in right && typeof right.literal === 'boolean' && operator === '=') {
      return right.literal ? left.condition : logic.not(left.condition);
    }
    return outside(operator);
  }

  #compareAnswer(operator: string, answers: Answers, literal: Scalar): Condition {
    const question = this.#single(answers);
    const value = this.#constant(question, answers.part, literal);
    if (operator === '=' || operator === '!=') {
      const wanted = operator === '=';
      return logic.ofAnswer(question, (answer) =>
        answer === undefined ? EMPTY : truthOf((answer === value) === wanted),
      );
    }
    if (question.type !== 'number') throw new ExpressionFault('type-mismatch', 'un nombre', question.linkId);
    return logic.compare(operator, this.amount(answers), logic.constantAmount(literal as number));
  }

  /** A constant that the answers of a question are compared with: of its type, and one of its choices. */
  #constant(question: Question, part: Answers['part'], value: Scalar): Scalar {
    const { type, linkId, choices } = question;
    const isCoded = part === 'code' || choices.every(({ code, display }) => code === display);
    const fits =
      (type === 'boolean' && typeof value === 'boolean') ||
      (type === 'number' && typeof value === 'number') ||
      (type === 'choice' && typeof value === 'string' && isCoded);
    if (!fits) throw new ExpressionFault('type-mismatch', String(value), linkId);
    if (typeof value === 'number') question.cuts.add(value);
    if (typeof value !== 'string') return value;
    if (!choices.some(({ code }) => code === value)) throw new ExpressionFault('option-unknown', value, linkId);
    question.named.add(value);
    return value;
  }

  // ——— Numbers ———

  #choice([test, yes, no]: readonly ExpressionTree[]): Meaning {
    if (!test || !yes) return outside('iif()');
    const condition = this.condition(test);
    const [a, b] = [this.meaning(yes), no ? this.meaning(no) : ({ empty: true } as const)];
    if (isNumeric(a) || isNumeric(b)) {
      return { amount: logic.chooseAmount(condition, this.#summand(a), this.#summand(b)) };
    }
    return { condition: logic.choose(condition, this.#truth(a), this.#truth(b)) };
  }

  amount(node: Meaning): Amount {
    if ('amount' in node) return node.amount;
    if ('literal' in node && typeof node.literal === 'number') return logic.constantAmount(node.literal);
    if ('empty' in node) return logic.constantAmount(undefined);
    if ('weights' in node && node.weights.length === 1) return this.#weights(node.weights);
    if (!('answersOf' in node)) return outside('un nombre');
    const question = this.#single(node);
    if (question.type !== 'number') throw new ExpressionFault('type-mismatch', 'un nombre', question.linkId);
    return logic.amountOf(question, (answer) => answer as number | undefined);
  }

  /** A number that is added or compared with another than a constant: what is answered must have few values, all looked at. */
  #summand(node: Meaning): Amount {
    if ('answersOf' in node) {
      const { isInteger, min, max, cuts } = this.#single(node);
      if (!isInteger || min === undefined || max === undefined || max - min >= MOST_ADDED_VALUES) {
        return outside('somme de nombres sans limites');
      }
      for (let value = min; value <= max; value++) cuts.add(value);
    }
    return this.amount(node);
  }

  #count(node: Meaning): Amount {
    if (!('answersOf' in node)) return outside('count()');
    const each = node.answersOf.map((question) => logic.amountOf(question, (answer) => kept(node, answer).length));
    return logic.sum(each);
  }

  #weights(questions: readonly Question[]): Amount {
    const each = questions.map((question) => {
      const weights = new Map(question.choices.map(({ code, weight }) => [code, weight]));
      return logic.amountOf(question, (answer) => {
        const known = listOf(answer).flatMap((code) => weights.get(String(code)) ?? []);
        return known.length > 0 ? known.reduce((total, weight) => total + weight, 0) : undefined;
      });
    });
    return logic.sum(each);
  }
}

/** Reads what `where(…)` keeps of the answers of a question. */
class FilterReader {
  readonly #answers: Answers;

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  test(tree: ExpressionTree): (one: Scalar) => boolean | undefined {
    if (tree.op !== 'binary') return outside('where()');
    const { operator, left, right } = tree;
    if (operator === 'or' || operator === 'and') {
      const [a, b] = [this.test(left), this.test(right)];
      return operator === 'or'
        ? (one) => a(one) === true || b(one) === true
        : (one) => a(one) === true && b(one) === true;
    }
    if (!['=', '!=', 'in'].includes(operator)) return outside('where()');
    const path = partOf(left, this.#answers.part) ?? outside('where()');
    const wanted = listed(right) ?? outside('where()');
    for (const question of this.#answers.answersOf) this.#check(question, path, wanted);
    return (one) => wanted.includes(one) === (operator !== '!=');
  }

  #check(question: Question, path: Answers['part'], wanted: readonly Scalar[]): void {
    for (const value of wanted) {
      const fits =
        question.type === 'choice'
          ? path === 'code' && typeof value === 'string'
          : typeof value === question.type && path === 'value';
      if (!fits) throw new ExpressionFault('type-mismatch', String(value), question.linkId);
      if (typeof value === 'number') question.cuts.add(value);
      if (typeof value !== 'string') continue;
      if (!question.choices.some(({ code }) => code === value)) {
        throw new ExpressionFault('option-unknown', value, question.linkId);
      }
      question.named.add(value);
    }
  }
}

/** Refuses a path that some of the questions have no answers of. */
function mustBe(answers: Answers, fits: (question: Question) => boolean): Answers {
  const wrong = answers.answersOf.find((question) => !fits(question));
  if (wrong) throw new ExpressionFault('type-mismatch', 'value', wrong.linkId);
  return answers;
}

/** What a path of a filter leads to, from answers or from their values. */
function partOf(tree: ExpressionTree, from: Answers['part']): Answers['part'] | undefined {
  if (tree.op !== 'member') return undefined;
  if (tree.name === '$this' && !tree.base) return from;
  const base = tree.base ? partOf(tree.base, from) : from;
  if (base === 'answer' && tree.name.startsWith('value')) return 'value';
  return base === 'value' && tree.name === 'code' ? 'code' : undefined;
}

function listed(tree: ExpressionTree): Scalar[] | undefined {
  if (tree.op === 'literal' && ['string', 'number', 'boolean'].includes(tree.type)) return [tree.value as Scalar];
  if (tree.op !== 'binary' || tree.operator !== '|') return undefined;
  const [left, right] = [listed(tree.left), listed(tree.right)];
  return left && right && [...left, ...right];
}

/** The linkIds a criterion asks for, when it asks for nothing else. */
function linkIdsOf(tree: ExpressionTree): string[] | undefined {
  if (tree.op !== 'binary') return undefined;
  if (tree.operator === 'or') {
    const [left, right] = [linkIdsOf(tree.left), linkIdsOf(tree.right)];
    return left && right && [...left, ...right];
  }
  const isLinkId = tree.left.op === 'member' && tree.left.name === 'linkId' && !tree.left.base;
  const values = isLinkId && ['=', 'in'].includes(tree.operator) ? listed(tree.right) : undefined;
  return values?.every((value) => typeof value === 'string') ? values : undefined;
}

/** The items right in a group; those in a question stand in its answers instead. */
function itemsIn({ key, items }: ItemDefinition): readonly ItemDefinition[] {
  return key ? [] : items;
}

function below(item: ItemDefinition): ItemDefinition[] {
  return itemsIn(item).flatMap((child) => [child, ...below(child)]);
}

function listOf(answer: Answer): readonly Scalar[] {
  if (answer === undefined) return [];
  return typeof answer === 'object' ? answer : [answer];
}

function kept({ keeps }: Answers, answer: Answer): readonly Scalar[] {
  const all = listOf(answer);
  return keeps ? all.filter(keeps) : all;
}

function scalars(node: Meaning): readonly Scalar[] {
  if ('list' in node) return node.list;
  return 'literal' in node ? [node.literal] : outside('|');
}

function isNumeric(node: Meaning): boolean {
  if ('amount' in node || 'weights' in node) return true;
  if ('literal' in node) return typeof node.literal === 'number';
  return 'answersOf' in node && node.answersOf[0]?.type === 'number';
}

const mirror: Partial<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };
