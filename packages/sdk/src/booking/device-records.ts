import { fromInstant } from '@relais/model';
import type { Booking, Hold, NewBooking, Seat } from '@relais/model';
import type { Vault } from '../core/index.ts';

/** A booking made on this device; nothing in it says who for. */
export interface RememberedBooking {
  readonly bookingId: string;
  readonly token: string;
  readonly reference: string;
  readonly seat: Seat;
  /** Name of its place, as whoever booked it or moved it there gave it. */
  readonly place?: string | undefined;
}

/** Where holds and booking links stand in a vault. */
const HOLDS = 'hold';
const LINKS = 'link';
const REMEMBERED_AFTER_END_MILLISECONDS = 24 * 3_600_000;

/** What this device keeps of seats held and booked. */
export interface DeviceRecords {
  keepHold(vault: Vault, hold: Hold): Promise<void>;
  dropHold(vault: Vault, holdId: string): Promise<void>;
  listHolds(vault: Vault): Promise<Hold[]>;
  /** Keeps the link of a booking just made, unless a professional made it: their device is not the patient's. */
  keepLink(vault: Vault, booking: NewBooking, place?: string): Promise<void>;
  dropLink(vault: Vault, bookingId: string): Promise<void>;
  listLinks(vault: Vault): Promise<RememberedBooking[]>;
  findLink(vault: Vault, bookingId: string | undefined): Promise<RememberedBooking | undefined>;
  /** Keeps what is remembered of a booking true, whoever changed it. */
  refreshLink(vault: Vault, booking: Booking, place?: string): Promise<void>;
}

/** `toDeviceTime`: a time of the server → what the device's clock shows then. */
export function createDeviceRecords(toDeviceTime: (time: number) => number): DeviceRecords {
  function remember(vault: Vault, booking: RememberedBooking): Promise<void> {
    const end = toDeviceTime(fromInstant(booking.seat.end)) + REMEMBERED_AFTER_END_MILLISECONDS;
    return vault.put(LINKS, booking.bookingId, booking, end);
  }

  const listLinks = (vault: Vault) => vault.list<RememberedBooking>(LINKS);
  const findLink = async (vault: Vault, bookingId: string | undefined) =>
    (await listLinks(vault)).find((booking) => booking.bookingId === bookingId);
  const dropLink = (vault: Vault, bookingId: string) => vault.delete(LINKS, bookingId);

  return {
    keepHold: (vault, hold) => vault.put(HOLDS, hold.id, hold, toDeviceTime(fromInstant(hold.expiresAt))),
    dropHold: (vault, holdId) => vault.delete(HOLDS, holdId),
    listHolds: (vault) => vault.list(HOLDS),

    async keepLink(vault, { id, token, reference, seat }, place) {
      if (vault.owner === undefined) {
        await remember(vault, { bookingId: id, token, reference, seat, ...(place && { place }) });
      }
    },
    dropLink,
    listLinks,
    findLink,

    async refreshLink(vault, { id, seat, status }, place) {
      const known = await findLink(vault, id);
      if (!known) return;
      if (status === 'cancelled') return dropLink(vault, id);
      const { place: before, ...rest } = known;
      const name = place ?? (seat.siteId === known.seat.siteId ? before : undefined);
      await remember(vault, { ...rest, seat, ...(name && { place: name }) });
    },
  };
}
