import { readFile } from 'node:fs/promises';
import { Anchor } from '../core/log/anchor.ts';
import { UsageError } from './terminal.ts';
import type { Terminal } from './terminal.ts';

/**
 * The anchors of a file, one a line, or of standard input for `-`.
 * @throws {UsageError} for a file that cannot be read, holds none, or holds a line that is none: nothing has been checked then
 */
export async function readAnchors(path: string, terminal: Terminal): Promise<Anchor[]> {
  const lines = (path === '-' ? await terminal.readInput() : await readText(path)).split('\n');
  const anchors = lines.flatMap((line, index) =>
    line.trim() === '' ? [] : [readAnchor(line, `${path}:${index + 1}`)],
  );
  if (anchors.length === 0) throw new UsageError(`${path} holds no anchor.`);
  return anchors;
}

function readAnchor(line: string, place: string): Anchor {
  const anchor = Anchor.safeParse(parse(line));
  if (anchor.success) return anchor.data;
  throw new UsageError(`${place} is not an anchor; it takes a line as relais anchor prints it.`);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new UsageError(`${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
}
