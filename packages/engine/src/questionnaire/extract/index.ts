import type { Bundle, BundleEntry } from '@relais/model/fhir';
import { createModel } from '../create.ts';
import { readForm } from '../definitions.ts';
import type { Diagnostic } from '../diagnostics.ts';
import type { FormItem } from '../form-item.ts';
import { valueSets } from '../option-sets.ts';
import { isInTree } from '../response-tree.ts';
import { resumeFrom } from '../resume.ts';
import { DefinitionExtraction } from './definitions.ts';
import { EngineNeededError, Evaluator } from './evaluator.ts';
import type { Context, ExtractOptions } from './evaluator.ts';
import { ObservationExtraction } from './observations.ts';
import type { Inherited } from './observations.ts';
import { fromBundleTemplate, fromTemplates } from './templates.ts';

export type { ExtractOptions } from './evaluator.ts';

/** What a response says, as resources to create or update; and what could not be extracted. */
export interface Extraction {
  readonly bundle: Bundle;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Extracts the resources of a completed response in a transaction bundle, by all three ways a form may ask for: from
 * observations, from definitions, from templates (SDC 4.0, Form Data Extraction). What fails is left out and told.
 *
 * @param questionnaire - a Questionnaire, or what `readForm` made of it
 * @param response - its QuestionnaireResponse, with its subject, author and date
 */
export function extract(questionnaire: unknown, response: unknown, options: ExtractOptions): Extraction {
  try {
    return run(questionnaire, response, options, false);
  } catch (error) {
    if (!(error instanceof EngineNeededError)) throw error;
    if (options.engine) return run(questionnaire, response, options, true);
    const told: Diagnostic = { severity: 'error', code: 'expression-unsupported', detail: error.message };
    return { bundle: bundleOf([]), diagnostics: [told] };
  }
}

/** Extracts, loading the full expression engine when the form needs it. */
export async function extractFrom(
  questionnaire: unknown,
  response: unknown,
  options: ExtractOptions,
): Promise<Extraction> {
  const definition = readForm(questionnaire);
  const first = extract(definition, response, options);
  if (!first.diagnostics.some(({ code }) => code === 'expression-unsupported')) return first;
  const { fullEngine } = await import('../fhirpath/index.ts');
  return extract(definition, response, { ...options, engine: fullEngine });
}

function run(questionnaire: unknown, response: unknown, options: ExtractOptions, full: boolean): Extraction {
  const form = createModel(questionnaire, { now: options.now, parts: [valueSets(), resumeFrom(response)] });
  const diagnostics: Diagnostic[] = [];
  const evaluator = new Evaluator(options, full, (linkId, detail) =>
    diagnostics.push({ severity: 'error', code: 'extraction-failed', linkId, detail }),
  );
  const entries = new Walk(evaluator).entriesOf(form.root);
  return { bundle: bundleOf(entries), diagnostics };
}

function bundleOf(entry: BundleEntry[]): Bundle {
  return { resourceType: 'Bundle', type: 'transaction', ...(entry.length > 0 && { entry }) };
}

/** Goes once through the response, in its order, for the three ways together. */
class Walk {
  readonly #evaluator: Evaluator;
  readonly #templates: BundleEntry[] = [];
  readonly #definitions: DefinitionExtraction;
  readonly #observations: ObservationExtraction;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
    this.#definitions = new DefinitionExtraction(evaluator);
    this.#observations = new ObservationExtraction(evaluator);
  }

  entriesOf(root: FormItem): BundleEntry[] {
    const names = this.#evaluator.allocate(root.definition.source, {});
    const context = this.#evaluator.contextOf(root, names);
    const bundled = fromBundleTemplate(root, context, this.#evaluator);
    const nothing: Inherited = { extract: false, categories: [], subject: undefined, parent: undefined };
    this.#visit(root, context, nothing, [], new Map());
    return [...bundled, ...this.#templates, ...this.#definitions.entries, ...this.#observations.finish()];
  }

  #visit(
    item: FormItem,
    context: Context,
    above: Inherited,
    targets: Parameters<DefinitionExtraction['visit']>[2],
    places: Parameters<DefinitionExtraction['visit']>[3],
  ): void {
    this.#templates.push(...fromTemplates(item, context, this.#evaluator));
    const inherited = this.#observations.visit(item, context, above);
    this.#definitions.visit(item, context, targets, places, (inner, made) => {
      for (const child of item.items) {
        if (!child.isPresent || !isInTree(child)) continue;
        const names = this.#evaluator.allocate(child.definition.source, context.names);
        this.#visit(child, this.#evaluator.contextOf(child, names), inherited, inner, made);
      }
    });
  }
}
