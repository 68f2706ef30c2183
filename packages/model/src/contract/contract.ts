import * as z from 'zod/mini';
import { AciMission } from '../action-log/index.ts';
import { Exactly } from '../core/exactly.ts';
import { Instant, PlainDate } from '../core/instant.ts';

/** More of a kind is a mistake of typing, not a contract. */
const MOST_PERIODS = 40;
const MOST_INDICATORS = 30;
/** Hundred million euros, in cents. */
const MOST_CENTS = 10_000_000_000;
const FURTHEST = 1_000_000_000;
const LONGEST_NOTE = 200;

/** Inhabitants of the territory of a CPTS, by the four sizes of the agreement (signed 20 June 2019, approved by the order of 21 August 2019). */
export const CptsSize = z.enum(['under40000', 'from40000', 'from80000', 'over175000']);
export type CptsSize = z.infer<typeof CptsSize>;

/** Euros as a whole number of cents. */
export const Cents = z.int().check(z.minimum(0), z.maximum(MOST_CENTS));

/** A value an indicator has or is to have, in its own unit (a share of 100, minutes, a count): two decimals at most. */
const ContractValue = z.number().check(
  z.minimum(-FURTHEST),
  z.maximum(FURTHEST),
  z.refine((value) => Math.round(value * 100) / 100 === value, { params: { accepted: 'two decimals at most' } }),
);

/**
 * How far an indicator has got counts. `linear`: in proportion, from where it begins (0 %) to its target (100 %), never less and never more. `reached`: 100 %
 * once the target is reached, 0 % before. Neither is in the agreement, which says that the variable part follows the objectives of each contract: the
 * structure chooses what its own contract says.
 */
export const AttainmentRule = z.enum(['linear', 'reached']);
export type AttainmentRule = z.infer<typeof AttainmentRule>;

const Note = z.string().check(z.trim(), z.minLength(1), z.maxLength(LONGEST_NOTE));

/** One indicator of a mission. */
export const ContractIndicator = Exactly({
  /** Id in the registry. */
  indicator: z.string().check(z.minLength(1), z.maxLength(20)),
  /** Share of the mission's variable part, of 100. */
  weight: z.int().check(z.minimum(1), z.maximum(100)),
  /** Where it begins; when absent 0. A target below it is one that falls. */
  baseline: z.optional(ContractValue),
  target: ContractValue,
  /** When absent `linear`. */
  rule: z.optional(AttainmentRule),
  /** A value that somebody has typed, in place of the figure, and where it was read. */
  typed: z.optional(Exactly({ value: ContractValue, source: Note })),
});
export type ContractIndicator = z.infer<typeof ContractIndicator>;

export const ContractMission = Exactly({
  mission: AciMission,
  fixed: Cents,
  variable: Cents,
  indicators: z.array(ContractIndicator).check(z.maxLength(MOST_INDICATORS)),
});
export type ContractMission = z.infer<typeof ContractMission>;

/** What holds from one day to another, both included, in Europe/Paris. Amounts are those of all of it. */
export const ContractPeriod = Exactly({
  from: PlainDate,
  to: PlainDate,
  size: CptsSize,
  missions: z.array(ContractMission).check(z.maxLength(AciMission.options.length)),
});
export type ContractPeriod = z.infer<typeof ContractPeriod>;

/** What a structure has agreed with its fund and its agency, as it has typed it in. */
export const AciContract = Exactly({
  formatVersion: z.literal('relais-contract/1'),
  /** Made up to show how it works: nobody has agreed to it. */
  illustrative: z.optional(z.literal(true)),
  /** By date, none with a day of another. */
  periods: z.array(ContractPeriod).check(z.maxLength(MOST_PERIODS)),
});
export type AciContract = z.infer<typeof AciContract>;

/** `PUT …/settings/contract`. */
export const SaveContract = Exactly({
  /** The version it was made from; 0 where there was none. */
  base: z.int().check(z.minimum(0)),
  contract: AciContract,
});
export type SaveContract = z.infer<typeof SaveContract>;

export const ContractVersion = z.object({ version: z.int(), at: Instant });
export type ContractVersion = z.infer<typeof ContractVersion>;

/** `GET …/settings/contract`. */
export const KeptContract = z.object({
  /** 0 while nothing was typed. */
  version: z.int(),
  contract: AciContract,
  /** All there were, the latest first. */
  versions: z.array(ContractVersion),
});
export type KeptContract = z.infer<typeof KeptContract>;

/** `PUT …/settings/contract`, answered. */
export const SavedContract = z.object({ version: z.int() });
