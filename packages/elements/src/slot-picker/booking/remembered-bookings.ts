import type { Booking, Client, RememberedBooking } from '@relais/sdk';

/** A booking of this device and how it stands, where that could be read. */
export interface Recollection {
  readonly link: RememberedBooking;
  readonly booking: Booking | undefined;
}

/** Owns: the bookings made on this device that are not over. The picker owns what is shown of them. */
export class RememberedBookings {
  /** Oldest first. */
  list: readonly RememberedBooking[] = [];

  readonly #client: Client;
  readonly #onRead: () => void;
  #reading: Promise<void> = Promise.resolve();

  /** `onRead` is called whenever the list has been read. */
  constructor(client: Client, onRead: () => void) {
    this.#client = client;
    this.#onRead = onRead;
  }

  /** Reads again what this device remembers; one reading after the other, so that an older one never has the last word. */
  read(): Promise<void> {
    return (this.#reading = this.#reading.catch(() => undefined).then(() => this.#read()));
  }

  async #read(): Promise<void> {
    const remembered = await this.#client.bookings.remembered();
    this.list = remembered.filter(({ seat }) => Date.parse(seat.end) > this.#client.now());
    this.#onRead();
  }

  /** Takes a booking off this device; it stays booked. */
  async forget({ bookingId }: RememberedBooking): Promise<void> {
    await this.#client.bookings.forget(bookingId);
    await this.read();
  }

  /**
   * Asks how they stand: one that was cancelled elsewhere is said to be, this once; one that is gone is forgotten. While one cannot be read,
   * for whatever other reason, it is given as this device knows it.
   */
  async ask(): Promise<Recollection[]> {
    const asked = this.list;
    const answers = await Promise.all(asked.map((link) => this.#open(link)));
    await this.read();
    return asked.flatMap((link, index) => {
      const booking = answers[index];
      return booking === 'gone' ? [] : [{ link, booking }];
    });
  }

  /** The booking as it is now; `undefined` when it could not be read. */
  async #open(link: RememberedBooking): Promise<Booking | 'gone' | undefined> {
    try {
      return await this.#client.bookings.open(link);
    } catch (error) {
      if (!['not-found', 'unauthenticated'].includes((error as { code?: string }).code ?? '')) return undefined;
      await this.#client.bookings.forget(link.bookingId);
      return 'gone';
    }
  }
}
