import { localeOf } from '@relais/sdk/locale';
import type {
  Figure,
  Ground,
  Operand,
  Outline,
  OutlineQuestion,
  Protocol,
  ProtocolRule,
  StageKind,
  Statement,
} from '@relais/sdk/protocol/tree';
import type { ProtocolTreeStrings } from './words/fr.ts';

/** One part of a condition, with the word that joins it to the one before. */
export interface Part {
  readonly joint: string | undefined;
  readonly text: string;
}

/** Puts what a protocol says into words, in one language; the protocol's own words stay as they are. */
export class Phrases {
  readonly t: ProtocolTreeStrings;
  readonly #protocol: Protocol;
  readonly #questions: ReadonlyMap<string, OutlineQuestion>;
  readonly #terms: ReadonlyMap<string, string>;
  readonly #number: Intl.NumberFormat;
  readonly #date: Intl.DateTimeFormat;

  constructor(t: ProtocolTreeStrings, language: string, protocol: Protocol, { questions, terms }: Outline) {
    this.t = t;
    this.#protocol = protocol;
    this.#questions = new Map(questions.map((question) => [question.linkId, question]));
    this.#terms = new Map(terms.map(({ name, label }) => [name, label]));
    this.#date = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' });
    this.#number = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
  }

  // ——— Conditions ———

  /** A condition as the parts it is made of, one a line. */
  parts(statement: Statement): Part[] {
    if (statement.kind !== 'all' && statement.kind !== 'any')
      return [{ joint: undefined, text: this.condition(statement) }];
    const joint = statement.kind === 'all' ? this.t.and : this.t.or;
    return statement.parts.map((part, index) => ({ joint: index > 0 ? joint : undefined, text: this.#inside(part) }));
  }

  /** A condition in one sentence. */
  condition(statement: Statement): string {
    const { t } = this;
    switch (statement.kind) {
      case 'all':
      case 'any':
        return statement.parts.map((part) => this.#inside(part)).join(` ${statement.kind === 'all' ? t.and : t.or} `);
      case 'one': {
        const [left = '', right = ''] = statement.parts.map((part) => this.#inside(part));
        return t.oneOf(left, right);
      }
      case 'not':
        return this.#negated(statement.part);
      case 'answer':
        return this.#answer(statement);
      case 'term':
        return this.#term(statement);
      case 'formula':
        return statement.text;
    }
  }

  #inside(part: Statement): string {
    const text = this.condition(part);
    return ['all', 'any', 'one'].includes(part.kind) ? `(${text})` : text;
  }

  #negated(part: Statement): string {
    const { t } = this;
    if (part.kind === 'term' && part.is === undefined) return t.is(this.#labelOfTerm(part.name), t.no);
    if (part.kind === 'answer') return this.#notAnswer(part);
    if (part.kind === 'term') return t.neither(this.condition(part));
    const parts = part.kind === 'all' || part.kind === 'any' ? part.parts : [part];
    const text = parts.map((one) => this.#inside(one));
    return part.kind === 'all' ? t.notBoth(text.join(` ${t.and} `)) : t.neither(text.join('\xa0; '));
  }

  #notAnswer(part: Statement & { kind: 'answer' }): string {
    const { t } = this;
    const label = this.labelOf(part.linkId);
    const [value] = part.values;
    if (part.is === 'given') return t.notGiven(label);
    if (part.is === '=' && typeof value?.value === 'boolean') return t.is(label, value.value ? t.no : t.yes);
    const words = this.#list(part.values.map((one) => this.#valueOf(part.linkId, one.value)));
    if (part.is === 'among') return t.excludes(label, words);
    const isCoded = typeof value?.value === 'string' && (part.is === 'in' || part.is === '=');
    return isCoded ? t.isNot(label, words) : t.neither(this.#answer(part));
  }

  #answer({ linkId, is, values }: Statement & { kind: 'answer' }): string {
    const { t } = this;
    const label = this.labelOf(linkId);
    const [value] = values;
    if (is === 'given' || !value) return t.given(label);
    const words = this.#list(values.map((one) => this.#valueOf(linkId, one.value)));
    if (typeof value.value === 'boolean') return t.is(label, (is === '!=') === value.value ? t.no : t.yes);
    if (is === 'among') return t.includes(label, words);
    if (typeof value.value === 'number') return t.compares(label, SIGNS[is] ?? is, words);
    return is === '!=' ? t.isNot(label, words) : t.is(label, words);
  }

  #term({ name, is, value }: Statement & { kind: 'term' }): string {
    const label = this.#labelOfTerm(name);
    if (is === undefined || value === undefined) return this.t.is(label, this.t.yes);
    return this.t.compares(label, SIGNS[is] ?? is, this.#scalar(value.value));
  }

  /** « a, b ou c » */
  #list(words: readonly string[]): string {
    const last = words.at(-1) ?? '';
    return words.length > 1 ? `${words.slice(0, -1).join(', ')} ${this.t.or} ${last}` : last;
  }

  // ——— Numbers ———

  figure(figure: Figure): string {
    switch (figure.kind) {
      case 'number':
        return this.#scalar(figure.value);
      case 'answer':
        return this.labelOf(figure.linkId);
      case 'term':
        return this.#labelOfTerm(figure.name);
      case 'sum':
        return figure.parts.map((part) => this.figure(part)).join(' + ');
      case 'cases':
        return this.#cases(figure);
    }
  }

  #cases({ cases, otherwise }: Figure & { kind: 'cases' }): string {
    const { t } = this;
    // « Once all is answered » goes without saying.
    const [only] = cases;
    if (only && cases.length === 1 && !otherwise && isOnlyGiven(only.when)) return this.figure(only.then);
    const said = cases.map(({ when, then }) => t.points(this.figure(then), this.condition(when)));
    const rest = otherwise && !isZero(otherwise) ? [t.elseFigure(this.figure(otherwise))] : [];
    return [...said, ...rest].join('\xa0; ');
  }

  // ——— Values ———

  labelOf(linkId: string): string {
    const label = this.#questions.get(linkId)?.label ?? linkId;
    return label.replace(/\s*[?:]\s*$/, '');
  }

  #labelOfTerm(name: string): string {
    return this.#terms.get(name) ?? name;
  }

  #valueOf(linkId: string, value: Operand['value']): string {
    const question = this.#questions.get(linkId);
    if (typeof value === 'number') return [this.#scalar(value), question?.unit].filter(Boolean).join('\xa0');
    return typeof value === 'string' ? (question?.options.get(value) ?? value) : this.#scalar(value);
  }

  #scalar(value: Operand['value']): string {
    if (typeof value === 'boolean') return value ? this.t.yes : this.t.no;
    return typeof value === 'number' ? this.#number.format(value).replace('-', '−') : value;
  }

