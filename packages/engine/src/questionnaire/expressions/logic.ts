import { conditionsOf } from '../conditions.ts';
import type { FormDefinition, ItemDefinition } from '../definitions.ts';
import type { Diagnostic, DiagnosticCode } from '../diagnostics.ts';
import { FormAnswer, FormItem } from '../form-item.ts';
import type { FormModel } from '../form-model.ts';
import type { Aspect } from '../form.ts';
import { ancestorAt } from '../lineage.ts';
import type { Read, Rule } from '../rules.ts';
import { isAnswer, isSame } from '../values.ts';
import type { Typed } from '../values.ts';
import { todayAt } from './clock.ts';
import { compile, contentOf } from './compile.ts';
import type { Program, Scope, Shape, Variable } from './compile.ts';
import { constraintRule } from './constraints.ts';
import { isInTree, jsonOf, toList, Value } from './data.ts';
import type { Env } from './functions.ts';
import { populationRule } from './population.ts';
import { askAll, bundleEntries, fillTemplate, templateOf } from './queries.ts';
import { answersOf } from './results.ts';
import { launchContextsOf, usesOf } from './uses.ts';
import type { Use } from './uses.ts';

/** Evaluates what the subset refuses. Its results keep their types from one expression to the next; `toJson` ends that. */
export interface FullEngine {
  /** @throws when the text is not FHIRPath */
  compile(source: string): FullProgram;
  toJson(results: readonly unknown[]): unknown[];
}

export interface FullProgram {
  /** `variables`: the values of the names the expression may use. */
  evaluate(
    item: FormItem,
    variables: Readonly<Record<string, readonly unknown[]>>,
    today: Env['today'],
  ): readonly unknown[];
  /** The same, starting from nodes an earlier evaluation gave. */
  evaluateOn(
    nodes: readonly unknown[],
    item: FormItem,
    variables: Readonly<Record<string, readonly unknown[]>>,
    today: Env['today'],
  ): readonly unknown[];
}

export interface ExpressionOptions {
  /** Resources by the names the form gives them: launch contexts, and results of its queries. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Answers an `application/x-fhir-query`, relative to the host's FHIR server. */
  readonly query?: (query: string) => Promise<unknown>;
  /** IANA zone of the person, for today's date; the one of the process unless told. */
  readonly timeZone?: string;
  readonly engine?: FullEngine;
  /** Has the engine evaluate everything, for comparing the two. */
  readonly preferEngine?: boolean;
}

/** An expression that can be evaluated: JSON values, or undefined when it failed (which has been told). */
export interface Task {
  readonly use: Use;
  readonly program: Program;
  readonly reads: readonly Read[];
  readonly after: readonly Rule[];
  raw(item: FormItem): readonly unknown[] | undefined;
  values(item: FormItem): unknown[] | undefined;
}

type Tell = (severity: Diagnostic['severity'], code: DiagnosticCode, linkId?: string, detail?: string) => void;

const ASPECTS: Partial<Record<string, Aspect>> = {
  text: 'text',
  prefix: 'text',
  required: 'required',
  readOnly: 'readOnly',
};

/** All expressions of a form: compiled, sorted by who evaluates them, and turned into rules. */
export class Logic {
  readonly #definition: FormDefinition;
  readonly #options: ExpressionOptions;
  readonly #tell: Tell;
  readonly #named = new Map<ItemDefinition, Map<string, Named>>();
  readonly #given = new Map<string, Variable>();
  readonly #expressions: Expression[] = [];
  readonly #rules: Rule[] = [];

