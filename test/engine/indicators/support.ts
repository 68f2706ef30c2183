import { factsOf, Figures, placesOf, withPart } from '@relais/engine/indicators';
import type { FactRecord, FigureSettings, LoggedEvent } from '@relais/engine/indicators';
import type { EventData, EventPerson, EventType, Figure, FigureQuery } from '@relais/model';

type Row = Omit<LoggedEvent, 'sequence'>;

/** A row of the log; in tests it happens when it is said to. */
export function event<Type extends EventType>(
  type: Type,
  subject: string,
  data: EventData<Type>,
  { at = '2026-10-05T08:00:00Z', actor = 'professional:p1', person }: RowOptions = {},
): Row {
  return { type, subject, data, at: Date.parse(at), actor, ...(person && { person }) };
}

interface RowOptions {
  readonly at?: string;
  readonly actor?: string;
  readonly person?: EventPerson;
}

export function log(rows: readonly Row[]): LoggedEvent[] {
  return rows.map((row, index) => ({ ...row, sequence: index + 1 }));
}

/** Figures of a log, however its rows come in. @param meanwhile asked after each row */
export function figuresOf(
  events: readonly LoggedEvent[],
  settings: FigureSettings = {},
  meanwhile: (figures: Figures) => void = () => undefined,
): Figures {
  const figures = new Figures(settings);
  const records = new Map<string, FactRecord>();
  for (const one of events) {
    for (const { record, name } of placesOf(one)) {
      const changed = withPart(records.get(record), name, one);
      records.set(record, changed);
      figures.book.put(record, factsOf(record, changed));
    }
    meanwhile(figures);
  }
  return figures;
}

/** One figure of October 2026, complete. */
export function complete(rows: readonly Row[], indicator: string, query: Partial<FigureQuery> = {}): Figure {
  return figuresOf(log(rows)).answer(
    { indicators: [indicator], from: '2026-10-01', to: '2026-10-31', ...query },
    '2026-12-01',
    'complete',
  )[0]!;
}

/** n/N as it is shown; of a plain count n. */
export function ratio({ numerator, denominator }: Figure): string {
  return denominator === undefined ? String(numerator) : `${numerator}/${denominator}`;
}

export function patient(id: string, more: Omit<EventPerson, 'patient'> = {}): EventPerson {
  return { patient: id, ...more };
}

const dimensions = {
  protocol: 'odynophagie',
  protocolVersion: '1',
  kind: 'cooperationProtocol',
  regime: 'delegation',
  profession: 'nurse',
} as const;

export function started(
  run: string,
  at: string,
  { who = run, more = {}, age }: { who?: string; more?: Partial<EventData<'run.started'>>; age?: number } = {},
): Row {
  const person = patient(who, { ...(age !== undefined && { age }) });
  return event('run.started', run, { ...dimensions, startedAt: at, ...more }, { at, person });
}

export function ended(run: string, at: string, more: Partial<EventData<'run.ended'>> = {}, who = run): Row {
  return event(
    'run.ended',
    run,
    {
      ...dimensions,
      revision: 2,
      startedAt: at,
      endedAt: at,
      outcome: 'managedByDelegate',
      rules: [],
      acts: [{ by: 'delegate', type: 'odynophagie' }],
      ...more,
    },
    { at, person: patient(who) },
  );
}

export function intake(id: string, at: string, more: Partial<EventData<'intake.recorded'>> = {}, who = id): Row {
  return event(
    'intake.recorded',
    id,
    { entryPoint: 'secretary', startedAt: at, outcome: 'redirected', reason: 'fever', ...more },
    { at, person: patient(who) },
  );
}
