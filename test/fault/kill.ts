import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { auditSales } from '../load/audit.ts';
import { createAgent, RushPerson } from '../load/person.ts';
import type { RushStructure } from '../load/rush-territory.ts';
import type { Sale } from '../load/scenarios.ts';
import { startBackend } from '../support/backend.ts';
import type { Place, RunningBackend } from '../support/backend.ts';
import { createPersistentPerson } from './persistent-person.ts';
import type { Ending, PersistentPerson } from './persistent-person.ts';

/** What a series of kills gave. */
export interface KillReport {
  /** Milliseconds to ready of every start after a kill. */
  readonly readyMs: readonly number[];
  readonly sales: readonly Sale[];
  /** Bookings acknowledged to each kill's people before it: none at all would mean that nothing was under way. */
  readonly soldBefore: readonly number[];
}

/**
 * Kills the backend with SIGKILL in the middle of a rush, again and again, and starts it on the same data. Each kill meets people of its own,
 * who keep asking with their keys until they are answered; a last crowd finds what is left. In the end every acknowledged booking is there as
 * it was acknowledged, and no other.
 */
export async function killInRush(
  place: Place,
  structure: RushStructure,
  { kills, people }: { readonly kills: number; readonly people: number },
): Promise<KillReport> {
  const crowd = new Crowd(place, structure);
  const readyMs: number[] = [];
  const soldBefore: number[] = [];
  try {
    for (let kill = 0; kill < kills; kill++) {
      const before = crowd.sold;
      crowd.enter(people);
      const enough = before + Math.random() * people * 0.7;
      await until(() => crowd.sold > enough);
      soldBefore.push(crowd.sold - before);
      readyMs.push(await crowd.killBackend());
      await crowd.settle();
    }
    crowd.enter(people);
    const sales = await crowd.settle();
    await crowd.readAll(sales);
    assert.equal(await crowd.stopBackend(), 0);
    await auditSales(place, structure, sales);
    return { readyMs, sales, soldBefore };
  } finally {
    await crowd.close();
  }
}

/** People and the backend they ask; while it restarts they wait for it. */
class Crowd {
  readonly #place: Place;
  readonly #structure: RushStructure;
  readonly #agent = createAgent();
  readonly #people: { readonly person: PersistentPerson; readonly ending: Promise<Ending> }[] = [];
  #backend: Promise<RunningBackend>;

  constructor(place: Place, structure: RushStructure) {
    this.#place = place;
    this.#structure = structure;
    this.#backend = startBackend(place);
  }

  /** Bookings acknowledged so far. */
  get sold(): number {
    return this.#people.reduce((sum, { person }) => sum + person.acknowledged.length, 0);
  }

  enter(count: number): void {
    for (let n = 0; n < count; n++) {
      const number = this.#people.length + 1;
      const person = createPersistentPerson(
        async () => new RushPerson(number, (await this.#backend).url, this.#structure, this.#agent),
      );
      const ending = person.run();
      // Looked at in `settle`; until then a failure must not end the process.
      ending.catch(() => undefined);
      this.#people.push({ person, ending });
    }
  }

  /** @returns milliseconds until the next backend was ready */
  async killBackend(): Promise<number> {
    await (await this.#backend).kill();
    this.#backend = startBackend(this.#place);
    return (await this.#backend).readyAfterMs;
  }

  /** Waits until everybody has an answer. @returns all sales */
  async settle(): Promise<Sale[]> {
    const endings = await Promise.all(this.#people.map(({ ending }) => ending));
    return endings.flatMap((ending) => ('sale' in ending ? [ending.sale] : []));
  }

  /** Every link that was given opens its booking, on the seat it was given for. */
  async readAll(sales: readonly Sale[]): Promise<void> {
    const { url } = await this.#backend;
    for (const [index, sale] of sales.entries()) {
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
    this.#agent.destroy();
    await (await this.#backend).kill();
  }
}

/** Until enough is sold that the kill falls among requests; never for ever. */
async function until(isBusy: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!isBusy() && Date.now() < deadline) await delay(1);
}
