// How the backend bears a rush: this process is the crowd, the backend is another one, on the embedded database and on PostgreSQL, both
// waiting for the disk at every commit. What is sold is compared with the database afterwards.
import { fsyncSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killInRush } from '../test/faults/kill.ts';
import { auditSales } from '../test/load/audit.ts';
import { createRushStructure } from '../test/load/rush-territory.ts';
import type { RushSize, RushStructure } from '../test/load/rush-territory.ts';
import { raceForOneSeat, rushForAnySeat, rushForListedSeats } from '../test/load/scenarios.ts';
import type { RushResult } from '../test/load/scenarios.ts';
import { importInto, startBackend } from '../test/support/backend.ts';
import type { Place } from '../test/support/backend.ts';
import { postgresMissing, startPostgres } from '../test/support/postgres.ts';
import { type Figure, median, p95, p99, report } from './support.ts';

const RACES = 20;
const RUSHES = 5;
const KILLS = 10;

const ONE: RushSize = { practices: 1, slots: 1, capacity: 1 };
const FORTY: RushSize = { practices: 8, slots: 5, capacity: 1 };
const TWELVE_HUNDRED: RushSize = { practices: 10, slots: 40, capacity: 3 };
const KILLED: RushSize = { practices: 8, slots: 50, capacity: 2 };

type Go = (url: string, structure: RushStructure, people: number) => Promise<RushResult>;

/** A rush, with the processor time the backend has spent on it, which depends less on what else the machine does. */
interface MeasuredRush extends RushResult {
  readonly serverCpuMs: number;
}

report('rush', await figures());

async function figures(): Promise<Figure[]> {
  const embedded = await measureEngine('embedded', openFolder);
  if (postgresMissing) {
    console.log(`PostgreSQL is left out. ${postgresMissing}`);
    return embedded;
  }
  const postgres = await measureEngine('PostgreSQL', openPostgres);
  return [...embedded, ...postgres, ...compare(embedded, postgres)];
}

interface Data {
  readonly place: Place;
  readonly close: () => Promise<void>;
}

async function openFolder(): Promise<Data> {
  const folder = await mkdtemp(join(tmpdir(), 'relais-bench-'));
  return { place: { folder }, close: () => rm(folder, { recursive: true }) };
}

async function openPostgres(): Promise<Data> {
  const postgres = await startPostgres({ fsync: true });
  return { place: { databaseUrl: postgres.url }, close: postgres.stop };
}

async function measureEngine(engine: string, open: () => Promise<Data>): Promise<Figure[]> {
  const data = await open();
  try {
    return [
      ...(engine === 'embedded' ? [{ name: 'one write and fsync, median', value: await timeFsync(), unit: 'ms' }] : []),
      ...(await measureRaces(engine, data.place)),
      ...(await measureListed(engine, data.place)),
      ...(await measureAny(engine, data.place)),
      ...(await measureKills(engine, data.place)),
    ];
  } finally {
    await data.close();
  }
}

/** 100 people, one seat. */
async function measureRaces(engine: string, place: Place): Promise<Figure[]> {
  const results = await rushRepeatedly(place, 'race', RACES, ONE, 100, raceForOneSeat);
  const right = results.filter(({ sales }) => sales.length === 1).length;
  return [
    { name: `${engine}: 100 people on 1 seat sold once, of ${RACES}`, value: right, unit: '', bar: { exactly: RACES } },
    { name: `${engine}: 100 people on 1 seat, answers 5xx`, value: failures(results), unit: '', bar: { exactly: 0 } },
  ];
}

/** 500 people, 40 seats: list, hold, confirm, confirm again; six tries. */
async function measureListed(engine: string, place: Place): Promise<Figure[]> {
  const results = await rushRepeatedly(place, 'listed', RUSHES, FORTY, 500, rushForListedSeats);
  const right = results.filter(({ sales }) => sales.length === 40).length;
  const all = (part: (samples: readonly number[]) => number) => median(results.map(({ holdMs }) => part(holdMs)));
  const name = `${engine}: 500 people on 40 seats`;
  return [
    { name: `${name}, exactly 40 sold, of ${RUSHES}`, value: right, unit: '', bar: { exactly: RUSHES } },
    { name: `${name}, answers 5xx`, value: failures(results), unit: '', bar: { exactly: 0 } },
    { name: `${name}, hold p50 (median of ${RUSHES})`, value: all(median), unit: 'ms' },
    { name: `${name}, hold p95 (median of ${RUSHES})`, value: all(p95), unit: 'ms', bar: { atMost: 500 } },
    { name: `${name}, hold p99 (median of ${RUSHES})`, value: all(p99), unit: 'ms', bar: { atMost: 1000 } },
    { name: `${name}, hold p99 to p50`, value: all((samples) => p99(samples) / median(samples)), unit: '×' },
    { name: `${name}, requests`, value: median(results.map(({ requests }) => requests)), unit: '' },
    { name: `${name}, processor time a request`, value: median(results.map(cpuPerRequest)), unit: 'ms' },
    { name: `${name}, in all`, value: median(results.map(({ totalMs }) => totalMs)), unit: 'ms' },
  ];
}

