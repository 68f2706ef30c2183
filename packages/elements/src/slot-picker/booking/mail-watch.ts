import type { Client } from '@relais/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { CountdownController, type CountdownOptions } from '../../ui/countdown-controller.ts';
import type { OpenBooking, PickerState, StateOf } from './picker-state.ts';

/** By then a mail server has mostly taken a mail, or refused it for good. */
const CHECK_MILLISECONDS = 15_000;

/** Screens that say what became of the mail. */
type Mailed = StateOf<'confirmed' | 'moved' | 'booking'>;

export interface MailWatchOptions {
  readonly client: Client;
  readonly timer: Pick<CountdownOptions, 'now' | 'every'>;
  /** The screen shown, and whether something is being asked of the server. */
  readonly stage: { readonly state: PickerState; readonly isBusy: boolean };
  /** Called with the screen as it is to be, the mail having left or failed. */
  readonly onNews: (state: Mailed) => void;
}

/**
 * Owns: when to look again whether a mail on its way has left, which is no change of screen: after a while, and whenever the page is looked
 * at again. What cannot be read now is read then.
 */
export class MailWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: MailWatchOptions;
  readonly #countdown: CountdownController;

  constructor(host: ReactiveControllerHost, options: MailWatchOptions) {
    this.#host = host;
    this.#options = options;
    this.#countdown = new CountdownController(host, { ...options.timer, end: this.#look });
    host.addController(this);
  }

  hostConnected(): void {
    globalThis.addEventListener('visibilitychange', this.#look);
  }

  hostDisconnected(): void {
    globalThis.removeEventListener('visibilitychange', this.#look);
  }

  /** A booking is on the screen. */
  start(shown: PickerState & OpenBooking): void {
    if (awaitsMail(shown)) this.#countdown.start(this.#options.timer.now() + CHECK_MILLISECONDS);
  }

  dispose(): void {
    this.#countdown.stop();
    this.hostDisconnected();
    for (const part of [this, this.#countdown]) this.#host.removeController(part);
  }

  #look = (): void => void this.#read();

  async #read(): Promise<void> {
    const { client, stage, onNews } = this.#options;
    const { state } = stage;
    if (!awaitsMail(state) || stage.isBusy) return;
    const fresh = await client.bookings.open(state.link).catch(() => undefined);
    if (!fresh || stage.state !== state || fresh.mail === 'queued') return;
    onNews({ ...state, booking: { ...state.booking, mail: fresh.mail } });
  }
}

function awaitsMail(state: PickerState): state is Mailed {
  return (
    ['confirmed', 'moved', 'booking'].includes(state.name) && 'booking' in state && state.booking.mail === 'queued'
  );
}