  constructor(definition: FormDefinition, options: ExpressionOptions, tell: Tell = () => undefined) {
    this.#definition = definition;
    this.#options = options;
    this.#tell = tell;
    const uses = usesOf(definition);
    for (const name of [
      ...launchContextsOf(definition.root).map((context) => context.name),
      ...Object.keys(options.context ?? {}),
    ]) {
      this.#given.set(name, this.#constant(name));
    }
    for (const use of uses) if (use.name !== undefined) this.#declare(use, use.name);
    for (const use of uses) if (!isName(use)) this.#expressions.push(this.#expression(use));
    for (const names of this.#named.values()) for (const named of names.values()) named.compile();
    this.#assignEngines();
  }

  /** The expressions the subset refuses. */
  get refused(): readonly Program[] {
    return this.#all().flatMap(({ program }) => (program.refusal === undefined ? [] : [program]));
  }

  rules(): readonly Rule[] {
    for (const names of this.#named.values()) for (const named of names.values()) this.#rules.push(named.rule);
    for (const expression of this.#expressions) this.#addRule(expression);
    for (const [at, tasks] of this.#together('constraint')) this.#rules.push(constraintRule(at, tasks));
    for (const [at, tasks] of this.#together('toggle')) this.#rules.push(toggleRule(at, tasks));
    return this.#rules;
  }

  /** The expressions of a kind by their item, where one rule judges them together. */
  #together(kind: Use['purpose']['kind']): Map<ItemDefinition, Task[]> {
    const groups = new Map<ItemDefinition, Task[]>();
    for (const task of this.#expressions) {
      const { at, purpose } = task.use;
      if (purpose.kind === kind) groups.set(at, [...(groups.get(at) ?? []), task]);
    }
    return groups;
  }

  /** Rules that run once and have to run again because something from outside, on which they depend, has arrived. */
  lateRules(arrived: Rule): Rule[] {
    const depends = (rule: Rule, seen = new Set<Rule>()): boolean =>
      rule.after.some((one) => one === arrived || (!seen.has(one) && depends(one, seen.add(one))));
    return this.#rules.filter((rule) => rule.once && depends(rule));
  }

  // ——— Names ———

  #declare(use: Use, name: string): void {
    const names = this.#named.get(use.at) ?? new Map<string, Named>();
    this.#named.set(use.at, names);
    const { kind } = use.purpose;
    // A population gives each repetition its own resource; anything else is its expression.
    if (!names.has(name))
      names.set(name, new Named(name, use, kind === 'population' ? undefined : () => this.#expression(use)));
    else this.#tell('warning', 'expression-failed', use.at.linkId, `%${name}`);
  }

  #constant(name: string): Variable {
    const value = this.#options.context?.[name];
    const shape: Shape = { kind: 'json', items: [], within: this.#definition.root };
    const values = toList(value);
    return { name, shape, rule: undefined, value: () => values };
  }

  #scope(use: Use): Scope {
    const { root, questionnaire } = this.#definition;
    const variable = (name: string): Variable | undefined => {
      for (let at: ItemDefinition | undefined = use.at; at; at = at.parent) {
        const named = this.#named.get(at)?.get(name);
        // A name redefined from the same name above reads the one above.
        if (named && named.use !== use) return named;
      }
      return this.#given.get(name);
    };
    return { at: use.at, root, questionnaire, variable };
  }

  #expression(use: Use): Expression {
    const parts = use.language === 'query' ? templateOf(use.source) : [use.source];
    const scope = this.#scope(use);
    const programs = parts.map((part) => compile(part, scope));
    for (const name of programs.flatMap(({ unknown }) => unknown)) {
      this.#tell('warning', 'variable-unknown', use.at.linkId, `%${name}`);
    }
    const expression = new Expression(use, programs, this.#options, this.#tell, (rule) => this.lateRules(rule));
    if (use.language === 'other') this.#tell('warning', 'expression-unsupported', use.at.linkId, use.source);
    return expression;
  }

  #all(): Expression[] {
    const inner = [...this.#named.values()].flatMap((names) =>
      [...names.values()].flatMap(({ expression }) => expression ?? []),
    );
    return [...this.#expressions, ...inner];
  }

  /** Expressions that hand values to each other by name are evaluated by one engine, so that types are not lost between them. */
  #assignEngines(): void {
    const { engine, preferEngine } = this.#options;
    const all = this.#all().filter(({ use }) => use.language !== 'other');
    const refused = all.filter(({ program }) => program.refusal !== undefined);
    if (!engine) {
      for (const { use, program } of refused) {
        this.#tell('warning', 'expression-unsupported', use.at.linkId, `${program.source} (${program.refusal ?? ''})`);
      }
      return;
    }
    const full = new Set(preferEngine ? all : refused);
    for (const expression of full) {
      const names = expression.program.variables;
      for (const other of all) {
        const gives = names.some((name) => name instanceof Named && name.expression === other);
        const takes = other.program.variables.some((name) => name instanceof Named && name.expression === expression);
        if (gives || takes) full.add(other);
      }
    }
    for (const expression of full) expression.useEngine(engine);
  }

  // ——— Rules ———

  #addRule(task: Task): void {
    const { use, reads, after } = task;
    const { at, purpose } = use;
    const base = { at, reads, after, writes: 'leaf' as const };
    switch (purpose.kind) {
      case 'enabled':
        if (conditionsOf(at, this.#definition).length > 0)
          return this.#tell('warning', 'expression-unsupported', at.linkId, use.source);
        return void this.#rules.push({
          ...base,
          writes: 'enabled',
          // What cannot be decided stays open to be answered (SDC, "Missing information").
          run: (item) => {
            const values = task.values(item);
            return item.form.setEnabled(item, values === undefined || values[0] === true);
          },
          reset: (item) => item.form.setEnabled(item, true),
        });
      case 'calculated':
        return void this.#rules.push({
          ...base,
          writes: 'value',
          run: (item) => item.form.setComputed(item, answersFor(item, task)),
          reset: (item) => item.form.setComputed(item, []),
        });
      case 'initial':
        return void this.#rules.push({
          ...base,
          writes: 'value',
          once: true,
          run: (item) => fillInitially(item, task),
        });
      case 'population':
        return void this.#rules.push(populationRule(task, this.#named.get(at)?.get(use.name ?? '')));
      case 'options':
        return void this.#rules.push({
          ...base,
          run: (item) => setPart(item, 'options', task.values(item) ?? [], 'options'),
        });
      case 'candidates':
        return void this.#rules.push({
          ...base,
          run: (item) => setPart(item, 'candidates', task.values(item) ?? [], 'options'),
        });
      case 'answerValueSet':
        return void this.#rules.push({
          ...base,
          run: (item) => setPart(item, 'answerValueSet', task.values(item)?.[0], 'options'),
        });
      case 'part': {
        const { part } = purpose;
        const run: Rule['run'] = (item) =>
          setPart(item, part, asPart(part, task.values(item)?.[0]), ASPECTS[part] ?? 'limits');
        return void this.#rules.push({ ...base, run });
      }
      case 'variable':
      case 'batch':
      case 'constraint':
      case 'toggle':
        return;
    }
  }
}

