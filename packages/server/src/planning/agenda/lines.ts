/** What is read of an event; the lines of its title, place, people and alarms are not even looked at. */
const OF_EVENTS = /^(?:UID|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|EXRULE|RECURRENCE-ID|STATUS|TRANSP)(?:[;:]|$)/i;

/** A part of an agenda by its kind (`VEVENT`, `VTIMEZONE`…), as an iCalendar text of what is read of it. */
export interface AgendaPart {
  readonly kind: string;
  readonly text: string;
}

/** The text is no iCalendar file, or not all of one. */
export class NotACalendarError extends Error {
  override readonly name = 'NotACalendarError';
}

/**
 * Takes an iCalendar text (RFC 5545 §3.1, §3.4) apart, so that a part that cannot be read spoils no other. A text that ends before its end is refused:
 * what is missing would be taken for free time.
 * @throws {NotACalendarError}
 */
export function* splitAgenda(text: string): Generator<AgendaPart> {
  const open: string[] = [];
  let lines: string[] = [];
  let count = 0;
  for (const line of unfold(text)) {
    const [, edge, kind = ''] = /^(BEGIN|END):\s*([\w-]+)\s*$/i.exec(line)?.map((part) => part.toUpperCase()) ?? [];
    if (open.length === 0 && (edge !== 'BEGIN' || kind !== 'VCALENDAR')) throw new NotACalendarError();
    if (edge === 'BEGIN') open.push(kind);
    if (open.length === 2 && edge === 'BEGIN') lines = [];
    if (isRead(line, open, edge !== undefined)) lines.push(line);
    if (edge !== 'END') continue;
    if (open.pop() !== kind) throw new NotACalendarError();
    if (open.length === 1) yield { kind, text: lines.join('\r\n') };
    if (open.length === 0) count += 1;
  }
  if (open.length > 0 || count === 0) throw new NotACalendarError();
}

/** All lines of a time zone; of an event its own and what is named above. */
function isRead(line: string, open: readonly string[], isEdge: boolean): boolean {
  if (open[1] === 'VTIMEZONE') return true;
  return open[1] === 'VEVENT' && open.length === 2 && (isEdge || OF_EVENTS.test(line));
}

function unfold(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/(?:\r\n|\n|\r)[ \t]/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '');
}
