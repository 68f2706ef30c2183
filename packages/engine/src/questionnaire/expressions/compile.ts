import type { ItemDefinition } from '../definitions.ts';
import type { FormAnswer, FormItem } from '../form-item.ts';
import { isWithin } from '../lineage.ts';
import { isDate, isDateTime } from '../moments.ts';
import { isInTree } from '../response-tree.ts';
import type { Read, Rule } from '../rules.ts';
import { Amount, distinctItems, Moment, navigate, toList } from './data.ts';
import { isDuration } from './durations.ts';
import { functions } from './functions.ts';
import type { Env, Run } from './functions.ts';
import { byLinkId } from './link-ids.ts';
import { binary, single, tidy } from './operators.ts';
import { parse } from './parse.ts';
import type { Ast } from './parse.ts';
import { begunWith, childrenOf, inside, jsonShape, merge } from './shapes.ts';
import type { Shape } from './shapes.ts';
import { below, find, isItemStep, keep, pick, stepOf } from './steps.ts';

/** An expression read once: how to evaluate it, and what it depends on. */
export interface Program {
  readonly source: string;
  /** Undefined when it uses something that is not evaluated here. */
  readonly run: Run | undefined;
  /** What is not evaluated here. */
  readonly refusal: string | undefined;
  readonly reads: readonly Read[];
  readonly variables: readonly Variable[];
  /** Names nobody gives a value: "SHOULD be treated as an error" (SDC, Using Expressions). */
  readonly unknown: readonly string[];
  readonly shape: Shape;
  /** Whether units would have to be converted. */
  readonly units: boolean;
}

/** A name that can be written with `%`. */
export interface Variable {
  readonly name: string;
  readonly shape: Shape;
  /** The rule that gives it; undefined for what the host gives. */
  readonly rule: Rule | undefined;
  value(item: FormItem): readonly unknown[];
}

export interface Scope {
  readonly at: ItemDefinition;
  readonly root: ItemDefinition;
  /** The whole questionnaire as JSON. */
  readonly questionnaire: unknown;
  variable(name: string): Variable | undefined;
}

const URLS: Partial<Record<string, string>> = {
  ucum: 'http://unitsofmeasure.org',
  sct: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
};

/**
 * Reads an expression. Never throws: what is not FHIRPath is refused, and so is what is not known here.
 *
 * @param self - what `$this` is at its start: the item it stands on, unless told
 */
export function compile(source: string, scope: Scope, self?: Shape): Program {
  try {
    return new Compiler(source, scope, self).program();
  } catch (error) {
    const shape: Shape = { kind: 'any', items: '*', within: scope.root };
    const refusal = error instanceof Error ? error.message : String(error);
    const reads: Read[] = [{ of: '*', within: scope.root }];
    return { source, run: undefined, refusal, reads, variables: [], unknown: [], shape, units: false };
  }
}

interface Node {
  readonly run: Run;
  readonly shape: Shape;
}

class Compiler {
  readonly #source: string;
  readonly #scope: Scope;
  readonly #reads: Read[] = [];
  readonly #variables = new Set<Variable>();
  readonly #unknown = new Set<string>();
  #refusal: string | undefined;
  #units = false;
  /** The shape of `$this`, by how deeply functions are nested. */
  #self: Shape;

  constructor(source: string, scope: Scope, self: Shape | undefined) {
    this.#source = source;
    this.#scope = scope;
    this.#self = self ?? { kind: 'item', items: [scope.at], within: scope.at, named: true };
  }

