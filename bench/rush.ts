// How the backend bears a rush: this process is the crowd, the backend is another one, on the embedded database and on PostgreSQL, both
// waiting for the disk at every commit. What is sold is compared with the database afterwards. Times are judged beside a bare reference
// (`bare/server.ts`), which takes its turn in the same run: the machine's own speed is in both.
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
import type { Place, RunningBackend } from '../test/support/backend.ts';
import { postgresMissing, startPostgres } from '../test/support/postgres.ts';
import { type Figure, median, p95, report } from './support.ts';

const RACES = 20;
const RUNS = 3;
const BARE = join(import.meta.dirname, 'bare', 'server.ts');
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
  return [...embedded, ...postgres];
}

interface Data {
  readonly place: Place;
  readonly close: () => Promise<void>;
}

/** Where our backend writes, and where the reference does. */
interface Places {
  readonly ours: Place;
  readonly bare: Place;
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
  // Of its own: our backend refuses to start on bookings whose links were made otherwise.
  const bareData = await open();
  const places = { ours: data.place, bare: bareData.place };
  try {
    return [
      ...(engine === 'embedded' ? [{ name: 'one write and fsync, median', value: await timeFsync(), unit: 'ms' }] : []),
      ...(await measureRaces(engine, data.place)),
      ...(await measureListed(engine, places)),
      ...(await measureAny(engine, places)),
      ...(await measureKills(engine, data.place)),
    ];
  } finally {
    await data.close();
    await bareData.close();
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
function measureListed(engine: string, places: Places): Promise<Figure[]> {
  return measureBeside(`${engine}: 500 people on 40 seats`, places, FORTY, 500, rushForListedSeats, 40);
}

/** 2,000 people, 1,200 seats, one hold each: the server chooses. */
function measureAny(engine: string, places: Places): Promise<Figure[]> {
  return measureBeside(`${engine}: 2,000 people on 1,200 seats`, places, TWELVE_HUNDRED, 2000, rushForAnySeat, 1200);
}

/** A rush on a backend just started and another one right after it, ours and the reference by turns. */
async function measureBeside(
  name: string,
  places: Places,
  size: RushSize,
  people: number,
  go: Go,
  seats: number,
): Promise<Figure[]> {
  const ours: MeasuredRush[][] = [];
  const bare: MeasuredRush[][] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const id = `rush-${people}-${run}`;
    bare.push(await rushTwice(places.bare, `${id}-bare`, size, people, go, BARE));
    ours.push(await rushTwice(places.ours, id, size, people, go));
  }
  const all = ours.flat();
  return [
    {
      name: `${name}, exactly ${seats} sold, of ${all.length}`,
      value: all.filter(({ sales }) => sales.length === seats).length,
      unit: '',
      bar: { exactly: all.length },
    },
    { name: `${name}, answers 5xx`, value: failures(all), unit: '', bar: { exactly: 0 } },
    ...['cold', 'warm'].flatMap((state, turn) => compareHolds(`${name}, ${state}`, of(ours, turn), of(bare, turn))),
    { name: `${name}, processor time a request`, value: median(all.map(cpuPerRequest)), unit: 'ms' },
    {
      name: `${name}, reference's processor time a request`,
      value: median(bare.flat().map(cpuPerRequest)),
      unit: 'ms',
    },
    { name: `${name}, in all`, value: median(all.map(({ totalMs }) => totalMs)), unit: 'ms' },
  ];
}

function of(runs: readonly (readonly MeasuredRush[])[], turn: number): MeasuredRush[] {
  return runs.flatMap((rushes) => rushes.slice(turn, turn + 1));
}

/** Waits for a hold, ours and the reference's, each the median of its rushes. */
function compareHolds(name: string, ours: readonly MeasuredRush[], bare: readonly MeasuredRush[]): Figure[] {
  const all = (rushes: readonly MeasuredRush[], part: (samples: readonly number[]) => number) =>
    median(rushes.map(({ holdMs }) => part(holdMs)));
  return [
    { name: `${name}: hold p50`, value: all(ours, median), unit: 'ms' },
    { name: `${name}: hold p95`, value: all(ours, p95), unit: 'ms' },
    { name: `${name}: hold p95 of the reference`, value: all(bare, p95), unit: 'ms' },
    {
      name: `${name}: hold p95 to the reference's`,
      value: all(ours, p95) / all(bare, p95),
      unit: '×',
      bar: { atMost: 1.5 },
    },
  ];
}

/** Two rushes, each on a structure of its own, on a program that has just started. What ours has sold is audited. */
async function rushTwice(
  place: Place,
  id: string,
  size: RushSize,
  people: number,
  go: Go,
  script?: string,
): Promise<MeasuredRush[]> {
  const structures = [await createRushStructure(`${id}-cold`, size), await createRushStructure(`${id}-warm`, size)];
  await importInto(place, ...structures);
  const backend = await startBackend(place, {}, script);
  const results: MeasuredRush[] = [];
  try {
    for (const structure of structures) results.push(await rushOnce(backend, structure, people, go));
  } finally {
    await backend.stop();
  }
  if (script !== undefined) return results;
  for (const [index, structure] of structures.entries()) await auditSales(place, structure, results[index]!.sales);
  return results;
}

async function rushOnce(
  { url, pid }: RunningBackend,
  structure: RushStructure,
  people: number,
  go: Go,
): Promise<MeasuredRush> {
  const before = await cpuOf(pid);
  const result = await go(url, structure, people);
  return { ...result, serverCpuMs: (await cpuOf(pid)) - before };
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
    for (const structure of structures) results.push(await rushOnce(backend, structure, people, go));
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
