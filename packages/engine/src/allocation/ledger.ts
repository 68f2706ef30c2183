import { dayOfCalendar, openZone } from '../time/index.ts';

/**
 * The fair-carpool ledger (Fagin and Williams, IBM J. R&D 27, 1983). Each booking is one seat shared among the practices that could take it:
 * every one earns its share of the seats offered, the one that receives the booking pays one. Absent practices neither owe nor earn.
 * The state is plain data (it survives JSON) and every function gives a new one.
 */
export interface LedgerState extends LedgerOptions {
  /** Instant the running period began, in milliseconds; `null` when the ledger never resets or has seen nothing yet. */
  readonly since: number | null;
  readonly accounts: Readonly<Record<string, LedgerBalance>>;
}

export interface LedgerOptions {
  /** `none` never resets; otherwise every balance is 0 again when a local month or quarter begins. */
  readonly period: 'none' | 'month' | 'quarter';
  /** Zone in which months and quarters begin. */
  readonly timezone: string;
  /** What the weights of the entries are: seats offered, or 1 for each practice. Only the explanation differs. */
  readonly weight: 'offered-seats' | 'equal';
}

/** One practice's account since the period began. `balance` is the shares it earned minus the bookings it received. */
export interface LedgerBalance {
  readonly balance: number;
  /** Bookings made while it could have taken them, or given to it. */
  readonly requests: number;
  /** Bookings given to it. */
  readonly received: number;
  /** Seats it offered, and seats all practices offered, summed over those bookings. */
  readonly offeredSeats: number;
  readonly openSeats: number;
  /** Instant of the last standing booking it received, in whatever period. */
  readonly lastBookingAt: number | null;
  /** How much of the balance was set by hand; absent where nothing was. */
  readonly corrected?: number;
}

/** One booking in the ledger: who could take it, with how many seats, and who did. Kept with the booking so that it can be erased. */
export interface LedgerEntry {
  /** Instant of the booking, milliseconds. */
  readonly at: number;
  readonly practiceId: string;
  readonly weights: Weights;
}

/**
 * A correction by hand: what it adds to each balance, in bookings. It takes from some what it gives to others, so that the sum of balances stays
 * 0 and nobody is owed what no other owes. See `planCorrection`.
 */
export interface LedgerCorrection {
  /** Instant it was made, milliseconds: it counts in the period of that instant. */
  readonly at: number;
  readonly moves: Readonly<Record<string, number>>;
}

/** Seats each eligible practice offers in the session; practices with none are left out. */
export type Weights = Readonly<Record<string, number>>;

type Accounts = Record<string, LedgerBalance>;

const untouched: LedgerBalance = {
  balance: 0,
  requests: 0,
  received: 0,
  offeredSeats: 0,
  openSeats: 0,
  lastBookingAt: null,
};

/** The account of a practice; one without any entry has an empty one. */
export function accountOf(accounts: Readonly<Accounts>, practiceId: string): LedgerBalance {
  return (Object.hasOwn(accounts, practiceId) ? accounts[practiceId] : undefined) ?? untouched;
}

export function createLedger(options: Partial<LedgerOptions> = {}): LedgerState {
  const { period = 'none', timezone = 'UTC', weight = 'offered-seats' } = options;
  return { period, timezone, weight, since: null, accounts: {} };
}

/**
 * The practice the next booking should go to: the highest balance once every eligible practice has earned its share of it. Ties (balances to
 * nine decimals): the longest without a booking, then the id. `undefined` when nobody is eligible.
 */
export function propose(state: LedgerState, weights: Weights, at: number): string | undefined {
  return rankPractices(state, weights, at)[0];
}

/** All eligible practices in the ledger's order, first the one `propose` gives. */
export function rankPractices(state: LedgerState, weights: Weights, at: number): string[] {
  const { accounts } = startPeriod(state, at);
  const eligible = eligibleOf(weights);
  const total = totalOf(eligible);
  const candidates = eligible.map(([id, weight]) => {
    const { balance, lastBookingAt } = accountOf(accounts, id);
    return { id, credit: Math.round((balance + weight / total) * 1e9), last: lastBookingAt ?? -Infinity };
  });
  candidates.sort(
    (left, right) => right.credit - left.credit || compare(left.last, right.last) || compare(left.id, right.id),
  );
  return candidates.map(({ id }) => id);
}

/** Enters a booking. Proposed by the ledger or chosen by a person: the entries are the same. */
export function assign(state: LedgerState, entry: LedgerEntry): LedgerState {
  const current = startPeriod(state, entry.at);
  const accounts = { ...current.accounts };
  enter(current, accounts, entry);
  return { ...current, accounts };
}

/**
 * Removes a cancelled or closed booking from both sides. `standing` are entries that remain: all of them, or at least the latest of the same
 * practice, so that the tie rule knows again since when it has had none.
 */
export function erase(state: LedgerState, entry: LedgerEntry, standing: Iterable<LedgerEntry>): LedgerState {
  const accounts = { ...state.accounts };
  if (isInPeriod(state, entry.at)) post(accounts, entry, -1);
  const account = accountOf(accounts, entry.practiceId);
  if (account.lastBookingAt === entry.at) {
    accounts[entry.practiceId] = { ...account, lastBookingAt: lastBookingOf(entry.practiceId, standing) };
  }
  return { ...state, accounts };
}

/** Enters a correction. No request came and nobody received anything: balances move, and nothing else. */
export function correct(state: LedgerState, correction: LedgerCorrection): LedgerState {
  const current = startPeriod(state, correction.at);
  const accounts = { ...current.accounts };
  enterCorrection(current, accounts, correction);
  return { ...current, accounts };
}

