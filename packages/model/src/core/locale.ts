const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB' };

/** The locale numbers and dates are written in: French, or English as it is written in Europe, the day before the month. */
export function localeOf(language: string): string {
  return LOCALES[language] ?? language;
}
