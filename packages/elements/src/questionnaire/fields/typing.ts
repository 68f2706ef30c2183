const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB' };

/** The locale numbers and dates are written in: French, or English as it is written in Europe. */
export function localeOf(language: string): string {
  return LOCALES[language] ?? language;
}

/** What can be written into a field as it is: texts and numbers. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

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
 * French writes a comma and groups by spaces; a point is taken too, since keypads have no other key.
 */
export function parseNumber(text: string, language: string): number | string | undefined {
  const plain = text
    .trim()
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(/[−–]/g, '-');
  if (plain === '') return undefined;
  const decimal =
    language === 'en' ? plain.replace(/,(?=\d{3}(?:\D|$))/g, '').replace(',', '.') : plain.replace(',', '.');
  return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(decimal) ? Number(decimal) : text;
}
