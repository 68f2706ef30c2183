import { activityReportRoutes } from '@relais/model';
import type { CallOptions, ClientCore } from '../core/index.ts';

/** The activity report of a year, as a document to go on writing in (DOCX). The log says who took it. */
export function writeActivityReport(
  { core }: { readonly core: ClientCore },
  { year, language = 'fr' }: { readonly year: number; readonly language?: 'fr' | 'en' | undefined },
  options?: CallOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  return core.fetchBytes(activityReportRoutes.writeActivityReport, { year: `${year}`, language }, options?.signal);
}
