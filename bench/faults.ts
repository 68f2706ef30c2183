// The long version of the tests of faults: a minute each of what once broke the log, on databases that wait for the disk. Every run ends with the
// same question: is everything there that was acknowledged, nothing else, and does the chain of every log hold?
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findHead } from '../packages/server/src/core/db/store.ts';
import { breakTables } from '../test/faults/broken-tables.ts';
import { assertBookings, runTraffic } from '../test/faults/traffic.ts';
import type { TrafficReport } from '../test/faults/traffic.ts';
import { performOnTheWay } from '../test/faults/runs-on-the-way.ts';
import { createWideTerritory, WIDE_WINDOW } from '../test/faults/wide-territory.ts';
import { assertChain, openBackend } from '../test/server/support/backend.ts';
import type { TestBackend } from '../test/server/support/backend.ts';
import { folderAt, postgresAt } from '../test/server/support/engines.ts';
import type { Engine } from '../test/server/support/engines.ts';
import { MONDAY_8H, STRUCTURE } from '../test/server/support/territory.ts';
import { postgresMissing, startPostgres } from '../test/support/postgres.ts';
import { type Figure, report } from './support.ts';

const LASTS_MS = 60_000;
const PEOPLE = 30;

const RUNS = 1000;

const figures = [...(await embeddedFigures()), ...(await figuresOfRuns())];
if (postgresMissing) console.log(`PostgreSQL is left out. ${postgresMissing}`);
else figures.push(...(await postgresFigures()));
report('faults', figures);

async function embeddedFigures(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'relais-faults-'));
  const database = folderAt(folder);
  try {
    return await failingWriters('embedded', { name: 'sqlite', createDatabase: () => Promise.resolve(database) });
  } finally {
    await database.remove();
  }
}

/** Runs of protocols over a link that loses, doubles and reorders, with reloads and sign-outs. */
async function figuresOfRuns(): Promise<Figure[]> {
  let requests = 0;
  const areStored = await holds(async () => {
    ({ requests } = await performOnTheWay({ runs: RUNS, seed: 7 }));
  });
  const name = `${RUNS} runs over a bad link`;
  return [
    { name: `${name}: requests`, value: requests, unit: '' },
    {
      name: `${name}: stored once each, log whole, nothing read after signing out`,
      value: areStored,
      unit: '',
      bar: { exactly: 1 },
    },
  ];
}

async function postgresFigures(): Promise<Figure[]> {
  const postgres = await startPostgres({ fsync: true });
  const engine: Engine = {
    name: 'postgres',
    createDatabase: async () => postgresAt(await postgres.createDatabase()),
  };
  try {
    return [
      ...(await doubledKeys(engine, 2)),
      ...(await doubledKeys(engine, 100)),
      ...(await failingWriters('PostgreSQL', engine)),
    ];
  } finally {
    await postgres.stop();
  }
}

/** A minute of requests that reach two backends with one key. */
async function doubledKeys(engine: Engine, doubled: number): Promise<Figure[]> {
  const options = {
    database: await engine.createDatabase(),
    clock: { now: MONDAY_8H },
    territory: createWideTerritory(),
  };
  const backends = [await openBackend(engine, options), await openBackend(engine, options)];
  return judge(`PostgreSQL, two backends, ${doubled} of a hundred requests doubled`, backends, doubled);
}

/** A minute of statements that fail by chance in the middle of a group. */
async function failingWriters(name: string, engine: Engine): Promise<Figure[]> {
  const backend = await openBackend(engine, {
    database: await engine.createDatabase(),
    territory: createWideTerritory(),
  });
  const mend = await breakTables(engine, backend.store);
  return judge(`${name}, statements that fail at random`, [backend], 10, mend);
}

async function judge(
  name: string,
  backends: readonly TestBackend[],
  doubled: number,
  mend: () => Promise<void> = () => Promise.resolve(),
): Promise<Figure[]> {
  const [backend] = backends as [TestBackend];
  const traffic = await runTraffic({
    backends,
    people: PEOPLE,
    visits: Infinity,
    signal: AbortSignal.timeout(LASTS_MS),
    doubled,
    window: WIDE_WINDOW,
  });
  await mend();
  const events = (await findHead(backend.store.db, STRUCTURE))?.sequence ?? 0;
  const isWhole = await holds(() => assertChain(backend.store));
  const isExact = await holds(() => assertBookings(backend, traffic));
  await Promise.all(backends.map((one) => one.close()));
  return [
    { name: `${name}: events`, value: events, unit: '' },
    { name: `${name}: chain whole`, value: isWhole, unit: '', bar: { exactly: 1 } },
    { name: `${name}: bookings as acknowledged`, value: isExact, unit: '', bar: { exactly: 1 } },
    { name: `${name}: answers 503`, value: traffic.statuses[503] ?? 0, unit: '' },
    {
      name: `${name}: other 5xx`,
      value: otherFailures(traffic),
      unit: '',
      ...(isUnnamed(name) ? {} : { bar: { exactly: 0 } }),
    },
  ];
}

/** A trigger of SQLite can only fail as nothing known does, which is rightly told as a fault of ours. */
function isUnnamed(name: string): boolean {
  return name.startsWith('embedded');
}

function otherFailures({ statuses }: TrafficReport): number {
  return Object.entries(statuses)
    .filter(([status]) => Number(status) >= 500 && status !== '503')
    .reduce((sum, [, count]) => sum + count, 0);
}

/** 1 when the check passes, 0 when it throws, which is printed. */
async function holds(check: () => Promise<void>): Promise<0 | 1> {
  try {
    await check();
    return 1;
  } catch (error) {
    console.error(error);
    return 0;
  }
}
