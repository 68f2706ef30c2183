import type { Coding, Quantity, ValueSet } from '@relais/model/fhir';
import type { ItemDefinition } from './definitions.ts';
import type { Diagnostic } from './diagnostics.ts';
import { extensionOf, extensionsOf, readText, valueOf } from './extensions.ts';
import type { FormItem, FormState } from './form-item.ts';
import type { Part } from './form.ts';
import { makeOption } from './options.ts';
import type { Option, OptionSets } from './options.ts';
import { bestMatch, localized } from './translations.ts';
import type { Languages } from './translations.ts';
import { expandValueSet, findContained } from './value-sets.ts';
import type { SetMember } from './value-sets.ts';
import { isObject } from './values.ts';
import { walk } from './walk.ts';

/** What a terminology service is asked: the options of a value set, all of them or those that match a text. */
export interface ExpansionRequest {
  /** Canonical URL, as the form gives it, version included. */
  readonly valueSet: string;
  readonly filter?: string;
  readonly count?: number;
  /** The server the form prefers (`preferredTerminologyServer`). */
  readonly server?: string;
}

/** Given by the host; the form works without it and says which lists it could not get. */
export type Terminology = (request: ExpansionRequest) => Promise<ValueSet | readonly Coding[]>;

/** The part that reads value sets: those contained in the form by itself, others through the host's terminology. */
export function valueSets(terminology?: Terminology): Part {
  return {
    sets: (form) => new ValueSets(form, terminology),
    units: unitsOf,
    supports: ['unitValueSet', 'preferredTerminologyServer'],
  };
}

/** The units of a quantity, or the one a number is in; what the form gives first is what it starts with. */
function unitsOf({ definition: { source, initial }, form }: FormItem): readonly Coding[] {
  const set = readText(source, 'unitValueSet');
  if (set) return (form.sets?.optionsOf(set) ?? []).map(({ value }) => value as Coding);
  const listed = [...extensionsOf(source, 'unitOption'), ...extensionsOf(source, 'unit')];
  if (listed.length > 0) return listed.map((extension) => valueOf(extension)?.value).filter(isObject);
  const { unit, code, system } = initial[0]?.key === 'valueQuantity' ? (initial[0].value as Quantity) : {};
  return (unit ?? code) ? [{ ...(system && { system }), ...(code && { code }), ...(unit && { display: unit }) }] : [];
}

/** Options whose label holds a text; from the terminology where the set is only searched. */
export async function searchOptions(item: FormItem, text: string, count = 20): Promise<readonly Option[]> {
  const { valueSet, definition, form } = item;
  if (valueSet && form.sets?.stateOf(valueSet) === 'remote') {
    return await form.sets.search(definition, valueSet, text, count);
  }
  return matchingOptions(item.options, text).slice(0, count);
}

/** Options whose label holds a text, whatever its accents and capitals; those that begin with it first. */
export function matchingOptions(options: readonly Option[], text: string): Option[] {
  const wanted = fold(text);
  const found = options.filter(({ label }) => fold(label).includes(wanted));
  const begins = ({ label }: Option): boolean => fold(label).startsWith(wanted);
  return wanted ? [...found.filter(begins), ...found.filter((one) => !begins(one))] : found;
}

/** A text without what people leave out when they type: accents, capitals, white space around it. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** Whether a list an item draws from could not be had from the terminology, which may have it by now. */
export function canAskAgain(item: FormItem): boolean {
  return setsOf(item).some((url) => item.form.sets?.isRefused(url));
}

/** Asks the terminology once more for the lists of an item that could not be had; whether all of them have come. */
export async function askAgain(item: FormItem): Promise<boolean> {
  const { sets } = item.form;
  if (sets) await Promise.all(setsOf(item).map((url) => sets.again(url, item.definition)));
  return !canAskAgain(item);
}

/** The value sets an item draws from: those of its options and of its units. */
function setsOf(item: FormItem): string[] {
  return [item.valueSet, unitSetOf(item.definition)].filter((url) => url !== undefined);
}

interface KnownSet {
  state: 'loading' | 'ready' | 'unavailable';
  members: readonly SetMember[];
  /** Its options in the language of the form. */
  options: Option[] | undefined;
  /** Resolves once it has come, or failed. */
  loading?: Promise<void>;
  /** What is told of it while it cannot be had. */
  fault?: Diagnostic | undefined;
}

class ValueSets implements OptionSets {
  readonly #form: FormState;
  readonly #terminology: Terminology | undefined;
  readonly #known = new Map<string, KnownSet>();

  constructor(form: FormState, terminology: Terminology | undefined) {
    this.#form = form;
    this.#terminology = terminology;
  }

  stateOf(url: string): ReturnType<OptionSets['stateOf']> {
    return this.#find(url)?.state ?? (this.#terminology ? 'remote' : 'unavailable');
  }

