import { plainSigns } from '@relais/sdk/signs';
import { localeOf } from '@relais/sdk/locale';

const formats = new Map<string, Intl.NumberFormat>();

/** A number as a person of the language types it: no grouping, every digit kept. */
export function formatNumber(value: number, language: string): string {
  let format = formats.get(language);
  if (!format) {
    format = new Intl.NumberFormat(localeOf(language), { useGrouping: false, maximumFractionDigits: 15 });
    formats.set(language, format);
  }
  return format.format(value);
}

/**
 * What was typed, as a number; the text itself when it is none, for the form to refuse; undefined when nothing was typed.
 * French writes a comma and groups by spaces; a point is taken too, since keypads have no other key. « 120 80 » is no number:
 * only groups of three digits are parted by spaces.
 */
export function parseNumber(text: string, language: string): number | string | undefined {
  const written = plainSigns(text)
    .trim()
    .replace(/^([+-])\s+/, '$1');
  if (written === '') return undefined;
  const plain = /^[+-]?\d{1,3}(?:\s\d{3})+(?:[.,]\d*)?$/.test(written) ? written.replace(/\s/g, '') : written;
  // English groups by commas: « 12,345.5 ». No group begins with 0: « 0,125 » is what a French hand makes of 0.125.
  const isGrouped = language === 'en' && /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/.test(plain);
  const decimal = isGrouped ? plain.replaceAll(',', '') : plain.replace(',', '.');
  return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(decimal) ? Number(decimal) : text;
}
