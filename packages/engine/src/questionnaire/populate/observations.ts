import type { Bundle, CodeableConcept, Coding, Quantity, Reference, Resource } from '@relais/model/fhir';
import { compareMoments, inUnitOf } from '../compare.ts';
import { readExtension } from '../extensions.ts';
import type { FormItem, FormState } from '../form-item.ts';
import { FormModel } from '../form-model.ts';
import type { Form } from '../form.ts';
import { isObject, isOfKey } from '../values.ts';
import type { Typed } from '../values.ts';
import { dateOf } from './bundle-query.ts';

/** What a search for observations goes by, handed down from item to item. */
interface Search {
  /** How far back, `observationLinkPeriod`. */
  readonly period: Quantity | undefined;
  /** The observation bound to the item above: then only its components and members are looked at. */
  readonly within: Resource | undefined;
}

/**
 * Observation-based population (SDC 4.0, Form Population): fills the coded questions under an `observationLinkPeriod`, which
 * nobody has answered, from the most recent observation of their code. One change, told once.
 *
 * @param bundle - the subject's observations, as the host found them
 */
export function populateFromObservations(form: Form, bundle: Bundle): void {
  if (!(form instanceof FormModel)) throw new TypeError('not a form of this engine');
  const observations = (bundle.entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === 'Observation' ? [resource] : [],
  );
  const source = new Source(form, observations.filter(isUsable));
  form.edit(() => source.populate(form.root, { period: undefined, within: undefined }));
}

class Source {
  readonly #form: FormState;
  readonly #observations: readonly Resource[];

  constructor(form: FormState, observations: readonly Resource[]) {
    this.#form = form;
    this.#observations = observations;
  }

  populate(item: FormItem, above: Search): void {
    const { source, repeats, key } = item.definition;
    const own = readExtension(source, 'observationLinkPeriod');
    const period = isObject(own) ? (own as Quantity) : above.period;
    const codes = source.code ?? [];
    const found = period && codes.length > 0 ? this.#find(item, codes, { ...above, period }) : undefined;
    if (found && key && !repeats) this.#form.fill(item, found.values);
    for (const child of item.items) this.populate(child, { period, within: found?.resource ?? above.within });
  }

  /** The most recent observation (or component) of one of the codes, with a value the item takes; for a group, without. */
  #find(
    item: FormItem,
    codes: readonly Coding[],
    { period, within }: Search,
  ): { resource: Resource | undefined; values: Typed[] } | undefined {
    const components = within ? list(within['component']) : [];
    const members = within ? this.#members(within) : this.#observations;
    const candidates = [...components, ...members.filter((one) => this.#isRecent(one, period)).sort(latestFirst)];
    for (const candidate of candidates) {
      if (!hasCode(candidate['code'], codes)) continue;
      const resource = 'resourceType' in candidate ? (candidate as Resource) : undefined;
      if (!item.definition.key) return { resource, values: [] };
      const value = valueFor(item, candidate);
      if (value) return { resource, values: [value] };
    }
    return undefined;
  }

  #members(panel: Resource): Resource[] {
    const references = list(panel['hasMember']).map((part) => (part as Reference).reference?.split('/').at(-1));
    return this.#observations.filter(({ id }) => id !== undefined && references.includes(id));
  }

  #isRecent(resource: Resource, period: Quantity | undefined): boolean {
    const date = dateOf(resource);
    const start = period && startOf(this.#form.now(), period);
    if (date === undefined || start === undefined) return false;
    return (compareMoments(date, start) ?? compareMoments(date.slice(0, 10), start.slice(0, 10)) ?? 0) >= 0;
  }
}

/** "Only Observations with a status of final, amended, or corrected", and about the patient (SDC, Form Population). */
function isUsable(resource: Resource): boolean {
  return ['final', 'amended', 'corrected'].includes(String(resource['status'])) && resource['focus'] === undefined;
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function hasCode(concept: unknown, codes: readonly Coding[]): boolean {
  const codings = isObject(concept) ? ((concept as CodeableConcept).coding ?? []) : [];
  return codings.some((coding) => codes.some(({ system, code }) => coding.code === code && coding.system === system));
}

function latestFirst(a: Resource, b: Resource): number {
  const [left = '', right = ''] = [dateOf(a), dateOf(b)];
  return -(compareMoments(left, right) ?? (left < right ? -1 : 1));
}

const DAYS: Partial<Record<string, number>> = {
  a: 365.25,
  year: 365.25,
  mo: 30.4375,
  month: 30.4375,
  wk: 7,
  week: 7,
  d: 1,
  day: 1,
  h: 1 / 24,
  hour: 1 / 24,
  min: 1 / 1440,
  minute: 1 / 1440,
};

/** The instant a period before now; undefined for a unit that is no time. */
function startOf(now: number, { value = 0, code, unit }: Quantity): string | undefined {
  const days = DAYS[code ?? ''] ?? DAYS[(unit ?? '').replace(/s$/, '')];
  return days === undefined ? undefined : new Date(now - value * days * 86_400_000).toISOString();
}

/** The value of an observation as an answer of the item, in the item's unit; undefined when it does not fit. */
function valueFor(item: FormItem, observation: Record<string, unknown>): Typed | undefined {
  const { key, type } = item.definition;
  const { valueQuantity, valueCodeableConcept } = observation;
  if (!key) return undefined;
  if (isObject(valueQuantity)) return fromQuantity(item, valueQuantity);
  if (isObject(valueCodeableConcept)) {
    const codings = (valueCodeableConcept as CodeableConcept).coding ?? [];
    const offered = codings.find((coding) =>
      item.options.some((option) => isObject(option.value) && option.value['code'] === coding.code),
    );
    const value = offered ?? codings[0];
    return type === 'choice' || type === 'open-choice' ? value && { key: 'valueCoding', value } : undefined;
  }
  const value = observation[key];
  return value !== undefined && isOfKey({ key, value }) ? { key, value } : undefined;
}

function fromQuantity(item: FormItem, quantity: Quantity): Typed | undefined {
  const { key, type } = item.definition;
  const [unit] = item.units;
  const { code, system, display } = unit ?? {};
  const target: Quantity = { ...(display && { unit: display }), ...(system && { system }), ...(code && { code }) };
  if (type === 'quantity') {
    const isOffered = item.units.length === 0 || item.units.some((one) => one.code === quantity.code);
    const value = isOffered ? quantity.value : inUnitOf(quantity, target, item.form.convert);
    if (value === undefined) return undefined;
    const { comparator } = quantity;
    return {
      key: 'valueQuantity',
      value: isOffered ? quantity : { ...target, value, ...(comparator && { comparator }) },
    };
  }
  // « < 0,01 » is no number.
  if (quantity.comparator) return undefined;
  // A plain number needs the unit of the question to be known (SDC, Form Population).
  const value = unit && inUnitOf(quantity, target, item.form.convert);
  const number = type === 'integer' && value !== undefined ? Math.round(value) : value;
  return key && number !== undefined && isOfKey({ key, value: number }) ? { key, value: number } : undefined;
}
