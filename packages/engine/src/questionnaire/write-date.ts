import { isFrench } from './translations.ts';

/** A date as its language writes it: French says « 1er » for the first day of a month, which `Intl` does not. */
export function writeDate(format: Intl.DateTimeFormat, date: Date, language: string): string {
  const text = format.format(date);
  return isFrench(language) ? text.replace(/^1(?=\s)/, '1er') : text;
}
