import { isTimeZone, openZone } from '@relais/engine';
import { findBusyTimes } from '@relais/engine/planning';
import type { AgendaClock, AgendaEvent, BusyInterval } from '@relais/engine/planning';
import { NotACalendarError, splitAgenda } from './lines.ts';
import { readRule } from './read-rule.ts';
import { nominal, readMoment, UnreadError, valuesOf } from './read-values.ts';
import type { Moment, Values } from './read-values.ts';
import { readZone } from './read-zone.ts';

/** An agenda as it came, and what of it is asked for. */
export interface AgendaQuestion {
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly window: BusyInterval;
  /** IANA zone of times that name none, and of whole days. */
  readonly zone: string;
  /** Duties that a calendar has of this structure are none of the agenda: their events are named by this. */
  readonly ownSuffix: string;
}

/** Busy times, from and until, milliseconds since the epoch; or why there are none. */
export type AgendaAnswer =
  | { readonly busy: readonly (readonly [start: number, end: number])[]; readonly unread: number }
  | 'not-a-calendar'
  | 'too-many';

/** Above what anybody has in an agenda. */
const MOST_PARTS = 50_000;
const MOST_BUSY_TIMES = 2000;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** When somebody is busy by their agenda, an iCalendar text. Nothing is taken from it but from when until when, and nothing else leaves. */
export function readAgenda({ text, window, zone, ownSuffix }: AgendaQuestion): AgendaAnswer {
  const reader = new AgendaReader(zone, ownSuffix);
  try {
    let count = 0;
    for (const { kind, text: part } of splitAgenda(text)) {
      count += 1;
      if (count > MOST_PARTS) return 'too-many';
      reader.take(kind, part);
    }
  } catch (error) {
    if (error instanceof NotACalendarError) return 'not-a-calendar';
    throw error;
  }
  const { busy, unread } = findBusyTimes(reader.events(), window);
  if (busy.length > MOST_BUSY_TIMES) return 'too-many';
  return { busy: busy.map(({ startMs, endMs }) => [startMs, endMs]), unread: unread + reader.unread };
}

/** Owns the parts of one agenda until all are there: a time zone may stand behind the events that name it. */
class AgendaReader {
  unread = 0;
  readonly #zone: AgendaClock;
  readonly #ownSuffix: string;
  readonly #parts: Values[] = [];
  /** Zones that the agenda brings, by the name it gives them. */
  readonly #zones = new Map<string, AgendaClock>();

  constructor(zone: string, ownSuffix: string) {
    this.#zone = clockOf(zone);
    this.#ownSuffix = ownSuffix;
  }

  take(kind: string, text: string): void {
    // Tasks and notes keep nobody busy.
    if (kind === 'VTODO' || kind === 'VJOURNAL') return;
    const take = { VEVENT: () => void this.#parts.push(valuesOf(text)), VTIMEZONE: () => this.#takeZone(text) }[kind];
    try {
      if (take) take();
      else this.unread += 1;
    } catch {
      // A zone that is not understood is nothing by itself; the events that name it are.
      if (kind !== 'VTIMEZONE') this.unread += 1;
    }
  }

  events(): AgendaEvent[] {
    const own = this.#parts.filter(({ uid }) => !uid.endsWith(this.#ownSuffix));
    const moved = this.#readMoved(own);
    return own.flatMap((values) => {
      try {
        const event = isBusy(values) ? this.#read(values, moved.get(values.uid)) : undefined;
        if (event && values.isInPart) this.unread += 1;
        return event ?? [];
      } catch (error) {
        if (!(error instanceof UnreadError)) throw error;
        this.unread += 1;
        return [];
      }
    });
  }

  /** Of each event that repeats the times that are events of their own, called off or moved. */
  #readMoved(all: readonly Values[]): ReadonlyMap<string, readonly Moment[]> {
    const moved = new Map<string, Moment[]>();
    for (const { uid, instead } of all) {
      if (!instead) continue;
      try {
        // Which event it changes is not said: another must not be free for it.
        if (uid === '') throw new UnreadError();
        const moment = readMoment(instead);
        this.#clockOf(moment);
        moved.set(uid, [...(moved.get(uid) ?? []), moment]);
      } catch {
        this.unread += 1;
      }
    }
    return moved;
  }

  #read(values: Values, moved: readonly Moment[] | undefined): AgendaEvent {
    const { start: startValue, end, duration, rule, without, instead } = values;
    if (!startValue) throw new UnreadError();
    const start = readMoment(startValue);
    const clock = this.#clockOf(start);
    const { day, minutes } = start;
    const length = duration
      ? nominal(duration)
      : this.#lengthOf(start, clock, end === undefined ? undefined : readMoment(end));
    // A date alone, of an event that has an hour, means the one of that day: some calendars write it so, against RFC 5545 §3.8.5.1.
    const instantOf = (moment: Moment) =>
      moment.isDate && !start.isDate ? clock(moment.day, minutes) : this.#instantOf(moment);
    const off = [...without.map((value) => readMoment(value)), ...(instead ? [] : (moved ?? []))];
    return {
      ...{ day, minutes, clock, length },
      ...(rule && !instead && { rule: readRule(rule, clock) }),
      without: new Set(off.map(instantOf)),
    };
  }

  /** Whole days are as long as their clock has them; what ends at an instant lasts exactly so long (RFC 5545 §3.8.5.3). */
  #lengthOf(start: Moment, clock: AgendaClock, end: Moment | undefined): AgendaEvent['length'] {
    if (!end) return { days: start.isDate ? 1 : 0, milliseconds: 0 };
    if (start.isDate && end.isDate) {
      // An end on the first day is taken for that day: it is often written so, where the day after is meant.
      if (end.day < start.day) throw new UnreadError();
      return { days: Math.max(1, end.day - start.day), milliseconds: 0 };
    }
    const milliseconds = this.#instantOf(end) + end.seconds * 1000 - clock(start.day, start.minutes);
    if (milliseconds < 0) throw new UnreadError();
    return { days: 0, milliseconds };
  }

  #instantOf(moment: Moment): number {
    return this.#clockOf(moment)(moment.day, moment.minutes);
  }

  #clockOf({ isUtc, zone }: Moment): AgendaClock {
    if (isUtc) return (day, minutes) => day * DAY_MS + minutes * MINUTE_MS;
    if (zone === undefined) return this.#zone;
    if (isTimeZone(zone)) return clockOf(zone);
    const brought = this.#zones.get(zone);
    if (!brought) throw new UnreadError();
    return brought;
  }

  #takeZone(text: string): void {
    const { name, clock } = readZone(text);
    this.#zones.set(name, clock);
  }
}

function clockOf(zone: string): AgendaClock {
  const opened = openZone(zone);
  return (day, minutes) => opened.instantOf(day, minutes);
}

/** What is called off, or marked as free (RFC 5545 §3.8.1.11, §3.8.2.7), keeps nobody busy. */
function isBusy({ status, transparency }: Values): boolean {
  return status !== 'CANCELLED' && transparency !== 'TRANSPARENT';
}
