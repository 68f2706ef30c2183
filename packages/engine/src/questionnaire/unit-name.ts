import type { Coding, Quantity } from '@relais/model/fhir';
import { labelOf } from './options.ts';
import type { Languages } from './translations.ts';

/** What the unit of an answer is called in the language of the form; the one the form gives first, where the answer has none. */
export function unitName(units: readonly Coding[], { code, unit }: Quantity, languages: Languages): string {
  const own = code ?? unit;
  const known = own === undefined ? units[0] : units.find((one) => one.code === code && (code ?? one.display === unit));
  return known ? labelOf({ key: 'valueCoding', value: known }, {}, languages) : (unit ?? code ?? '');
}
