// How long `relais verify-log` takes on the embedded database, and how much memory: the log of years, its tables, one process a run.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { compileTerritory } from '@relais/engine';
import { openNodeSqliteStore } from '../packages/server/src/core/db/node-sqlite.ts';
import { createContext } from '../packages/server/src/create-context.ts';
import { importDocument } from '../packages/server/src/import-document.ts';
import { ledgerOptions } from '../packages/server/src/allocation/ledger-book.ts';
import { createSettings, createTerritory, MONDAY_8H, STRUCTURE } from '../test/server/support/territory.ts';
import { fillLog } from '../test/support/long-log.ts';
import { type Figure, median, report } from './support.ts';

const RUNS = 5;
/** Some 10,000 and 100,000 rows of the log. */
const SHORT = 4_300;
const LONG = 43_000;

/** Far less than the log and its tables take on the disk: they are read page by page. */
const SMALL_HEAP = '--max-old-space-size=64';

interface Run {
  readonly ok: boolean;
  readonly events: number;
  readonly ms: number;
  /** Of processor time, which depends less on what else the machine does. */
  readonly cpuMs: number;
  /** Of the process before it began, mostly Node and the modules. */
  readonly beforeMb: number;
  readonly peakMb: number;
}

const short = await verifyRepeatedly(SHORT);
const long = await verifyRepeatedly(LONG);
report('verify', figures());

function figures(): Figure[] {
  const { runs, confined } = long;
  const name = `${confined.events.toLocaleString('en')} events and their tables`;
  const ms = median(runs.map((run) => run.ms));
  const peaks = [short, long].map((one) => median(one.runs.map((run) => run.peakMb))) as [number, number];
  const further = confined.events - short.confined.events;
  return [
    { name: `${name}: found right, of ${RUNS} runs`, value: right(runs), unit: '', bar: { exactly: RUNS } },
    { name: `${name}: found right with a heap of 64 MB`, value: right([confined]), unit: '', bar: { exactly: 1 } },
    { name: `${name}: verified, median`, value: ms, unit: 'ms', bar: { atMost: 10_000 } },
    { name: `${name}: processor time, median`, value: median(runs.map((run) => run.cpuMs)), unit: 'ms' },
    { name: `${name}: events a second`, value: (confined.events / ms) * 1000, unit: '/s' },
    { name: `${name}: memory at its peak, median`, value: peaks[1], unit: 'MB', bar: { atMost: 400 } },
    { name: 'memory before it begins, median', value: median(runs.map((run) => run.beforeMb)), unit: 'MB' },
    { name: 'memory for each further event, unconfined', value: ((peaks[1] - peaks[0]) * 1024) / further, unit: 'kB' },
  ];
}

function right(runs: readonly Run[]): number {
  return runs.filter(({ ok }) => ok).length;
}

async function verifyRepeatedly(visits: number): Promise<{ runs: Run[]; confined: Run }> {
  const folder = await mkdtemp(join(tmpdir(), 'relais-verify-'));
  try {
    await fill(folder, visits);
    const runs: Run[] = [];
    for (let run = 0; run < RUNS; run++) runs.push(await verifyOnce(folder));
    const confined = await verifyOnce(folder, SMALL_HEAP);
    return { runs, confined };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function fill(folder: string, visits: number): Promise<void> {
  const store = openNodeSqliteStore(folder);
  await store.migrate();
  const context = createContext({ store, secret: 'the secret of a backend that is measured', clock: () => MONDAY_8H });
  for (const document of [createSettings(), createTerritory()]) await importDocument(context, document, 'bench');
  const sharing = ledgerOptions(compileTerritory(createTerritory()));
  await store.db.transaction().execute((trx) => fillLog(trx, STRUCTURE, { visits, from: MONDAY_8H, sharing }));
  await store.close();
}

async function verifyOnce(folder: string, ...options: string[]): Promise<Run> {
  const script = join(import.meta.dirname, 'processes/verify-log.ts');
  const flags = ['--conditions=@relais/source', '--disable-warning=ExperimentalWarning'];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, ...options, script, folder]);
  return JSON.parse(stdout) as Run;
}
