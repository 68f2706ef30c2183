import * as z from 'zod/mini';
import { AciMission } from '../action-log/index.ts';
import { PlainDate } from '../core/instant.ts';
import { Figure, Freshness } from '../indicators/index.ts';
import { AttainmentRule, CptsSize } from './contract.ts';

/**
 * How the value of a line is known, or why it is not: counted here; typed by somebody; hidden, as few patients stand behind it; nothing to divide by;
 * nothing countable yet; not counted here and not typed.
 */
export const PaymentState = z.enum(['counted', 'typed', 'hidden', 'incalculable', 'early', 'notMeasured']);
export type PaymentState = z.infer<typeof PaymentState>;

/** One indicator of a mission, and what it would bring. */
export const PaymentLine = z.object({
  indicator: z.string(),
  weight: z.int(),
  baseline: z.number(),
  target: z.number(),
  rule: AttainmentRule,
  state: PaymentState,
  /** What was typed, and where it was read. */
  typed: z.optional(z.object({ value: z.number(), source: z.string() })),
  /** As whoever asks may see it; absent of days that have not begun. */
  figure: z.optional(Figure),
  /** Hundredths of a percent, 0 to 10000, rounded down; null where no value is known. */
  attainment: z.nullable(z.int()),
  /** Its part of the variable amount, in cents: what it brings when attained. */
  share: z.int(),
  /** `share` × attainment, in cents, rounded down; null where no value is known. */
  amount: z.nullable(z.int()),
});
export type PaymentLine = z.infer<typeof PaymentLine>;

/** Cents. What is not known brings nothing at the least and all of its share at the most. */
const range = { least: z.int(), most: z.int() };

export const PaymentMission = z.object({
  mission: AciMission,
  fixed: z.int(),
  variable: z.int(),
  lines: z.array(PaymentLine),
  ...range,
});
export type PaymentMission = z.infer<typeof PaymentMission>;

/** `GET …/contract-payment`: fixed + variable × attainment, by mission. It helps to see, and is a claim on nobody. */
export const PaymentHelp = z.object({
  freshness: Freshness,
  /** Of the contract. */
  version: z.int(),
  illustrative: z.optional(z.literal(true)),
  /** Period of validity. */
  from: PlainDate,
  to: PlainDate,
  size: CptsSize,
  /** The last day that is in the figures; absent while the period has not begun. */
  until: z.optional(PlainDate),
  missions: z.array(PaymentMission),
  fixed: z.int(),
  variable: z.int(),
  ...range,
});
export type PaymentHelp = z.infer<typeof PaymentHelp>;
