import type { ActionKind, FigureDimension, IndicatorDefinition } from '@relais/model';
import type { Fact, FactKind } from '../facts/index.ts';

type Text = IndicatorDefinition['label'];

export function text(fr: string, en: string): Text {
  return { fr, en };
}

/** What one fact does to a figure. */
export interface Sighting {
  /** It counts above the line. */
  readonly numerator: boolean;
  /** It counts below the line; of plain counts nothing does. */
  readonly denominator: boolean;
  /** Of a median. */
  readonly minutes?: number;
}

/** How a figure is counted. */
export interface Counting {
  /** The kinds of facts it looks at. */
  readonly kinds: readonly FactKind[];
  /** What is counted: the facts, distinct patients, distinct professionals, or how long something took. */
  readonly what: 'facts' | 'patients' | 'professionals' | 'minutes';
  /** What a fact does to it; nothing when it is not concerned. */
  readonly sees: (fact: Fact) => Sighting | undefined;
  /** Of people: it has to hold of each of their facts, where otherwise one is enough. */
  readonly everyTime?: true;
  /** What lasts: counted is what holds on the last day, not what began in the period. */
  readonly stock?: true;
  /** Nothing of patients is in it, so that small numbers tell of nobody. */
  readonly ofNobody?: true;
  /** The denominator are the seats that were open, which the territory says and not the log. */
  readonly ofSeatsOpened?: true;
}

export interface Indicator {
  readonly definition: IndicatorDefinition;
  /** Absent where it is not measured here. */
  readonly counting?: Counting;
}

/** One that is measured here. */
export type Counted = Required<Indicator>;

type Described = Omit<IndicatorDefinition, 'source' | 'absence' | 'dimensions'>;

export function measured(described: Described, dimensions: readonly FigureDimension[], counting: Counting): Indicator {
  return { definition: { ...described, source: 'measured', dimensions: [...dimensions] }, counting };
}

/** @param absence why it is not, and what would be needed */
export function notMeasured(described: Described, absence: Text): Indicator {
  return { definition: { ...described, source: 'notMeasured', absence, dimensions: [] } };
}

/** Typed by the coordinator into the log of actions, and counted there. @param actions the kinds of entries that count */
export function declared(described: Described, ...actions: readonly ActionKind[]): Indicator {
  return {
    definition: {
      ...described,
      source: 'declared',
      numerator: text('entrées au journal d’actions', 'entries of the log of actions'),
      datedBy: text('le jour de l’action', 'the day of the action'),
      dimensions: ['actType'],
    },
    counting: {
      kinds: ['action'],
      what: 'facts',
      ofNobody: true,
      sees: each(({ values }) => (actions as readonly (string | undefined)[]).includes(values.actType)),
    },
  };
}

/** Counts every fact that is concerned. */
export function each(concerns: (fact: Fact) => boolean): Counting['sees'] {
  return (fact) => (concerns(fact) ? { numerator: true, denominator: false } : undefined);
}

/** Of those concerned, those of which something holds. */
export function share(concerns: (fact: Fact) => boolean, holds: (fact: Fact) => boolean): Counting['sees'] {
  return (fact) => (concerns(fact) ? { numerator: holds(fact), denominator: true } : undefined);
}

/** How long it took those that have come to an end. */
export function duration(concerns: (fact: Fact) => boolean): Counting['sees'] {
  return (fact) =>
    fact.minutes !== undefined && concerns(fact)
      ? { numerator: true, denominator: true, minutes: fact.minutes }
      : undefined;
}

export function has(fact: Fact, mark: string): boolean {
  return fact.marks?.[mark] === true;
}

export const always = () => true;

export const ofPatient = ['commune', 'ageBand', 'sex', 'attendingDoctor'] as const;
export const whenItWas = ['weekday', 'hour'] as const;
