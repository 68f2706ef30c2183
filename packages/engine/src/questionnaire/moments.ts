const DATE = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?$/;
const ZONE = /(?:Z|[+-]\d\d:\d\d)$/;

/** Whether a text is a FHIR date that exists: `2026`, `2026-11` or `2026-11-09`. */
export function isDate(text: string): boolean {
  const [, year, month = '01', day = '01'] = DATE.exec(text) ?? [];
  // Day 0 of the next month is the last of this one; leap years come back after 400.
  const last = new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate();
  return day > '00' && Number(day) <= last;
}

/** A dateTime has a zone as soon as it has a time (R4, `dateTime`). */
export function isDateTime(text: string): boolean {
  const [, date = '', time] = /^([^T]*)(?:T(.*))?$/.exec(text) ?? [];
  return isDate(date) && (time === undefined || (date.length > 9 && ZONE.test(time) && isTime(time.replace(ZONE, ''))));
}

export function isTime(text: string): boolean {
  return TIME.test(text);
}
