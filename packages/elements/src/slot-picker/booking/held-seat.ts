import type { Client, Hold } from '@relais/sdk';
import type { CountdownController } from '../../ui/countdown-controller.ts';
import type { ReloadMark } from './reload-mark.ts';

/**
 * Owns: the seat held for the person, the time left to confirm it, and the mark by which this tab finds it after a reload. The picker owns
 * which screen shows it.
 */
export class HeldSeat {
  /** On the screen or not; changed by nobody else. */
  hold: Hold | undefined;

  readonly #client: Client;
  readonly #mark: ReloadMark;
  readonly #countdown: CountdownController;

  constructor(client: Client, mark: ReloadMark, countdown: CountdownController) {
    this.#client = client;
    this.#mark = mark;
    this.#countdown = countdown;
  }

  /** Finds the seat held before a reload. Without the mark of this tab, a hold is another tab's. */
  async find(): Promise<void> {
    if (this.#mark.isSet && !this.hold) [this.hold] = await this.#client.bookings.held();
    this.#mark.set(this.hold !== undefined);
  }

  /** Keeps this seat, its time counted from now on. */
  take(hold: Hold): void {
    this.hold = hold;
    this.#countdown.start(Date.parse(hold.expiresAt));
    this.#mark.set(true);
  }

  /** Keeps another seat in place of this one, which is given back; its time is counted once it is taken. */
  async replace(hold: Hold): Promise<void> {
    await this.release();
    this.hold = hold;
  }

  /** Gives the seat back, if there is one. */
  async release(): Promise<void> {
    const { hold } = this;
    this.forget();
    if (hold) await this.decline(hold);
  }

  /** Gives back a seat that came too late to be wanted. One that cannot be given back now frees itself soon. */
  decline(hold: Hold): Promise<void> {
    return this.#client.bookings.release(hold).catch(() => undefined);
  }

  /** The seat has become a booking, or cannot become one. */
  forget(): void {
    this.hold = undefined;
    this.#countdown.stop();
    this.#mark.set(false);
  }
}
