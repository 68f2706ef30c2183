import { accountCourse, explainAccount, NOBODY, splitByVolunteer, splitEntry } from '@relais/engine';
import type { AccountStep, CompiledTerritory, EntryPart, LedgerBalance, LedgerState } from '@relais/engine';
import { rangeFinder } from '@relais/engine/planning';
import { toInstant } from '@relais/model';
import type { LedgerCourse, LedgerMovement, LedgerMovements, VolunteerAccount, VolunteerReport } from '@relais/model';
import type { Transaction } from 'kysely';
import type { ServiceContext } from '../core/context.ts';
import type { Principal } from '../core/http/access.ts';
import { PAGE, writePlace } from '../core/http/paging.ts';
import type { PagePlace } from '../core/http/paging.ts';
import { invalid } from '../core/http/parse.ts';
import { ProblemError } from '../core/problem.ts';
import type { StructureView } from '../core/view.ts';
import { listDuties, signersOf } from '../people/index.ts';
import { territoryDocument } from '../scheduling/index.ts';
import type { Database } from '../tables.ts';
import { movesOf, selectCorrections } from './corrections.ts';
import type { CorrectionRow } from './corrections.ts';
import { entriesBack } from './entries.ts';
import type { KeptEntry } from './entries.ts';
import { openLedger } from './ledger-report.ts';
import { reachOf } from './policy.ts';
import type { Reach } from './policy.ts';

const DAY_MS = 86_400_000;
/** Volunteers' accounts are derived anew each time: over a year at the most. */
const DERIVED_MS = 366 * DAY_MS;
const COURSE_MS = 25 * 7 * DAY_MS;
/** Entries looked at for one part of a list: of an account with few bookings among very many, the rest comes with the next part. */
const MOST_LOOKED_AT = 20_000;

/** What somebody reads accounts with, all of one moment. */
interface Reading {
  readonly trx: Transaction<Database>;
  readonly structureId: string;
  readonly territory: CompiledTerritory | undefined;
  readonly state: LedgerState;
  readonly reach: Reach;
  readonly now: number;
}

/** One account: since when it counts, and what of an entry or a correction is in it. */
interface Account {
  readonly since: number;
  /** `undefined` where it is derived, and stands as its parts add up. */
  readonly balance: number | undefined;
  partOf(entry: KeptEntry): EntryPart | undefined;
  correctedBy(moves: Readonly<Record<string, number>>): number;
}

function read<T>(
  context: ServiceContext,
  { structureId, documents }: StructureView,
  principal: Principal,
  work: (reading: Reading) => Promise<T>,
): Promise<T> {
  const territory = documents.of(territoryDocument);
  return context.store.snapshot(async (trx) =>
    work({
      ...{ trx, structureId, territory, now: context.clock() },
      state: await openLedger(context, trx, structureId, territory),
      reach: await reachOf(trx, structureId, territory, principal),
    }),
  );
}

/** Every volunteer's account, those of nobody's ranges apart. */
export async function reportVolunteers(
  context: ServiceContext,
  view: StructureView,
  principal: Principal,
  language: 'fr' | 'en',
): Promise<VolunteerReport> {
  return read(context, view, principal, async (reading) => {
    const { trx, structureId, territory, state, reach } = reading;
    const since = derivedSince(reading);
    const split = await volunteerSplit(reading, since);
    const sums = new Map<string, LedgerBalance>();
    for await (const entries of entriesBack(trx, structureId, { since })) {
      for (const entry of entries) {
        for (const [id, part] of split(entry)) sums.set(id, add(sums.get(id), part));
      }
    }
    const nobody = add(sums.get(NOBODY), NOTHING);
    const derived: LedgerState = { ...state, since, accounts: Object.fromEntries(sums) };
    const places = await placesOf(reading, since);
    const accounts = (territory?.territory.volunteers ?? []).map(({ id, label }): VolunteerAccount => {
      const figures = explainAccount(derived, id, language);
      return {
        volunteerId: id,
        ...(label !== undefined && { name: label }),
        practiceIds: places.get(id) ?? [],
        ...{ requests: figures.requests, offeredSeats: figures.offeredSeats, openSeats: figures.openSeats },
        ...{ earned: figures.earned, bookings: figures.bookings, share: figures.share, received: figures.received },
        ...{ balance: figures.balance, sentence: figures.sentence, isReadable: reach.readsVolunteer(id) },
      };
    });
    return {
      since: toInstant(since),
      accounts,
      unnamed: { earned: nobody.balance + nobody.received, bookings: nobody.received },
    };
  });
}

