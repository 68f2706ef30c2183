import { Booking, bookingRoutes, fromInstant, Hold, NewBooking } from '@relais/model';
import type { BookingRequest, HoldRequest, Route, Seat } from '@relais/model';
import type { ZodMiniType } from 'zod/mini';
import type { BookingLink } from './booking-link.ts';
import { DuplicateBookingError, HoldExpiredError } from './errors.ts';
import { pathOf } from '../core/call.ts';
import type { Call, CallOptions } from '../core/call.ts';
import { NotFoundError, parseAnswer, RelaisError } from '../core/errors.ts';
import { createOutbox } from '../core/outbox.ts';
import type { PendingWrite, Write, WriteKind } from '../core/outbox.ts';
import type { Vault } from '../core/vault.ts';
import type { GetToken, Transport } from '../core/transport.ts';

/** A booking made on this device; nothing in it says who for. */
export interface RememberedBooking {
  readonly bookingId: string;
  readonly token: string;
  readonly reference: string;
  readonly seat: Seat;
  /** Name of its place, as whoever booked it or moved it there gave it. */
  readonly place?: string | undefined;
}

/** What the server answers to each kind of write. */
export interface WriteAnswers {
  hold: Hold;
  confirm: NewBooking;
  move: Booking;
  cancel: Booking;
}

/**
 * A write taken up again: its answer, or why there is none. With `error.pending` it is still kept. `link` opens the booking that was to
 * be moved or cancelled, as whoever asked for it did.
 */
export type ResumedWrite = {
  [Kind in WriteKind]: { readonly kind: Kind } & (Kind extends 'move' | 'cancel'
    ? { readonly link: BookingLink }
    : { readonly link?: undefined }) &
    (
      | { readonly answer: WriteAnswers[Kind]; readonly error?: undefined }
      | { readonly answer?: undefined; readonly error: RelaisError }
    );
}[WriteKind];

export interface SeatOptions extends CallOptions {
  /** Name of the place of the seat, to be remembered on this device: without a network nothing else says it. */
  readonly place?: string | undefined;
}

export interface Bookings {
  /** Keeps one seat, or any seat of a window, in which case the server chooses. */
  hold(request: HoldRequest, options?: CallOptions): Promise<Hold>;
  /** Gives a held seat back; one that is over already counts as given back. */
  release(hold: Pick<Hold, 'id' | 'token'>, options?: CallOptions): Promise<void>;
  /** Confirms the held seat for a person. The link is remembered on this device, unless a professional is signed in. */
  confirm(hold: Pick<Hold, 'id' | 'token'>, request: ConfirmRequest, options?: SeatOptions): Promise<NewBooking>;
  /** Reads the booking behind a link. A change to it that was never answered is then given up: who reads it decides anew. */
  open(link: BookingLink, options?: CallOptions): Promise<Booking>;
  /** Puts the booking on a held seat and frees its old one, in one step. */
  move(link: BookingLink, hold: Pick<Hold, 'id' | 'token'>, options?: SeatOptions): Promise<Booking>;
  /** Cancels the booking and frees its seat. */
  cancel(link: BookingLink, options?: CallOptions): Promise<Booking>;
  /** The booking as an iCalendar text. */
  calendar(link: BookingLink, options?: CallOptions): Promise<string>;
  /** Asks again, with their keys, for the answers that a reload or a broken network cost. */
  resume(options?: CallOptions): Promise<ResumedWrite[]>;
  /** Bookings made on this device, until a day after they end. */
  remembered(): Promise<RememberedBooking[]>;
  /** Takes one booking off this device; it stays booked. */
  forget(bookingId: string): Promise<void>;
  /** Seats this device still holds, after a reload too. */
  held(): Promise<Hold[]>;
}

/** A booking request without its token, which the hold gives; `language` is the client's when absent. */
export type ConfirmRequest = Omit<BookingRequest, 'token'>;

export interface BookingsSettings {
  readonly call: Call;
  readonly transport: Transport;
  readonly vault: Vault;
  /** The device's clock, by which records on it end. */
  readonly now: () => number;
  /** A time of the server → what the device's clock shows then. */
  readonly toDeviceTime: (time: number) => number;
  readonly language: 'fr' | 'en';
  readonly getToken?: GetToken | undefined;
}

const REMEMBERED_AFTER_END_MILLISECONDS = 24 * 3_600_000;

const schemas: { readonly [Kind in WriteKind]: ZodMiniType<WriteAnswers[Kind]> } = {
  hold: Hold,
  confirm: NewBooking,
  move: Booking,
  cancel: Booking,
};

