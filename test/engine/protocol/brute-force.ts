import { conclude } from '@relais/engine/protocol';
import type { Verdict } from '@relais/engine/protocol';
import type { Protocol } from '@relais/model';
import { ifAnswered } from '../../../packages/engine/src/questionnaire/check/conditions.ts';
import type { Condition, Question } from '../../../packages/engine/src/questionnaire/check/question.ts';
import { isAsked, isRequired, modelOf } from '../../../packages/engine/src/protocol/check/model.ts';
import type { ProtocolModel, RuleModel } from '../../../packages/engine/src/protocol/check/model.ts';
import { TRUE } from '../../../packages/engine/src/questionnaire/check/truth.ts';

/** One combination of answers, and what follows. */
interface Combination {
  readonly places: readonly number[];
  readonly verdict: Verdict;
}

/** What follows from answers, by the checker's own conditions. */
export function judgeBy({ protocol, rules, questions }: ProtocolModel, places: readonly number[]): Verdict {
  const missing = questions.filter((question) => isMissing(question, places)).map(({ linkId }) => linkId);
  const held = new Set(rules.filter((rule) => holds(rule.condition, places)).map(({ rule }) => rule));
  return conclude(protocol, (rule) => held.has(rule), missing);
}

/** Every combination of answers, judged one by one: what the checker's search must agree with. */
export class BruteForce {
  readonly model: ProtocolModel;
  readonly #all: readonly Combination[];

  constructor(protocol: Protocol) {
    this.model = modelOf(protocol);
    const { questions } = this.model;
    const combinations = questions.reduce<number[][]>(
      (all, { answers }) => all.flatMap((places) => answers.map((_, place) => [...places, place])),
      [[]],
    );
    this.#all = combinations.map((places) => ({ places, verdict: judgeBy(this.model, places) }));
  }

  /** Fewest answers that differ from an ordinary case, in a combination that shows a fault; undefined when none does. */
  nearest(ordinary: readonly number[], shows: (one: Combination) => boolean): number | undefined {
    const distances = this.#all
      .filter(shows)
      .map(({ places }) => places.filter((place, at) => place !== ordinary[at]).length);
    return distances.length > 0 ? Math.min(...distances) : undefined;
  }

  /** The faults the checker must find, with how a combination shows each; rules that never or always hold show none. */
  faults(): { readonly code: string; readonly path: string; readonly shows?: (one: Combination) => boolean }[] {
    const { questions, rules } = this.model;
    const read = questions.filter((question) => rules.some(({ condition }) => condition?.reads.has(question)));
    return [
      ...rules.filter((rule) => !this.#all.some((one) => this.#isReached(rule, one))).map(at('rule-never-holds')),
      ...rules.filter((rule) => rule.rule.when !== undefined && this.#isNeverSilent(rule)).map(at('rule-always-holds')),
      { code: 'no-outcome', path: 'rules', shows: ({ verdict }) => verdict.level === 'none' },
      ...read
        .filter(({ required, optional }) => required === false && !optional)
        .map((question) => ({
          ...at('green-unanswered')(question),
          shows: ({ places, verdict }: Combination) =>
            isGreen(verdict) && places[question.index] === 0 && holds(isAsked(question), places),
        })),
      ...read.map((question) => ({
        ...at('green-unknown')(question),
        shows: (one: Combination) => this.#isGreenOnUnknown(question, one),
      })),
      ...rules.flatMap((rule) => this.#prescriptionFault(rule)),
      ...read
        .filter((question) => question.enabled && this.#isUrgent(question))
        .map((question) => ({
          ...at('urgent-masked')(question),
          shows: ({ places, verdict }: Combination) => verdict.level === 'outcome' && !holds(isAsked(question), places),
        })),
    ];
  }

  #isReached({ rule, condition }: RuleModel, { places, verdict }: Combination): boolean {
    return rule.action.kind === 'outcome' ? verdict.decidedBy === rule : holds(condition, places);
  }

  #isNeverSilent({ condition }: RuleModel): boolean {
    return this.#all.every(({ places, verdict }) => verdict.missing.length > 0 || holds(condition, places));
  }

  #isUrgent(question: Question): boolean {
    return this.model.rules.some(
      ({ rule, condition }) => rule.action.kind === 'urgent' && condition?.reads.has(question),
    );
  }

  #isGreenOnUnknown(question: Question, { places, verdict }: Combination): boolean {
    const answer = question.answers[places[question.index] ?? 0];
    const choice = question.choices.find(({ code }) => code === answer);
    const isUnknown = choice && (choice.soundsUnknown || question.unknown.has(choice.code));
    if (!isUnknown || question.named.has(choice.code) || !isGreen(verdict)) return false;
    if (holds(isAsked(question), places) && holds(isRequired(question), places)) return true;
    const decides = this.model.rules.find(({ rule }) => rule === verdict.decidedBy)?.condition;
    return decides !== undefined && decides.reads.has(question) && !holds(ifAnswered(question, 0, decides), places);
  }

  #prescriptionFault(model: RuleModel) {
    const { action } = model.rule;
    if (action.kind !== 'outcome' || action.prescription === undefined) return [];
    const finding = this.model.findings.get(action.prescription);
    const shows = ({ places, verdict }: Combination): boolean =>
      verdict.decidedBy === model.rule && !holds(finding, places);
    return [{ ...at('prescription-without-finding')(model), shows }];
  }
}

const at =
  (code: string) =>
  ({ path }: { readonly path: string }) => ({ code, path });

function holds(condition: Condition | undefined, places: readonly number[]): boolean {
  return condition?.truths(places.map((place) => [place])) === TRUE;
}

function isMissing(question: Question, places: readonly number[]): boolean {
  if (!holds(isRequired(question), places) || !holds(isAsked(question), places)) return false;
  const answer = question.answers[places[question.index] ?? 0];
  return answer === undefined || [answer].flat().some((code) => question.unknown.has(String(code)));
}

function isGreen({ level, outcome }: Verdict): boolean {
  return level === 'outcome' && outcome === 'managedByDelegate';
}