/** Whether an expression only gives its value a name. */
function isName({ purpose: { kind } }: Use): boolean {
  return kind === 'variable' || kind === 'batch';
}

/** A name given by an expression of the form, with its value for each repetition of the item it stands on. */
export class Named implements Variable {
  readonly name: string;
  readonly use: Use;
  expression: Expression | undefined;
  readonly #compile: (() => Expression) | undefined;
  readonly #values = new WeakMap<FormItem, readonly unknown[]>();
  #compiling = false;
  readonly rule: Rule;

  constructor(name: string, use: Use, compileIt: (() => Expression) | undefined) {
    this.name = name;
    this.use = use;
    this.#compile = compileIt;
    const task = (): Expression | undefined => this.expression;
    this.rule = {
      at: use.at,
      writes: 'variable',
      get reads() {
        return task()?.reads ?? [];
      },
      get after() {
        return task()?.after ?? [];
      },
      run: (item) => this.expression !== undefined && this.set(item, this.expression.raw(item) ?? []),
      reset: (item) => {
        if (this.expression) this.set(item, []);
      },
    };
  }

  get shape(): Shape {
    this.compile();
    if (this.expression) return this.expression.program.shape;
    const top = topOf(this.use.at);
    return this.#compiling ? { kind: 'any', items: '*', within: top } : { kind: 'json', items: [], within: top };
  }

  compile(): void {
    if (this.expression || this.#compiling || !this.#compile) return;
    this.#compiling = true;
    this.expression = this.#compile();
    this.#compiling = false;
  }

  value(item: FormItem): readonly unknown[] {
    return this.#values.get(ancestorAt(item, this.use.at.depth)) ?? [];
  }

  /** Stores the value for a repetition; true when it is another, and then who reads it is marked. */
  set(item: FormItem, values: readonly unknown[]): boolean {
    const before = this.#values.get(item);
    const same = before && this.expression?.isSame(item, values);
    this.expression?.remember(item, values);
    this.#values.set(item, values);
    if (same || (!before && values.length === 0)) return false;
    item.form.markReadersOf(this.rule, item);
    return true;
  }
}

/** One value of a name as it was: the part of the form it is, if it is one, and what it said. */
interface Seen {
  readonly node: unknown;
  readonly json?: unknown;
}

/** An expression with who evaluates it. */
export class Expression implements Task {
  readonly use: Use;
  /** The expression, or the first of those inside a query. */
  readonly program: Program;
  readonly #programs: readonly Program[];
  readonly #options: ExpressionOptions;
  readonly #tell: Tell;
  readonly #late: (rule: Rule) => Rule[];
  readonly #seen = new WeakMap<FormItem, readonly Seen[]>();
  readonly #asked = new WeakMap<FormItem, { url: string; result: unknown }>();
  #full: (FullProgram | undefined)[] = [];

