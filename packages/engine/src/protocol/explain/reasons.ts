import type { EvidenceStatus, Protocol, ProtocolRule } from '@relais/model';
import type { Form } from '../../questionnaire/index.ts';
import { codeOf, judgeForm, rulesHeldIn, termsIn } from '../protocol-form.ts';
import type { Verdict } from '../verdict.ts';
import type { Outline, OutlineQuestion, OutlineRule, OutlineTerm } from './outline.ts';
import type { Comparison, Operand, Statement } from './statement.ts';

type Scalar = boolean | number | string;

/** One answer, or what a term is, that led to something. */
export type Ground =
  | { readonly kind: 'answer'; readonly question: OutlineQuestion; readonly values: readonly Scalar[] }
  | { readonly kind: 'term'; readonly term: OutlineTerm; readonly value: boolean | number };

/** Why a rule holds. */
export interface Reason {
  readonly rule: ProtocolRule;
  readonly path: string;
  /** What led there, each once; nothing for a rule that holds always. */
  readonly grounds: readonly Ground[];
  /** Whether these led there; else they are all that the rule reads, whose words do not tell which. */
  readonly isExact: boolean;
  /** `illustrative` when the rule, or an answer, a term or a parameter it rests on, is an example to be validated by a doctor. */
  readonly status: EvidenceStatus;
}

/** How a rule stands: it holds, it is silent, or the answers that would tell are not there yet. */
export type RuleState = 'holds' | 'silent' | 'open';

/** What a protocol makes of answers, and why. */
export interface Explanation {
  readonly verdict: Verdict;
  /** By path, for every rule. */
  readonly states: ReadonlyMap<string, RuleState>;
  /** Why each rule of the verdict holds, in its order. */
  readonly reasons: readonly Reason[];
  /** Answers by question; none where nobody is asked. */
  readonly answers: ReadonlyMap<string, readonly Scalar[]>;
  /** The questions that have an answer. */
  readonly answered: ReadonlySet<string>;
  /** The questions that are asked now. */
  readonly asked: ReadonlySet<string>;
  readonly terms: ReadonlyMap<string, boolean | number>;
}

/**
 * Says what a protocol makes of the answers of a form made of its `protocolQuestionnaire`, and which answers and rules led there.
 * Which rules hold is what the evaluator of forms says; the words of a rule only tell which of its answers did it.
 */
export function explainForm(protocol: Protocol, outline: Outline, form: Form): Explanation {
  const verdict = judgeForm(protocol, form);
  const held = rulesHeldIn(protocol, form);
  const facts = new Facts(protocol, outline, form);
  const rules = outline.stages.flatMap((stage) => stage.rules);
  const states = rules.map((rule) => [rule.path, held.has(rule.rule) ? 'holds' : facts.stateOf(rule)] as const);
  return {
    verdict,
    states: new Map(states),
    reasons: verdict.rules.flatMap((rule) =>
      rules.filter((one) => one.rule === rule).map((one) => facts.reasonOf(one)),
    ),
    answers: facts.answers,
    answered: facts.answered,
    asked: facts.asked,
    terms: facts.terms,
  };
}

/** What is known of the answers. */
class Facts {
  readonly answers: ReadonlyMap<string, readonly Scalar[]>;
  readonly terms: ReadonlyMap<string, boolean | number>;
  readonly answered: ReadonlySet<string>;
  readonly asked: ReadonlySet<string>;
  readonly #questions: ReadonlyMap<string, OutlineQuestion>;
  readonly #terms: ReadonlyMap<string, OutlineTerm>;
  readonly #exampleParameters: ReadonlySet<string>;

  constructor(protocol: Protocol, { questions, terms }: Outline, form: Form) {
    this.terms = termsIn(protocol, form);
    this.#questions = new Map(questions.map((question) => [question.linkId, question]));
    this.#terms = new Map(terms.map((term) => [term.name, term]));
    this.answers = new Map(questions.map(({ linkId }) => [linkId, valuesIn(form, linkId)]));
    this.answered = new Set([...this.answers].filter(([, values]) => values.length > 0).map(([linkId]) => linkId));
    this.asked = new Set(
      questions.flatMap(({ linkId }) => (form.itemsOf(linkId).some(({ enabled }) => enabled) ? linkId : [])),
    );
    const examples = protocol.parameters.filter(({ status }) => status === 'illustrative');
    this.#exampleParameters = new Set(examples.map(({ name }) => name));
  }

