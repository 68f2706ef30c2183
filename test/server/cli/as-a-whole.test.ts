import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { asAWhole } from '../../../packages/server/src/cli/as-a-whole.ts';
import { withStore } from '../../../packages/server/src/cli/backend.ts';
import { readConfig } from '../../../packages/server/src/config.ts';
import type { Config } from '../../../packages/server/src/config.ts';
import { bringUp } from '../../../packages/server/src/core/db/check.ts';
import { settleSecret } from '../../../packages/server/src/core/secret-file.ts';

describe('data that is made as a whole', () => {
  let folder: string;
  let config: Config;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'relais-whole-'));
    config = readConfig({ RELAIS_DATA: folder });
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Brings up a database, and says where. */
  const make = (whole: Config) =>
    withStore(whole, { replaceable: true }, async (store) => {
      await bringUp(store);
      await settleSecret(whole, store.db);
      return whole.dataFolder;
    });
  const cutOff = async (whole: Config) => {
    await make(whole);
    throw new Error('cut off');
  };

  it('takes its place in the folder once it is there, and opens', async () => {
    assert.notEqual(await asAWhole(config, make), folder);
    assert.deepEqual(readdirSync(folder).sort(), ['lock.db', 'relais.db', 'secret']);
    assert.equal(await make(config), folder);
  });

  it('leaves no database when it is cut off, and is made anew', async () => {
    await assert.rejects(asAWhole(config, cutOff), /cut off/);
    assert.equal(existsSync(join(folder, 'relais.db')), false);
    await asAWhole(config, make);
    assert.ok(existsSync(join(folder, 'relais.db')));
    assert.ok(!existsSync(join(folder, 'unfinished')));
  });

  it('works in place where there is data already', async () => {
    await make(config);
    assert.equal(await asAWhole(config, make), folder);
  });

  it('keeps everybody else out of the folder meanwhile', async () => {
    await asAWhole(config, async (whole) => {
      await assert.rejects(() => make(config), /in use/);
      return make(whole);
    });
  });
});
