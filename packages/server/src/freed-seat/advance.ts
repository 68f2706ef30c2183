import { checkSlot } from '@relais/engine';
import type { CompiledTerritory } from '@relais/engine';
import { nextSeatStep } from '@relais/engine/desk';
import type { PassedEntry, SeatOffer, SeatSeeker } from '@relais/engine/desk';
import { fromInstant, toInstant } from '@relais/model';
import type { CallbackWants, OfferChannel, OfferEnd, PassedOver, ReleaseReason } from '@relais/model';
import { chooseFor, giveBack, keepSeat, openSeats } from '../booking/index.ts';
import type { Seating } from '../booking/index.ts';
import { SYSTEM_ACTOR } from '../core/actors.ts';
import type { ServiceContext } from '../core/context.ts';
import type { Documents } from '../core/documents.ts';
import { createId } from '../core/identifiers.ts';
import { ProblemError } from '../core/problem.ts';
import { hashToken } from '../core/secrets.ts';
import { write } from '../core/write/write.ts';
import type { Writing } from '../core/write/write.ts';
import { deskSettingsDocument, listOpen, toEntry } from '../desk/index.ts';
import type { CallbackRow } from '../desk/index.ts';
import { territoryDocument } from '../scheduling/index.ts';
import { findOffering, findRunning, offersOf } from './rows.ts';
import { sendLink } from './letters.ts';
import type { FreedSeatRow, SeatOfferRow } from './tables.ts';

/** A seat as a booking that was cancelled or moved has left it. */
export interface GivenBack {
  readonly bookingId: string;
  readonly practiceId: string;
  readonly startMs: number;
}

/** What a structure has decided about freed seats, with its territory; nothing where they are everybody's at once. */
function rulesOf(documents: Documents) {
  const territory = documents.of(territoryDocument);
  const offers = documents.of(deskSettingsDocument)?.freedSeats;
  return territory && offers && { territory, offerSeconds: offers.offerSeconds };
}

/**
 * Takes a seat that was given back out of everybody's reach, within the transaction that gave it back, and asks the first who waits. It is kept by
 * one hold from one offer to the next, until its notice runs out: between two offers nobody else can have it, and were every backend to stop, it
 * would be everybody's again in time.
 */
export async function openFreedSeat(context: ServiceContext, turn: Writing, given: GivenBack): Promise<void> {
  const rules = rulesOf(turn.documents);
  if (!rules) return;
  const { territory } = rules;
  const until = given.startMs - territory.rules.minNoticeMinutes * 60_000;
  if (until <= turn.now) return;
  const writing = await openSeats(turn);
  const choice = await chooseGivenBack(writing, territory, given);
  if (!choice) return;
  const id = createId(context.random);
  const client = { clientHash: context.secrets.pseudonym('client', `freed-seat:${id}`), actor: SYSTEM_ACTOR, until };
  const { body } = await keepSeat(context, writing, territory, client, choice);
  const { slot } = choice;
  const row: FreedSeatRow = {
    structure_id: writing.structureId,
    id,
    status: 'offering',
    practice_id: slot.practiceId,
    site_id: slot.siteId,
    service_date: slot.serviceDate,
    start_at: slot.startMs,
    end_at: slot.endMs,
    freed_by: given.bookingId,
    hold_id: String(body?.['id']),
    booking_id: null,
    why: null,
    passed_over: '[]',
    freed_at: writing.at,
    closed_at: null,
  };
  await writing.trx.insertInto('freed_seat').values(row).execute();
  writing.record({
    type: 'freed-seat.opened',
    subject: id,
    actor: SYSTEM_ACTOR,
    data: {
      booking: given.bookingId,
      hold: row.hold_id,
      practiceId: row.practice_id,
      siteId: row.site_id,
      serviceDate: row.service_date,
      start: toInstant(row.start_at),
      end: toInstant(row.end_at),
    },
  });
  await advance(context, writing, row);
}