  /** How a rule stands that does not hold: open while an answer that is asked for may still make it hold. */
  stateOf({ statement, reads }: OutlineRule): RuleState {
    const isTold = reads.every((linkId) => this.answered.has(linkId) || !this.asked.has(linkId));
    return isTold || (statement && this.#truth(statement) === false) ? 'silent' : 'open';
  }

  reasonOf(one: OutlineRule): Reason {
    const { rule, path, statement } = one;
    const found = statement ? this.#because(statement, true) : [];
    // Where its words do not tell it, every answer it reads may have.
    const grounds = found ?? one.reads.flatMap((linkId) => this.#answer(linkId));
    const isExample =
      [rule.status, ...grounds.map(statusOf)].includes('illustrative') ||
      (statement !== undefined && this.#parametersIn(statement).some((name) => this.#exampleParameters.has(name)));
    return {
      rule,
      path,
      grounds: withoutRepetitions(grounds),
      isExact: found !== undefined,
      status: isExample ? 'illustrative' : 'sourced',
    };
  }

  // ——— Truth ———

  /** What a statement is, as far as the answers tell: FHIRPath's three values. */
  #truth(statement: Statement): boolean | undefined {
    switch (statement.kind) {
      case 'all':
        return together(
          statement.parts.map((part) => this.#truth(part)),
          false,
        );
      case 'any':
        return together(
          statement.parts.map((part) => this.#truth(part)),
          true,
        );
      case 'one': {
        const [left, right] = statement.parts.map((part) => this.#truth(part));
        return left === undefined || right === undefined ? undefined : left !== right;
      }
      case 'not': {
        const truth = this.#truth(statement.part);
        return truth === undefined ? undefined : !truth;
      }
      case 'answer':
        return this.#answerTruth(statement);
      case 'term': {
        const value = this.terms.get(statement.name);
        if (statement.is === undefined || value === undefined) return typeof value === 'boolean' ? value : undefined;
        return isMet(statement.is, value, statement.value?.value);
      }
      case 'formula':
        return undefined;
    }
  }

  #answerTruth({ linkId, is, values }: Statement & { kind: 'answer' }): boolean | undefined {
    const given = this.answers.get(linkId) ?? [];
    if (is === 'given') return given.length > 0;
    const wanted = values.map(({ value }) => value);
    if (is === 'among') return wanted.some((value) => given.includes(value));
    if (given.length === 0) return undefined;
    if (is === 'in') return given.some((value) => wanted.includes(value));
    return given.some((value) => isMet(is, value, wanted[0]));
  }

  /** What makes a statement true, or false; undefined when its words do not tell. */
  #because(statement: Statement, truth: boolean): readonly Ground[] | undefined {
    if (this.#truth(statement) !== truth) return undefined;
    switch (statement.kind) {
      case 'all':
      case 'any': {
        const deciding = statement.parts.filter((part) => this.#truth(part) === truth);
        return deciding.flatMap((part) => this.#because(part, truth) ?? []);
      }
      case 'one':
        return statement.parts.flatMap((part) => this.#because(part, this.#truth(part) === true) ?? []);
      case 'not':
        return this.#because(statement.part, !truth);
      case 'answer':
        return this.#answer(statement.linkId);
      case 'term':
        return this.#term(statement.name);
      case 'formula':
        return undefined;
    }
  }

  #answer(linkId: string): Ground[] {
    const question = this.#questions.get(linkId);
    return question ? [{ kind: 'answer', question, values: this.answers.get(linkId) ?? [] }] : [];
  }

  /** A term, with what it comes from. */
  #term(name: string): Ground[] {
    const [term, value] = [this.#terms.get(name), this.terms.get(name)];
    if (!term || value === undefined) return [];
    const { statement } = term;
    const below = statement && typeof value === 'boolean' ? this.#because(statement, value) : undefined;
    return [{ kind: 'term', term, value }, ...(below ?? [])];
  }

  #parametersIn(statement: Statement): string[] {
    switch (statement.kind) {
      case 'all':
      case 'any':
      case 'one':
        return statement.parts.flatMap((part) => this.#parametersIn(part));
      case 'not':
        return this.#parametersIn(statement.part);
      case 'answer':
        return statement.values.flatMap(({ parameter }) => parameter ?? []);
      case 'term':
        return statement.value?.parameter === undefined ? [] : [statement.value.parameter];
      case 'formula':
        return [...statement.terms];
    }
  }
}

function valuesIn(form: Form, linkId: string): Scalar[] {
  return form
    .itemsOf(linkId)
    .filter(({ enabled }) => enabled)
    .flatMap(({ values }) => values.map(({ value }) => (isScalar(value) ? value : codeOf(value))));
}

function isScalar(value: unknown): value is Scalar {
  return ['boolean', 'number', 'string'].includes(typeof value);
}

/** `and` (`decisive` is false) or `or` (true) of FHIRPath's three values. */
function together(truths: readonly (boolean | undefined)[], decisive: boolean): boolean | undefined {
  if (truths.includes(decisive)) return decisive;
  return truths.includes(undefined) ? undefined : !decisive;
}

function isMet(comparison: Comparison, value: Scalar, wanted: Operand['value'] | undefined): boolean | undefined {
  if (comparison === '=' || comparison === '!=') return (value === wanted) === (comparison === '=');
  if (typeof value !== 'number' || typeof wanted !== 'number') return undefined;
  return ORDERS[comparison](value, wanted);
}

const ORDERS: Record<'<' | '<=' | '>' | '>=', (left: number, right: number) => boolean> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

function statusOf(ground: Ground): EvidenceStatus {
  return ground.kind === 'answer' ? ground.question.status : ground.term.status;
}

function withoutRepetitions(grounds: readonly Ground[]): Ground[] {
  const seen = new Set<unknown>();
  return grounds.filter((ground) => {
    const subject = ground.kind === 'answer' ? ground.question : ground.term;
    return !seen.has(subject) && seen.add(subject);
  });
}
