import { isTimeZone, rebuild } from '@relais/engine';
import type { LedgerBalance, LedgerEntry, LedgerState } from '@relais/engine';
import * as z from 'zod/mini';
import type { DifferenceList } from '../../core/log/differences.ts';
import type { RebuildContext } from '../../core/log/rebuild.ts';
import type { RebuiltEntry, RebuiltStructure } from './rebuilt.ts';

/**
 * Balances are sums of fractions, and the running ledger has added them up in another order than a rebuild does. Each addition rounds by 2⁻⁵³ of
 * the balance at most: a million seats given and given back, with balances of a thousand, come apart by 2·10⁶ × 10³ × 2⁻⁵³, some 2·10⁻⁷. An entry
 * too many or too few moves a balance by at least one part in the seats open at the time, which are fewer than a hundred thousand.
 */
const TOLERANCE = 1e-6;

const Account = z.object({
  balance: z.number(),
  requests: z.number(),
  received: z.number(),
  offeredSeats: z.number(),
  openSeats: z.number(),
  lastBookingAt: z.nullable(z.number()),
  /** Versions before there were corrections wrote none. */
  corrected: z._default(z.number(), 0),
});
type Account = z.infer<typeof Account>;

/** What must stand in the table for the ledger to go on from it. */
const KeptLedger = z.object({
  period: z.enum(['none', 'month', 'quarter']),
  timezone: z.string().check(z.refine(isTimeZone)),
  weight: z.enum(['offered-seats', 'equal']),
  since: z.nullable(z.number()),
  accounts: z.record(z.string(), Account),
});

const EMPTY: Account = {
  balance: 0,
  requests: 0,
  received: 0,
  offeredSeats: 0,
  openSeats: 0,
  lastBookingAt: null,
  corrected: 0,
};

/** Compares the accounts in the table with those that the log's entries lead to. */
export async function compareLedger(
  { db, structureId, found }: RebuildContext,
  { ledger, entries, corrections }: RebuiltStructure,
): Promise<void> {
  const row = await db.selectFrom('ledger').select('state').where('structure_id', '=', structureId).executeTakeFirst();
  if (!ledger) {
    if (row) found.unexpected('ledger', structureId, { state: 'accounts' });
    return;
  }
  const kept = row && readState(row.state);
  if (!kept) {
    const stored = row ? { state: 'cannot be understood' } : null;
    return found.add({ table: 'ledger', id: structureId, log: { state: 'accounts' }, stored });
  }
  const standing = readEntries(entries.values());
  if (!standing) return;
  const all = [...standing, ...corrections];
  // Where the log's own territory cannot be read, the ledger is taken at its word about how it shares, and only its sums are checked.
  const expected = ledger.options ? rebuild(ledger.options, all, ledger.latestAt) : rebuild(kept, all, kept.since);
  compareStates(structureId, expected, kept, found);
}

function readState(text: string): LedgerState | undefined {
  try {
    return KeptLedger.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** `undefined` when the log does not say what every entry weighs. */
function readEntries(entries: Iterable<RebuiltEntry>): LedgerEntry[] | undefined {
  const standing: LedgerEntry[] = [];
  for (const { at, practiceId, weights } of entries) {
    if (at === undefined || !weights) return undefined;
    standing.push({ at, practiceId, weights: weights.shares });
  }
  return standing;
}

function compareStates(structureId: string, log: LedgerState, kept: LedgerState, found: DifferenceList): void {
  const { accounts: expected, ...sharing } = log;
  const { accounts: stored, ...keptSharing } = kept;
  found.compare('ledger', structureId, { ...sharing }, { ...keptSharing });
  for (const practiceId of new Set([...Object.keys(expected), ...Object.keys(stored)])) {
    const [one, other] = [ownOf(expected, practiceId), ownOf(stored, practiceId)];
    found.compare('ledger', practiceId, one, withoutRounding(other, one));
  }
}

function ownOf(accounts: Readonly<Record<string, LedgerBalance>>, practiceId: string): Account {
  return { ...EMPTY, ...(Object.hasOwn(accounts, practiceId) ? accounts[practiceId] : undefined) };
}

/** The account with the other's sums of fractions where the two differ by no more than rounding. */
function withoutRounding(account: Account, other: Account): Account {
  const near = (name: 'balance' | 'corrected') =>
    Math.abs(account[name] - other[name]) <= TOLERANCE ? other[name] : account[name];
  return { ...account, balance: near('balance'), corrected: near('corrected') };
}
