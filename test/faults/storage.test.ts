import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { auditSales } from '../load/audit.ts';
import { createRushStructure } from '../load/rush-territory.ts';
import type { RushStructure } from '../load/rush-territory.ts';
import { rushForAnySeat } from '../load/scenarios.ts';
import type { Sale } from '../load/scenarios.ts';
import { importInto, startBackend, withStore } from '../support/backend.ts';
import type { RunningBackend } from '../support/backend.ts';

const RELAIS = join(import.meta.dirname, '../../packages/server/bin/relais.js');
const BACKUPS = 4;

let place: string;
let folder: string;
let structure: RushStructure;
let backend: RunningBackend;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'relais-storage-'));
  folder = join(place, 'data');
  structure = await createRushStructure('storage', { practices: 4, slots: 40, capacity: 4 });
  await importInto({ folder }, structure);
  backend = await startBackend({ folder });
});
afterEach(async () => {
  await backend.kill();
  await rm(place, { recursive: true });
});

describe('backups of an embedded database in the middle of a rush', () => {
  it('hold every booking acknowledged before them, and those that are killed leave none', async () => {
    const rush = new Rush();
    const sales = rush.start();
    const backups: { file: string; sold: string[] }[] = [];
    try {
      await rush.untilSold(5);
      const began = performance.now();
      backups.push({ sold: rush.ids(), file: await backUp('first.db') });
      const lasts = performance.now() - began;
      for (let number = 0; number < BACKUPS; number += 1) {
        const sold = rush.ids();
        const file = await backUp(`${number}.db`, Math.random() * lasts);
        if (existsSync(file)) backups.push({ file, sold });
      }
    } finally {
      rush.stop();
    }
    const sold = await sales;
    assert.equal(await backend.stop(), 0);
    await auditSales({ folder }, structure, sold);
    for (const [number, backup] of backups.entries()) {
      const elsewhere = join(place, `restored-${number}`);
      const { status, stderr } = spawnSync(process.execPath, [RELAIS, 'restore', backup.file], {
        env: { ...process.env, RELAIS_DATA: elsewhere },
        encoding: 'utf8',
      });
      assert.equal(status, 0, stderr);
      const restored = await withStore({ folder: elsewhere }, ({ db }) =>
        db.selectFrom('booking').select('id').execute(),
      );
      const ids = new Set(restored.map(({ id }) => id));
      assert.deepEqual(
        backup.sold.filter((id) => !ids.has(id)),
        [],
        'what was acknowledged before is there',
      );
    }
  });

  /** @param killAfter milliseconds after which the command is killed */
  async function backUp(name: string, killAfter?: number): Promise<string> {
    const file = join(place, name);
    const child = spawn(process.execPath, [RELAIS, 'backup', file], {
      env: { ...process.env, RELAIS_DATA: folder },
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    if (killAfter !== undefined) {
      await Promise.race([delay(killAfter), ended]);
      child.kill('SIGKILL');
    }
    const [code] = (await ended) as [number | null];
    assert.ok(killAfter !== undefined || code === 0);
    return file;
  }
});

const hasLimits = spawnSync('prlimit', ['--version']).status === 0;

describe('an embedded database whose disk takes nothing more', () => {
  it(
    'refuses writes, answers reads, and recovers by itself',
    { skip: hasLimits ? false : 'prlimit is missing' },
    async () => {
      const limit = (bytes: number | 'unlimited') =>
        void execFileSync('prlimit', ['--pid', String(backend.pid), `--fsize=${bytes}:`]);
      const first = await rushForAnySeat(backend.url, structure, 10);
      assert.equal(first.sales.length, 10);
      limit(statSync(join(folder, 'relais.db-wal')).size);
      const refused = await rushForAnySeat(backend.url, structure, 30);
      assert.deepEqual(Object.keys(refused.statuses), ['503']);
      const answer = await fetch(`${backend.url}/api/v1/structures/${structure.id}/holds`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': '"one"' },
        body: JSON.stringify({ window: structure.window }),
      });
      assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '2']);
      for (const path of ['/slots', '']) {
        const { status } = await fetch(`${backend.url}/api/v1/structures/${structure.id}${path}`);
        assert.equal(status, 200, path);
      }
      assert.deepEqual(await (await fetch(`${backend.url}/health`)).json(), { status: 'ready', writes: 'failing' });
      const [logged] = backend.output.filter((line) => line.includes('"failure"'));
      assert.match(logged ?? '', /disk I\/O error|disk is full/);
      limit('unlimited');
      const last = await rushForAnySeat(backend.url, structure, 10);
      assert.equal(last.sales.length, 10);
      assert.equal(await backend.stop(), 0);
      await auditSales({ folder }, structure, [...first.sales, ...last.sales]);
    },
  );
});

/** People who ask as long as the rush lasts, each once. */
class Rush {
  readonly #sales: Sale[] = [];
  #isOn = true;

  async start(): Promise<Sale[]> {
    while (this.#isOn) {
      const { sales, statuses } = await rushForAnySeat(backend.url, structure, 6);
      this.#sales.push(...sales);
      assert.ok(
        Object.keys(statuses).every((status) => Number(status) < 500),
        JSON.stringify(statuses),
      );
    }
    return this.#sales;
  }

  ids(): string[] {
    return this.#sales.map(({ id }) => id);
  }

  async untilSold(count: number): Promise<void> {
    while (this.#sales.length < count) await delay(5);
  }

  stop(): void {
    this.#isOn = false;
  }
}
