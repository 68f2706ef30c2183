import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** For each file the files it imports: for use, for their types alone, when they are needed (`import()`), to hand them on. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/** What the files of a folder import from each other; all paths from the root of the repository. */
export function importsIn(folder: string): Imports {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
  return new Map(files.map((file) => [file, importsOf(file).filter((name) => files.includes(name))]));
}

function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(ROOT, file), 'utf8'));
  const paths = importedFiles.map(({ fileName }) => fileName).filter((name) => name.startsWith('.'));
  return paths.map((path) => relative(ROOT, join(ROOT, dirname(file), path)));
}

/** The sets of files of which each leads to all the others, and so back to itself. */
export function circlesOf(imports: Imports): string[][] {
  const reached = new Map([...imports.keys()].map((file) => [file, reachedFrom(file, imports)]));
  const leads = (from: string, to: string): boolean => reached.get(from)?.has(to) === true;
  const circles: string[][] = [];
  for (const file of imports.keys()) {
    if (!leads(file, file) || circles.some((circle) => circle.includes(file))) continue;
    circles.push([...imports.keys()].filter((other) => leads(file, other) && leads(other, file)).sort());
  }
  return circles;
}

function reachedFrom(file: string, imports: Imports): Set<string> {
  const reached = new Set<string>();
  const waiting = [file];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const target of imports.get(next) ?? []) {
      if (reached.has(target)) continue;
      reached.add(target);
      waiting.push(target);
    }
  }
  return reached;
}
