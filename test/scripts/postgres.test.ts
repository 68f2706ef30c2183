import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { locatePostgres } from '../../scripts/setup/postgres.js';
import { postgresMissing } from '../support/postgres.ts';
import { pretend } from './machine.ts';

const programs = (folder: string) => [`${folder}/initdb`, `${folder}/postgres`];

describe('PostgreSQL', () => {
  test('is the newest of the system’s versions', () => {
    const files = [
      ...programs('/usr/lib/postgresql/9/bin'),
      ...programs('/usr/lib/postgresql/15/bin'),
      ...programs('/usr/lib/postgresql/17/bin'),
    ];
    assert.deepEqual(locatePostgres(pretend({ files })), { bin: '/usr/lib/postgresql/17/bin' });
  });

  test('is not one older than 15', () => {
    assert.ok('message' in locatePostgres(pretend({ files: programs('/usr/lib/postgresql/14/bin') })));
  });

  test('is not a version whose server is not installed', () => {
    const files = ['/usr/lib/postgresql/17/bin/psql', ...programs('/usr/lib/postgresql/16/bin')];
    assert.deepEqual(locatePostgres(pretend({ files })), { bin: '/usr/lib/postgresql/16/bin' });
  });

  test('is where a variable says', () => {
    const machine = pretend({
      env: { RELAIS_POSTGRES_BIN: '/opt/pg' },
      files: [...programs('/opt/pg'), ...programs('/usr/bin')],
    });
    assert.deepEqual(locatePostgres(machine), { bin: '/opt/pg' });
  });

  test('is missing where a variable points at nothing', () => {
    const machine = pretend({ env: { RELAIS_POSTGRES_BIN: '/opt/pg' }, files: programs('/usr/bin') });
    assert.deepEqual(locatePostgres(machine), {
      message: 'RELAIS_POSTGRES_BIN names /opt/pg, which holds no initdb and postgres.',
    });
  });

  test('is installed by apt for root, asked for with the command from anyone else', () => {
    assert.deepEqual(locatePostgres(pretend({ isRoot: true, files: ['/usr/bin/apt-get'] })), {
      packages: ['postgresql'],
    });
    const place = locatePostgres(pretend({ files: ['/usr/bin/apt-get'] }));
    assert.ok('message' in place);
    assert.match(place.message, /sudo apt-get install postgresql/);
  });
});

describe('a throw-away PostgreSQL', { skip: postgresMissing ?? false }, () => {
  test('ends and leaves nothing behind when its process is killed', async () => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('endless-postgres.ts', import.meta.url))], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, RELAIS_TEST_POSTGRES: '' },
    });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const port = Number(new URL(line.toString().trim()).port);
    assert.equal(await answers(port), true);
    const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`relais-postgres-${child.pid}-`));
    assert.equal(folders().length, 1);

    child.kill('SIGKILL');
    const deadline = Date.now() + 10_000;
    while (Date.now() < deadline && ((await answers(port)) || folders().length > 0)) await delay(50);
    assert.equal(await answers(port), false);
    assert.deepEqual(folders(), []);
  });
});

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const connected = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'close').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return connected;
}
