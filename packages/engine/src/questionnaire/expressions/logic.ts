import { conditionsOf } from '../conditions.ts';
import type { FormDefinition, ItemDefinition, Tell } from '../definitions.ts';
import type { FormItem } from '../form-item.ts';
import type { Rule, RuledForm } from '../rules.ts';
import { isObject } from '../values.ts';
import { compile } from './compile.ts';
import type { Program, Scope, Variable } from './compile.ts';
import { constraintRule } from './constraints.ts';
import { toList } from './data.ts';
import { Expression } from './expression.ts';
import type { ExpressionOptions } from './expression.ts';
import { itemRule, toggleRule } from './item-rules.ts';
import { Named } from './named.ts';
import { populationRule } from './population.ts';
import { templateOf } from './queries.ts';
import { jsonShape } from './shapes.ts';
import { launchContextsOf, usesOf } from './uses.ts';
import type { Use } from './uses.ts';

/** All expressions of a form: compiled, sorted by who evaluates them, and turned into rules. */
export class Logic {
  readonly #definition: FormDefinition;
  readonly #options: ExpressionOptions;
  readonly #form: RuledForm | undefined;
  readonly #named = new Map<ItemDefinition, Map<string, Named>>();
  readonly #given = new Map<string, Variable>();
  readonly #expressions: Expression[] = [];
  readonly #rules: Rule[] = [];

  /** @param form - the form they are evaluated in; without it nothing is told, and nothing evaluated */
  constructor(definition: FormDefinition, options: ExpressionOptions, form?: RuledForm) {
    this.#definition = definition;
    this.#options = options;
    this.#form = form;
    const uses = usesOf(definition);
    for (const name of [...this.#launched(), ...Object.keys(options.context ?? {})]) {
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
    const toggles = [...this.#together('toggle')].map(([at, ofItem]) => toggleRule(at, ofItem));
    const own = [...this.#expressions.flatMap((expression) => this.#ruleOf(expression) ?? []), ...toggles];
    this.#rules.push(...afterLimits(own));
    for (const [at, constraints] of this.#together('constraint')) this.#rules.push(constraintRule(at, constraints));
    return this.#rules;
  }

  /** The expressions of a kind by their item, where one rule judges them together. */
  #together(kind: Use['purpose']['kind']): Map<ItemDefinition, Expression[]> {
    const ofKind = this.#expressions.filter(({ use }) => use.purpose.kind === kind);
    return Map.groupBy(ofKind, ({ use }) => use.at);
  }

  #tell(...told: Parameters<Tell>): void {
    this.#form?.tell(...told);
  }

  // ——— Names ———

  /** The names of the launch contexts the form asks for; SDC takes names that collide for errors. */
  #launched(): string[] {
    const contexts = launchContextsOf(this.#definition.root);
    const names = contexts.map(({ name }) => name);
    for (const [index, { name, types }] of contexts.entries()) {
      this.#checkName(name, '', names.indexOf(name) < index);
      const given = this.#options.context?.[name];
      const type = isObject(given) ? given['resourceType'] : undefined;
      const isOther = typeof type === 'string' && types.length > 0 && !types.includes(type);
      if (isOther) this.#tell('error', 'context-type', undefined, `%${name}: ${type}, ${types.join(' | ')}`);
    }
    return names;
  }

  #checkName(name: string, linkId: string, isTaken: boolean): void {
    if (isReserved(name)) this.#tell('error', 'name-reserved', linkId || undefined, `%${name}`);
    else if (isTaken) this.#tell('error', 'name-conflict', linkId || undefined, `%${name}`);
  }

  #declare(use: Use, name: string): void {
    const names = this.#named.get(use.at) ?? new Map<string, Named>();
    this.#named.set(use.at, names);
    const { kind } = use.purpose;
    const launched = launchContextsOf(this.#definition.root).some((context) => context.name === name);
    this.#checkName(name, use.at.linkId, names.has(name) || launched);
    if (names.has(name)) return;
    // A population gives each repetition its own resource; anything else is its expression.
    const compileIt = kind === 'population' ? undefined : () => this.#expression(use);
    names.set(name, new Named(name, use, compileIt, (rule, item) => this.#form?.markReadersOf(rule, item)));
  }

  #constant(name: string): Variable {
    const value = this.#options.context?.[name];
    const values = toList(value);
    return { name, shape: jsonShape(this.#definition.root), rule: undefined, value: () => values };
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
      this.#tell('error', 'variable-unknown', use.at.linkId, `%${name}`);
    }
    const expression = new Expression(use, programs, this.#options, {
      tell: (...told) => this.#tell(...told),
      arrived: (item) => this.#runAgain(item),
    });
    if (use.language === 'other') this.#tell('error', 'expression-unsupported', use.at.linkId, use.source);
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
        this.#tell('error', 'expression-unsupported', use.at.linkId, `${program.source} (${program.refusal ?? ''})`);
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

  #ruleOf(expression: Expression): Rule | undefined {
    const { at, purpose, name, source } = expression.use;
    if (purpose.kind === 'population') return populationRule(expression, this.#named.get(at)?.get(name ?? ''));
    if (purpose.kind === 'enabled' && conditionsOf(at, this.#definition).length > 0) {
      this.#tell('error', 'expression-unsupported', at.linkId, source);
      return undefined;
    }
    return itemRule(expression);
  }

  /** What an expression asked for from outside has arrived: the rules of its item run again, and what depends on them. */
  #runAgain(item: FormItem): void {
    const form = this.#form;
    form?.edit(() => {
      for (const rule of form.rulesAt(item.definition)) {
        form.invalidate(rule);
        for (const late of this.#lateRules(rule)) form.invalidate(late);
      }
    });
  }

  /** Rules that run once and have to run again because something from outside, on which they depend, has arrived. */
  #lateRules(arrived: Rule): Rule[] {
    const depends = (rule: Rule, seen = new Set<Rule>()): boolean =>
      rule.after.some((one) => one === arrived || (!seen.has(one) && depends(one, seen.add(one))));
    return this.#rules.filter((rule) => rule.once && depends(rule));
  }
}

/** Initial values wait for the limits and options of their item, by which they are judged. */
function afterLimits(rules: readonly Rule[]): Rule[] {
  const limits = Map.groupBy(
    rules.filter(({ writes }) => writes === 'leaf'),
    ({ at }) => at,
  );
  return rules.map((rule) =>
    rule.once && rule.writes === 'value' ? { ...rule, after: [...rule.after, ...(limits.get(rule.at) ?? [])] } : rule,
  );
}

/** Names that SDC and FHIRPath keep for themselves. */
const RESERVED =
  /^(?:resource|rootResource|QuestionnaireResponse|context|questionnaire|qitem|ucum|sct|loinc|(?:vs|ext)-.*)$/;

export function isReserved(name: string): boolean {
  return RESERVED.test(name);
}

/** Whether an expression only gives its value a name. */
function isName({ purpose: { kind } }: Use): boolean {
  return kind === 'variable' || kind === 'batch';
}
