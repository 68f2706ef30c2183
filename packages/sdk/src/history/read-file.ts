import type { HistoryFile } from '@relais/model';
import { sha256Of } from '../core/sha256.ts';
import { readSpreadsheet } from '../core/spreadsheet.ts';

/** A file that was chosen: what it is called and its hash, by which it is told from others later, and its lines. */
export interface HistorySheet {
  readonly file: HistoryFile;
  readonly lines: readonly (readonly string[])[];
}

/** @throws {SpreadsheetError} */
export async function readHistoryFile(chosen: File): Promise<HistorySheet> {
  const lines = await readSpreadsheet(chosen);
  const sha256 = await sha256Of(new Uint8Array(await chosen.arrayBuffer()));
  const name = chosen.name
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ')
    .trim()
    .slice(0, 200);
  return { file: { name: name || 'fichier', sha256 }, lines };
}
