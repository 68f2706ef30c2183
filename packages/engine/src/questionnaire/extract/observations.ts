import type { BundleEntry, Coding, Extension, Quantity, Reference, Resource } from '@relais/model/fhir';
import { extensionOf, extensionsOf, readExtension, valueOf } from '../extensions.ts';
import type { Extended } from '../extensions.ts';
import type { FormAnswer, FormItem } from '../form-item.ts';
import { isObject } from '../values.ts';
import { entryOf } from './entries.ts';
import type { Context, Evaluator } from './evaluator.ts';

/** What an item inherits from those above it. */
export interface Inherited {
  /** `observationExtract`: whether, or with what relation to the observation above. */
  readonly extract: boolean | string;
  readonly categories: readonly unknown[];
  readonly subject: Reference | undefined;
  /** The observation made of the item above, and where it is referred to. */
  readonly parent: Made | undefined;
}

interface Made {
  readonly resource: Resource;
  readonly fullUrl: string;
}

/**
 * Observation-based extraction (SDC 4.0, Form Data Extraction): an Observation for each answer of a coded item under
 * `observationExtract`, related to that of the item above it as the extension says.
 */
export class ObservationExtraction {
  readonly #evaluator: Evaluator;
  readonly entries: BundleEntry[] = [];

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** Visits an item that is in the response; gives what its children inherit. */
  visit(item: FormItem, context: Context, above: Inherited): Inherited {
    const { source } = item.definition;
    const inherited = inherit(item, above);
    const codes = codesOf(source.code ?? [], inherited.extract);
    if (!item.parent || codes.length === 0) return inherited;
    const { categories, subject } = inherited;
    const related = { ...inherited, categories: ownCategories(source.code ?? [], categories), subject };
    if (inherited.extract === 'component' && above.parent) {
      for (const answer of item.values)
        addTo(above.parent.resource, 'component', { code: { coding: codes }, ...valueFor(item, answer) });
      return related;
    }
    const answers: (FormAnswer | undefined)[] = item.definition.key ? [...item.values] : [undefined];
    const made = answers.map((answer) => this.#make(item, answer, codes, context, related, above));
    return made[0] ? { ...related, parent: made[0] } : related;
  }

  /** Takes back the observations of groups that hold nothing. */
  finish(): BundleEntry[] {
    return this.entries.filter(({ resource }) => {
      return (
        resource &&
        Object.keys(resource).some((key) => key.startsWith('value') || ['component', 'hasMember'].includes(key))
      );
    });
  }

  #make(
    item: FormItem,
    answer: FormAnswer | undefined,
    codes: readonly Coding[],
    context: Context,
    { categories, extract, subject }: Inherited,
    { parent }: Inherited,
  ): Made {
    const { source } = item.definition;
    const resource: Resource = {
      resourceType: 'Observation',
      ...fromResponse(item),
      status: 'final',
      ...(categories.length > 0 && { category: categories }),
      code: { coding: codes },
      ...(subject && { subject }),
      ...(answer && valueFor(item, answer)),
    };
    const entry = entryOf(resource, extensionOf(source, 'observationExtractEntry'), context, this.#evaluator);
    const made: Made = { resource, fullUrl: entry.fullUrl ?? '' };
    if (parent && extract === 'member') addTo(parent.resource, 'hasMember', { reference: made.fullUrl });
    if (parent && extract === 'derived') addTo(resource, 'derivedFrom', { reference: parent.fullUrl });
    this.entries.push(entry);
    return made;
  }
}

function inherit(item: FormItem, above: Inherited): Inherited {
  const { source } = item.definition;
  const own = valueOf(extensionOf(source, 'observationExtract'))?.value;
  const categories = extensionsOf(source, 'observation-extract-category').map((extension) => valueOf(extension)?.value);
  return {
    extract: typeof own === 'boolean' || typeof own === 'string' ? own : above.extract,
    categories: categories.length > 0 ? categories : above.categories,
    subject: subjectIn(item) ?? above.subject,
    parent: above.parent,
  };
}

/** A group may be about somebody else: a reference inside it, marked `isSubject`, says whom. */
function subjectIn(item: FormItem): Reference | undefined {
  const marked = item.items.find(({ definition }) => readExtension(definition.source, 'isSubject') === true);
  return isObject(marked?.value) ? marked.value : undefined;
}

/** "When any item.code elements are tagged with 'true', only the tagged codes will propagate." */
function codesOf(codes: readonly Coding[], extract: boolean | string): Coding[] {
  const tagOf = (code: Extended): unknown => readExtension(code, 'observationExtract');
  const tagged = codes.filter((code) => tagOf(code) === true || typeof tagOf(code) === 'string');
  const chosen = tagged.length > 0 ? tagged : extract === false ? [] : codes.filter((code) => tagOf(code) !== false);
  return chosen.map((code) => {
    const plain = { ...code };
    delete plain.extension;
    return plain;
  });
}

function ownCategories(codes: readonly Coding[], inherited: readonly unknown[]): readonly unknown[] {
  const own = codes.flatMap((code) => extensionsOf(code, 'observation-extract-category'));
  return own.length > 0 ? own.map((extension: Extension) => valueOf(extension)?.value) : inherited;
}

/** What an observation takes from the response: subject, encounter, when, who, and the response it comes from. */
function fromResponse({ form }: FormItem): Record<string, unknown> {
  const { subject, encounter, authored, author, basedOn, partOf, id } = form.resumed ?? {};
  return {
    ...(basedOn && { basedOn }),
    ...(partOf && { partOf }),
    ...(subject && { subject }),
    ...(encounter && { encounter }),
    ...(authored && { effectiveDateTime: authored }),
    // An instant has a time and a zone; a date alone is none.
    ...(authored && authored.length > 18 && { issued: authored }),
    ...(author && { performer: [author] }),
    ...(id !== undefined && { derivedFrom: [{ reference: `QuestionnaireResponse/${id}` }] }),
  };
}

/** The value as Observation takes it: a number in its fixed unit as a quantity, a choice as a concept. */
function valueFor(item: FormItem, { key, value }: FormAnswer): Record<string, unknown> {
  const [unit] = item.type === 'quantity' ? [] : item.units;
  if (typeof value === 'number' && (unit !== undefined || key === 'valueDecimal')) {
    const { system, code, display } = unit ?? {};
    const quantity: Quantity = {
      value,
      ...(display && { unit: display }),
      ...(system && { system }),
      ...(code && { code }),
    };
    return { valueQuantity: quantity };
  }
  if (key === 'valueCoding') return { valueCodeableConcept: { coding: [value] } };
  if (key === 'valueDate') return { valueDateTime: value };
  if (key === 'valueUri') return { valueString: value };
  return { [key]: value };
}

function addTo(resource: Resource, property: string, value: unknown): void {
  resource[property] = [...((resource[property] as unknown[] | undefined) ?? []), value];
}
