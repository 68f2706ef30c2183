const DATE = /^\d{4}(-\d\d){0,2}$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?$/;
const ZONE = /(?:Z|[+-]\d\d:\d\d)$/;

/** Whether a text is a FHIR date that exists: `2026`, `2026-11` or `2026-11-09`. */
export function isDate(text: string): boolean {
  // Of a day that no month has, an engine makes another day or none.
  return DATE.test(text) && (new Date(text).toJSON() as string | null)?.startsWith(text) === true;
}

/** A dateTime has a zone as soon as it has a time (R4, `dateTime`). */
export function isDateTime(text: string): boolean {
  const [date = '', time, ...more] = text.split('T');
  if (time === undefined) return isDate(date);
  return isDate(date) && date.length > 9 && ZONE.test(time) && isTime(time.replace(ZONE, '')) && more.length === 0;
}

export function isTime(text: string): boolean {
  return TIME.test(text);
}