export function createBookings(settings: BookingsSettings): Bookings {
  const { call, transport, vault, now, toDeviceTime, language, getToken } = settings;
  const outbox = createOutbox({ vault, now, deliver });

  async function deliver(write: PendingWrite, signal?: AbortSignal): Promise<unknown> {
    try {
      const answer = parseAnswer(schemas[write.kind] as ZodMiniType, await transport.send(write, signal));
      await takeIn(write, answer);
      return answer;
    } catch (error) {
      if (error instanceof HoldExpiredError && write.holdId) await vault.delete('hold', write.holdId);
      if (error instanceof DuplicateBookingError) error.link = await recall(error.bookingId);
      throw error;
    }
  }

  /** What an answer changes on this device. */
  async function takeIn(write: PendingWrite, answer: unknown): Promise<void> {
    if (write.holdId) await useUp(write.holdId);
    if (write.kind === 'hold') await keepHold(answer as Hold);
    else if (write.kind === 'confirm') await keepLink(answer as NewBooking, write.place);
    else await refresh(answer as Booking, write.place);
  }

  function keepHold(hold: Hold): Promise<void> {
    return vault.put('hold', hold.id, hold, toDeviceTime(fromInstant(hold.expiresAt)));
  }

  async function keepLink({ id, token, reference, seat }: NewBooking, place?: string): Promise<void> {
    // The device of a secretary is not the patient's.
    if (!(await hasSession())) await remember({ bookingId: id, token, reference, seat, ...(place && { place }) });
  }

  async function hasSession(): Promise<boolean> {
    try {
      return Boolean(await getToken?.());
    } catch {
      return true;
    }
  }

  async function useUp(holdId: string): Promise<void> {
    await vault.delete('hold', holdId);
    await outbox.settleHold(holdId);
  }

  function remember(booking: RememberedBooking): Promise<void> {
    const end = toDeviceTime(fromInstant(booking.seat.end)) + REMEMBERED_AFTER_END_MILLISECONDS;
    return vault.put('link', booking.bookingId, booking, end);
  }

  async function recall(bookingId: string | undefined): Promise<RememberedBooking | undefined> {
    const known = await vault.list<RememberedBooking>('link');
    return known.find((booking) => booking.bookingId === bookingId);
  }

  /** Keeps what is remembered of a booking true, whoever changed it. */
  async function refresh({ id, seat, status }: Booking, place?: string): Promise<void> {
    const known = await recall(id);
    if (!known) return;
    if (status === 'cancelled') return vault.delete('link', id);
    const { place: before, ...rest } = known;
    const name = place ?? (seat.siteId === known.seat.siteId ? before : undefined);
    await remember({ ...rest, seat, ...(name && { place: name }) });
  }

  return {
    hold: (request, options) =>
      outbox.post(
        { kind: 'hold', ...goingTo(bookingRoutes.createHold), body: JSON.stringify(request) },
        options?.signal,
      ) as Promise<Hold>,

    async release({ id, token }, options) {
      try {
        await call(bookingRoutes.releaseHold, { params: { hold: id }, token }, options?.signal);
      } catch (error) {
        if (!(error instanceof HoldExpiredError || error instanceof NotFoundError)) throw error;
      }
      await vault.delete('hold', id);
    },

    async confirm({ id, token }, request, options) {
      const body = JSON.stringify({ language, ...request, token });
      const pending = await outbox.pending();
      try {
        const place = options?.place;
        const to = goingTo(bookingRoutes.createBooking);
        const write = { kind: 'confirm', ...to, body, holdId: id, place } as const;
        return (await outbox.post(write, options?.signal)) as NewBooking;
      } catch (error) {
        // An earlier confirmation whose answer was lost, corrected since, may be what used the hold up: it is the booking.
        const earlier = pending.find((write) => write.holdId === id && write.body !== body);
        const isUsedUp = error instanceof HoldExpiredError || error instanceof DuplicateBookingError;
        if (!earlier || !isUsedUp) throw error;
        return (await outbox.repost(earlier, options?.signal)) as NewBooking;
      }
    },

    async open({ bookingId, token }, options) {
      const params = { booking: bookingId };
      const booking = await call(bookingRoutes.readBooking, { params, token }, options?.signal);
      await refresh(booking);
      await outbox.dropChanges(bookingId);
      return booking;
    },

    move: ({ bookingId, token }, hold, options) =>
      outbox.post(
        {
          kind: 'move',
          ...goingTo(bookingRoutes.moveBooking, bookingId),
          body: JSON.stringify({ token: hold.token }),
          token,
          holdId: hold.id,
          bookingId,
          place: options?.place,
        },
        options?.signal,
      ) as Promise<Booking>,

    cancel: ({ bookingId, token }, options) =>
      outbox.post(
        { kind: 'cancel', ...goingTo(bookingRoutes.cancelBooking, bookingId), token, bookingId },
        options?.signal,
      ) as Promise<Booking>,

    calendar: ({ bookingId, token }, options) =>
      call(bookingRoutes.readCalendar, { params: { booking: bookingId }, token }, options?.signal),

    async resume(options) {
      const resumed: ResumedWrite[] = [];
      for (const write of await outbox.pending()) {
        const { kind, bookingId, token } = write;
        const what = { kind, ...(bookingId && { link: { bookingId, token } }) };
        try {
          resumed.push({ ...what, answer: await outbox.repost(write, options?.signal) } as ResumedWrite);
        } catch (error) {
          if (!(error instanceof RelaisError)) throw error;
          resumed.push({ ...what, error } as ResumedWrite);
        }
      }
      return resumed;
    },

    remembered: () => vault.list('link'),
    forget: (bookingId) => vault.delete('link', bookingId),
    held: () => vault.list('hold'),
  };
}

function goingTo(route: Route, booking = ''): Pick<Write, 'method' | 'path'> {
  return { method: route.method, path: pathOf(route, { params: { booking } }) };
}
