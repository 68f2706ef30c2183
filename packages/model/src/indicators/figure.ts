import * as z from 'zod/mini';
import { Instant, PlainDate } from '../core/instant.ts';
import { FigureDimension, FigureSource, FigureStep, IndicatorUnit } from './definition.ts';

/** Days of Europe/Paris, both included. */
export const FigurePeriod = z.object({ from: PlainDate, to: PlainDate });
export type FigurePeriod = z.infer<typeof FigurePeriod>;

/** Why there is a cell and no number: fewer patients stand behind it than it takes, or it would tell of them by subtraction. */
export const HiddenReason = z.enum(['small-cell']);
export type HiddenReason = z.infer<typeof HiddenReason>;

/** The number, and what it is made of. All of them are null where it is hidden. */
const counted = {
  /** What is shown: a count, a share of 100, a median. Null: hidden, or nothing to divide by (« — »). */
  value: z.nullable(z.number()),
  numerator: z.nullable(z.int()),
  /** Absent for plain counts. Of a median, how many there are. */
  denominator: z.optional(z.nullable(z.int())),
  /** Of a median: nine in ten are no longer. */
  p90: z.optional(z.nullable(z.number())),
  hidden: z.optional(HiddenReason),
};

/** One part of a figure that was split. */
export const FigureCell = z.object({
  /** A code of each dimension it was split by, in their order; `unknown` where the log does not say. */
  key: z.array(z.string()).check(z.minLength(1), z.maxLength(2)),
  ...counted,
});
export type FigureCell = z.infer<typeof FigureCell>;

export const FigureSplit = z.union([FigureDimension, FigureStep]);
export type FigureSplit = z.infer<typeof FigureSplit>;

/** What was left out, and counted apart. Null where fewer patients stand behind it than it takes, and somebody. */
export const ExcludedCounts = z.object({
  cancelled: z.nullable(z.int()),
  erroneous: z.nullable(z.int()),
  training: z.nullable(z.int()),
  trial: z.nullable(z.int()),
  /** Runs that the server could not accept as they are. */
  needsReview: z.nullable(z.int()),
  /** Nobody is known to stand behind them, so that they cannot be counted as patients. */
  unknownPatient: z.nullable(z.int()),
});
export type ExcludedCounts = z.infer<typeof ExcludedCounts>;

/** A count of a period as the structure had it elsewhere: of its own days, never a part of what was counted here. */
export const TakenOverCount = z.object({
  ...FigurePeriod.shape,
  ...counted,
  /** The import that brought it. */
  import: z.string(),
});
export type TakenOverCount = z.infer<typeof TakenOverCount>;

export const ComparisonKind = z.enum(['previous', 'sameLastYear']);
export type ComparisonKind = z.infer<typeof ComparisonKind>;

export const FigureComparison = z.object({
  kind: ComparisonKind,
  ...FigurePeriod.shape,
  counted: z.nullable(FigurePeriod),
  ...counted,
});
export type FigureComparison = z.infer<typeof FigureComparison>;

/** Chosen codes by dimension. */
export const FigureFilters = z.partialRecord(FigureDimension, z.array(z.string()));
export type FigureFilters = z.infer<typeof FigureFilters>;

/** A figure with all that is needed to defend it. */
export const Figure = z.object({
  indicator: z.string(),
  /** Of its definition. */
  version: z.int(),
  unit: IndicatorUnit,
  source: FigureSource,
  /** As asked. */
  ...FigurePeriod.shape,
  /**
   * What is counted of it. Numbers are made of whole blocks of days that as many patients as it takes stand behind (or nobody), and of whole quarters that
   * are over where a figure is filtered or split, so that no subtraction leaves fewer; days at either end that make no block are left out. Null when no
   * block is left.
   */
  counted: z.nullable(FigurePeriod),
  filters: FigureFilters,
  ...counted,
  excluded: ExcludedCounts,
  by: z.optional(z.array(FigureSplit)),
  cells: z.optional(z.array(FigureCell)),
  comparison: z.optional(FigureComparison),
  /** Counts taken over from before whose days are among those asked for, in part or all, by date. Absent where there are none, and where it is filtered. */
  takenOver: z.optional(z.array(TakenOverCount)),
  /** How many of the declared entries in it came with an import. Absent where none did. */
  ofWhichTakenOver: z.optional(z.int()),
});
export type Figure = z.infer<typeof Figure>;

/** How far behind the log figures are. */
export const Freshness = z.object({
  /** Instant of the last event that is counted; absent while there is none. */
  asOf: z.optional(Instant),
  /** When this was computed. */
  at: Instant,
  /** Events of the log that are not counted yet. */
  behind: z.int(),
  /** Row of the log up to which it is counted, and its hash. */
  sequence: z.int(),
  hash: z.string(),
});
export type Freshness = z.infer<typeof Freshness>;

/** `GET …/figures`: those asked for, in their order, all of one moment. */
export const FigureList = z.object({ freshness: Freshness, figures: z.array(Figure) });
export type FigureList = z.infer<typeof FigureList>;

/** One thing that a figure counts: its date and coded values. Nobody's name or pseudonym. */
export const FigureLine = z.object({
  date: PlainDate,
  /** Whether it counts in the numerator. */
  counts: z.boolean(),
  /** Minutes, where the figure is a duration. */
  minutes: z.optional(z.number()),
  values: z.partialRecord(FigureDimension, z.string()),
  /** Rows of the log that have made it, its places in the chain: for the administrator and the DPO, who may read the log. */
  events: z.optional(z.array(z.int())),
  /** Its run or request, for whoever may open it. */
  subject: z.optional(z.string()),
});
export type FigureLine = z.infer<typeof FigureLine>;

/** `GET …/figures/{indicator}/lines`, by date. */
export const FigureLines = z.object({
  freshness: Freshness,
  total: z.int(),
  lines: z.array(FigureLine),
  /** Where the list goes on. */
  next: z.optional(z.string()),
});
export type FigureLines = z.infer<typeof FigureLines>;

/** Live message `figures`: figures have moved; whoever shows some asks for them again. */
export const FiguresMessage = z.object({ sequence: z.number() });
export type FiguresMessage = z.infer<typeof FiguresMessage>;
