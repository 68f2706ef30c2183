import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Seconds left at which the countdown speaks: often enough to act, seldom enough not to talk over a form being filled in. */
const ANNOUNCED = [120, 30];

export interface CountdownOptions {
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Calls `tick` about every second until the function it gives back is called. */
  every?: (tick: () => void) => () => void;
  announce?: (seconds: number) => void;
  end: () => void;
}

/**
 * Owns: the seconds left until an instant, the moments to say so aloud, and the timer. The host owns what is shown and said.
 * Seconds are counted from the clock at every tick, so that a page that slept wakes with the right figure.
 */
export class CountdownController implements ReactiveController {
  /** Whole seconds left; 0 once over or when nothing is counted. */
  remaining = 0;

  readonly #host: ReactiveControllerHost;
  readonly #options: CountdownOptions;
  #deadline: number | undefined;
  #stopTimer: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, options: CountdownOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#deadline !== undefined) this.start(this.#deadline);
  }

  hostDisconnected(): void {
    this.#stopTimer?.();
  }

  /** Counts down to `deadline`, in milliseconds since the epoch. */
  start(deadline: number): void {
    this.stop();
    this.#deadline = deadline;
    this.remaining = this.#secondsLeft();
    this.#stopTimer = (this.#options.every ?? everySecond)(() => this.#tick());
  }

  stop(): void {
    this.#stopTimer?.();
    this.#deadline = undefined;
    this.remaining = 0;
  }

  #secondsLeft(): number {
    return Math.max(0, Math.ceil(((this.#deadline ?? 0) - this.#options.now()) / 1000));
  }

  #tick(): void {
    const before = this.remaining;
    const left = this.#secondsLeft();
    if (left === before) return;
    this.remaining = left;
    this.#host.requestUpdate();
    if (left === 0) {
      this.stop();
      this.#options.end();
    } else if (ANNOUNCED.some((mark) => before > mark && left <= mark)) {
      this.#options.announce?.(left);
    }
  }
}

function everySecond(tick: () => void): () => void {
  const timer = setInterval(tick, 1000);
  return () => clearInterval(timer);
}
