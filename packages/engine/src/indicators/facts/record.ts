import type { EventData, EventPerson, EventType } from '@relais/model';

/** A row of the log as figures read it. */
export interface LoggedEvent {
  readonly sequence: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly actor: string;
  readonly type: EventType;
  readonly subject: string;
  readonly data: unknown;
  readonly person?: EventPerson | undefined;
}

/** What one event has said of a thing. */
export interface Part {
  readonly sequence: number;
  readonly at: number;
  readonly actor: string;
  readonly data: unknown;
  readonly person?: EventPerson;
}

/**
 * All that the log has said of one thing: of each name what was said last. Which order the rows come in does not matter, so that a record kept up to
 * date and one made anew are the same.
 */
export type FactRecord = Readonly<Record<string, Part>>;

/** Where what an event says belongs: the record of a thing, and the name in it. */
export interface Place {
  readonly record: string;
  readonly name: string;
}

/** The record with what an event says. */
export function withPart(record: FactRecord | undefined, name: string, event: LoggedEvent): FactRecord {
  const known = record?.[name];
  if (record && known && known.sequence >= event.sequence) return record;
  const { sequence, at, actor, data, person } = event;
  return { ...record, [name]: { sequence, at, actor, data, ...(person && { person }) } };
}

/** The record without the pseudonym of somebody, in what was said of them before a row of the log; the same record where there is none. */
export function withoutPatient(
  record: FactRecord,
  isLeftOut: (patient: string, sequence: number) => boolean,
): FactRecord {
  const parts = Object.entries(record);
  const isOf = ({ person, sequence }: Part) => person?.patient !== undefined && isLeftOut(person.patient, sequence);
  if (!parts.some(([, part]) => isOf(part))) return record;
  return Object.fromEntries(
    parts.map(([name, part]) => [name, isOf(part) ? { ...part, person: withoutName(part.person!) } : part]),
  );
}

function withoutName({ patient: _, ...person }: EventPerson): EventPerson {
  return person;
}

/** What a part says; it holds an event of that type, which was read through its schema. */
export function said<Type extends EventType>(part: Part | undefined, _type: Type): EventData<Type> | undefined {
  return part?.data as EventData<Type> | undefined;
}

/** The parts whose name begins so, in the order of the log. */
export function partsNamed(record: FactRecord, beginning: string): [string, Part][] {
  return Object.entries(record)
    .filter(([name]) => name.startsWith(beginning))
    .map(([name, part]): [string, Part] => [name.slice(beginning.length), part])
    .sort(([, left], [, right]) => left.sequence - right.sequence);
}

export function eventsOf(...parts: readonly (Part | undefined)[]): number[] {
  const found = parts.flatMap((part) => (part ? [part.sequence] : []));
  return [...new Set(found)].sort((left, right) => left - right);
}