/** 2,000 people, 1,200 seats, one hold each: the server chooses. */
async function measureAny(engine: string, place: Place): Promise<Figure[]> {
  const results = await rushRepeatedly(place, 'any', 1, TWELVE_HUNDRED, 2000, rushForAnySeat);
  const [{ sales, holdMs, requests, totalMs }] = results as [MeasuredRush];
  const name = `${engine}: 2,000 people on 1,200 seats`;
  return [
    { name: `${name}, sold`, value: sales.length, unit: '', bar: { exactly: 1200 } },
    { name: `${name}, answers 5xx`, value: failures(results), unit: '', bar: { exactly: 0 } },
    { name: `${name}, hold p50`, value: median(holdMs), unit: 'ms' },
    { name: `${name}, hold p95`, value: p95(holdMs), unit: 'ms' },
    { name: `${name}, requests`, value: (requests / totalMs) * 1000, unit: '/s' },
    { name: `${name}, processor time a request`, value: median(results.map(cpuPerRequest)), unit: 'ms' },
    { name: `${name}, in all`, value: totalMs, unit: 'ms' },
  ];
}

async function measureKills(engine: string, place: Place): Promise<Figure[]> {
  const structure = await createRushStructure('killed', KILLED);
  await importInto(place, structure);
  const { kills, sales } = await killInRush(place, structure, { kills: KILLS, people: 38 });
  const readyMs = kills.map((kill) => kill.readyMs);
  const among = kills.filter(({ sold, waiting, left }) => sold > 0 && waiting > 0 && left > 0).length;
  const name = `${engine}: killed ${KILLS} times in a rush`;
  return [
    { name: `${name}, of 800 seats sold, each as acknowledged`, value: sales.length, unit: '', bar: { exactly: 800 } },
    { name: `${name}, kills among the sales`, value: among, unit: '', bar: { exactly: KILLS } },
    { name: `${name}, ready again, median`, value: median(readyMs), unit: 'ms' },
    { name: `${name}, ready again, slowest`, value: Math.max(...readyMs), unit: 'ms', bar: { atMost: 3000 } },
  ];
}

/** A structure for each run, one backend for all of them, and an audit of each once it has stopped. */
async function rushRepeatedly(
  place: Place,
  name: string,
  times: number,
  size: RushSize,
  people: number,
  go: Go,
): Promise<MeasuredRush[]> {
  const structures = await Promise.all(
    Array.from({ length: times }, (_, index) => createRushStructure(`${name}-${index}`, size)),
  );
  const warmUp = await createRushStructure(`${name}-warm-up`, size);
  await importInto(place, warmUp, ...structures);
  const backend = await startBackend(place);
  const results: MeasuredRush[] = [];
  try {
    await go(backend.url, warmUp, Math.min(people, 200));
    for (const structure of structures) {
      const before = await cpuOf(backend.pid);
      const result = await go(backend.url, structure, people);
      results.push({ ...result, serverCpuMs: (await cpuOf(backend.pid)) - before });
    }
  } finally {
    await backend.stop();
  }
  for (const [index, structure] of structures.entries())
    await auditSales(place, structure, results[index]?.sales ?? []);
  return results;
}

function failures(results: readonly RushResult[]): number {
  const counts = results.flatMap(({ statuses }) =>
    Object.entries(statuses).filter(([status]) => Number(status) >= 500),
  );
  return counts.reduce((sum, [, count]) => sum + count, 0);
}

/** Milliseconds of processor time a process has had, by Linux's own account in hundredths of a second; 0 elsewhere. */
async function cpuOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
}

function cpuPerRequest({ serverCpuMs, requests }: MeasuredRush): number {
  return serverCpuMs / requests;
}

/** What one commit costs at least on this disk. */
async function timeFsync(): Promise<number> {
  const { place, close } = await openFolder();
  const file = openSync(join((place as { folder: string }).folder, 'fsync'), 'w');
  const samples = Array.from({ length: 100 }, () => {
    const began = performance.now();
    writeSync(file, Buffer.alloc(4096));
    fsyncSync(file);
    return performance.now() - began;
  });
  await close();
  return median(samples);
}

/** How much slower the second engine is, figure by figure that has a time. */
function compare(first: readonly Figure[], second: readonly Figure[]): Figure[] {
  return second.flatMap(({ name, value, unit }) => {
    const same = first.find((figure) => figure.name === name.replace('PostgreSQL', 'embedded'));
    if (unit !== 'ms' || !same || !/p50|in all|processor/.test(name)) return [];
    return [{ name: name.replace('PostgreSQL', 'PostgreSQL to embedded'), value: value / same.value, unit: '×' }];
  });
}
