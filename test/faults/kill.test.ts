import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createRushStructure } from '../load/rush-territory.ts';
import { importInto } from '../support/backend.ts';
import type { Place } from '../support/backend.ts';
import { postgresMissing, startPostgres } from '../support/postgres.ts';
import { killInRush } from './kill.ts';

/** Three kills here; `npm run bench -- rush` does ten and times them. */
const KILLS = 3;
/** Who wait at any moment. */
const PEOPLE = 12;

describe('a backend killed in the middle of a rush', () => {
  it('loses no booking and invents none, on the embedded database', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'relais-kill-'));
    try {
      await killAndCheck({ folder });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('loses no booking and invents none, on PostgreSQL', { skip: postgresMissing ?? false }, async () => {
    const postgres = await startPostgres();
    try {
      await killAndCheck({ databaseUrl: postgres.url });
    } finally {
      await postgres.stop();
    }
  });

  async function killAndCheck(place: Place): Promise<void> {
    const structure = await createRushStructure('killed', { practices: 4, slots: 15, capacity: 2 });
    await importInto(place, structure);
    const { kills, sales } = await killInRush(place, structure, { kills: KILLS, people: PEOPLE });
    assert.equal(sales.length, structure.seats, 'every seat is sold in the end');
    assert.equal(kills.length, KILLS);
    for (const { sold, waiting, left } of kills) {
      assert.ok(sold > 0, 'a kill fell after a sale');
      assert.equal(waiting, PEOPLE, 'a kill fell among people who wait');
      assert.ok(left > 0, 'a kill fell before the last sale');
    }
  }
});
