import { placesOf, withoutPatient, withPart } from '@relais/engine/indicators';
import type { Fact, FactRecord, LoggedEvent } from '@relais/engine/indicators';
import type { EventPerson } from '@relais/model';
import { canonicalJson } from '../core/log/canonical.ts';
import { readEvent } from '../core/log/event.ts';
import type { EventRow, ReadEvent } from '../core/log/event.ts';
import type { Objections } from '../core/log/objections.ts';

/** A row as figures read it; `undefined` for one that cannot be understood, which verify-log tells. */
export function toLogged(row: EventRow): LoggedEvent | undefined {
  try {
    const event = readEvent(row);
    return event && withRow(row, event);
  } catch {
    return undefined;
  }
}

export function withRow({ sequence, at, actor, subject, person }: EventRow, { type, data }: ReadEvent): LoggedEvent {
  return {
    ...{ sequence, at, actor, type, subject, data },
    ...(person !== null && { person: JSON.parse(person) as EventPerson }),
  };
}

export function placedIn(events: readonly LoggedEvent[]) {
  return events.flatMap((event) => placesOf(event).map((place) => ({ event, ...place })));
}

/** Whose pseudonym is left out of a row. */
export type LeavesOut = (patient: string, sequence: number) => boolean;

export function leavesOutAt(objections: Objections, asOf: number): LeavesOut {
  return (patient, sequence) => objections.isLeftOut(patient, sequence, asOf);
}

/** Puts events into the records that they are about. @returns the ids of those that have changed */
export function foldInto(
  records: Map<string, FactRecord>,
  events: readonly LoggedEvent[],
  leavesOut: LeavesOut,
): Set<string> {
  const changed = new Set<string>();
  for (const { event, record, name } of placedIn(events)) {
    records.set(record, withoutPatient(withPart(records.get(record), name, event), leavesOut));
    changed.add(record);
  }
  return changed;
}

/** @param changedAt the last row that has changed it without being part of it */
export function writeRecord(record: FactRecord, changedAt = 0): { readonly sequence: number; readonly body: string } {
  const sequence = Math.max(changedAt, ...Object.values(record).map((part) => part.sequence));
  return { sequence, body: canonicalJson(record) };
}

export function readRecord(body: string): FactRecord {
  return JSON.parse(body) as FactRecord;
}

/** One text for all that are alike: a patient stands in many records, and sets of patients compare texts. */
export class Words {
  readonly #known = new Map<string, string>();

  share(facts: readonly Fact[]): Fact[] {
    return facts.map((fact) => (fact.patient === undefined ? fact : { ...fact, patient: this.#one(fact.patient) }));
  }

  #one(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    this.#known.set(text, text);
    return text;
  }
}
