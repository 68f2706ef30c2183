import { HolidayCalendarId, territoryFormats } from '@relais/model';

/** One thing that is wrong with a territory file. `path` is dotted with indexes, e.g. `openings[3].from`; empty for the whole document. */
export interface TerritoryProblem {
  readonly code: TerritoryProblemCode;
  readonly path: string;
  /** What the file says there; `undefined` when it says nothing. */
  readonly value: unknown;
  /** What is wrong there, without the place: `is missing`, `is "9h"`. */
  readonly said: string;
  /** What is accepted there. */
  readonly accepted: string;
  /** All of it in one English sentence. */
  readonly message: string;
}

export type TerritoryProblemCode =
  | 'missing'
  | 'not-accepted'
  | 'malformed-time'
  | 'malformed-date'
  | 'slot-length-not-whole'
  | 'slot-length-missing'
  | 'unknown-time-zone'
  | 'unknown-calendar'
  | 'unknown-holiday'
  | 'unknown-practice'
  | 'unknown-site'
  | 'duplicate'
  | 'week-outside-cycle'
  | 'dates-reversed'
  | 'trial-too-long'
  | 'break-outside-window'
  | 'overlapping-openings'
  | 'too-intricate'
  | 'too-many-slots';

/** Problems named at most: nobody mends more of them at a time. */
export const mostProblems = 100;

/** From the document down to a place in it. */
export type Path = readonly PropertyKey[];

/** A problem with what the file says at a place. */
export function problem(code: TerritoryProblemCode, path: Path, value: unknown, accepted: string): TerritoryProblem {
  const said = value === undefined ? 'is missing' : `is ${abbreviate(value)}`;
  return problemInWords(code, path, { value, said, accepted });
}

/** The same where the value alone does not say what is wrong. */
export function problemInWords(
  code: TerritoryProblemCode,
  path: Path,
  { value, said, accepted }: Pick<TerritoryProblem, 'value' | 'said' | 'accepted'>,
): TerritoryProblem {
  const place = formatPath(path);
  const message = `${place || 'The document'} ${said}; accepted: ${accepted}.`;
  return { code, path: place, value, said, accepted, message };
}

export function formatPath(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${String(step)}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}

function abbreviate(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** The schema's own message is what it accepts; that also tells which rule was broken. */
export function problemOfIssue(issue: { path: Path; message: string }, input: unknown): TerritoryProblem {
  const value = issue.path.reduce<unknown>(
    (node, step) => (node as Record<PropertyKey, unknown> | undefined)?.[step],
    input,
  );
  const isCalendar = issue.message === territoryFormats.calendar;
  const accepted = isCalendar ? `one of ${HolidayCalendarId.options.join(', ')}` : issue.message;
  return problem(value === undefined ? 'missing' : codeOf(issue.message), issue.path, value, accepted);
}

function codeOf(format: string): TerritoryProblemCode {
  switch (format) {
    case territoryFormats.time:
      return 'malformed-time';
    case territoryFormats.date:
      return 'malformed-date';
    case territoryFormats.slotsPerHour:
      return 'slot-length-not-whole';
    case territoryFormats.calendar:
      return 'unknown-calendar';
    default:
      return 'not-accepted';
  }
}
