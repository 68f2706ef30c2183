// Files made of figures. The workbook comes with what writes it, and only when somebody wants one; the FHIR bundle is the server’s.
import type { FigureExport } from '@relais/sdk';
import type { FiguresPort } from '../shared/port.ts';
import { figureCsv, type FileLanguage } from '@relais/sdk/indicators/files';

export const FILE_KINDS = ['csv', 'iso', 'xlsx', 'fhir'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export interface FigureFile {
  readonly name: string;
  readonly content: Blob;
}

/** Of a file made of these, without its ending: which structure, which period and when; nothing of anybody. */
export function fileName(figures: readonly FigureExport[]): string {
  const { structure, query, at } = figures[0]!;
  return `relais-${structure}-${query.from}-${query.to}-${at.slice(0, 10)}`;
}

export async function fileOf(
  kind: FileKind,
  figures: FigureExport[],
  language: FileLanguage,
  measures?: FiguresPort['measures'],
): Promise<FigureFile> {
  const name = fileName(figures);
  if (kind === 'xlsx') {
    const { workbookOf } = await import('./workbook.ts');
    return { name: `${name}.xlsx`, content: await workbookOf(figures, language) };
  }
  if (kind === 'fhir') {
    const bundle = JSON.stringify(await measures?.(figures, language));
    return { name: `${name}.fhir.json`, content: new Blob([bundle], { type: 'application/fhir+json' }) };
  }
  const text = figureCsv(figures, { style: kind === 'iso' ? 'iso' : 'french', language });
  return { name: `${name}.csv`, content: new Blob([text], { type: 'text/csv;charset=utf-8' }) };
}

/** Hands it to the browser, which asks where to put it, or knows. */
export function save({ name, content }: FigureFile): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers begin to read it only after the click is over.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
