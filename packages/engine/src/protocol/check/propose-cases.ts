import type { CaseAnswer, Protocol } from '@relais/model';
import { logic, TRUE, truthOf } from '../../questionnaire/check/index.ts';
import type { Amount, Answer, Constraint, Question } from '../../questionnaire/check/index.ts';
import { fires, isAsked, isRequired, modelOf, silent } from './model.ts';
import type { ProtocolModel, RuleModel } from './model.ts';
import { decidedBy, searchFrom } from './ordinary.ts';
import { answerWords, answersOf, quote, writeNumber } from './words.ts';

type Answers = Readonly<Record<string, CaseAnswer>>;

export interface ProposedCase {
  /** What the case is there for, in French. */
  readonly shows: string;
  readonly answers: Answers;
}

/** Scores with more values than this show their ends only. */
const MOST_SCORES = 40;

/** Answers that show every rule of a protocol both ways, and every boundary; the first is the ordinary case, the others as near to it as can be. */
export function proposeCases(protocol: Protocol): ProposedCase[] {
  const model = modelOf(protocol);
  const search = searchFrom(model);
  const wanted: readonly Wanted[] = [
    ...model.rules.flatMap((rule, at) => bothWays(model, rule, at)),
    ...together(model),
    ...model.questions.flatMap((question) => everyAnswer(model, question)),
    ...[...model.amounts].flatMap(([name, amount]) => everyScore(model, labelOf(protocol, name), amount)),
    ...model.questions.flatMap((question) => unanswered(model, question)),
  ];
  const ordinary = { shows: 'Cas ordinaire', answers: typedAnswers(model.questions, search.ordinary) };
  const proposed = wanted.flatMap(({ shows, constraints }): ProposedCase[] => {
    const found = search.find(constraints);
    return typeof found === 'string' ? [] : [{ shows, answers: typedAnswers(model.questions, found) }];
  });
  return withoutRepetitions(ordinary, proposed);
}

interface Wanted {
  readonly shows: string;
  readonly constraints: readonly Constraint[];
}

const must = (condition: Constraint['condition']): Constraint => ({ condition, allowed: TRUE });
const says = (question: Question, wanted: Answer): Constraint =>
  must(logic.ofAnswer(question, (answer) => truthOf(answer === wanted)));

function bothWays(model: ProtocolModel, rule: RuleModel, at: number): Wanted[] {
  const { id, when, action } = rule.rule;
  if (when === undefined || !rule.condition) return [];
  const holds = action.kind === 'outcome' ? decidedBy(model, at) : [...model.complete, ...fires(rule)];
  return [
    { shows: `Règle ${id} : oui`, constraints: holds },
    { shows: `Règle ${id} : non`, constraints: [...model.complete, ...silent(rule)] },
  ];
}

/** Urgency, stop and alert at once, and each two of them. */
function together({ rules, complete }: ProtocolModel): Wanted[] {
  const first = (kind: string): RuleModel[] => rules.filter(({ rule }) => rule.action.kind === kind).slice(0, 1);
  const [urgent, stop, alert] = [first('urgent'), first('stop'), first('alert')];
  return [
    [...urgent, ...stop],
    [...stop, ...alert],
    [...urgent, ...alert],
    [...urgent, ...stop, ...alert],
  ]
    .filter((some) => some.length > 1)
    .map((some) => ({
      shows: `Règles ${some.map(({ rule }) => rule.id).join(' et ')} ensemble`,
      constraints: [...complete, ...some.flatMap(fires)],
    }));
}

function everyAnswer({ complete, rules }: ProtocolModel, question: Question): Wanted[] {
  if (!rules.some(({ condition }) => condition?.reads.has(question)) || question.type === 'other') return [];
  return question.answers.slice(1).map((answer) => ({
    shows: `${question.label} : ${answerWords(question, answer)}`,
    constraints: [...complete, must(isAsked(question)), says(question, answer)],
  }));
}

function everyScore({ complete, questions }: ProtocolModel, label: string, amount: Amount): Wanted[] {
  const { min, max } = amount.range(questions.map(({ answers }) => answers.map((_, place) => place)));
  if (!Number.isInteger(min) || !Number.isInteger(max) || max - min >= MOST_SCORES) return [];
  return Array.from({ length: max - min + 1 }, (_, index) => ({
    shows: `${label} : ${writeNumber(min + index)}`,
    constraints: [...complete, must(logic.compare('=', amount, logic.constantAmount(min + index)))],
  }));
}

/** A question that must be answered in some cases only, without its answer, or with one that tells nothing. */
function unanswered({ calm }: ProtocolModel, question: Question): Wanted[] {
  const needed = [...calm, must(isAsked(question)), must(isRequired(question))];
  const silence = typeof question.required === 'boolean' ? [] : [undefined];
  return [...silence, ...question.answers.filter((answer) => question.unknown.has(String(answer)))].map((answer) => ({
    shows: `${question.label} : ${answerWords(question, answer)}`,
    constraints: [...needed, says(question, answer)],
  }));
}

function labelOf({ terms }: Protocol, name: string): string {
  return terms.find((term) => term.name === name)?.label ?? quote(name);
}

/** Answers that a person gives; what is calculated from them is not typed. */
function typedAnswers(questions: readonly Question[], places: readonly number[]): Answers {
  const isTyped = (linkId: string): boolean =>
    questions.some((question) => question.linkId === linkId && question.definition.source.readOnly !== true);
  return Object.fromEntries(Object.entries(answersOf(questions, places)).filter(([linkId]) => isTyped(linkId)));
}

/** Cases with the same answers are one, and show what each would. */
function withoutRepetitions(ordinary: ProposedCase, others: readonly ProposedCase[]): ProposedCase[] {
  const byAnswers = Map.groupBy(others, ({ answers }) => JSON.stringify(answers));
  byAnswers.delete(JSON.stringify(ordinary.answers));
  const cases = [...byAnswers.values()].map((same) => ({
    shows: same.map(({ shows }) => shows).join(' ; '),
    answers: same[0]?.answers ?? {},
  }));
  return [ordinary, ...cases];
}
