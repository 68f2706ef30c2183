/** « 30 novembre 2026 à 10:03 », in the zone of whoever reads. */
export function when(instant: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(instant));
}

/** Scripts that are written from right to left. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return /^(ar|he|fa|ur|ps|yi|dv|ckb|sd|ug)\b/.test(language) ? 'rtl' : 'ltr';
}
