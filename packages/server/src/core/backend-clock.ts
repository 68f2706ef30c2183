/** Clocks differ by less than this without anybody having moved one: the way to the database and back, and NTP's small steps. */
const TOLERATED_MS = 1000;
/** From here on people notice: it is said in the log. */
const TOLD_MS = 5000;
/** How often the shared clock is read when nothing seems wrong. */
const READ_EVERY_MS = 30_000;

export class ClockError extends Error {
  override readonly name = 'ClockError';
}

export interface BackendClockOptions {
  /** This machine's clock, which somebody may set. */
  readonly wall?: () => number;
  /** One that only counts on, from whenever. */
  readonly steady?: () => number;
  /** The clock all backends of one database share: the database's. Without it this backend is alone. */
  readonly readShared?: (() => Promise<number>) | undefined;
  /** Told when the clock has been set, or is wrong. */
  readonly report: (error: ClockError) => void;
}

/**
 * The instant a backend goes by. Holds end by it, and notices and horizons are reckoned from it: one backend an hour ahead of the others would
 * give away seats that people are about to confirm. Several backends therefore go by the clock of their database. A clock that is set while the
 * backend runs is not followed at once: until it has been looked at, time goes on steadily from where it was.
 */
export class BackendClock {
  readonly #wall: () => number;
  readonly #steady: () => number;
  readonly #readShared: (() => Promise<number>) | undefined;
  readonly #report: (error: ClockError) => void;
  /** Wall minus steady when last looked at: changes when the wall clock is set. */
  #base: number;
  /** Added to the wall clock. */
  #offset = 0;
  #differenceMs = 0;
  #readAt = -Infinity;

  constructor({ wall = Date.now, steady = () => performance.now(), readShared, report }: BackendClockOptions) {
    this.#wall = wall;
    this.#steady = steady;
    this.#readShared = readShared;
    this.#report = report;
    this.#base = wall() - steady();
  }

  /** Milliseconds since the epoch. */
  readonly now = (): number => {
    const steady = this.#steady() + this.#base;
    const wall = this.#wall();
    return (Math.abs(wall - steady) > TOLERATED_MS ? Math.round(steady) : wall) + this.#offset;
  };

  /** Whole seconds by which this machine's clock is ahead of the database's (less than 0: behind); 0 when they agree or nothing is shared. */
  get secondsAhead(): number {
    return Math.abs(this.#differenceMs) > TOLERATED_MS ? Math.round(this.#differenceMs / 1000) : 0;
  }

  /** Looks whether the clock has been set, and now and then what the shared one says. */
  async check(): Promise<void> {
    const jump = this.#wall() - this.#steady() - this.#base;
    const hasJumped = Math.abs(jump) > TOLERATED_MS;
    if (!this.#readShared) this.#follow(jump, hasJumped);
    else if (hasJumped || this.#steady() - this.#readAt >= READ_EVERY_MS) await this.#compare(this.#readShared);
  }

  /** Alone, the machine's clock is all there is: it is followed, and said to have moved. */
  #follow(jump: number, hasJumped: boolean): void {
    this.#base += jump;
    if (!hasJumped) return;
    const words = jump > 0 ? 'forward: holds may have ended early' : 'back: holds last longer than they should';
    this.#report(new ClockError(`The clock of this machine was set ${inSeconds(jump)} ${words}`));
  }

  async #compare(readShared: () => Promise<number>): Promise<void> {
    const asked = this.#steady();
    const shared = await readShared();
    const answered = this.#steady();
    // An answer that took long says little; the next one will do.
    if (answered - asked > TOLERATED_MS) return;
    const wall = this.#wall();
    const difference = wall - (answered - asked) / 2 - shared;
    const isNew = Math.abs(difference - this.#differenceMs) > TOLERATED_MS;
    this.#readAt = answered;
    this.#base = wall - answered;
    this.#differenceMs = difference;
    this.#offset = Math.abs(difference) > TOLERATED_MS ? -Math.round(difference) : 0;
    if (!isNew || Math.abs(difference) < TOLD_MS) return;
    const side = difference > 0 ? 'ahead of' : 'behind';
    this.#report(
      new ClockError(
        `The clock of this machine is ${inSeconds(difference)} ${side} that of the database, which this backend goes by. Set it right`,
      ),
    );
  }
}

function inSeconds(milliseconds: number): string {
  return `${Math.round(Math.abs(milliseconds) / 1000)} s`;
}
