import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { verifyLog } from '@relais/server';
import { importInto, startBackend, withReader } from '../support/backend.ts';
import type { Place, RunningBackend } from '../support/backend.ts';
import { postgresMissing, startPostgres } from '../support/postgres.ts';
import { auditSales } from './audit.ts';
import { createRushStructure } from './rush-territory.ts';
import type { RushSize, RushStructure } from './rush-territory.ts';
import { raceForOneSeat, rushForAnySeat, rushForListedSeats } from './scenarios.ts';
import type { RushResult } from './scenarios.ts';

/** Small sizes: what must be right is right for few as for many; `npm run bench -- rush` measures the many. */
const sizes = {
  one: { practices: 1, slots: 1, capacity: 1 },
  seven: { practices: 1, slots: 1, capacity: 7 },
  few: { practices: 4, slots: 5, capacity: 1 },
  many: { practices: 4, slots: 5, capacity: 5 },
} as const satisfies Record<string, RushSize>;

function rushesOn(
  engine: string,
  open: () => Promise<{ place: Place; close: () => Promise<void> }>,
  skip: string | false,
): void {
  describe(`a rush on a listening backend with ${engine}`, { skip }, () => {
    let data: Awaited<ReturnType<typeof open>>;
    let backend: RunningBackend;
    const structures = new Map<string, RushStructure>();

    before(async () => {
      data = await open();
      for (const [name, size] of [
        ...Object.entries(sizes),
        ['watched', sizes.many] as const,
        ...Array.from({ length: 3 }, (_, n) => [`one-${n}`, sizes.one] as const),
      ]) {
        const structure = await createRushStructure(name, size);
        structures.set(name, structure);
      }
      await importInto(data.place, ...structures.values());
      backend = await startBackend(data.place);
    });
    after(async () => {
      await backend.stop();
      await data.close();
    });

    /** Runs a rush; the audit follows once the backend has stopped, since it has its folder for itself. */
    const audits: (() => Promise<void>)[] = [];
    async function sellOut(
      name: string,
      go: (url: string, structure: RushStructure) => Promise<RushResult>,
    ): Promise<RushResult> {
      const structure = structures.get(name)!;
      const result = await go(backend.url, structure);
      audits.push(() => auditSales(data.place, structure, result.sales));
      const failures = Object.keys(result.statuses).filter((status) => Number(status) >= 500);
      assert.deepEqual(failures, [], backend.output.join('\n'));
      return result;
    }

    for (const name of ['one-0', 'one-1', 'one-2']) {
      it(`sells one seat once to a hundred people (${name})`, async () => {
        const { sales, statuses } = await sellOut(name, (url, structure) => raceForOneSeat(url, structure, 100));
        assert.equal(sales.length, 1);
        assert.equal(statuses[409], 99);
      });
    }

    it('sells seven seats seven times to a hundred people', async () => {
      const { sales } = await sellOut('seven', (url, structure) => raceForOneSeat(url, structure, 100));
      assert.equal(sales.length, 7);
    });

    it('sells every listed seat, each once, to many who choose for themselves', async () => {
      const { sales } = await sellOut('few', (url, structure) => rushForListedSeats(url, structure, 100));
      assert.ok(sales.length <= 20);
      assert.equal(new Set(sales.map(({ seat }) => `${seat.practiceId} ${seat.start}`)).size, sales.length);
      assert.equal(sales.length, 20);
    });

    it('sells the whole day when the server chooses', async () => {
      const { sales, statuses } = await sellOut('many', (url, structure) => rushForAnySeat(url, structure, 160));
      assert.equal(sales.length, 100);
      assert.equal(statuses[409], 60);
    });

    it('sells what its log says at every moment', async () => {
      const { id } = structures.get('watched')!;
      const seen = new Set<number>();
      let isOver = false;
      const look = async () => {
        const { ok, structures, broken, differences } = await withReader(data.place, (store) =>
          store.snapshot((trx) => verifyLog(trx, id)),
        );
        assert.ok(ok, JSON.stringify({ broken, differences }));
        seen.add(structures[0]!.events);
      };
      const watch = async () => {
        while (!isOver) {
          await look();
          await delay(1);
        }
        await look();
      };
      await look();
      const sale = sellOut('watched', (url, structure) => rushForAnySeat(url, structure, 120)).finally(() => {
        isOver = true;
      });
      const [{ sales }] = await Promise.all([sale, watch()]);
      assert.equal(sales.length, 100);
      // Before and after at least; how often in between is the machine's affair.
      assert.ok(seen.size >= 2, 'seats were sold between two looks');
    });

    it('has in its database what it has said, and nothing else', async () => {
      assert.equal(await backend.stop(), 0);
      for (const audit of audits) await audit();
    });
  });
}

rushesOn(
  'the embedded database',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'relais-rush-'));
    return { place: { folder }, close: () => rm(folder, { recursive: true }) };
  },
  false,
);

rushesOn(
  'PostgreSQL',
  async () => {
    const postgres = await startPostgres();
    return { place: { databaseUrl: postgres.url }, close: postgres.stop };
  },
  postgresMissing ?? false,
);
