import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

/** What a figure is judged by, in the figure's own unit. */
export type Bar = { atMost: number } | { atLeast: number } | { exactly: number };

/** One measured figure. Without a bar it only informs. */
export interface Figure {
  name: string;
  value: number;
  /** Such as `ms`, `/s`, `kB`; empty for a count or a ratio. */
  unit: string;
  bar?: Bar;
}

export interface MeasureOptions {
  /** Runs whose time is kept. */
  times: number;
  /** Runs before them whose time is not, until the engine has compiled what is hot. */
  warmUp?: number;
}

/** @returns how long each run of an action took, in milliseconds */
export async function measure(action: () => unknown, { times, warmUp = 0 }: MeasureOptions): Promise<number[]> {
  for (let run = 0; run < warmUp; run++) await action();
  const samples: number[] = [];
  for (let run = 0; run < times; run++) {
    const began = performance.now();
    await action();
    samples.push(performance.now() - began);
  }
  return samples;
}

/** The smallest sample that is not below the given part of all of them (nearest rank); `part` from 0 to 1. */
export function quantile(samples: readonly number[], part: number): number {
  if (samples.length === 0) throw new RangeError('No sample was taken.');
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? NaN;
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);
export const p95 = (samples: readonly number[]): number => quantile(samples, 0.95);
export const p99 = (samples: readonly number[]): number => quantile(samples, 0.99);

/** How many times slower the first is than the second, by their medians: figures of one run compare, whatever the machine. */
export const ratio = (slower: readonly number[], faster: readonly number[]): number => median(slower) / median(faster);

export function meets({ value, bar }: Figure): boolean {
  if (!bar) return true;
  if ('atMost' in bar) return value <= bar.atMost;
  return 'atLeast' in bar ? value >= bar.atLeast : value === bar.exactly;
}

/**
 * Prints the figures as a table and writes them, with the machine they were measured on, to `bench/results/<name>.json`.
 * A missed bar makes the process end with code 1.
 */
export function report(name: string, figures: Figure[]): void {
  console.table(
    figures.map((figure) => ({
      figure: figure.name,
      value: `${round(figure.value)} ${figure.unit}`.trim(),
      bar: tell(figure.bar),
      met: figure.bar ? (meets(figure) ? 'yes' : 'NO') : '',
    })),
  );
  const folder = new URL('results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const results = { name, at: new Date().toISOString(), machine: machine(), figures };
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(results, null, 2)}\n`);
  if (!figures.every(meets)) process.exitCode = 1;
}

function tell(bar: Bar | undefined): string {
  if (!bar) return '';
  if ('atMost' in bar) return `≤ ${bar.atMost}`;
  return 'atLeast' in bar ? `≥ ${bar.atLeast}` : `= ${bar.exactly}`;
}

/** Four significant digits, as many as a figure of one run can bear; whole numbers stay whole. */
function round(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4));
}

function machine() {
  const processors = cpus();
  return {
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    processor: processors[0]?.model.trim() ?? 'unknown',
    processors: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  };
}