  program(): Program {
    const { run, shape } = this.#node(parse(this.#source));
    this.#consume(shape);
    return {
      source: this.#source,
      run: this.#refusal === undefined ? run : undefined,
      refusal: this.#refusal,
      reads: this.#reads,
      variables: [...this.#variables],
      unknown: [...this.#unknown],
      shape,
      units: this.#units,
    };
  }

  #node(ast: Ast): Node {
    switch (ast.op) {
      case 'literal':
        return this.#literal(ast);
      case 'quantity':
        if (!isDuration(ast.unit)) this.#refuse(`quantity in ${ast.unit}`, true);
        return this.#constant(new Amount(ast.value, ast.unit));
      case 'empty':
        return { run: () => [], shape: this.#system() };
      case 'variable':
        return this.#variable(ast.name);
      case 'member':
        return this.#member(ast);
      case 'call':
        return this.#call(ast);
      case 'index':
        return this.#index(ast);
      case 'unary':
        return ast.operator === '-' ? this.#negation(ast.operand) : this.#node(ast.operand);
      case 'binary':
        return this.#binary(ast);
      case 'direction': {
        this.#refuse(ast.text);
        return this.#node(ast.operand);
      }
      case 'type': {
        this.#refuse(ast.operator);
        const { shape } = this.#node(ast.base);
        this.#consume(shape);
        return { run: () => [], shape: ast.operator === 'as' ? shape : this.#system() };
      }
    }
  }

  #literal({ value, type }: Ast & { op: 'literal' }): Node {
    if (type === 'long') this.#refuse('a long number');
    if (type !== 'moment') return this.#constant(value);
    const text = String(value);
    if (!text.startsWith('T') && !isDate(text) && !isDateTime(text)) this.#refuse(`@${text}`);
    return this.#constant(new Moment(text));
  }

  #constant(value: unknown): Node {
    const list = [value];
    return { run: () => list, shape: this.#system() };
  }

  #variable(name: string): Node {
    const { at, root, questionnaire } = this.#scope;
    const json = jsonShape(root);
    // The last is what Aidbox calls it.
    if (['resource', 'rootResource', 'QuestionnaireResponse'].includes(name)) {
      return { run: ({ item }) => [item.form.root], shape: { kind: 'item', items: [root], within: root } };
    }
    if (name === 'context') return { run: context, shape: { kind: 'item', items: [at], within: at, named: true } };
    if (name === 'questionnaire') return { run: () => [questionnaire], shape: json };
    if (name === 'qitem') return { run: () => [at.source], shape: json };
    const url = URLS[name];
    if (url) return this.#constant(url);
    const variable = this.#scope.variable(name);
    if (!variable) {
      this.#unknown.add(name);
      return { run: () => [], shape: this.#system() };
    }
    this.#variables.add(variable);
    // An answer stays the same one when something else is answered in it.
    if (variable.shape.kind === 'answer') this.#read(variable.shape.items, variable.shape);
    return { run: ({ item }) => variable.value(item), shape: variable.shape };
  }

  #member(ast: Ast & { op: 'member' }): Node {
    const { name } = ast;
    if (ast.base === undefined && name.startsWith('$')) return this.#special(name);
    const base = this.#base(ast.base);
    const run: Run = (env) => base.run(env).flatMap((node) => navigate(node, name));
    const first = ast.base === undefined && typeFilter(base.shape, name, this.#scope);
    // `QuestionnaireResponse.item`: the name of the type of what the expression starts from.
    if (first) return base;
    return { run, shape: this.#follow(base.shape, name) };
  }

  #special(name: string): Node {
    if (name === '$this') return { run: (env) => env.self, shape: this.#self };
    if (name === '$index') return { run: ({ index }) => toList(index), shape: this.#system() };
    if (name === '$total') return { run: ({ total }) => total ?? [], shape: this.#system() };
    throw new SyntaxError(`unexpected ${name}`);
  }

  #base(ast: Ast | undefined): Node {
    return ast ? this.#node(ast) : { run: (env) => env.self, shape: this.#self };
  }

  /** What a name leads to from a shape; reading the answers of items is what an expression depends on. */
  #follow(shape: Shape, name: string): Shape {
    const { kind, items, within } = shape;
    if (kind === 'item' || kind === 'answer') {
      if (name === 'item') return { kind: 'item', items: childrenOf(items, kind === 'answer'), within };
      if (kind === 'item' && name === 'answer') {
        const questions = items === '*' ? items : items.filter(({ key }) => key);
        this.#read(questions, shape);
        return { ...shape, kind: 'answer', items: questions };
      }
      if (kind === 'answer' && name.startsWith('value')) return { ...shape, kind: 'value' };
      const isHead = items !== '*' && items.some((item) => !item.parent);
      // A name that no item has (`null`) leads to nothing, and reads nothing.
      if (!isHead && !ELEMENTS.has(name) && !name.startsWith('value')) return this.#system();
      this.#consume(shape);
      return name === 'linkId' || name === 'text' ? this.#system() : { kind: 'json', items: [], within };
    }
    if (kind === 'any') {
      this.#consume(shape);
      return shape;
    }
    const known = TYPED.test(name) || (kind === 'value' && KNOWN.has(name));
    return { ...this.#system(), kind: known ? 'system' : 'json' };
  }

  #index({ base, index }: Ast & { op: 'index' }): Node {
    const list = this.#node(base);
    const place = this.#node(index);
    this.#consume(place.shape);
    this.#presence(list.shape);
    const run: Run = (env) => {
      const at = single(place.run(env));
      const nodes = list.run(env);
      return typeof at === 'number' && at in nodes ? [nodes[at]] : [];
    };
    return { run, shape: list.shape };
  }

  #negation(operand: Ast): Node {
    const { run, shape } = this.#node(operand);
    this.#numeric(shape, 'unary -');
    return {
      run: (env) => {
        const value = single(run(env));
        return value === undefined ? [] : toList(tidy(-Number(value)));
      },
      shape: this.#system(),
    };
  }

  #binary({ operator, left, right }: Ast & { op: 'binary' }): Node {
    const a = this.#node(left);
    const b = this.#node(right);
    const run: Run = (env) => binary(operator, a.run(env), () => b.run(env));
    if (operator === '|') return { run, shape: merge(a.shape, b.shape) };
    this.#consume(a.shape);
    this.#consume(b.shape);
    if (['~', '!~'].includes(operator)) this.#refuse(operator);
    if (['=', '!=', 'in', 'contains'].includes(operator)) this.#comparable(a.shape, b.shape, operator, [left, right]);
    if (['<', '>', '<=', '>='].includes(operator)) this.#ordered([a.shape, b.shape], operator);
    if (operator === '&') [a, b].forEach(({ shape }) => this.#textual(shape, operator));
    if (['+', '-', '*', '/', 'div', 'mod'].includes(operator)) this.#calculable(a.shape, b.shape, operator, right);
    return { run, shape: this.#system() };
  }

  // ——— Calls ———

  #call(ast: Ast & { op: 'call' }): Node {
    const { name, args } = ast;
    if (name === 'repeat' || name === 'descendants') return this.#repeat(ast);
    if (name === 'where' && args.length === 1 && args[0]) return this.#where(ast.base, args[0]);
    const base = this.#base(ast.base);
    const outer = this.#self;
    // In these, `$this` is each node of the input; elsewhere it stays what it was.
    if (PER_NODE.has(name) || name === 'iif') this.#self = base.shape;
    const nodes = args.map((arg) => this.#node(arg));
    this.#self = outer;
    if (name === 'ofType' || name === 'as') return this.#ofType(base, args[0]);
    const work = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (!work) {
      this.#refuse(`${name}()`);
      for (const { shape } of [base, ...nodes]) this.#everything(shape);
      return { run: () => [], shape: { kind: 'any', items: '*', within: this.#scope.root } };
    }
    const runs = nodes.map(({ run }) => run);
    this.#checkCall(
      name,
      base.shape,
      nodes.map(({ shape }) => shape),
      // `today()` and `iif(…)` alone do not look at what the expression stands on.
      ast.base === undefined && ['today', 'now', 'timeOfDay', 'iif'].includes(name),
    );
    return { run: (env) => work(base.run(env), runs, env), shape: this.#shapeOf(name, base.shape, nodes) };
  }

  #checkCall(name: string, base: Shape, args: readonly Shape[], hasNoInput: boolean): void {
    if (NAVIGATING.has(name)) this.#presence(base);
    else if (!hasNoInput) this.#consume(base);
    for (const shape of args) if (!['select', 'iif', 'union', 'combine'].includes(name)) this.#consume(shape);
    if (['sum', 'avg', 'aggregate'].includes(name) || NUMERIC.has(name)) this.#numeric(base, name);
    if (name === 'min' || name === 'max') this.#ordered([base], name);
    if (TEXTUAL.has(name)) this.#textual(base, name);
    if (['distinct', 'isDistinct', 'union'].includes(name)) this.#comparable(base, args[0] ?? base, name, []);
  }

  #shapeOf(name: string, base: Shape, args: readonly Node[]): Shape {
    if (name === 'iif')
      return args
        .slice(1)
        .map(({ shape }) => shape)
        .reduce(merge, this.#system());
    if (name === 'union' || name === 'combine') return args.map(({ shape }) => shape).reduce(merge, base);
    if (name === 'select') return args[0]?.shape ?? base;
    return NAVIGATING.has(name) ? base : this.#system();
  }

  /** Filters; by linkId, which most expressions do, straight from the questionnaire instead of through all items. */
  #where(ast: Ast | undefined, criterion: Ast): Node {
    const found = byLinkId(criterion);
    const step = found && stepOf(ast);
    const base = this.#base(step ? step.base : ast);
    const { kind, items, within } = base.shape;
    if (!found || items === '*' || kind !== (step?.name === 'item' && kind === 'answer' ? 'answer' : 'item')) {
      return this.#filtered(step ? this.#base(ast) : base, criterion);
    }
    const reached = !step ? items : step.name === 'item' ? childrenOf(items, kind === 'answer') : inside(items);
    const named = (reached as readonly ItemDefinition[]).filter(({ linkId }) => found.test(linkId));
    // Several items at several depths come level by level, which only the walk itself gives.
    if (step && step.name !== 'item' && named.length > 1) return this.#filtered(this.#base(ast), criterion);
    const shape: Shape = { kind: 'item', items: named, within, named: found.positive };
    const take = step ? (step.name === 'item' ? pick : find(step.name === 'descendants')) : keep;
    const reach: Run = (env) => base.run(env).flatMap((node) => take(node, named));
    const run: Run = step?.name === 'repeat' ? (env) => distinctItems(reach(env) as FormItem[]) : reach;
    return found.exact ? { run, shape } : this.#filtered({ run, shape }, criterion);
  }

  #filtered(base: Node, criterion: Ast): Node {
    const outer = this.#self;
    this.#self = base.shape;
    const test = this.#node(criterion);
    this.#consume(test.shape);
    this.#self = outer;
    return { run: (env) => functions['where']?.(base.run(env), [test.run], env) ?? [], shape: base.shape };
  }

  #repeat(ast: Ast & { op: 'call' }): Node {
    const base = this.#base(ast.base);
    const { kind, items, within } = base.shape;
    const [step] = ast.args;
    const isItem = ast.name === 'repeat' && isItemStep(step) && kind === 'item';
    if (!isItem) {
      if (step) this.#node(step);
      this.#refuse(`${ast.name}()`);
      this.#everything(base.shape);
      return { run: () => [], shape: { kind: 'item', items: inside(items), within } };
    }
    const run: Run = (env) => distinctItems(below(base.run(env)));
    return { run, shape: { kind: 'item', items: inside(items), within } };
  }

  #ofType(base: Node, type: Ast | undefined): Node {
    const name = type?.op === 'literal' ? String(type.value) : '';
    if (base.shape.kind !== 'value') this.#refuse(`ofType(${name})`);
    const key = `value${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
    const isOfType = (node: unknown): boolean => (node as { answer?: FormAnswer }).answer?.key === key;
    return { run: (env) => base.run(env).filter(isOfType), shape: base.shape };
  }

  // ——— What is not known here ———

  #refuse(what: string, units = false): void {
    this.#refusal ??= what;
    this.#units ||= units;
  }

  /** Types of the answers a shape can hold; undefined when they are not known. */
  #types({ kind, items }: Shape): string[] | undefined {
    if (kind === 'system') return [];
    if (kind !== 'value' || items === '*') return undefined;
    return items.map(({ type }) => type);
  }

  #needs(shape: Shape, what: string, ...bad: string[]): void {
    const types = this.#types(shape);
    if (!types || types.some((type) => bad.includes(type))) this.#refuse(what, types?.includes('quantity'));
  }

  #numeric(shape: Shape, what: string): void {
    this.#needs(shape, what, 'quantity');
  }

  #ordered(shapes: readonly Shape[], what: string): void {
    for (const shape of shapes) this.#needs(shape, what, 'quantity');
  }

  #calculable(a: Shape, b: Shape, what: string, right: Ast): void {
    // A text of a resource may be a date; put after a literal text it is read as one either way.
    const texts = what === '+' && [a, b].some(({ kind }) => kind === 'json') && right.op !== 'quantity';
    if (texts) return;
    this.#needs(a, what, 'quantity');
    this.#needs(b, what, 'quantity');
  }

  #comparable(a: Shape, b: Shape, what: string, sides: readonly Ast[]): void {
    // Equality with a literal text, number or boolean is the same whatever the type of a resource's element.
    if (sides.some((side) => isPlainLiteral(side))) return;
    for (const shape of [a, b]) if (shape.kind !== 'item') this.#needs(shape, what, 'quantity');
  }

  #textual(shape: Shape, what: string): void {
    if (shape.kind === 'item' || shape.kind === 'answer' || shape.kind === 'any') this.#refuse(what);
  }

  // ——— What it depends on ———

  #system(): Shape {
    return { kind: 'system', items: [], within: this.#scope.root };
  }

  #read(items: Shape['items'], { within, named }: Shape): void {
    if (items === '*') {
      this.#reads.push({ of: '*', within: this.#scope.root });
      return;
    }
    for (const of of items) {
      const known = this.#reads.some(
        (read) => read.of === of && read.within === within && (named !== true || !read.broad),
      );
      if (!known) this.#reads.push({ of, within, ...(!named && { broad: true }) });
    }
  }

  /** What something else than a path is done with: the items must be there, with their answers. */
  #consume(shape: Shape): void {
    this.#presence(shape);
    // An answer may be there for the items it holds.
    if (shape.kind === 'answer') this.#read(inside(shape.items), shape);
    if (shape.kind === 'any' || shape.items === '*') this.#read('*', shape);
  }

  /** Whether an item is there depends on its answers and on those inside it; of a plain group, on what it stands in. */
  #presence(shape: Shape): void {
    const { kind, items, within } = shape;
    if (kind !== 'item' || items === '*') return;
    for (const item of items) {
      this.#read([item], shape);
      const shown = begunWith(item);
      if (!shown) continue;
      this.#read(shown === item ? inside([item]) : inside([shown], true), {
        ...shape,
        within: isWithin(within, shown) ? shown : within,
        named: false,
      });
    }
  }

  #everything(shape: Shape): void {
    if (shape.kind === 'item' || shape.kind === 'answer')
      this.#read(inside(shape.items, true), { ...shape, named: false });
    this.#consume(shape);
  }
}

/** The elements of an item of a response, and of its answers. */
const ELEMENTS = new Set(['linkId', 'definition', 'text', 'answer', 'item', 'id', 'extension', 'modifierExtension']);
/** Elements of answers' values whose type is known. */
const KNOWN = new Set([
  'code',
  'system',
  'display',
  'unit',
  'reference',
  'url',
  'title',
  'contentType',
  'version',
  'value',
]);
/** Names of choice elements that say a type known here. */
const TYPED = /^value(Decimal|Integer|Boolean|String|Code)$/;
const PER_NODE = new Set(['where', 'select', 'all', 'exists', 'aggregate', 'repeat']);
const NAVIGATING = new Set([
  'first',
  'last',
  'tail',
  'skip',
  'take',
  'single',
  'distinct',
  'union',
  'combine',
  'select',
]);
const NUMERIC = new Set(['abs', 'ceiling', 'floor', 'truncate', 'round', 'sqrt', 'exp', 'ln', 'log', 'power']);
const TEXTUAL = new Set([
  'toString',
  'join',
  'substring',
  'startsWith',
  'endsWith',
  'contains',
  'indexOf',
  'length',
  'upper',
  'lower',
  'trim',
  'replace',
  'matches',
  'toInteger',
  'toDecimal',
]);

function context({ item }: Env): readonly unknown[] {
  return !item.parent || isInTree(item) ? [item] : [];
}

function typeFilter({ kind, items }: Shape, name: string, { root }: Scope): boolean {
  return name === 'QuestionnaireResponse' && kind === 'item' && items !== '*' && items[0] === root;
}

/** A text, number or boolean, or several of them. */
function isPlainLiteral(ast: Ast): boolean {
  if (ast.op === 'binary' && ast.operator === '|') return isPlainLiteral(ast.left) && isPlainLiteral(ast.right);
  return ast.op === 'literal' && ast.type !== 'moment';
}
