import {
  checkSlot,
  checkWindow,
  chooseSeat,
  eligibleWeights,
  listFree,
  plannedSlotAt,
  presentSlot,
  sessionAt,
  suitableSites,
} from '@relais/engine';
import type { CompiledTerritory, LedgerState, ListedSlot, SeatChoice, WhyNot } from '@relais/engine';
import { fromInstant, toInstant } from '@relais/model';
import type { Audience, Instant, SeatFilters, SeatProposal, Slot, SlotKey } from '@relais/model';
import {
  findAlternatives,
  findBookable,
  occupiedSeats,
  pickAlternatives,
  territoryDocument,
  toSeat,
  windowOfHalfDay,
} from '../scheduling/index.ts';
import type { Availability } from '../scheduling/index.ts';
import { ruleTime } from '../core/context.ts';
import type { ServiceContext } from '../core/context.ts';
import type { HoldRow } from './hold-book.ts';
import { createId } from '../core/identifiers.ts';
import type { Answer, Done, IdempotentRequest } from '../core/write/answers.ts';
import { ProblemError } from '../core/problem.ts';
import { hashToken, isSame } from '../core/secrets.ts';
import type { StructureView } from '../core/view.ts';
import { refuseOnce, writeOnce } from '../core/write/write.ts';
import { refuseBeyondLimit } from './overbooked-seats.ts';
import { markOf, seatDataOf } from './seat-data.ts';
import { decideSeated } from './seating.ts';
import type { Seating } from './seating.ts';

/** How many seats one client may keep waiting. */
const LIVE_HOLDS_PER_CLIENT = 2;

/** One seat, or any seat of a window. */
export type SeatTarget =
  { readonly slot: SlotKey } | { readonly window: { readonly from: Instant; readonly to: Instant } };

export interface HoldCommand {
  readonly structureId: string;
  /** The structure as it was when the request came. */
  readonly view: StructureView;
  readonly target: SeatTarget;
  readonly filters?: SeatFilters | undefined;
  readonly audience: Audience;
  readonly label?: string | undefined;
  /** Pseudonym of the client, by which its live holds are counted. */
  readonly clientHash: string;
  readonly actor: string;
}

/** What seat is wanted, by whom. */
export type SeatQuestion = Pick<HoldCommand, 'target' | 'filters' | 'label'> & {
  /** Whoever they are for, where it is left out. */
  readonly audience?: Audience | undefined;
};

/** Keeps one seat: the one asked for, or the one the ledger gives inside the window. */
export function createHold(context: ServiceContext, key: IdempotentRequest, command: HoldCommand): Promise<Answer> {
  const refusal = refuseEarly(context, command);
  if (refusal) return refuseOnce(context, command.structureId, key, refusal);
  const decide = decideSeated(async (writing) => {
    const territory = writing.documents.of(territoryDocument);
    if (!territory) throw new ProblemError('slot-not-bookable', { reason: 'closed', alternatives: [] });
    await refuseThirdHold(writing, command.clientHash);
    const choice = chooseFor(writing, territory, await writing.ledger.state(), command);
    return () => keepSeat(context, writing, territory, command, choice);
  });
  return writeOnce(context, command.structureId, key, decide, { holdClient: command.clientHash });
}

/**
 * Refuses without waiting for the structure's lock what the view of a moment ago already rules out: in a rush, most requests. What it lets
 * through is decided under the lock.
 */
