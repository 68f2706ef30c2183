// How fast figures are over three years of a large CPTS, some million rows of the log, on the embedded database: the ready-made boards, every
// crossing of two dimensions, the way of one event into the figures, and counting everything anew.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findIndicator } from '@relais/engine/indicators';
import type { FigureList } from '@relais/model';
import { sql } from 'kysely';
import { createApp } from '../packages/server/src/app.ts';
import { signDevelopmentToken } from '../packages/server/src/core/auth/development-token.ts';
import { createVerifier } from '../packages/server/src/core/auth/verifier.ts';
import type { ServiceContext } from '../packages/server/src/core/context.ts';
import { openNodeSqliteStore } from '../packages/server/src/core/db/node-sqlite.ts';
import { readHead } from '../packages/server/src/core/db/store.ts';
import type { Store } from '../packages/server/src/core/db/store.ts';
import { appendEvents } from '../packages/server/src/core/log/event.ts';
import type { TimedEvent } from '../packages/server/src/core/log/event.ts';
import { createContext } from '../packages/server/src/create-context.ts';
import { importDocument } from '../packages/server/src/import-document.ts';
import { followLogs, rebuildFigures } from '../packages/server/src/indicators/index.ts';
import { createSettings, createTerritory, STRUCTURE } from '../test/server/support/territory.ts';
import { activity, checked, threeYears } from '../test/support/activity.ts';
import { type Figure, measure, median, p95, ratio, report } from './support.ts';

const NOW = Date.parse('2026-12-01T18:00:00Z');
const YEAR = 'from=2026-01-01&to=2026-12-01';
const QUARTERS = 'from=2025-10-01&to=2026-09-30';
const SECRET = 'the secret of a backend that is measured';
const RUNS = 40;
const WARM_UP = 3;
/** Requests that have come in while figures are asked for. */
let happened = 0;

/** What each ready-made board asks for, one request after the other. */
const boards: Readonly<Record<string, readonly string[]>> = {
  today: [
    'indicators=SNP-01,SNP-08,SNP-10,SNP-11,SNP-12&from=2026-12-01&to=2026-12-01',
    `indicators=SNP-01&${YEAR}&by=month&compare=sameLastYear`,
  ],
  protocols: [
    `indicators=COOP-01,COOP-02,COOP-03,COOP-05,COOP-06,COOP-07,COOP-08,COOP-09,COOP-10,COOP-11,COOP-12,COOP-15&${YEAR}&compare=sameLastYear`,
    `indicators=COOP-07&${QUARTERS}&by=protocol`,
  ],
  access: [
    `indicators=SNP-01,SNP-06,SNP-07,SNP-08,SNP-11,SNP-19&${YEAR}&compare=previous`,
    `indicators=SNP-01&${QUARTERS}&by=weekday,hour`,
  ],
  pathways: [
    `indicators=ACI-P1,ACI-P2,COOP-08&${YEAR}&compare=sameLastYear`,
    `indicators=ACI-P2&${QUARTERS}&by=protocol`,
  ],
  territory: [`indicators=TER-01&${QUARTERS}&by=ageBand`, `indicators=TER-03&${QUARTERS}&by=commune`],
};

const folder = await mkdtemp(join(tmpdir(), 'relais-indicators-'));
try {
  report('indicators', await figures());
} finally {
  await rm(folder, { recursive: true });
}

async function figures(): Promise<Figure[]> {
  const store = openNodeSqliteStore(folder);
  await store.migrate();
  const first = contextOf(store);
  for (const document of [createSettings(), createTerritory()]) await importDocument(first, document, 'bench');
  const events = await fill(store);

  const built = await timed(() => followLogs(first));
  const rebuilt = await timed(() => rebuildFigures(store, STRUCTURE));
  // A backend that has just started.
  const context = contextOf(store);
  const ask = await asker(context);
  const loaded = await timed(() => untilReady(() => ask(`indicators=SNP-01&${YEAR}`)));
  const memory = process.memoryUsage.rss() / 2 ** 20;
  const boardFigures: Figure[] = [];
  for (const [name, queries] of Object.entries(boards)) {
    const cold = await timed(() => askAll(ask, queries));
    const used = process.cpuUsage();
    const samples = await measure(
      async () => {
        await happen(store, context);
        await askAll(ask, queries);
      },
      { times: RUNS, warmUp: WARM_UP },
    );
    const { user, system } = process.cpuUsage(used);
    boardFigures.push(
      { name: `board ${name}, first time`, value: cold.ms, unit: 'ms' },
      { name: `board ${name}, an event before each, p95`, value: p95(samples), unit: 'ms', bar: { atMost: 50 } },
      // Depends less on what else the machine does; the event itself is in it.
      { name: `board ${name}, processor time`, value: (user + system) / 1000 / (RUNS + WARM_UP), unit: 'ms' },
    );
  }
  const crossings = await cross(ask);
  const way = await measure(
    async () => {
      const sequence = await happen(store, context);
      const { freshness } = await ask(`indicators=SNP-01&${YEAR}`);
      if (freshness.sequence < sequence) throw new Error('The event is not in the figures');
    },
    { times: RUNS },
  );
  const ours = await measure(() => ask(`indicators=SNP-12&${QUARTERS}&by=origin`), { times: 10, warmUp: 2 });
  const plain = await measure(() => plainSql(store), { times: 3 });
  const result: Figure[] = [
    { name: 'events', value: events, unit: '', bar: { atLeast: 1_000_000 } },
    { name: 'log taken in for the first time', value: built.ms / 1000, unit: 's' },
    { name: 'counted anew from the whole log', value: rebuilt.ms / 1000, unit: 's', bar: { atMost: 60 } },
    { name: 'counted anew, processor time', value: rebuilt.cpuMs / 1000, unit: 's' },
    { name: 'records that were otherwise', value: rebuilt.value.differences, unit: '', bar: { exactly: 0 } },
    { name: 'first figure after a start', value: loaded.ms, unit: 'ms' },
    { name: 'memory of the process', value: memory, unit: 'MB' },
    ...boardFigures,
    { name: 'crossings of two dimensions asked', value: crossings.length, unit: '' },
    { name: 'crossing, first time, median', value: median(crossings), unit: 'ms' },
    { name: 'crossing, first time, slowest', value: Math.max(...crossings), unit: 'ms', bar: { atMost: 500 } },
    { name: 'one event into the figures, p95', value: p95(way), unit: 'ms', bar: { atMost: 1000 } },
    { name: 'a year by origin, plain SQL over the log, median', value: median(plain), unit: 'ms' },
    { name: 'plain SQL beside ours', value: ratio(plain, ours), unit: '×' },
  ];
  await store.close();
  return result;
}