const NOTHING: EntryPart = { offeredSeats: 0, openSeats: 0, earned: 0, received: 0 };

function add(
  known: LedgerBalance | undefined,
  { offeredSeats, openSeats, earned, received }: EntryPart,
): LedgerBalance {
  return {
    balance: (known?.balance ?? 0) + earned - received,
    requests: (known?.requests ?? 0) + 1,
    received: (known?.received ?? 0) + received,
    offeredSeats: (known?.offeredSeats ?? 0) + offeredSeats,
    openSeats: (known?.openSeats ?? 0) + openSeats,
    lastBookingAt: null,
  };
}

/** Bookings and corrections behind an account, the latest first. */
export async function listMovements(
  context: ServiceContext,
  view: StructureView,
  principal: Principal,
  asked: { readonly query: URLSearchParams; readonly after: PagePlace | undefined },
): Promise<LedgerMovements> {
  return read(context, view, principal, async (reading) => {
    const { trx, structureId } = reading;
    const account = await openAccount(reading, asked.query);
    const { after } = asked;
    const corrections = (await selectCorrections(trx, structureId, account.since))
      .filter((row) => account.correctedBy(movesOf(row)) !== 0)
      .filter((row) => after === undefined || comesAfter(row, after));
    const names = await signersOf(
      trx,
      structureId,
      corrections.map((row) => row.signed_by),
    );
    const found: (LedgerMovement & { readonly place: PagePlace })[] = [];
    let place: PagePlace | undefined;
    let looked = 0;
    for await (const entries of entriesBack(trx, structureId, { since: account.since, after })) {
      for (const entry of entries) {
        const part = account.partOf(entry);
        if (part) found.push({ ...toMovement(entry, part), place: entry });
      }
      looked += entries.length;
      place = entries.at(-1);
      if (found.length > PAGE || looked >= MOST_LOOKED_AT) break;
      place = undefined;
    }
    // Beyond the last entry looked at, others may come before a correction.
    const near = corrections.filter((row) => place === undefined || !comesAfter(row, place));
    for (const row of near) found.push({ ...toCorrected(row, account, names), place: row });
    found.sort((one, other) => (comesAfter(one.place, other.place) ? 1 : -1));
    const shown = found.slice(0, PAGE);
    const last = found.length > PAGE ? shown.at(-1)?.place : place;
    const next = last && { next: writePlace(last) };
    return { movements: shown.map(({ place: _, ...movement }) => movement), ...next };
  });
}

/** In a list that has the latest first. */
function comesAfter({ at, id }: PagePlace, place: PagePlace): boolean {
  return at < place.at || (at === place.at && id < place.id);
}

function toMovement({ id, at, isHeld, practiceId, seat }: KeptEntry, part: EntryPart): LedgerMovement {
  return {
    ...{ id, kind: isHeld ? 'hold' : 'booking', at: toInstant(at), practiceId, ...part, corrected: 0 },
    ...(seat && part.received > 0 && { start: toInstant(seat.startMs) }),
  };
}

function toCorrected(row: CorrectionRow, account: Account, names: ReadonlyMap<string, string>): LedgerMovement {
  const by = names.get(row.signed_by);
  return {
    ...{ id: row.id, kind: 'correction', at: toInstant(row.at), ...NOTHING },
    ...{ corrected: account.correctedBy(movesOf(row)), reason: row.reason, ...(by !== undefined && { by }) },
  };
}

