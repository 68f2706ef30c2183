import type { FormItem } from '../form-item.ts';
import { ancestorAt } from '../lineage.ts';
import type { Rule } from '../rules.ts';
import type { Variable } from './compile.ts';
import type { Expression } from './expression.ts';
import { jsonShape } from './shapes.ts';
import type { Shape } from './shapes.ts';
import type { Use } from './uses.ts';

/** A name given by an expression of the form, with its value for each repetition of the item it stands on. */
export class Named implements Variable {
  readonly name: string;
  readonly use: Use;
  expression: Expression | undefined;
  readonly #compile: (() => Expression) | undefined;
  readonly #markReadersOf: (rule: Rule, item: FormItem) => void;
  readonly #values = new WeakMap<FormItem, readonly unknown[]>();
  #compiling = false;
  readonly rule: Rule;

  /** `compileIt`: none for a name whose values are set from outside. */
  constructor(
    name: string,
    use: Use,
    compileIt: (() => Expression) | undefined,
    markReadersOf: (rule: Rule, item: FormItem) => void,
  ) {
    this.name = name;
    this.use = use;
    this.#compile = compileIt;
    this.#markReadersOf = markReadersOf;
    const expression = (): Expression | undefined => this.expression;
    this.rule = {
      at: use.at,
      writes: 'variable',
      get reads() {
        return expression()?.reads ?? [];
      },
      get after() {
        return expression()?.after ?? [];
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
    const json = jsonShape(this.use.at);
    return this.#compiling ? { ...json, kind: 'any', items: '*' } : json;
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
    this.#markReadersOf(this.rule, item);
    return true;
  }
}
