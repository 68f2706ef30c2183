import type { Kysely } from 'kysely';
import { rebuildsDocuments } from './core/log/rebuild-documents.ts';
import { verifyLogWith } from './core/log/verify.ts';
import type { LogVerification } from './core/log/verify.ts';
import { subjects } from './subjects.ts';
import type { Database } from './tables.ts';

const documents = subjects.flatMap((subject) => subject.documents ?? []);
const rebuilds = [rebuildsDocuments(documents), ...subjects.flatMap(({ rebuild }) => rebuild ?? [])];

/**
 * Walks the log of one structure, or of all, makes the tables of every subject from it again, and compares. While somebody may write, `db` must be
 * a `snapshot`.
 */
export function verifyLog(db: Kysely<Database>, structureId?: string): Promise<LogVerification> {
  return verifyLogWith(rebuilds, db, structureId);
}
