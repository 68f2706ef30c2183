import { todayAt } from '../clock.ts';
import type { Today } from '../clock.ts';
import type { ItemDefinition, Tell } from '../definitions.ts';
import { FormAnswer, FormItem } from '../form-item.ts';
import type { FullEngine, FullProgram } from '../full-engine.ts';
import { isInTree } from '../response-tree.ts';
import type { Read, Rule } from '../rules.ts';
import { isSame } from '../values.ts';
import type { Program } from './compile.ts';
import { jsonOf, toList, Value } from './data.ts';
import { askAll, bundleEntries, fillTemplate } from './queries.ts';
import { contentOf, jsonShape } from './shapes.ts';
import type { Use } from './uses.ts';

export interface ExpressionOptions {
  /** Resources by the names the form gives them: launch contexts, and results of its queries. */
  readonly context?: Readonly<Record<string, unknown>> | undefined;
  /** Answers an `application/x-fhir-query`, relative to the host's FHIR server. */
  readonly query?: ((query: string) => Promise<unknown>) | undefined;
  /** IANA zone of the person, for today's date; the one of the process unless told. */
  readonly timeZone?: string;
  readonly engine?: FullEngine;
  /** Has the engine evaluate everything, for comparing the two. */
  readonly preferEngine?: boolean;
}

/** One value of a name as it was: the part of the form it is, if it is one, and what it said. */
interface Seen {
  readonly node: unknown;
  readonly json?: unknown;
}

/** What an expression calls back. */
export interface ExpressionCalls {
  readonly tell: Tell;
  /** What it asked for from outside, for this item, has arrived. */
  readonly arrived: (item: FormItem) => void;
}

/** An expression with who evaluates it. */
export class Expression {
  readonly use: Use;
  /** The expression, or the first of those inside a query. */
  readonly program: Program;
  readonly #programs: readonly Program[];
  readonly #options: ExpressionOptions;
  readonly #calls: ExpressionCalls;
  readonly #seen = new WeakMap<FormItem, readonly Seen[]>();
  readonly #asked = new WeakMap<FormItem, { url: string; result: unknown }>();
  #full: (FullProgram | undefined)[] = [];

  constructor(use: Use, programs: readonly Program[], options: ExpressionOptions, calls: ExpressionCalls) {
    this.use = use;
    this.#programs = programs;
    this.program = joinPrograms(programs, use.at);
    this.#options = options;
    this.#calls = calls;
  }

  get reads(): readonly Read[] {
    // The whole engine gives items as they are at that moment, with all they hold. Both engines read the same, so that rules
    // that depend on each other run in the same order.
    return [...this.program.reads, ...contentOf(this.program.shape)];
  }

  get after(): readonly Rule[] {
    return this.program.variables.flatMap(({ rule }) => rule ?? []);
  }