function contextOf(store: Store): ServiceContext {
  return createContext({ store, secret: SECRET, clock: () => NOW });
}

type Ask = (query: string) => Promise<FigureList>;

async function asker(context: ServiceContext): Promise<Ask> {
  const app = createApp({ context, verifier: createVerifier({ issuers: [], secret: SECRET, now: () => NOW }) });
  const token = await signDevelopmentToken(SECRET, { role: 'coordinator', structure: STRUCTURE, now: NOW });
  return async (query) => {
    const url = `http://relais.test/api/v1/structures/${STRUCTURE}/figures?${query}`;
    const answer = await app.fetch(new Request(url, { headers: { authorization: `Bearer ${token}` } }));
    if (answer.status !== 200) throw new Error(`${query}: ${await answer.text()}`);
    return (await answer.json()) as FigureList;
  };
}

/** Three years are read into memory first; who asks is told to come back. */
async function untilReady(work: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (!String(error).includes('unavailable')) throw error;
    }
  }
}

async function askAll(ask: Ask, queries: readonly string[]): Promise<void> {
  for (const query of queries) await ask(query);
}

/** Every pair of what requests and runs can be split by, over a year of quarters. */
async function cross(ask: Ask): Promise<number[]> {
  const samples: number[] = [];
  for (const id of ['SNP-01', 'COOP-05', 'ACI-P2', 'SNP-06']) {
    const { dimensions } = findIndicator(id)!.definition;
    for (const [at, one] of dimensions.entries()) {
      for (const other of dimensions.slice(at + 1)) {
        samples.push((await timed(() => ask(`indicators=${id}&${QUARTERS}&by=${one},${other}`))).ms);
      }
    }
  }
  return samples;
}

async function fill(store: Store): Promise<number> {
  let waiting: TimedEvent[] = [];
  const flush = async () => {
    await store.db.transaction().execute(async (trx) => {
      const head = await readHead(trx, STRUCTURE);
      await appendEvents(trx, head, waiting, (bytes) => crypto.getRandomValues(bytes));
    });
    waiting = [];
  };
  for (const day of activity(threeYears)) {
    for (const happening of day) waiting.push(checked(happening) as TimedEvent);
    if (waiting.length > 20_000) await flush();
  }
  await flush();
  return (await readHead(store.db, STRUCTURE)).sequence;
}

/** One more request, of now. */
async function happen(store: Store, context: ServiceContext): Promise<number> {
  happened += 1;
  const event = {
    type: 'intake.recorded',
    ...{ subject: `now-${happened}`, actor: 'professional:1', at: context.clock() },
    data: { entryPoint: 'nurse', startedAt: '2026-12-01T17:00:00Z', outcome: 'redirected', reason: 'orl' },
    person: { patient: `now-${happened}`, age: 40 },
  } as const;
  return store.db.transaction().execute(async (trx) => {
    const head = await readHead(trx, STRUCTURE);
    const rows = await appendEvents(trx, head, [event], (bytes) => crypto.getRandomValues(bytes));
    return rows[0]!.sequence;
  });
}

/** Requests of the desk by who has sent them: what a query without records would do, without hiding anything. */
async function plainSql(store: Store): Promise<void> {
  await sql`select json_extract(data, '$.entryPoint') as origin, count(*) from event
    where structure_id = ${STRUCTURE} and type = 'intake.recorded'
    and json_extract(data, '$.startedAt') >= '2025-09-30T22:00:00Z' and json_extract(data, '$.startedAt') < '2026-09-30T22:00:00Z'
    group by origin`.execute(store.db);
}

async function timed<T>(work: () => Promise<T>) {
  const began = performance.now();
  const used = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(used);
  return { ms: performance.now() - began, cpuMs: (user + system) / 1000, value };
}