/** What an account has earned, and what part of the requests that and its bookings are; 0 without a request. What was set by hand is neither. */
export function partsOf({ balance, corrected = 0, requests, received }: LedgerBalance) {
  const earned = balance - corrected + received;
  return {
    earned,
    share: requests === 0 ? 0 : earned / requests,
    received: requests === 0 ? 0 : received / requests,
  };
}

/**
 * The state these entries and corrections lead to, in whatever order they come.
 * @param seen the latest instant of an entry that was ever made, also of one erased since: the periods before it are closed
 */
export function rebuild(
  options: Partial<LedgerOptions>,
  entries: Iterable<LedgerEntry | LedgerCorrection>,
  seen: number | null = null,
): LedgerState {
  let state = createLedger(options);
  if (seen !== null) state = startPeriod(state, seen);
  let accounts: Accounts = {};
  for (const entry of [...entries].sort((left, right) => left.at - right.at)) {
    const next = startPeriod({ ...state, accounts }, entry.at);
    if (next.since !== state.since) accounts = { ...next.accounts };
    state = next;
    if ('moves' in entry) enterCorrection(state, accounts, entry);
    else enter(state, accounts, entry);
  }
  return { ...state, accounts };
}

/** Balances by practice; their sum is 0. */
export function balances(state: LedgerState): Record<string, number> {
  return Object.fromEntries(Object.entries(state.accounts).map(([id, { balance }]) => [id, balance]));
}

/** The state at an instant: as it is, or with balances back at 0 when a new period has begun since. */
export function startPeriod(state: LedgerState, at: number): LedgerState {
  if (state.period === 'none') return state;
  const since = periodStart(state, at);
  if (state.since !== null && since <= state.since) return state;
  const accounts = Object.entries(state.accounts).map(([id, { lastBookingAt }]) => [
    id,
    { ...untouched, lastBookingAt },
  ]);
  return { ...state, since, accounts: Object.fromEntries(accounts) as Accounts };
}

/** Local midnight of the first day of the month or quarter an instant is in. */
function periodStart({ period, timezone }: LedgerOptions, at: number): number {
  const zone = openZone(timezone);
  const date = new Date(zone.wallTimeOf(at).day * 86_400_000);
  const month = date.getUTCMonth();
  const first = period === 'quarter' ? month - (month % 3) : month;
  return zone.instantOf(dayOfCalendar(date.getUTCFullYear(), first + 1, 1), 0);
}

function isInPeriod(state: LedgerState, at: number): boolean {
  return state.period === 'none' || periodStart(state, at) === state.since;
}

/** An entry of a period already closed moves no balance. */
function enter(state: LedgerState, accounts: Accounts, entry: LedgerEntry): void {
  if (isInPeriod(state, entry.at)) post(accounts, entry, 1);
  const account = accountOf(accounts, entry.practiceId);
  accounts[entry.practiceId] = { ...account, lastBookingAt: Math.max(account.lastBookingAt ?? entry.at, entry.at) };
}

function enterCorrection(state: LedgerState, accounts: Accounts, { at, moves }: LedgerCorrection): void {
  if (!isInPeriod(state, at)) return;
  for (const [id, bookings] of Object.entries(moves)) {
    const account = accountOf(accounts, id);
    accounts[id] = {
      ...account,
      balance: account.balance + bookings,
      corrected: (account.corrected ?? 0) + bookings,
    };
  }
}

/** What one booking is in the account of one practice. */
export interface EntryPart {
  /** Seats it offered, of those all practices offered. */
  readonly offeredSeats: number;
  readonly openSeats: number;
  /** Its share of the booking. */
  readonly earned: number;
  /** 1 for the practice that received it. */
  readonly received: number;
}

/** One booking by the practices it counts for. When nobody was eligible the receiver alone is: it earns one and pays one. */
export function splitEntry({ practiceId, weights }: LedgerEntry): Map<string, EntryPart> {
  const eligible = eligibleOf(weights);
  const openSeats = totalOf(eligible);
  const parts = new Map<string, EntryPart>();
  for (const [id, weight] of eligible) {
    const received = id === practiceId ? 1 : 0;
    parts.set(id, { offeredSeats: weight, openSeats, earned: weight / openSeats, received });
  }
  if (!parts.has(practiceId)) {
    parts.set(practiceId, { offeredSeats: 0, openSeats, earned: eligible.length === 0 ? 1 : 0, received: 1 });
  }
  return parts;
}

/** Adds (1) or takes back (-1) one entry. */
function post(accounts: Accounts, entry: LedgerEntry, sign: 1 | -1): void {
  for (const [id, { offeredSeats, openSeats, earned, received }] of splitEntry(entry)) {
    const account = accountOf(accounts, id);
    accounts[id] = {
      ...account,
      balance: account.balance + sign * earned - sign * received,
      requests: account.requests + sign,
      received: account.received + sign * received,
      offeredSeats: account.offeredSeats + sign * offeredSeats,
      openSeats: account.openSeats + sign * openSeats,
    };
  }
}

function eligibleOf(weights: Weights): [string, number][] {
  return Object.entries(weights).filter(([, weight]) => weight > 0);
}

function totalOf(eligible: readonly [string, number][]): number {
  return eligible.reduce((sum, [, weight]) => sum + weight, 0);
}

function lastBookingOf(practiceId: string, standing: Iterable<LedgerEntry>): number | null {
  let last: number | null = null;
  for (const entry of standing) {
    if (entry.practiceId === practiceId && (last === null || entry.at > last)) last = entry.at;
  }
  return last;
}

function compare<T extends string | number>(left: T, right: T): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
