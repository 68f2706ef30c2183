import type { EntryPoint } from '@relais/model';

/** What is used of the profile of demand: every figure in it says whether it was published, derived or assumed. */
export interface DemandProfile {
  readonly weekday: { readonly weights: Shares };
  readonly callsByHour: { readonly weights: Shares };
  readonly consultationsByHour: { readonly weights: Shares };
  readonly month: { readonly weights: Shares };
  readonly motives: { readonly shares: Shares };
  readonly outcomes: readonly { readonly what: string; readonly share: number }[];
  readonly callback: {
    readonly classes: Readonly<Record<string, { readonly targetMinutes: number; readonly share: number }>>;
    readonly unreachableFirstTry: number;
  };
}

export type Shares = Readonly<Record<string, number>>;

/** Who asks: no source gives shares. */
export const ENTRY_POINTS = {
  secretary: 0.4,
  patient: 0.2,
  attendingDoctor: 0.15,
  dispatcher: 0.12,
  nurse: 0.08,
  pharmacist: 0.05,
} as const satisfies Partial<Record<EntryPoint, number>>;
export const ATTENDING_DOCTORS = { here: 0.35, elsewhere: 0.5, none: 0.12, unknown: 0.03 } as const;
/** First age of each ten years. Under 13 and from 25 to 45 as published; the rest so that 55 % are under 45. */
export const AGES: Shares = { 0: 0.06, 2: 0.16, 15: 0.07, 25: 0.26, 45: 0.22, 65: 0.13, 75: 0.1 };
export const SHARE_OF_WOMEN = 0.54;
/** Seats given back before they begin: no source gives a share. */
export const CANCELLED = 0.08;

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** How much busier than usual a day is, by its weekday (0 for Monday) and its month (1 to 12). */
export function weightOf({ weekday, month }: DemandProfile, day: number, monthOfYear: number): number {
  return (weekday.weights[WEEKDAYS[day]!] ?? 0) * (month.weights[String(monthOfYear)] ?? 1);
}

/** The share of visits that end so, in the words of the profile. */
export function shareOf({ outcomes }: DemandProfile, what: string): number {
  return outcomes.find((one) => one.what === what)?.share ?? 0;
}

/** One of some names, by their shares. `chance`: from 0 to 1. */
export function pick<Name extends string>(shares: Readonly<Record<Name, number>>, chance: number): Name {
  const entries = Object.entries<number>(shares) as [Name, number][];
  let left = chance * entries.reduce((sum, [, share]) => sum + share, 0);
  for (const [name, share] of entries) if ((left -= share) < 0) return name;
  return entries.at(-1)![0];
}

/** Chance from a seed (mulberry32): the same seed gives the same. */
export function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