function refuseEarly(
  context: ServiceContext,
  { view, target, filters, audience, label }: HoldCommand,
): ProblemError | undefined {
  const territory = view.documents.of(territoryDocument);
  if (!territory) return new ProblemError('slot-not-bookable', { reason: 'closed', alternatives: [] });
  const now = ruleTime(context.clock());
  const availability = {
    territory,
    criteria: { now, occupancy: view.of(occupiedSeats).taken(now), audience, label, filters },
  };
  const known = findBookable(context, view, { audience, label });
  const sites = filters && suitableSites(territory, filters);
  const free = sites ? known.slots.filter(({ siteId }) => sites.has(siteId)) : known.slots;
  const alternatives = (wantedMs: number) =>
    known.completeUntil === Infinity
      ? pickAlternatives(territory, free, wantedMs)
      : findAlternatives(availability, wantedMs);
  if ('slot' in target) {
    const key = { practiceId: target.slot.practiceId, start: fromInstant(target.slot.start) };
    const check = checkSlot(territory, key, availability.criteria);
    return check.ok ? undefined : refusalOf('slot-taken', check.reason, alternatives(key.start));
  }
  const [from, to] = [fromInstant(target.window.from), fromInstant(target.window.to)];
  if (free.some(({ startMs }) => startMs >= from && startMs < to)) return undefined;
  const beyond = Math.max(from, known.completeUntil);
  if (beyond < to && listFree(territory, availability.criteria, { from: beyond, to, limit: 1 }).length > 0)
    return undefined;
  const reason = checkWindow(territory, target.window, availability.criteria);
  return refusalOf('window-full', reason, alternatives(from));
}

/** Enough seats for anybody's purpose: beyond, nobody counts. */
const MANY_SEATS = 1000;

/** Seats still to be booked where somebody wants one: in the window asked for, or on the day of the slot. Counted no further than a thousand. */
export function countSeatsLeft(
  context: ServiceContext,
  view: StructureView,
  { target, audience, label }: Pick<HoldCommand, 'target' | 'audience' | 'label'>,
): number {
  const territory = view.documents.of(territoryDocument);
  if (!territory) return 0;
  const { from, to } =
    'window' in target ? windowOf(target.window) : dayAbout(territory, fromInstant(target.slot.start));
  const known = findBookable(context, view, { audience, label });
  const now = ruleTime(context.clock());
  const criteria = { now, occupancy: view.of(occupiedSeats).taken(now), audience, label };
  const slots =
    to <= known.completeUntil
      ? known.slots.filter(({ startMs }) => startMs >= from && startMs < to)
      : listFree(territory, criteria, { from, to, limit: MANY_SEATS });
  return slots.reduce((sum, { remaining }) => Math.min(MANY_SEATS, sum + remaining), 0);
}

function windowOf({ from, to }: { readonly from: Instant; readonly to: Instant }) {
  return { from: fromInstant(from), to: fromInstant(to) };
}

/** The local day of a start. */
function dayAbout({ zone }: CompiledTerritory, startMs: number) {
  const { day } = zone.wallTimeOf(startMs);
  return { from: zone.instantOf(day, 0), to: zone.instantOf(day + 1, 0) };
}

const NOT_BOOKABLE = { 'too-soon': 'too-late', 'beyond-horizon': 'too-early', unknown: 'closed' } as const;

/** Says `full` only of what others have taken; of the rest, why it cannot be booked. */
export function refusalOf(
  full: 'slot-taken' | 'window-full',
  reason: WhyNot,
  alternatives: readonly Slot[],
): ProblemError {
  if (reason === 'full') return new ProblemError(full, { alternatives });
  return new ProblemError('slot-not-bookable', { reason: NOT_BOOKABLE[reason], alternatives });
}

/**
 * Gives a held seat back.
 * @throws {ProblemError} `hold-expired` when it is not held any more
 */
export function releaseHold(
  context: ServiceContext,
  key: IdempotentRequest,
  command: { readonly structureId: string; readonly holdId: string; readonly actor: string },
): Promise<Answer> {
  const decide = decideSeated(async (writing) => {
    const hold = await writing.holds.byId(command.holdId);
    if (!hold) throw new ProblemError('hold-expired');
    return async () => {
      await giveBack(writing, hold, command.actor);
      return { body: null };
    };
  });
  return writeOnce(context, command.structureId, key, decide);
}

/** A held seat that is not wanted any more. */
export async function giveBack(writing: Seating, hold: HoldRow, actor: string): Promise<void> {
  writing.holds.remove(hold);
  writing.counts.free(hold.practice_id, hold.start_at);
  await writing.ledger.erase([hold.id]);
  writing.record({ type: 'hold.released', subject: hold.id, actor, data: seatDataOf(hold) });
}