  useEngine(engine: FullEngine): void {
    this.#full = this.#programs.map(({ source }) => {
      try {
        return engine.compile(source);
      } catch (error) {
        this.#fail(source, error);
        return undefined;
      }
    });
  }

  /** What it gives, in the values of who evaluates it; undefined when it failed, which has been told. */
  raw(item: FormItem): readonly unknown[] | undefined {
    const { context } = this.#options;
    const { language, name } = this.use;
    if (language === 'query' && name !== undefined && context && name in context) return toList(context[name]);
    if (language === 'other' || this.program.unknown.length > 0) return undefined;
    if (language === 'query') return this.#query(item);
    return this.#evaluate(item, 0);
  }

  /** The same as JSON values. */
  values(item: FormItem): unknown[] | undefined {
    const raw = this.raw(item);
    if (!raw) return undefined;
    if (this.use.language === 'query') return raw.flatMap(bundleEntries);
    return this.#toJson(raw, 0);
  }

  /** Whether a value is the one remembered; what items hold is looked at by those who read it. */
  isSame(item: FormItem, values: readonly unknown[]): boolean {
    const before = this.#seen.get(item);
    if (before?.length !== values.length) return false;
    return this.#look(values).every(({ node, json }, index) => {
      const one = before[index];
      return one !== undefined && node === one.node && isSame(json, one.json);
    });
  }

  remember(item: FormItem, values: readonly unknown[]): void {
    this.#seen.set(item, this.#look(values));
  }

  #look(values: readonly unknown[]): Seen[] {
    return this.#toJson(values, 0).map((json, index) => {
      const value = values[index];
      const isNode = json instanceof FormItem || json instanceof FormAnswer;
      return isNode ? { node: json } : { node: value instanceof Value ? value.answer : undefined, json };
    });
  }

  #toJson(raw: readonly unknown[], index: number): unknown[] {
    const { engine } = this.#options;
    return engine && this.#full[index] ? engine.toJson(raw) : raw.map(jsonOf);
  }

  #evaluate(item: FormItem, index: number): readonly unknown[] | undefined {
    const program = this.#programs[index];
    const today = (): Today => todayAt(item.form.now(), this.#options.timeZone);
    try {
      const full = this.#full[index];
      if (full) {
        const names = this.program.variables.map((variable) => [variable.name, variable.value(item)] as const);
        return full.evaluate(item, Object.fromEntries(names), today);
      }
      const self = !item.parent || isInTree(item) ? [item] : [];
      return program?.run?.({ item, self, now: item.form.now, today });
    } catch (error) {
      return this.#fail(program?.source ?? '', error);
    }
  }

  #fail(source: string, error: unknown): undefined {
    this.#calls.tell(
      'error',
      'expression-failed',
      this.use.at.linkId,
      `${source} (${error instanceof Error ? error.message : ''})`,
    );
    return undefined;
  }

  /** The result of a query: what the host gave under its name, or what its server answers, once it has. */
  #query(item: FormItem): readonly unknown[] {
    const { query } = this.#options;
    const { source, at, purpose } = this.use;
    if (!query) {
      this.#calls.tell('warning', 'query-unavailable', at.linkId, source);
      return [];
    }
    const texts = this.#programs.map((_, index) => this.#toJson(this.#evaluate(item, index) ?? [], index).join(','));
    const url = fillTemplate(source, texts);
    const asked = this.#asked.get(item);
    if (asked?.url === url) return toList(asked.result);
    const request = { url, result: asked?.result };
    this.#asked.set(item, request);
    const fail = (one: string): void => this.#calls.tell('warning', 'query-unavailable', at.linkId, one);
    const ask = (): Promise<unknown> => (purpose.kind === 'batch' ? askAll(url.split('\n'), query, fail) : query(url));
    item.form.track(this.#receive(item, request, ask));
    return toList(asked?.result);
  }

  async #receive(
    item: FormItem,
    request: { url: string; result: unknown },
    ask: () => Promise<unknown>,
  ): Promise<void> {
    let result: unknown;
    try {
      result = await ask();
    } catch {
      this.#calls.tell('warning', 'query-unavailable', this.use.at.linkId, this.use.source);
    }
    await item.form.opened;
    // The answers it was asked for may have changed meanwhile.
    if (this.#asked.get(item) !== request) return;
    request.result = result;
    this.#calls.arrived(item);
  }
}

function joinPrograms(programs: readonly Program[], at: ItemDefinition): Program {
  const [first, ...others] = programs;
  const shape = jsonShape(at);
  const none: Program = {
    source: '',
    run: undefined,
    refusal: undefined,
    reads: [],
    variables: [],
    unknown: [],
    shape,
    units: false,
  };
  if (!first) return none;
  if (others.length === 0) return first;
  return {
    ...first,
    refusal: programs.find(({ refusal }) => refusal !== undefined)?.refusal,
    reads: programs.flatMap(({ reads }) => reads),
    variables: programs.flatMap(({ variables }) => variables),
    unknown: programs.flatMap(({ unknown }) => unknown),
    units: programs.some(({ units }) => units),
    shape,
  };
}
