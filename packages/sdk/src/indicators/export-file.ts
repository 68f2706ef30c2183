import { exportFileRoutes } from '@relais/model';
import type { ExportFileCheck } from '@relais/model';
import type { CallOptions, ClientCore } from '../core/index.ts';

/** Handed to `fromCharCode` at once. */
const PIECE = 0x8000;

/**
 * Whether a file of figures was sealed by this backend, of a log that still stands, and shows what was sealed: JSON, CSV, XLSX, FHIR, PDF or activity report. It
 * is sent and not kept. That every figure comes out the same when it is counted again, `relais export --verify` says.
 */
export function checkExportFile(
  { core }: { readonly core: ClientCore },
  file: Uint8Array,
  options?: CallOptions,
): Promise<ExportFileCheck> {
  let text = '';
  for (let from = 0; from < file.length; from += PIECE) {
    text += String.fromCharCode(...file.subarray(from, from + PIECE));
  }
  return core.call(exportFileRoutes.checkExportFile, { body: { content: btoa(text) } }, options?.signal);
}
