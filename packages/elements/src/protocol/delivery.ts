import type { ReactiveController } from 'lit';
import type { RunHost, RunPort } from './types.ts';

const AGAIN_MS = 5000;

/** What became of something that waited on this device. */
export type Told = Awaited<ReturnType<NonNullable<RunPort['resume']>>>[number];

/**
 * Owns: what becomes of writes that met no network. The ports keep them on this device; they are sent when the network is back, proofs of consent first,
 * since a run is understood by them.
 */
export class Delivery implements ReactiveController {
  /** `kept`: something waits on this device. `refused`: the server has not taken all of it. Undefined while nothing ever waited. */
  state: 'kept' | 'sent' | 'refused' | undefined;

  /** Since something was kept: whether any of it has arrived, and whether any was refused. */
  #hasArrived = false;
  #waits = 0;
  #isRefused = false;
  /** Whether the device does not say itself that it has no network: what was sent may have arrived, and was not answered. */
  #isUnheard = false;
  /** How often the device had erased what it kept when the run began. */
  #erasuresBefore = 0;
  readonly #host: RunHost;
  readonly #onTold: (photographs: readonly Told[]) => void;
  #runs: RunHost['runs'];
  #sending: Promise<void> | undefined;
  #carrying: Promise<readonly Told[]> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onTold hears that what waited has arrived, and what became of photographs */
  constructor(host: RunHost, onTold: (photographs: readonly Told[]) => void) {
    this.#host = host;
    this.#onTold = onTold;
    host.addController(this);
  }

  /** How that is said: who has a network is not told that there is none. */
  get said(): 'kept' | 'unheard' | 'sent' | 'arrived' | 'refused' | undefined {
    if (this.state === 'kept' && this.#isUnheard) return 'unheard';
    return this.state === 'sent' && this.#isUnheard ? 'arrived' : this.state;
  }

  /** Whether this device takes nothing: what has not been sent is in this page alone. */
  get isInPage(): boolean {
    return this.#host.runs?.keeping?.().isLasting === false;
  }

  /** Whether the device has erased what it kept since the run began: what this page knew of it was written anew. */
  get isRewritten(): boolean {
    return !this.isInPage && this.#erasures > this.#erasuresBefore;
  }

  get #erasures(): number {
    return this.#host.runs?.keeping?.().erasures ?? 0;
  }

  hostUpdate(): void {
    const { runs } = this.#host;
    if (runs === this.#runs) return;
    this.#runs = runs;
    // Of a page that was closed before the network was back.
    void this.send();
  }

  hostConnected(): void {
    addEventListener('online', this.#networkIsBack);
    if (this.state === 'kept') this.#later();
  }

  hostDisconnected(): void {
    removeEventListener('online', this.#networkIsBack);
    clearTimeout(this.#timer);
  }

  /** For the next patient, of whom nothing waits: what is said of those before goes, unless something of them still waits. */
  startAnew(): void {
    this.#isRefused = false;
    this.#erasuresBefore = this.#erasures;
    if (this.state !== 'kept') this.#become(undefined);
  }

  /**
   * @param port which was asked: one that cannot send again keeps nothing, and its failure is one
   * @returns what is answered; undefined where there is no network, and the device keeps what was written
   */
  async reach<T>(
    port: { readonly resume?: unknown } | undefined,
    answer: Promise<T> | undefined,
  ): Promise<T | undefined> {
    try {
      const value = await answer;
      this.#hasArrived = true;
      return value;
    } catch (error) {
      if (!isAway(error) || !port?.resume) throw error;
      this.#wait(error);
      return undefined;
    }
  }

  /** Sends what waits on this device. */
  send(): Promise<void> {
    this.#sending ??= this.#send().finally(() => (this.#sending = undefined));
    return this.#sending;
  }

  readonly #networkIsBack = (): void => void this.send();

  async #send(): Promise<void> {
    clearTimeout(this.#timer);
    const { consents, runs } = this.#host;
    try {
      const told = [...((await consents?.resume?.()) ?? []), ...((await runs?.resume?.()) ?? [])];
      this.#hear(told);
      if (told.some((one) => 'answer' in one)) this.#onTold([]);
      // Photographs take their time: what is said of a run meanwhile does not wait for them.
      if (!told.some(isWaiting)) void this.#carry(told);
    } catch {
      // Nobody is signed in any more, or the device does not give back what it keeps.
      if (this.state === 'kept') this.#wait();
    }
  }

  async #carry(before: readonly object[]): Promise<void> {
    const waits = this.#waits;
    try {
      this.#carrying ??= this.#host.runs?.resumePhotographs?.().finally(() => (this.#carrying = undefined));
      const told = (await this.#carrying) ?? [];
      this.#hear(told);
      if (told.length > 0) this.#onTold(told);
      // Something has met no network meanwhile.
      if (waits !== this.#waits) return;
      if (this.#isRefused) this.#become('refused');
      else if (told.length + before.length > 0 || this.state === 'kept')
        this.#become(this.#hasArrived ? 'sent' : undefined);
    } catch {
      if (this.state === 'kept') this.#wait();
    }
  }

  #hear(told: readonly object[]): void {
    if (told.some((one) => 'answer' in one)) this.#hasArrived = true;
    if (told.some(isRefused)) this.#isRefused = true;
    const waiting = told.find(isWaiting);
    if (waiting) this.#wait((waiting as { readonly error?: unknown }).error);
  }

  #wait(error?: unknown): void {
    this.#waits += 1;
    if (this.state !== 'kept') this.#hasArrived = false;
    if (error) this.#isUnheard = (error as { readonly code?: string }).code === 'unreachable';
    this.state = 'kept';
    this.#host.requestUpdate();
    this.#later();
  }

  #later(): void {
    clearTimeout(this.#timer);
    if (this.#host.isConnected) this.#timer = setTimeout(() => void this.send(), AGAIN_MS);
  }

  #become(state: Delivery['state']): void {
    if (state === this.state) return;
    this.state = state;
    this.#host.requestUpdate();
  }
}

/** Whether a write met no network and is kept, as the SDK says of its errors. */
function isAway(error: unknown): boolean {
  const { pending, code } = error as { readonly pending?: boolean; readonly code?: string };
  return pending === true && (code === 'offline' || code === 'unreachable');
}

function isRefused(one: object): boolean {
  return 'error' in one && (one.error as { readonly pending?: boolean }).pending !== true;
}

/** A photograph that waits for its consent goes with the next that is sent: who asks again by the clock sends it in vain. */
function isWaiting(one: object): boolean {
  const { pending, code } = ('error' in one ? one.error : {}) as { readonly pending?: boolean; readonly code?: string };
  return pending === true && code !== 'photograph-consent-missing';
}