  // ——— Reasons ———

  ground(ground: Ground): string {
    const { t } = this;
    if (ground.kind === 'term') return t.is(ground.term.label, this.#scalar(ground.value));
    const { linkId } = ground.question;
    const words = ground.values.map((value) => this.#valueOf(linkId, value)).join(' + ');
    return t.is(this.labelOf(linkId), words || t.unanswered);
  }

  // ——— The protocol ———

  /** Whether a person concludes or the software computes, and who has switched that on. */
  mode(): string {
    const { mode } = this.#protocol;
    return mode.kind === 'display' ? this.t.displays : this.t.computes(mode.by, this.#date.format(Date.parse(mode.on)));
  }

  // ——— Rules ———

  /** What a rule does, besides its own words: whom it calls, where it leads. */
  effect({ action }: ProtocolRule): string | undefined {
    const { t } = this;
    switch (action.kind) {
      case 'urgent':
      case 'stop':
        return t.targets[action.target];
      case 'alert':
        // Whoever is called is often who the patient is sent to.
        return action.target === undefined || action.target === action.recipient
          ? t.recipients[action.recipient]
          : `${t.recipients[action.recipient]}, ${t.targets[action.target]}`;
      case 'outcome':
        return [
          [t.outcomes[action.outcome], action.target && t.targets[action.target]].filter(Boolean).join(', '),
          this.#prescription(action.prescription),
        ]
          .filter(Boolean)
          .join('. ');
      case 'nextDue':
        return t.afterDays(action.afterDays);
      case 'list':
        return t.onList(action.list);
      case 'score':
      case 'document':
        return undefined;
    }
  }

  /** A score with what it is now, once it is something. */
  scored(text: string, value: boolean | number | undefined): string {
    return value === undefined ? this.t.is(text, this.t.unanswered) : this.t.is(text, this.#scalar(value));
  }

  stageOf({ action }: ProtocolRule): StageKind {
    return action.kind in this.t.stages ? (action.kind as StageKind) : 'then';
  }

  #prescription(id: string | undefined): string | undefined {
    const found = this.#protocol.prescriptions.find((one) => one.id === id);
    if (!found) return undefined;
    const { mention, days } = found.condition ?? {};
    const parts = [found.title, mention, days !== undefined && this.t.withinDays(days)];
    return this.t.prescription(parts.filter(Boolean).join(', '));
  }

  /** Where a statement comes from; of an example, its badge says all there is to say. */
  sourceOf({ source, status }: Pick<ProtocolRule, 'source' | 'status'>): string {
    const text = source === undefined ? undefined : this.#protocol.sources[source];
    if (text === undefined) return status === 'illustrative' ? '' : this.t.noSource;
    return this.t.source(text);
  }
}

const SIGNS: Partial<Record<string, string>> = { '<=': '≤', '>=': '≥', '!=': '≠' };

function isOnlyGiven(statement: Statement): boolean {
  if (statement.kind === 'all') return statement.parts.every(isOnlyGiven);
  return statement.kind === 'answer' && statement.is === 'given';
}

function isZero(figure: Figure): boolean {
  return figure.kind === 'number' && figure.value === 0;
}