/** Whether the token is that of this hold: of its row, or, when the hold is gone, the one it had. */
export async function provesHold(
  context: ServiceContext,
  structureId: string,
  holdId: string,
  token: string,
): Promise<boolean> {
  const row = await context.store.db
    .selectFrom('hold')
    .select('token_hash')
    .where('structure_id', '=', structureId)
    .where('id', '=', holdId)
    .executeTakeFirst();
  const expected = row?.token_hash ?? hashToken(context.secrets.token('hold', structureId, holdId));
  return isSame(expected, hashToken(token));
}

/**
 * The live hold behind a token, on a slot that the territory still offers.
 * @throws {ProblemError} `hold-expired`
 */
export async function findLiveHold(writing: Seating, token: string): Promise<HoldRow> {
  const hold = await writing.holds.byToken(hashToken(token));
  if (!hold || hold.expires_at <= writing.now || hold.start_at <= writing.now) throw new ProblemError('hold-expired');
  if (!isStillOffered(writing, hold)) throw new ProblemError('hold-expired', { detail: 'The session has been closed' });
  return hold;
}

/** Capacity lowered keeps the promise made; a session closed meanwhile, or held elsewhere, cannot: nobody would be there. */
function isStillOffered({ documents }: Seating, hold: HoldRow): boolean {
  const territory = documents.of(territoryDocument);
  return territory !== undefined && plannedSlotAt(territory, hold.practice_id, hold.start_at)?.siteId === hold.site_id;
}

async function refuseThirdHold(writing: Seating, clientHash: string): Promise<void> {
  const live = await writing.holds.ofClient(clientHash);
  if (live.length < LIVE_HOLDS_PER_CLIENT) return;
  throw new ProblemError('too-many-holds', {
    holds: live.map(({ id, expires_at }) => ({ id, expiresAt: toInstant(expires_at) })),
  });
}

export function chooseFor(
  writing: Seating,
  territory: CompiledTerritory,
  ledger: LedgerState,
  command: SeatQuestion,
): SeatChoice {
  const { target } = command;
  const availability = availabilityOf(writing, territory, command);
  if ('slot' in target) return takeAsked(availability, target.slot);
  const { window } = target;
  const question = JSON.stringify([window, command.filters, command.audience, command.label, writing.now]);
  const known = writing.fullWindows.find(question);
  if (known) throw known;
  const choice = chooseSeat({ ...availability.criteria, compiled: territory, window, ledger });
  if (choice) return choice;
  const alternatives = findAlternatives(availability, fromInstant(window.from));
  const refusal = refusalOf('window-full', checkWindow(territory, window, availability.criteria), alternatives);
  writing.fullWindows.remember(question, refusal);
  throw refusal;
}

export function availabilityOf(
  writing: Seating,
  territory: CompiledTerritory,
  command: Omit<SeatQuestion, 'target'>,
): Availability {
  const { audience, label, filters } = command;
  const occupancy = writing.seats.taken();
  return { territory, criteria: { now: writing.now, occupancy, audience, label, filters } };
}

/** A seat somebody insists on: the ledger's entries are made as if it had given it, in the session of its half-day. */
export function takeAsked(availability: Availability, key: SlotKey): SeatChoice {
  const { territory, criteria } = availability;
  const check = checkSlot(territory, key, criteria);
  if (!check.ok) {
    throw refusalOf('slot-taken', check.reason, findAlternatives(availability, fromInstant(key.start)));
  }
  const window = windowOfHalfDay(availability, check.slot);
  return { slot: check.slot, weights: eligibleWeights({ ...criteria, compiled: territory, window }) };
}

/** A seat that somebody had. */
export interface FormerSeat {
  readonly practiceId: string;
  readonly siteId?: string;
  readonly startMs: number;
  /** It was taken above the capacity of its session. */
  readonly overbooked?: boolean | undefined;
}

