import type { FigureExport } from '@relais/sdk';
import { figureWorkbook, type FileLanguage, type TableCell } from '@relais/sdk/indicators/files';
import writeWorkbook, { type Cell } from 'write-excel-file/universal';

/** Three sheets: figures, what they mean, and what proves them. */
export async function workbookOf(files: readonly FigureExport[], language: FileLanguage): Promise<Blob> {
  const { figures, definitions, proof } = figureWorkbook(files, language);
  return writeWorkbook([
    {
      sheet: figures.name,
      data: [headOf(figures.columns), ...figures.rows.map((row) => row.map(cellOf))],
      stickyRowsCount: 1,
      columns: figures.columns.map((_, place) => ({ width: place === 2 ? 44 : 16 })),
    },
    {
      sheet: definitions.name,
      data: [headOf(definitions.columns), ...definitions.rows.map((row) => row.map(cellOf))],
      stickyRowsCount: 1,
      columns: definitions.columns.map((_, place) => ({ width: place === 1 ? 9 : place > 1 && place < 6 ? 44 : 18 })),
    },
    { sheet: proof.name, data: proof.lines.map((line) => [line]), columns: [{ width: 100 }] },
  ]).toBlob();
}

function headOf(columns: readonly string[]): Cell[] {
  return columns.map((value) => ({ value, type: String, fontWeight: 'bold' }));
}

/** Days are days to a spreadsheet, so that it can sort by them; moments are said with their zone, as text. */
function cellOf(cell: TableCell): Cell {
  switch (cell?.kind) {
    case undefined:
      return null;
    case 'number':
      return { value: cell.value, type: Number };
    case 'date':
      return { value: new Date(cell.date), type: Date, format: 'dd/mm/yyyy' };
    case 'instant':
      return { value: cell.instant, type: String };
    case 'text':
      return { value: cell.text, type: String };
  }
}
