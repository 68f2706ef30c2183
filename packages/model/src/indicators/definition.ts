import * as z from 'zod/mini';
import { LocalizedText } from '../core/exactly.ts';

/** Part of the registry an indicator stands in. */
export const IndicatorFamily = z.enum([
  'cooperation',
  'unscheduledCare',
  'waitingLists',
  'aci',
  'territory',
  'coordination',
]);
export type IndicatorFamily = z.infer<typeof IndicatorFamily>;

/** Written in the Code (D.4011-4 CSP); asked for by those who run centres; named by a source on the ACI, with a local definition; ours. */
export const IndicatorStatus = z.enum(['legal', 'requested', 'aci', 'ours']);
export type IndicatorStatus = z.infer<typeof IndicatorStatus>;

/** Where a figure comes from: counted from what happened, typed by somebody, taken over from before, or not to be had here. */
export const FigureSource = z.enum(['measured', 'declared', 'takenOver', 'notMeasured']);
export type FigureSource = z.infer<typeof FigureSource>;

/** `patients` are distinct people; `percent` is a share of 100, `minutes` a median. */
export const IndicatorUnit = z.enum([
  'patients',
  'requests',
  'visits',
  'runs',
  'acts',
  'entries',
  'people',
  'protocols',
  'actions',
  'percent',
  'minutes',
  'euros',
  'yesNo',
]);
export type IndicatorUnit = z.infer<typeof IndicatorUnit>;

/** What a figure can be filtered and split by. */
export const FigureDimension = z.enum([
  'protocol',
  'protocolVersion',
  'regime',
  'profession',
  'professional',
  'site',
  'practice',
  'commune',
  'ageBand',
  'sex',
  'attendingDoctor',
  'reason',
  'origin',
  'outcome',
  'target',
  'actType',
  'rule',
  'severity',
  'eventType',
  'function',
  'activation',
  'class',
  'weekday',
  'hour',
]);
export type FigureDimension = z.infer<typeof FigureDimension>;

/** Calendar steps a figure can be split by, in place of a dimension. A week begins on Monday and bears its date. */
export const FigureStep = z.enum(['day', 'week', 'month', 'quarter', 'year']);
export type FigureStep = z.infer<typeof FigureStep>;

/** An indicator as data: screen, export and documentation read this. A change of what is counted is another version. */
export const IndicatorDefinition = z.object({
  id: z.string(),
  version: z.int(),
  family: IndicatorFamily,
  label: LocalizedText,
  definition: LocalizedText,
  /** Absent for what is only described, not counted. */
  numerator: z.optional(LocalizedText),
  /** Absent for a plain count. */
  denominator: z.optional(LocalizedText),
  unit: IndicatorUnit,
  status: IndicatorStatus,
  /** Text it is taken from, where there is one. */
  reference: z.optional(z.string()),
  source: FigureSource,
  /** Of one that is not measured here: why, and what would be needed. */
  absence: z.optional(LocalizedText),
  /** The date a thing is counted on. */
  datedBy: z.optional(LocalizedText),
  dimensions: z.array(FigureDimension),
});
export type IndicatorDefinition = z.infer<typeof IndicatorDefinition>;

/** Names of the codes of a dimension, as far as the structure has given any. */
export const DimensionLabels = z.partialRecord(FigureDimension, z.record(z.string(), LocalizedText));
export type DimensionLabels = z.infer<typeof DimensionLabels>;

/** `GET …/indicators`. */
export const IndicatorRegistry = z.object({
  indicators: z.array(IndicatorDefinition),
  /** First ages of the bands, the first of which is 0. */
  ageBands: z.array(z.int()),
  /** Fewer patients than that are not shown. */
  smallest: z.int(),
  labels: DimensionLabels,
});
export type IndicatorRegistry = z.infer<typeof IndicatorRegistry>;