/** An account week by week. */
export async function readCourse(
  context: ServiceContext,
  view: StructureView,
  principal: Principal,
  query: URLSearchParams,
): Promise<LedgerCourse> {
  return read(context, view, principal, async (reading) => {
    const { trx, structureId, state, now } = reading;
    const account = await openAccount(reading, query);
    const from = now - COURSE_MS;
    // The first week is read from its Monday on. A derived account stands as all of it adds up.
    const since = account.balance === undefined ? account.since : Math.max(account.since, from - 7 * DAY_MS);
    const steps: AccountStep[] = [];
    for await (const entries of entriesBack(trx, structureId, { since })) {
      for (const entry of entries) {
        const part = account.partOf(entry);
        if (part) steps.push({ at: entry.at, earned: part.earned, received: part.received, corrected: 0 });
      }
    }
    for (const row of await selectCorrections(trx, structureId, since)) {
      const corrected = account.correctedBy(movesOf(row));
      if (corrected !== 0) steps.push({ at: row.at, earned: 0, received: 0, corrected });
    }
    const first = steps.reduce((earliest, { at }) => Math.min(earliest, at), now);
    const balance = account.balance ?? steps.reduce((sum, { earned, received }) => sum + earned - received, 0);
    return {
      weeks: accountCourse(steps, { from: Math.max(from, first), to: now, balance, timezone: state.timezone }),
    };
  });
}

/** The account a query names. @throws {ProblemError} `invalid-request`, `not-found`, `forbidden` */
async function openAccount(reading: Reading, query: URLSearchParams): Promise<Account> {
  const practice = query.get('practice');
  const volunteer = query.get('volunteer');
  if (practice !== null && volunteer === null) return openPractice(reading, practice);
  if (volunteer !== null && practice === null) return openVolunteer(reading, volunteer);
  throw invalid({ path: 'practice', message: 'is not one account', accepted: 'either `practice` or `volunteer`' });
}

function openPractice({ territory, reach, state }: Reading, id: string): Account {
  if (!territory?.practices.has(id)) throw new ProblemError('not-found');
  if (!reach.readsPractice(id)) throw new ProblemError('forbidden');
  return {
    since: state.since ?? 0,
    balance: Object.hasOwn(state.accounts, id) ? state.accounts[id]!.balance : 0,
    partOf: (entry) => splitEntry(entry).get(id),
    correctedBy: (moves) => (Object.hasOwn(moves, id) ? moves[id]! : 0),
  };
}

async function openVolunteer(reading: Reading, id: string): Promise<Account> {
  const { territory, reach } = reading;
  if (!territory?.territory.volunteers?.some((one) => one.id === id)) throw new ProblemError('not-found');
  if (!reach.readsVolunteer(id)) throw new ProblemError('forbidden');
  const since = derivedSince(reading);
  const split = await volunteerSplit(reading, since);
  return { since, balance: undefined, partOf: (entry) => split(entry).get(id), correctedBy: () => 0 };
}

function derivedSince({ state, now }: Reading): number {
  return Math.max(state.since ?? 0, now - DERIVED_MS);
}

type Split = (entry: KeptEntry) => ReadonlyMap<string, EntryPart>;

async function volunteerSplit(reading: Reading, since: number): Promise<Split> {
  const { territory } = reading;
  if (!territory) return () => new Map();
  const rangesOf = rangeFinder(territory, await dutiesSince(reading, since));
  return (entry) => splitByVolunteer(entry, entry.seat, rangesOf);
}

async function placesOf(reading: Reading, since: number): Promise<ReadonlyMap<string, string[]>> {
  const places = new Map<string, Set<string>>();
  for (const { volunteerId, practiceId } of await dutiesSince(reading, since)) {
    places.set(volunteerId, (places.get(volunteerId) ?? new Set()).add(practiceId));
  }
  return new Map([...places].map(([id, practices]) => [id, [...practices]]));
}

/** A booking made at the end of the span may be of a day that is still to come. */
function dutiesSince({ trx, structureId, territory, now }: Reading, since: number) {
  const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10);
  const reach = (territory?.rules.maxHorizonDays ?? 0) + 1;
  const dates = { from: dateOf(since - DAY_MS), to: dateOf(now + reach * DAY_MS) };
  return listDuties(trx, structureId, dates);
}
