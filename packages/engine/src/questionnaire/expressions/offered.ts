import type { Reference } from '@relais/model/fhir';
import { makeOption } from '../options.ts';
import type { Option } from '../options.ts';
import type { Languages } from '../translations.ts';
import { isObject, keyOfChoice } from '../values.ts';

/** Options an expression gives: codings, texts, numbers or resources, which become references. */
export function optionsOfValues(values: readonly unknown[], languages: Languages): Option[] {
  return values.map((value) => {
    const typed = isObject(value) && 'resourceType' in value ? referenceTo(value) : value;
    return makeOption({ key: keyOfChoice(typed), value: typed }, {}, {}, languages);
  });
}

export function referenceTo(resource: Record<string, unknown>): Reference {
  return { reference: `${String(resource['resourceType'])}/${String(resource['id'])}` };
}
