import { compileTerritory } from '@relais/engine';
import type { LedgerOptions } from '@relais/engine';
import type { Territory } from '@relais/model';
import type { Kysely } from 'kysely';
import { ledgerOptions } from '../../allocation/index.ts';
import { territoryDocument } from '../../scheduling/index.ts';
import type { Database } from '../../tables.ts';

/** How every version of a structure's territory shares: `undefined` for a body that is no territory any more. One is in memory at a time. */
export async function readSharing(
  db: Kysely<Database>,
  structureId: string,
): Promise<ReadonlyMap<number, LedgerOptions | undefined>> {
  const territories = db
    .selectFrom('document')
    .where('structure_id', '=', structureId)
    .where('kind', '=', territoryDocument.name);
  const sharing = new Map<number, LedgerOptions | undefined>([[0, ledgerOptions(undefined)]]);
  for (const { version } of await territories.select('version').orderBy('version').execute()) {
    const { body } = await territories.select('body').where('version', '=', version).executeTakeFirstOrThrow();
    sharing.set(version, sharingOf(body));
  }
  return sharing;
}

function sharingOf(body: string): LedgerOptions | undefined {
  try {
    return ledgerOptions(compileTerritory(JSON.parse(body) as Territory));
  } catch {
    return undefined;
  }
}
