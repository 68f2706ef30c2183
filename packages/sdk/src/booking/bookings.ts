import { bookingRoutes as routes } from '@relais/model';
import type { Booking, BookingRequest, Hold, HoldRequest, NewBooking } from '@relais/model';
import type { BookingLink } from './booking-link.ts';
import type { BookingNotes } from './booking-notes.ts';
import { createDeviceRecords } from './device-records.ts';
import type { RememberedBooking } from './device-records.ts';
import { DuplicateBookingError, HoldExpiredError } from './errors.ts';
import { readFormerWrite } from './former-writes.ts';
import { createOutbox, NotFoundError, RelaisError } from '../core/index.ts';
import type { Call, CallOptions, PendingWrite, Vault, Vaults } from '../core/index.ts';

/** What the server answers to each kind of write. */
export interface WriteAnswers {
  hold: Hold;
  confirm: NewBooking;
  move: Booking;
  cancel: Booking;
}

export type WriteKind = keyof WriteAnswers;

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
  /** Asks again, with their keys, for the answers that a reload or a broken network cost whoever is signed in, or the device when nobody is. */
  resume(options?: CallOptions): Promise<ResumedWrite[]>;
  /** Bookings made on this device while nobody was signed in, until a day after they end; none for who is signed in. */
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
  readonly vaults: Vaults;
  /** The device's clock, by which records on it end. */
  readonly now: () => number;
  /** A time of the server → what the device's clock shows then. */
  readonly toDeviceTime: (time: number) => number;
  readonly language: 'fr' | 'en';
}

type Pending = PendingWrite<BookingNotes>;

const KINDS: Readonly<Record<string, WriteKind>> = {
  [routes.createHold.name]: 'hold',
  [routes.createBooking.name]: 'confirm',
  [routes.moveBooking.name]: 'move',
  [routes.cancelBooking.name]: 'cancel',
};

/** Later, a hold would come as a surprise, and one already made would have little time left. */
const HOLD_KEPT_MILLISECONDS = 2 * 60_000;
/** As long as the server remembers a key. */
const BOOKING_KEPT_MILLISECONDS = 24 * 3_600_000;
/** Later, a person may well have decided to go as booked. */
const CHANGE_KEPT_MILLISECONDS = 10 * 60_000;

export function createBookings({ call, vaults, now, toDeviceTime, language }: BookingsSettings): Bookings {
  const records = createDeviceRecords(toDeviceTime);

  /** The hold has become a booking, or is over: no other write made with it is sent. */
  async function useUp(vault: Vault, holdId: string): Promise<void> {
    await records.dropHold(vault, holdId);
    await outbox.discard(vault, ({ notes }) => notes?.holdId === holdId);
  }

  async function onError(error: unknown, { notes }: Pending, vault: Vault): Promise<void> {
    if (error instanceof HoldExpiredError && notes?.holdId) await records.dropHold(vault, notes.holdId);
    if (error instanceof DuplicateBookingError) error.link = await records.findLink(vault, error.bookingId);
  }

  async function onBooking(booking: NewBooking, { notes }: Pending, vault: Vault): Promise<void> {
    if (notes?.holdId) await useUp(vault, notes.holdId);
    if (!notes?.isUnsigned) await records.keepLink(vault, booking, notes?.place);
  }

  async function onChange(booking: Booking, { notes }: Pending, vault: Vault): Promise<void> {
    if (notes?.holdId) await useUp(vault, notes.holdId);
    await records.refreshLink(vault, booking, notes?.place);
  }

  const outbox = createOutbox<BookingNotes>({
    vaults,
    call,
    now,
    rules: [
      {
        route: routes.createHold,
        keptMilliseconds: HOLD_KEPT_MILLISECONDS,
        onAnswer: (hold: Hold, _, vault) => records.keepHold(vault, hold),
      },
      {
        route: routes.createBooking,
        keptMilliseconds: BOOKING_KEPT_MILLISECONDS,
        onAnswer: onBooking,
        onError,
      },
      { route: routes.moveBooking, keptMilliseconds: CHANGE_KEPT_MILLISECONDS, onAnswer: onChange, onError },
      { route: routes.cancelBooking, keptMilliseconds: CHANGE_KEPT_MILLISECONDS, onAnswer: onChange },
    ],
    readFormer: readFormerWrite,
  });

  return {
    hold: (request, options) => outbox.post(routes.createHold, { body: request }, options?.signal),

    async release({ id, token }, options) {
      try {
        await call(routes.releaseHold, { params: { hold: id }, token }, options?.signal);
      } catch (error) {
        if (!(error instanceof HoldExpiredError || error instanceof NotFoundError)) throw error;
      }
      const vault = await vaults.known();
      if (vault) await records.dropHold(vault, id);
    },

    async confirm({ id, token }, request, options) {
      const body = { language, ...request, token };
      const pending = await outbox.pending();
      try {
        const notes = { holdId: id, place: options?.place };
        return await outbox.post(routes.createBooking, { body, notes }, options?.signal);
      } catch (error) {
        // An earlier confirmation whose answer was lost, corrected since, may be what used the hold up: it is the booking.
        const isOther = (write: Pending) => JSON.stringify(write.body) !== JSON.stringify(body);
        const earlier = pending.find((write) => write.notes?.holdId === id && isOther(write));
        const isUsedUp = error instanceof HoldExpiredError || error instanceof DuplicateBookingError;
        if (!earlier || !isUsedUp) throw error;
        return (await outbox.repost(earlier, options?.signal)) as NewBooking;
      }
    },

    async open({ bookingId, token }, options) {
      const booking = await call(routes.readBooking, { params: { booking: bookingId }, token }, options?.signal);
      const vault = await vaults.known();
      if (vault) {
        await records.refreshLink(vault, booking);
        await outbox.discard(vault, ({ params }) => params?.['booking'] === bookingId);
      }
      return booking;
    },

    move({ bookingId, token }, hold, options) {
      const notes = { holdId: hold.id, place: options?.place };
      const write = { params: { booking: bookingId }, body: { token: hold.token }, token, notes };
      return outbox.post(routes.moveBooking, write, options?.signal);
    },

    cancel: ({ bookingId, token }, options) =>
      outbox.post(routes.cancelBooking, { params: { booking: bookingId }, token }, options?.signal),

    calendar: ({ bookingId, token }, options) =>
      call(routes.readCalendar, { params: { booking: bookingId }, token }, options?.signal),

    async resume(options) {
      const resumed: ResumedWrite[] = [];
      const vault = await vaults.known();
      for (const write of await outbox.pending()) {
        // Everything may be forgotten while one of them is awaited.
        if (vault?.isClosed) break;
        const bookingId = write.params?.['booking'];
        const what = {
          kind: KINDS[write.operation],
          ...(bookingId && { link: { bookingId, token: write.token } }),
        };
        try {
          resumed.push({ ...what, answer: await outbox.repost(write, options?.signal) } as ResumedWrite);
        } catch (error) {
          if (!(error instanceof RelaisError)) throw error;
          resumed.push({ ...what, error } as ResumedWrite);
        }
      }
      return resumed;
    },

    async remembered() {
      const vault = await vaults.known();
      return vault ? records.listLinks(vault) : [];
    },
    forget: async (bookingId) => records.dropLink(await vaults.current(), bookingId),
    async held() {
      const vault = await vaults.known();
      return vault ? records.listHolds(vault) : [];
    },
  };
}
