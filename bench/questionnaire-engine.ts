// The questionnaire engine on large forms, and its weight: what a page loads at once, and what it loads when a form asks for it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { createForm } from '@relais/engine/questionnaire/create';
import type { Form, FormItem } from '@relais/engine/questionnaire';
import { expressions } from '@relais/engine/questionnaire/expressions';
import { fr, resumeFrom, checks, valueSets } from '@relais/engine/questionnaire/parts';
import { build } from 'vite';
import { largeForm } from '../test/support/large-form.ts';
import type { FormSize } from '../test/support/large-form.ts';
import { type Figure, median, p95, report } from './support.ts';

const RUNS = 15;
const NOW = Date.parse('2026-11-09T09:30:00Z');
/** The size of the largest published assessments. */
const LARGEST: FormSize = { items: 1281, conditions: 487, calculations: 41 };
const COMMON: FormSize = { items: 660, conditions: 250, calculations: 20 };

function open(form: unknown, response?: unknown): Form {
  const parts = [valueSets(), checks, expressions({ timeZone: 'Europe/Paris' })];
  if (response !== undefined) parts.push(resumeFrom(response));
  return createForm(form, { now: () => NOW, language: 'fr', messages: fr, parts });
}

function questionsOf(form: Form): FormItem[] {
  return form.items.flatMap(({ items }) => items).filter(({ definition, readOnly }) => definition.key && !readOnly);
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function times(runs: number, work: (run: number) => unknown): number[] {
  return Array.from({ length: runs }, (_, run) => timed(() => work(run)));
}

function valueFor({ options, type }: FormItem, seed: number): unknown {
  if (options.length > 0) return options[seed % options.length]?.value;
  const values: Partial<Record<string, unknown>> = { boolean: seed % 2 === 0, integer: seed, date: '2026-11-09' };
  return values[type] ?? `texte ${seed}`;
}

/** What opening, answering and resuming one form take. */
function measureForm(size: FormSize): Figure[] {
  const text = JSON.stringify(largeForm(size));
  const first = timed(() => open(JSON.parse(text)));
  const opening = times(RUNS, () => open(JSON.parse(text)));
  const form = open(JSON.parse(text));
  const questions = questionsOf(form);
  const edits = questions.map((item, index) => timed(() => form.answer(item, valueFor(item, index))));
  const [hub] = questions;
  const many = hub ? times(60, (run) => form.answer(hub, run % 2 === 0 ? undefined : valueFor(hub, run))) : [];
  const stored = form.response();
  const resuming = times(RUNS, () => open(JSON.parse(text), stored));
  const name = (what: string): string => `${size.items} items: ${what}`;
  return [
    { name: name('items'), value: form.definition.all.length - 1, unit: '', bar: { exactly: size.items } },
    { name: name('conditions'), value: conditionsOf(form), unit: '', bar: { exactly: size.conditions } },
    { name: name('open, first of the process'), value: first, unit: 'ms', bar: { atMost: 400 } },
    { name: name('open, median'), value: median(opening), unit: 'ms', bar: { atMost: 100 } },
    { name: name('resume, all answered, median'), value: median(resuming), unit: 'ms', bar: { atMost: 100 } },
    { name: name('an edit, median'), value: median(edits), unit: 'ms', bar: { atMost: 10 } },
    { name: name('an edit, 95th percentile'), value: p95(edits), unit: 'ms', bar: { atMost: 10 } },
    { name: name('an edit, worst'), value: Math.max(...edits), unit: 'ms', bar: { atMost: 50 } },
    { name: name('an edit many hang on, 95th percentile'), value: p95(many), unit: 'ms', bar: { atMost: 10 } },
    { name: name('the response, median'), value: median(times(RUNS, () => form.response())), unit: 'ms' },
  ];
}

function conditionsOf({ definition }: Form): number {
  return definition.all.reduce((sum, { source }) => sum + (source.enableWhen?.length ?? 0), 0);
}

function measureFlat(items: number): Figure[] {
  const item = Array.from({ length: items }, (_, index) => ({ linkId: `${index}`, type: 'string' }));
  const opening = times(5, () => open({ resourceType: 'Questionnaire', item }));
  return [{ name: `${items} items in a row: open, median`, value: median(opening), unit: 'ms', bar: { atMost: 1000 } }];
}

/** Brotli of an entry with what it imports at once; with what another brings already left out. */
async function weigh(): Promise<Figure[]> {
  const core = await kilobytes(['index.ts']);
  const parts = await kilobytes(['index.ts', 'parts.ts']);
  const logic = await kilobytes(['index.ts', 'expressions/index.ts']);
  const usual = ['index.ts', 'parts.ts', 'expressions/index.ts', 'ucum/index.ts'];
  const whole = await kilobytes([...usual, 'fhirpath/index.ts']);
  return [
    // Of the 25 kB a page with a form may load at once; held where it is, so that it only shrinks.
    { name: 'core, its French messages included', value: core, unit: 'kB', bar: { atMost: 11.9 } },
    { name: 'English messages, value sets, resume, special checks', value: parts - core, unit: 'kB' },
    { name: 'expressions', value: logic - core, unit: 'kB' },
    { name: 'everything, full FHIRPath and units included', value: whole, unit: 'kB', bar: { atMost: 184 } },
    // Of the 175 kB a form that needs it may load; held where it is, so that it only shrinks. 47 kB of it are units of measure.
    { name: 'full FHIRPath', value: whole - (await kilobytes(usual)), unit: 'kB', bar: { atMost: 153.5 } },
    {
      name: 'extraction',
      value:
        (await kilobytes(['index.ts', 'parts.ts', 'expressions/index.ts', 'extract/index.ts'])) - parts - logic + core,
      unit: 'kB',
    },
  ];
}

const root = fileURLToPath(new URL('../packages/engine/src/questionnaire/', import.meta.url));

/** kB, brotli, of what these files import at once. */
async function kilobytes(files: string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'relais-weigh-'));
  try {
    const entry = join(folder, 'entry.ts');
    writeFileSync(entry, files.map((file) => `export * from '${root}${file}';`).join('\n'));
    return await weighEntry(entry);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function weighEntry(entry: string): Promise<number> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['@relais/source', 'module', 'browser', 'production'] },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry, formats: ['es'], fileName: 'entry' },
      rolldownOptions: { output: { minify: { compress: true, mangle: true, codegen: true } } },
    },
  });
  const outputs = (Array.isArray(built) ? built : []).flatMap(({ output }) => output);
  const chunks = new Map(
    outputs.flatMap((chunk) => (chunk.type === 'chunk' ? [[chunk.fileName, chunk] as const] : [])),
  );
  const reached = new Set<string>();
  const reach = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    chunks.get(name)?.imports.forEach(reach);
  };
  for (const [name, { isEntry }] of chunks) if (isEntry) reach(name);
  return [...reached].reduce((sum, name) => sum + brotliCompressSync(chunks.get(name)?.code ?? '').length, 0) / 1000;
}

report('questionnaire-engine', [
  ...measureForm(LARGEST),
  ...measureForm(COMMON),
  ...measureFlat(10_000),
  ...(await weigh()),
]);
