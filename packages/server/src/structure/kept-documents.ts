import { compileTerritory } from '@relais/engine';
import type { LedgerOptions } from '@relais/engine';
import type { Territory } from '@relais/model';
import type { Kysely } from 'kysely';
import type { Database, DocumentKind } from '../tables.ts';
import { ledgerOptions } from '../allocation/ledger-book.ts';
import { sha256 } from '#digest';

/** A row of the table of documents without its body, of which a structure may have hundreds of long ones. */
export interface KeptDocument {
  readonly kind: DocumentKind;
  readonly version: number;
  readonly importedAt: number;
  readonly sha256: string;
  /** How a territory shares; `undefined` for other documents, and for a body that is no territory any more. */
  readonly sharing: LedgerOptions | undefined;
}

/** Every version of every document of a structure, one body in memory at a time. */
export async function readDocuments(db: Kysely<Database>, structureId: string): Promise<KeptDocument[]> {
  const keys = await db
    .selectFrom('document')
    .select(['kind', 'version'])
    .where('structure_id', '=', structureId)
    .orderBy('kind')
    .orderBy('version')
    .execute();
  const documents: KeptDocument[] = [];
  for (const { kind, version } of keys) {
    const { body, imported_at: importedAt } = await db
      .selectFrom('document')
      .select(['body', 'imported_at'])
      .where('structure_id', '=', structureId)
      .where('kind', '=', kind)
      .where('version', '=', version)
      .executeTakeFirstOrThrow();
    const sharing = kind === 'territory' ? sharingOf(body) : undefined;
    documents.push({ kind, version, importedAt, sha256: sha256(body), sharing });
  }
  return documents;
}

function sharingOf(body: string): LedgerOptions | undefined {
  try {
    return ledgerOptions(compileTerritory(JSON.parse(body) as Territory));
  } catch {
    return undefined;
  }
}
