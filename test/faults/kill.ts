import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { auditSales } from '../load/audit.ts';
import { createAgent, RushPerson } from '../load/person.ts';
import type { RushStructure } from '../load/rush-territory.ts';
import type { Sale } from '../load/scenarios.ts';
import { startBackend } from '../support/backend.ts';
import type { Place, RunningBackend } from '../support/backend.ts';
import { insistOnSeat } from './persistent-person.ts';

/** What a kill fell upon, and how the backend came back. */
export interface Kill {
  /** Bookings acknowledged since the kill before. */
  readonly sold: number;
  /** People who had asked and were not answered yet. */
  readonly waiting: number;
  /** Seats nobody had been given yet, as far as people knew. */
  readonly left: number;
  /** Milliseconds until the next backend was ready. */
  readonly readyMs: number;
}

export interface KillReport {
  readonly kills: readonly Kill[];
  readonly sales: readonly Sale[];
}

/** The part of the seats that kills may wait for. Who waits while the backend is away is sold one too: some must be left at the last kill. */
const SOLD_BEFORE = 0.4;
/** Longer than a hold or a booking takes, so that a kill may meet either at any point. */
const LAST_MOMENTS_MS = 10;

/**
 * Kills the backend with SIGKILL in the middle of a rush, again and again, and starts it on the same data. Until a kill somebody new asks as
 * soon as somebody is answered, so that there are always as many who wait; they keep asking with their keys until they are answered. A last
 * crowd finds what is left. In the end every acknowledged booking is there as it was acknowledged, and no other.
 */
export async function killInRush(
  place: Place,
  structure: RushStructure,
  { kills, people }: { readonly kills: number; readonly people: number },
): Promise<KillReport> {
  const crowd = new Crowd(place, structure);
  const report: Kill[] = [];
  try {
    for (let kill = 0; kill < kills; kill++) {
      const sold = crowd.sales.length;
      crowd.stream(people);
      await crowd.untilSold(sold + 1 + Math.random() * ((SOLD_BEFORE * structure.seats) / kills - 1));
      await delay(Math.random() * LAST_MOMENTS_MS);
      const { waiting, sales } = crowd;
      const met = { sold: sales.length - sold, waiting, left: structure.seats - sales.length };
      report.push({ ...met, readyMs: await crowd.killBackend() });
      await crowd.settle();
    }
    crowd.enter(structure.seats);
    await crowd.settle();
    await crowd.readAll();
    assert.equal(await crowd.stopBackend(), 0);
    await auditSales(place, structure, crowd.sales);
    return { kills: report, sales: crowd.sales };
  } finally {
    await crowd.close();
  }
}

/** People and the backend they ask; while it restarts they wait for it. */
class Crowd {
  /** Acknowledged so far. */
  readonly sales: Sale[] = [];
  /** People who have asked and are not answered. */
  waiting = 0;
  readonly #place: Place;
  readonly #structure: RushStructure;
  readonly #agent = createAgent();
  #backend: Promise<RunningBackend>;
  #entered = 0;
  #isStreaming = false;
  #isClosed = false;
  #coming: Promise<void>[] = [];

  constructor(place: Place, structure: RushStructure) {
    this.#place = place;
    this.#structure = structure;
    this.#backend = startBackend(place);
  }

  /** Keeps so many people asking until the backend is killed. */
  stream(people: number): void {
    this.#isStreaming = true;
    this.#come(people, async () => {
      while (this.#isStreaming) await this.#serve();
    });
  }

  /** So many people at once. */
  enter(people: number): void {
    this.#come(people, () => this.#serve());
  }

  /** Until so many bookings are acknowledged. @throws what keeps people from being answered */
  async untilSold(count: number): Promise<void> {
    while (this.sales.length < count) await Promise.race([delay(1), ...this.#coming]);
  }

  /** @returns milliseconds until the next backend was ready */
  async killBackend(): Promise<number> {
    this.#isStreaming = false;
    await (await this.#backend).kill();
    this.#backend = startBackend(this.#place);
    return (await this.#backend).readyAfterMs;
  }

  /** Waits until everybody has an answer. */
  async settle(): Promise<void> {
    await Promise.all(this.#coming);
    this.#coming = [];
  }

  /** Every link that was given opens its booking, on the seat it was given for. */
  async readAll(): Promise<void> {
    const { url } = await this.#backend;
    for (const [index, sale] of this.sales.entries()) {
      const reader = new RushPerson(1_000_000 + index, url, this.#structure, this.#agent);
      const { status, body } = await reader.read(sale.id, sale.token);
      assert.deepEqual([status, body.status], [200, 'confirmed']);
      assert.deepEqual({ practiceId: body.seat.practiceId, start: body.seat.start }, sale.seat);
    }
  }

  async stopBackend(): Promise<number | null> {
    return (await this.#backend).stop();
  }

  async close(): Promise<void> {
    this.#isStreaming = false;
    this.#isClosed = true;
    this.#agent.destroy();
    await (await this.#backend).kill();
  }

  #come(people: number, act: () => Promise<void>): void {
    const coming = Array.from({ length: people }, () => act());
    // Looked at in `settle`; until then a failure must not end the process.
    for (const person of coming) person.catch(() => undefined);
    this.#coming.push(...coming);
  }

  async #serve(): Promise<void> {
    const number = ++this.#entered;
    this.waiting += 1;
    try {
      const sale = await insistOnSeat(() => this.#find(number));
      if (sale) this.sales.push(sale);
    } finally {
      this.waiting -= 1;
    }
  }

  async #find(number: number): Promise<RushPerson> {
    if (this.#isClosed) throw new Error('It is over.');
    return new RushPerson(number, (await this.#backend).url, this.#structure, this.#agent);
  }
}