  optionsOf(url: string): readonly Option[] {
    const set = this.#find(url);
    return set ? (set.options ??= optionsOfSet(set.members, this.#form)) : [];
  }

  ask(url: string, definition: ItemDefinition): void {
    if (this.#find(url)) return;
    const terminology = this.#terminology;
    const { source, linkId } = definition;
    if (!terminology) {
      this.#form.tell('warning', 'value-set-unavailable', linkId, url);
      return;
    }
    const control = JSON.stringify(extensionOf(source, 'itemControl')?.['valueCodeableConcept'] ?? '');
    // What is searched is asked for as the person types.
    if (url !== unitSetOf(definition) && control.includes('"autocomplete"')) return;
    const set: KnownSet = { state: 'loading', members: [], options: undefined };
    this.#known.set(url, set);
    this.#load(url, set, () => askInTurn(terminology, { valueSet: url }, definition));
  }

  isRefused(url: string): boolean {
    return this.#known.get(url)?.fault !== undefined;
  }

  async again(url: string, definition: ItemDefinition): Promise<void> {
    const set = this.#known.get(url);
    const terminology = this.#terminology;
    if (set?.fault && terminology) {
      this.#form.diagnostics.splice(this.#form.diagnostics.indexOf(set.fault), 1);
      set.fault = undefined;
      set.state = 'loading';
      this.#load(url, set, () => askInTurn(terminology, { valueSet: url }, definition));
      this.#renew(url);
    }
    await set?.loading;
  }

  async search(definition: ItemDefinition, url: string, text: string, count: number): Promise<readonly Option[]> {
    const terminology = this.#terminology;
    const request = { valueSet: url, filter: text, count };
    return optionsOfSet(this.#read(terminology ? await askInTurn(terminology, request, definition) : []), this.#form);
  }

  translate(): void {
    for (const set of this.#known.values()) set.options = undefined;
  }

  #find(url: string): KnownSet | undefined {
    const known = this.#known.get(url);
    if (known) return known;
    const contained = findContained(this.#form.questionnaire, url);
    if (contained?.resourceType !== 'ValueSet') return undefined;
    const members = expandValueSet(contained as ValueSet, this.#form.questionnaire);
    if (!members) return undefined;
    const set: KnownSet = { state: 'ready', members, options: undefined };
    this.#known.set(url, set);
    return set;
  }

  #load(url: string, set: KnownSet, expand: () => ReturnType<Terminology>): void {
    set.loading = this.#receive(url, set, expand);
    this.#form.track(set.loading);
  }

  async #receive(url: string, set: KnownSet, expand: () => ReturnType<Terminology>): Promise<void> {
    try {
      set.members = this.#read(await expand());
      set.state = 'ready';
    } catch {
      set.state = 'unavailable';
      // Not told once for all: it is taken back when the set is asked for again.
      set.fault = { severity: 'warning', code: 'value-set-unavailable', detail: url };
      this.#form.diagnostics.push(set.fault);
    }
    set.options = undefined;
    this.#renew(url);
  }

  #renew(url: string): void {
    const form = this.#form;
    form.edit(() => {
      walk(form.root, (item) => {
        if (setsOf(item).includes(url)) form.renewOptions(item);
      });
    });
  }

  #read(expansion: ValueSet | readonly Coding[]): SetMember[] {
    if (!('resourceType' in expansion)) return expansion.map((coding) => ({ coding, concept: coding }));
    // A server that refuses answers with another resource, an OperationOutcome.
    const members =
      (expansion.resourceType as string) === 'ValueSet'
        ? expandValueSet(expansion, this.#form.questionnaire)
        : undefined;
    if (!members) throw new TypeError('The terminology gave no value set that can be expanded');
    return members;
  }
}

function unitSetOf({ source }: ItemDefinition): string | undefined {
  return readText(source, 'unitValueSet');
}

/** "The item, then its ancestors, then the Questionnaire" (SDC, `preferredTerminologyServer`), each in its order. */
function serversOf(definition: ItemDefinition): string[] {
  const servers = [...definition.lineage]
    .reverse()
    .flatMap(({ source }) => extensionsOf(source, 'preferredTerminologyServer').map((one) => valueOf(one)?.value));
  return [...new Set(servers.filter((server) => typeof server === 'string'))];
}

/** Asks of each server the form prefers, until one answers; of none in particular where it prefers none. */
async function askInTurn(
  terminology: Terminology,
  request: ExpansionRequest,
  definition: ItemDefinition,
): ReturnType<Terminology> {
  const [last, ...others] = serversOf(definition).reverse();
  for (const server of others.reverse()) {
    try {
      return await terminology({ ...request, server });
    } catch {
      // The next one may answer.
    }
  }
  return await terminology(last === undefined ? request : { ...request, server: last });
}

function optionsOfSet(members: readonly SetMember[], languages: Languages): Option[] {
  return members.map(({ coding, concept }) => {
    const designations = concept.designation ?? [];
    const chosen =
      designations[
        bestMatch(
          languages.language,
          designations.map(({ language }) => language),
        )
      ];
    const display = localized(concept, 'display', languages);
    const label = chosen?.value ?? display ?? coding.code ?? '';
    return { ...makeOption({ key: 'valueCoding', value: coding }, concept, concept, languages), label };
  });
}
