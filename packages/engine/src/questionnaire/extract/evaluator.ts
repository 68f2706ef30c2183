import type { Expression, Extension } from '@relais/model/fhir';
import { todayAt } from '../clock.ts';
import type { Today } from '../clock.ts';
import { compile } from '../expressions/compile.ts';
import type { Variable } from '../expressions/compile.ts';
import { jsonOf } from '../expressions/data.ts';
import type { Shape } from '../expressions/shapes.ts';
import { extensionsOf, readText, valueOf } from '../extensions.ts';
import type { Extended } from '../extensions.ts';
import type { FormItem } from '../form-item.ts';
import type { FullEngine } from '../full-engine.ts';
import { isInTree } from '../response-tree.ts';
import { isObject } from '../values.ts';

/** Thrown when an expression takes the full engine: the extraction starts again with it. */
export class EngineNeededError extends Error {}

/** Where in the response an expression of the extraction stands, and the names it may use. */
export interface Context {
  readonly item: FormItem;
  readonly nodes: readonly unknown[];
  readonly shape: Shape;
  readonly names: Readonly<Record<string, readonly unknown[]>>;
}

export interface ExtractOptions {
  /** Makes a new UUID for each resource and each `extractAllocateId`. */
  readonly newId: () => string;
  /** For expressions beyond the common subset; `extractFrom` loads it when one is. */
  readonly engine?: FullEngine;
  readonly now: () => number;
  readonly timeZone?: string;
  /** Resource types of the profiles a form extracts to, by canonical URL; the base of HL7's own is known. */
  readonly profiles?: Readonly<Record<string, string>>;
}

/** Evaluates the FHIRPath of one extraction, all of it by one engine. */
export class Evaluator {
  readonly options: ExtractOptions;
  readonly fail: (linkId: string, detail: string) => void;
  readonly #full: boolean;

  constructor(options: ExtractOptions, full: boolean, fail: Evaluator['fail']) {
    this.options = options;
    this.#full = full;
    this.fail = fail;
  }

  /** The context of an item: "the item in the QuestionnaireResponse associated with that item's linkId" (SDC, Extraction). */
  contextOf(item: FormItem, names: Context['names']): Context {
    const { definition } = item;
    const shape: Shape = { kind: 'item', items: [definition], within: definition, named: true };
    const nodes = !item.parent || isInTree(item) ? [item] : [];
    return {
      item,
      names,
      shape,
      nodes: this.#full ? this.#run('$this', { item, names, shape, nodes: [] }, true) : nodes,
    };
  }

  /** The names with a new id for each `extractAllocateId` of an element. */
  allocate(element: Extended, names: Context['names']): Context['names'] {
    const added = extensionsOf(element, 'extractAllocateId').map((extension) => {
      return [String(valueOf(extension)?.value), [this.newUrl()]] as const;
    });
    return added.length > 0 ? { ...names, ...Object.fromEntries(added) } : names;
  }

  newUrl(): string {
    return `urn:uuid:${this.options.newId()}`;
  }

  /** One context for each node an expression gives, to evaluate others in. */
  contexts(source: string, context: Context, name?: string): Context[] {
    const { nodes, shape } = this.#evaluate(source, context);
    return nodes.map((node) => ({
      ...context,
      nodes: [node],
      shape,
      names: name ? { ...context.names, [name]: [node] } : context.names,
    }));
  }

  /** The results of an expression as JSON. */
  values(source: string, context: Context): unknown[] {
    const { nodes } = this.#evaluate(source, context);
    return this.#full && this.options.engine ? this.options.engine.toJson(nodes) : nodes.map(jsonOf);
  }

  /** The text a sub-extension's expression gives (`fullUrl`, `ifMatch`…). */
  text(extension: Extension, name: string, context: Context): string | undefined {
    const source = readText(extension, name);
    const [value] = source === undefined ? [] : this.values(source, context);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  }

  #evaluate(source: string, context: Context): { nodes: readonly unknown[]; shape: Shape } {
    try {
      if (this.#full) return { nodes: this.#run(source, context), shape: context.shape };
      const program = this.#program(source, context);
      if (program.unknown.length > 0) throw new Error(`unknown: %${program.unknown.join(', %')}`);
      const env = { item: context.item, self: context.nodes, now: this.options.now, today: () => this.#today() };
      return { nodes: program.run?.(env) ?? [], shape: program.shape };
    } catch (error) {
      if (error instanceof EngineNeededError) throw error;
      this.fail(context.item.linkId, `${source} (${error instanceof Error ? error.message : ''})`);
      return { nodes: [], shape: context.shape };
    }
  }

  #program(source: string, { item, shape, names }: Context): ReturnType<typeof compile> {
    const { root, questionnaire } = item.form.definition;
    const system: Shape = { kind: 'system', items: [], within: root };
    const variable = (name: string): Variable | undefined => {
      const values = names[name];
      return (
        values && {
          name,
          rule: undefined,
          shape: typeof values[0] === 'string' ? system : { ...system, kind: 'any' },
          value: () => values,
        }
      );
    };
    const program = compile(source, { at: item.definition, root, questionnaire, variable }, shape);
    if (program.refusal !== undefined) throw new EngineNeededError(`${source} (${program.refusal})`);
    return program;
  }

  #run(source: string, { item, nodes, names }: Context, ofItem = false): readonly unknown[] {
    const program = this.options.engine?.compile(source);
    const today = (): Today => this.#today();
    return (ofItem ? program?.evaluate(item, names, today) : program?.evaluateOn(nodes, item, names, today)) ?? [];
  }

  #today(): Today {
    return todayAt(this.options.now(), this.options.timeZone);
  }
}

/** The text of an expression given as a string or as an Expression, and the name its result takes. */
export function expressionOf(value: unknown): { source: string; name?: string } | undefined {
  if (typeof value === 'string') return { source: value };
  const { expression, name } = isObject(value) ? (value as Expression) : {};
  return expression === undefined ? undefined : { source: expression, ...(name !== undefined && { name }) };
}
