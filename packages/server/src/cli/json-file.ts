import { readFile } from 'node:fs/promises';
import { RefusedError } from './terminal.ts';
import type { Terminal } from './terminal.ts';

/** The JSON of a file, or of standard input for `-`. @throws {RefusedError} when it cannot be read or is not JSON */
export async function readJsonFile(path: string, terminal: Terminal): Promise<unknown> {
  const text = await readTextFile(path, terminal);
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new RefusedError(`${path} is not JSON: ${(cause as Error).message}`, { cause });
  }
}

/** The text of a file, or of standard input for `-`. @throws {RefusedError} when it cannot be read */
export async function readTextFile(path: string, terminal: Terminal): Promise<string> {
  return path === '-' ? await terminal.readInput() : await readText(path);
}

/** The bytes of a file, or of the text on standard input for `-`. @throws {RefusedError} when it cannot be read */
export async function readBytesFile(path: string, terminal: Terminal): Promise<Uint8Array> {
  if (path === '-') return new TextEncoder().encode(await terminal.readInput());
  return readOrRefuse(path, () => readFile(path));
}

async function readText(path: string): Promise<string> {
  return readOrRefuse(path, () => readFile(path, 'utf8'));
}

async function readOrRefuse<Content>(path: string, read: () => Promise<Content>): Promise<Content> {
  try {
    return await read();
  } catch (cause) {
    throw new RefusedError(`${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
}