/**
 * A seat that somebody had until just now, to have it again: neither its notice nor a label stands in the way, only that it is planned there no
 * more, or has been given to somebody else. One that was taken above its session's capacity is again, while the session may have one more. The
 * ledger's entries are made as for a seat somebody insists on.
 */
export async function chooseFormer(
  writing: Seating,
  territory: CompiledTerritory,
  { practiceId, siteId, startMs, overbooked }: FormerSeat,
): Promise<SeatChoice> {
  const availability = availabilityOf(writing, territory, {});
  const refuse = (code: WhyNot) => refusalOf('slot-taken', code, findAlternatives(availability, startMs));
  const planned = plannedSlotAt(territory, practiceId, startMs);
  if (startMs <= writing.now) throw refuse('too-soon');
  if (!planned || (siteId !== undefined && planned.siteId !== siteId)) throw refuse('unknown');
  const remaining = planned.capacity - writing.seats.taken()(practiceId, startMs);
  const { serviceDate, endMs, capacity } = planned;
  if (remaining <= 0) {
    const session = overbooked && sessionAt(territory, { practiceId, serviceDate, startMs });
    if (!session) throw refuse('full');
    await refuseBeyondLimit(writing, territory, session);
  }
  const slot = { practiceId, siteId: planned.siteId, serviceDate, startMs, endMs, capacity, remaining };
  const window = windowOfHalfDay(availability, slot);
  const weights = eligibleWeights({ ...availability.criteria, compiled: territory, window });
  if (remaining <= 0) return { slot, weights };
  const own = territory.rules.weight === 'equal' ? 1 : capacity;
  return { slot, weights: { [practiceId]: own, ...weights } };
}

export async function keepSeat(
  context: ServiceContext,
  writing: Seating,
  territory: CompiledTerritory,
  { clientHash, actor, until }: Pick<HoldCommand, 'clientHash' | 'actor'> & { readonly until?: number },
  { slot, weights }: SeatChoice,
): Promise<Done> {
  const { structureId, at, now } = writing;
  const id = createId(context.random);
  const expiresAt = until ?? now + territory.rules.holdSeconds * 1000;
  const token = context.secrets.token('hold', structureId, id);
  const taken = writing.seats.taken()(slot.practiceId, slot.startMs);
  // Whoever chose a slot without a free seat has chosen to go above its capacity.
  const overbooked = Number(slot.remaining <= 0);
  writing.counts.take(slot.practiceId, slot.startMs, overbooked === 1 ? taken + 1 : slot.capacity);
  await writing.ledger.enter(id, { at, practiceId: slot.practiceId, weights });
  writing.holds.add({
    structure_id: structureId,
    id,
    ...seatColumns(slot),
    overbooked,
    expires_at: expiresAt,
    client_hash: clientHash,
    token_hash: hashToken(token),
  });
  const seatData = seatDataOf({ id, practice_id: slot.practiceId, start_at: slot.startMs, overbooked });
  writing.record({
    type: 'hold.created',
    subject: id,
    actor,
    data: { ...seatData, ...placeDataOf(slot), expiresAt: toInstant(expiresAt), weights },
  });
  const hold: Omit<SeatProposal, 'token' | 'reason'> = {
    ...{ id, seat: toSeat(presentSlot(territory, slot)), expiresAt: toInstant(expiresAt) },
    ...markOf({ overbooked }),
  };
  return { body: hold, reveals: { purpose: 'hold', id } };
}

/** Where and until when, for whoever makes the tables again from the log. Rows written before these members were do without. */
function placeDataOf({ siteId, serviceDate, endMs }: ListedSlot) {
  return { siteId, serviceDate, end: toInstant(endMs) };
}

function seatColumns(slot: ListedSlot) {
  return {
    practice_id: slot.practiceId,
    site_id: slot.siteId,
    service_date: slot.serviceDate,
    start_at: slot.startMs,
    end_at: slot.endMs,
  };
}
