/** The locale numbers and dates are written in: English as it is written in Europe, the day before the month. */
export function localeOf(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}

/** A date as its language writes it: French says « 1er » for the first day of a month, which `Intl` does not. */
export function writeDate(format: Intl.DateTimeFormat, date: Date, language: string): string {
  const text = format.format(date);
  return /^fr\b/i.test(language) ? text.replace(/^1(?=\s)/, '1er') : text;
}
