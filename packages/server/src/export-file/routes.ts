import { operations } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { invalid } from '../core/http/parse.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { ArchiveTooLargeError } from '../core/print/archive.ts';
import { readExportedFile } from './read-file.ts';
import type { ExportedFile } from './read-file.ts';
import { checkExportedFile, isShownAsSealed } from './verify-file.ts';

/** A screen shows a few, and whoever wants all has the command. */
const MOST_ROWS = 20;

export function exportFileRoutes({ store, secrets }: ServiceContext, pipeline: Pipeline) {
  return {
    checkExportFile: pipeline.reads(operations.checkExportFile, async ({ structureId, body }) => {
      const file = readSent(body.content);
      const { kind, missing, added, exports } = file;
      const isIntact = isShownAsSealed(secrets, file);
      const exportId = exports[0]?.exportId;
      return {
        ...{
          kind,
          ...(exportId !== undefined && { exportId }),
          isIntact,
          missing: missing.slice(0, MOST_ROWS),
          added: added.slice(0, MOST_ROWS),
        },
        ...(await checkExportedFile(store.db, secrets, structureId, file)),
      };
    }),
  };
}

/** @throws {ProblemError} `invalid-request` */
function readSent(content: string): ExportedFile {
  let file: ExportedFile | undefined;
  try {
    file = readExportedFile(bytesOf(content));
  } catch (error) {
    if (error instanceof ArchiveTooLargeError)
      throw invalid({
        path: 'content',
        message: 'unpacks to more than any file made here',
        accepted: '32 MiB at most',
      });
    throw error;
  }
  if (file) return file;
  throw invalid({
    path: 'content',
    message: 'is no export of figures, or does not carry what was sealed any more',
    accepted: 'JSON, CSV, XLSX, FHIR, PDF or activity report, as it was handed on',
  });
}

/** @throws {ProblemError} `invalid-request` */
function bytesOf(base64: string): Uint8Array {
  const text = decode(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

function decode(base64: string): string {
  try {
    return atob(base64);
  } catch {
    throw invalid({ path: 'content', message: 'is not in the accepted form', accepted: 'a file in base 64' });
  }
}