  constructor(
    use: Use,
    programs: readonly Program[],
    options: ExpressionOptions,
    tell: Tell,
    late: (rule: Rule) => Rule[],
  ) {
    this.use = use;
    this.#programs = programs;
    this.program = joinPrograms(programs, use.at);
    this.#options = options;
    this.#tell = tell;
    this.#late = late;
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

  raw(item: FormItem): readonly unknown[] | undefined {
    const { context } = this.#options;
    const { language, name } = this.use;
    if (language === 'query' && name !== undefined && context && name in context) return toList(context[name]);
    if (language === 'other' || this.program.unknown.length > 0) return undefined;
    if (language === 'query') return this.#query(item);
    return this.#evaluate(item, 0);
  }

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
    const today = (): ReturnType<Env['today']> => todayAt(item.form.now(), this.#options.timeZone);
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
    this.#tell(
      'warning',
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
      this.#tell('warning', 'query-unavailable', at.linkId, source);
      return [];
    }
    const texts = this.#programs.map((_, index) => this.#toJson(this.#evaluate(item, index) ?? [], index).join(','));
    const url = fillTemplate(source, texts);
    const asked = this.#asked.get(item);
    if (asked?.url === url) return toList(asked.result);
    const request = { url, result: asked?.result };
    this.#asked.set(item, request);
    const fail = (one: string): void => this.#tell('warning', 'query-unavailable', at.linkId, one);
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
      this.#tell('warning', 'query-unavailable', this.use.at.linkId, this.use.source);
    }
    await item.form.opened;
    // The answers it was asked for may have changed meanwhile.
    if (this.#asked.get(item) !== request) return;
    request.result = result;
    const { form, definition } = item;
    form.edit(() => {
      for (const rule of form.rulesAt(definition)) {
        form.invalidate(rule);
        for (const late of this.#late(rule)) form.invalidate(late);
      }
    });
  }
}

function joinPrograms(programs: readonly Program[], at: ItemDefinition): Program {
  const [first, ...others] = programs;
  const shape: Shape = { kind: 'json', items: [], within: topOf(at) };
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

function topOf(at: ItemDefinition): ItemDefinition {
  let top = at;
  while (top.parent) top = top.parent;
  return top;
}

/** The results of an expression as answers of its item; what does not fit is told and left out. */
export function answersFor(item: FormItem, task: Task): Typed[] {
  const results = task.values(item) ?? [];
  const answers = answersOf(item, results);
  const good = answers.filter((answer) => answer !== undefined);
  // A blank text is no answer.
  const given = good.filter(isAnswer);
  const { linkId, repeats } = item.definition;
  if (good.length < answers.length || (good.length > 1 && !repeats)) {
    item.form.tell('warning', 'expression-type', linkId, task.use.source);
  }
  return repeats ? given : given.slice(0, 1);
}

function fillInitially(item: FormItem, task: Task): boolean {
  // Never on resume; a new repetition is not resumed (SDC, `initialExpression`).
  if (item.form.resuming) return false;
  const answers = answersFor(item, task);
  if (answers.length === 0 && !item.enabled) item.initialPending = true;
  return item.form.fill(item, answers);
}

function setPart(item: FormItem, part: string, value: unknown, aspect: Aspect): boolean {
  return item.form.setDynamic(item, part, value, aspect);
}

function asPart(part: string, value: unknown): unknown {
  if (part !== 'text' && part !== 'prefix') return value;
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : undefined;
}

/** "If an option appears in more than one repetition, it SHALL be enabled if it appears in ANY … evaluated as true" (SDC). */
function toggleRule(at: ItemDefinition, tasks: readonly Task[]): Rule {
  const optionsOf = ({ use }: Task): readonly Typed[] => (use.purpose.kind === 'toggle' ? use.purpose.options : []);
  return {
    at,
    writes: 'leaf',
    reads: tasks.flatMap(({ reads }) => reads),
    after: tasks.flatMap(({ after }) => after),
    run: (item) => {
      const on = tasks.filter((task) => task.values(item)?.[0] === true).flatMap(optionsOf);
      const off = tasks.flatMap(optionsOf).filter((option) => !on.some((one) => isSame(one, option)));
      return setPart(item, 'off', off, 'options');
    },
  };
}

export type { FormModel };
