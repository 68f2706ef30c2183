import type { ExportCheck } from '@relais/model';
import type { Kysely } from 'kysely';
import { isReportSealed, verifyReport } from '../activity-report/index.ts';
import type { Secrets } from '../core/secrets.ts';
import { checkExport, isDocumentSealed, verifyExports } from '../indicators/index.ts';
import type { ExportVerification } from '../indicators/index.ts';
import type { Database } from '../tables.ts';
import type { ExportedFile } from './read-file.ts';

/** Whether what is seen in a file is what it carries. */
export function isShownAsSealed(secrets: Secrets, { isIntact, document }: ExportedFile): boolean {
  return isIntact && (document === undefined || isDocumentSealed(secrets, document));
}

/** Whether what a file carries was sealed here, of this structure, and of the log as it is. Nothing is counted again. */
export async function checkExportedFile(
  db: Kysely<Database>,
  secrets: Secrets,
  structureId: string,
  { exports, report }: Pick<ExportedFile, 'exports' | 'report'>,
): Promise<ExportCheck> {
  const checks: ExportCheck[] = [];
  for (const exported of exports) checks.push(await checkExport(db, secrets, structureId, exported));
  const sealed = checks.every((check) => check.sealed) && (report === undefined || isReportSealed(secrets, report));
  return { sealed, inLog: checks.every((check) => check.inLog) };
}

/** The same, with every figure and every action made anew from the whole log: it takes as long as that is. */
export async function verifyExportedFile(
  db: Kysely<Database>,
  secrets: Secrets,
  { exports, report }: Pick<ExportedFile, 'exports' | 'report'>,
): Promise<ExportVerification[]> {
  return report ? [await verifyReport(db, secrets, report)] : verifyExports(db, secrets, exports);
}
