import type { AnsweredOffer, Booking, OfferAnswer, OfferEnd, Person } from '@relais/model';
import { decideBooking, openSeats, prepareBooking, presentBooking } from '../booking/index.ts';
import type { Seating } from '../booking/index.ts';
import { SYSTEM_ACTOR } from '../core/actors.ts';
import { actorOf } from '../core/http/access.ts';
import type { Principal } from '../core/http/access.ts';
import type { ServiceContext } from '../core/context.ts';
import { invalid } from '../core/http/parse.ts';
import { ProblemError } from '../core/problem.ts';
import { hashToken, isSame } from '../core/secrets.ts';
import type { Answer, Done, IdempotentRequest } from '../core/write/answers.ts';
import { writeOnce } from '../core/write/write.ts';
import type { Writing } from '../core/write/write.ts';
import { closeWithSeat, findCallback } from '../desk/index.ts';
import type { CallbackRow } from '../desk/index.ts';
import { territoryDocument } from '../scheduling/index.ts';
import { advance, closeSeat, endOffer } from './advance.ts';
import { findFreedSeat, findOffer, needsOf, presentOfferView } from './rows.ts';
import type { FreedSeatRow, SeatOfferRow } from './tables.ts';

interface AnswerCommand {
  readonly structureId: string;
  readonly offerId: string;
  readonly caller: Principal;
  readonly answer: OfferAnswer;
}

/** An offer, with the seat and whoever it is made to. */
export interface FoundOffer {
  readonly offer: SeatOfferRow;
  readonly seat: FreedSeatRow;
  readonly callback: CallbackRow;
}

const ENDS = { yes: 'accepted', no: 'declined', unanswered: 'unanswered' } as const satisfies Record<string, OfferEnd>;

/** Takes the seat, or not, and goes on with the next person in the same transaction. The same answer again gives the same. */
export function answerOffer(
  context: ServiceContext,
  key: IdempotentRequest,
  { structureId, offerId, caller, answer }: AnswerCommand,
): Promise<Answer> {
  return writeOnce(context, structureId, key, async (turn) => {
    if (answer.answer === 'unanswered' && caller.kind !== 'professional') throw new ProblemError('forbidden');
    const writing = await openSeats(turn);
    const found = await requireOffer(writing.trx, structureId, offerId);
    const end = ENDS[answer.answer];
    if (found.offer.ending === end) return () => sayAgain(writing, found, caller);
    if (found.offer.ending !== null || found.offer.expires_at <= writing.now) throw new ProblemError('offer-ended');
    if (answer.answer === 'yes') return accept(context, writing, found, { caller, answer });
    return async () => {
      const offer = await endOffer(writing, found.seat, found.offer, { end, actor: actorOf(caller) });
      await advance(context, writing, found.seat);
      return { body: present(writing, { ...found, offer }) };
    };
  });
}

async function accept(
  context: ServiceContext,
  writing: Seating,
  found: FoundOffer,
  { caller, answer }: { readonly caller: Principal; readonly answer: Extract<OfferAnswer, { answer: 'yes' }> },
): Promise<() => Promise<Done>> {
  const { offer, seat, callback } = found;
  const { structureId } = writing;
  const token = context.secrets.token('hold', structureId, seat.hold_id);
  const person = personOf(callback, answer);
  const reason = callback.reason ?? answer.reason;
  if (reason === undefined)
    throw invalid({ path: 'reason', message: 'is missing', accepted: 'a reason of the structure' });
  const book = await decideBooking(context, writing, {
    request: {
      ...{ token, person, reason, language: callback.language ?? 'fr' },
      ...(answer.anotherPerson !== undefined && { anotherPerson: answer.anotherPerson }),
    },
    caller,
    prepared: prepareBooking(context, structureId, { token, person }),
  });
  return async () => {
    const actor = actorOf(caller);
    const ended = await endOffer(writing, seat, offer, { end: 'accepted', actor });
    const booking = book();
    await closeWithSeat(writing, callback, actor);
    await closeSeat(writing, seat, { status: 'taken', booking_id: booking.id });
    writing.record({
      type: 'freed-seat.taken',
      subject: seat.id,
      actor,
      data: { callback: callback.id, booking: booking.id },
    });
    return reveal(present(writing, { ...found, offer: ended }), booking, caller);
  };
}

/** Somebody who has been given a seat, or sent elsewhere, is not asked any more: the next one is. */
export async function withdrawOffers(context: ServiceContext, turn: Writing, callbackId: string): Promise<void> {
  const { trx, structureId } = turn;
  const running = await trx
    .selectFrom('seat_offer')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('callback_id', '=', callbackId)
    .where('ending', 'is', null)
    .execute();
  if (running.length === 0) return;
  const writing = await openSeats(turn);
  for (const offer of running) {
    const seat = await findFreedSeat(trx, structureId, offer.freed_seat_id);
    await endOffer(writing, seat, offer, { end: 'withdrawn', actor: SYSTEM_ACTOR });
    await advance(context, writing, seat);
  }
}

/** Whether the token is that of this offer. */
export async function provesOffer(
  { store, secrets }: ServiceContext,
  structureId: string,
  offerId: string,
  token: string,
): Promise<boolean> {
  const offer = await findOffer(store.db, structureId, offerId);
  const expected = offer?.token_hash ?? hashToken(secrets.token('offer', structureId, offerId));
  return isSame(expected, hashToken(token));
}

/** @throws {ProblemError} `not-found` */
export async function requireOffer(
  db: Writing['trx'] | ServiceContext['store']['db'],
  structureId: string,
  offerId: string,
): Promise<FoundOffer> {
  const offer = await findOffer(db, structureId, offerId);
  const callback = offer && (await findCallback(db, structureId, offer.callback_id));
  if (!offer || !callback) throw new ProblemError('not-found');
  return { offer, callback, seat: await findFreedSeat(db, structureId, offer.freed_seat_id) };
}

/** @throws {ProblemError} `invalid-request` where nobody knows who it is for */
function personOf(row: CallbackRow, { person }: Extract<OfferAnswer, { answer: 'yes' }>): Person {
  const { phone, email } = row;
  const contact = { phone, ...(email !== null && { email }) };
  const { family_name: familyName, given_name: givenName, birth_date: birthDate } = row;
  if (familyName !== null && givenName !== null && birthDate !== null)
    return { familyName, givenName, birthDate, ...contact };
  if (!person) throw invalid({ path: 'person', message: 'is missing', accepted: 'names and date of birth' });
  return { ...person, ...contact };
}

async function sayAgain(writing: Seating, found: FoundOffer, caller: Principal): Promise<Done> {
  const territory = writing.documents.of(territoryDocument);
  const { booking_id: id } = found.seat;
  const booking = found.offer.ending === 'accepted' && id !== null ? await writing.bookings.byId(id) : undefined;
  const body = present(writing, found);
  return booking && territory ? reveal(body, presentBooking(territory, booking, 'none'), caller) : { body };
}

/** The token of the booking is for the person alone: the desk's copy has none. */
function reveal(body: AnsweredOffer, booking: Booking, { kind }: Principal): Done {
  const answered = { ...body, booking };
  return kind === 'link' ? { body: answered, reveals: { purpose: 'booking', id: booking.id } } : { body: answered };
}

function present({ documents, now }: Seating, { offer, seat, callback }: FoundOffer): AnsweredOffer {
  const territory = documents.of(territoryDocument);
  if (!territory) throw new ProblemError('offer-ended');
  return presentOfferView(territory, { offer, seat, needs: needsOf(callback), now });
}