/** The seat, where it can be had: not one that its practice has closed meanwhile, or keeps for those who carry a label. */
async function chooseGivenBack(
  writing: Seating,
  territory: CompiledTerritory,
  { practiceId, startMs }: GivenBack,
): Promise<ReturnType<typeof chooseFor> | undefined> {
  const slot = { practiceId, start: toInstant(startMs) };
  try {
    return chooseFor(writing, territory, await writing.ledger.state(), { target: { slot } });
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

/** Goes on with every seat whose offer has ended or whose notice has run out. */
export async function advanceAll(context: ServiceContext): Promise<void> {
  const { db } = context.store;
  const structures = await db
    .selectFrom('freed_seat')
    .select('structure_id')
    .distinct()
    .where('status', '=', 'offering')
    .execute();
  for (const { structure_id: structureId } of structures) {
    // Looked at without the lock, which patients who book need more.
    const running = await findRunning(db, structureId);
    const seats = await findOffering(db, structureId);
    const isRunning = new Set(
      running.filter((offer) => offer.expires_at > context.clock()).map((offer) => offer.freed_seat_id),
    );
    if (seats.some(({ id }) => !isRunning.has(id))) await advanceStructure(context, structureId);
  }
}

function advanceStructure(context: ServiceContext, structureId: string): Promise<void> {
  return write(context, structureId, async (turn) => {
    const writing = await openSeats(turn);
    for (const seat of await findOffering(writing.trx, structureId)) await advance(context, writing, seat);
  });
}

/** The next step of the normative rule for one seat: asks the next person, or gives the seat back to everybody. */
export async function advance(context: ServiceContext, writing: Seating, seat: FreedSeatRow): Promise<void> {
  if (seat.status !== 'offering') return;
  const { trx, structureId, now } = writing;
  const rules = rulesOf(writing.documents);
  const offers = await endExpired(writing, seat, await offersOf(trx, seat));
  if (!rules || !isStillOffered(rules.territory, seat)) return release(writing, seat, 'gone', []);
  // Its hold ends with the notice, to the second: from then on it is everybody's.
  if (!(await writing.holds.byId(seat.hold_id))) return release(writing, seat, 'notice', []);
  const rows = await listOpen(trx, structureId, now);
  const { minNoticeMinutes } = rules.territory.rules;
  const running = await findRunning(trx, structureId);
  const step = nextSeatStep({
    compiled: rules.territory,
    seat: { siteId: seat.site_id, start: seat.start_at },
    offers: offers.map(toOffer),
    entries: rows.map(toSeeker),
    askedElsewhere: new Set(
      running
        .filter((offer) => offer.freed_seat_id !== seat.id && offer.expires_at > now)
        .map(({ callback_id: id }) => id),
    ),
    rules: { offerSeconds: rules.offerSeconds, minNoticeMinutes },
    now,
  });
  const number = offers.length + 1;
  const rowOf = (id: string) => rows.find((row) => row.id === id)!;
  switch (step.kind) {
    case 'offer':
      return ask(context, writing, seat, rowOf(step.entryId), {
        number,
        until: step.until,
        passedOver: step.passedOver,
      });
    case 'telephone': {
      const until = seat.start_at - minNoticeMinutes * 60_000;
      const [first = ''] = step.entryIds;
      return ask(context, writing, seat, rowOf(first), { number, until, passedOver: step.passedOver, isLate: true });
    }
    case 'release':
      return release(writing, seat, step.why, step.passedOver);
    case 'wait':
    case 'taken':
      return;
  }
}

/** Silence ends with the offer. */
async function endExpired(
  writing: Seating,
  seat: FreedSeatRow,
  offers: readonly SeatOfferRow[],
): Promise<SeatOfferRow[]> {
  const ended: SeatOfferRow[] = [];
  for (const offer of offers) {
    const isOver = offer.ending === null && offer.expires_at <= writing.now;
    ended.push(isOver ? await endOffer(writing, seat, offer, { end: 'expired', actor: SYSTEM_ACTOR }) : offer);
  }
  return ended;
}

export async function endOffer(
  writing: Writing,
  seat: FreedSeatRow,
  offer: SeatOfferRow,
  { end, actor }: { readonly end: OfferEnd; readonly actor: string },
): Promise<SeatOfferRow> {
  const { trx, at } = writing;
  await trx
    .updateTable('seat_offer')
    .set({ ending: end, ended_at: at })
    .where('structure_id', '=', offer.structure_id)
    .where('id', '=', offer.id)
    .execute();
  writing.record({
    type: 'freed-seat.answered',
    subject: seat.id,
    actor,
    data: { offer: offer.id, callback: offer.callback_id, end },
  });
  return { ...offer, ending: end, ended_at: at };
}

interface Asking {
  readonly number: number;
  readonly until: number;
  readonly passedOver: readonly PassedEntry[];
  /** Too late for a link. */
  readonly isLate?: boolean;
}

/** Asks one person: by a link where one can reach her in time, else by the desk's telephone. */
async function ask(
  context: ServiceContext,
  writing: Seating,
  seat: FreedSeatRow,
  callback: CallbackRow,
  { number, until, passedOver, isLate = false }: Asking,
): Promise<void> {
  const { trx, structureId, now } = writing;
  const id = createId(context.random);
  const sent = isLate ? undefined : sendLink(context, writing, callback, id);
  const channel: OfferChannel = sent ? 'link' : 'telephone';
  const named = passedOver.map(toPassedOver);
  await trx
    .insertInto('seat_offer')
    .values({
      structure_id: structureId,
      id,
      freed_seat_id: seat.id,
      number,
      callback_id: callback.id,
      channel,
      offered_at: now,
      expires_at: until,
      ending: null,
      ended_at: null,
      passed_over: JSON.stringify(named),
      token_hash: hashToken(context.secrets.token('offer', structureId, id)),
      has_mail: Number(sent?.mail ?? false),
      text_state: sent?.text ? 'queued' : 'none',
      text_claimed_at: null,
    })
    .execute();
  writing.record({
    type: 'freed-seat.offered',
    subject: seat.id,
    actor: SYSTEM_ACTOR,
    data: { offer: id, callback: callback.id, channel, expiresAt: toInstant(until), passedOver: named },
  });
}

async function release(
  writing: Seating,
  seat: FreedSeatRow,
  why: ReleaseReason,
  passedOver: readonly PassedEntry[],
): Promise<void> {
  // A practice can close while somebody is being asked.
  for (const offer of await offersOf(writing.trx, seat))
    if (offer.ending === null) await endOffer(writing, seat, offer, { end: 'withdrawn', actor: SYSTEM_ACTOR });
  const named = passedOver.map(toPassedOver);
  const hold = await writing.holds.byId(seat.hold_id);
  if (hold) await giveBack(writing, hold, SYSTEM_ACTOR);
  await closeSeat(writing, seat, { status: 'released', why, passed_over: JSON.stringify(named) });
  writing.record({
    type: 'freed-seat.released',
    subject: seat.id,
    actor: SYSTEM_ACTOR,
    data: { why, passedOver: named },
  });
}

export async function closeSeat(
  { trx, at }: Pick<Writing, 'trx' | 'at'>,
  { structure_id, id }: FreedSeatRow,
  end: Pick<FreedSeatRow, 'status'> & Partial<FreedSeatRow>,
): Promise<void> {
  await trx
    .updateTable('freed_seat')
    .set({ ...end, closed_at: at })
    .where('structure_id', '=', structure_id)
    .where('id', '=', id)
    .execute();
}

/** Closed meanwhile by its practice: nobody would be there. */
function isStillOffered(territory: CompiledTerritory, { practice_id: practiceId, start_at: start }: FreedSeatRow) {
  // Asked at its start: only what is planned counts.
  const check = checkSlot(territory, { practiceId, start }, { now: start });
  return check.ok || check.reason !== 'unknown';
}

function toOffer({ callback_id: entryId, channel, offered_at, expires_at, ending }: SeatOfferRow): SeatOffer {
  return {
    entryId,
    channel,
    offeredAt: offered_at,
    expiresAt: expires_at,
    // What was withdrawn or not reached has been asked all the same, and the next one is.
    answer: ending === null || ending === 'expired' ? undefined : ending === 'accepted' ? 'accepted' : 'declined',
  };
}

function toSeeker(row: CallbackRow): SeatSeeker {
  const { from, to, ...places } = row.wants === null ? {} : (JSON.parse(row.wants) as CallbackWants);
  const instantOf = (instant: string | undefined) => (instant === undefined ? undefined : fromInstant(instant));
  return { ...toEntry(row), wants: { ...places, from: instantOf(from), to: instantOf(to) } };
}

function toPassedOver({ entryId, why }: PassedEntry): PassedOver {
  return { callback: entryId, why };
}
