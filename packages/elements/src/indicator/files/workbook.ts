import type { FigureExport, IndicatorDefinition } from '@relais/sdk';
import { figureTable, type FileLanguage, type TableCell } from '@relais/sdk/indicators/files';
import writeWorkbook, { type Cell, type SheetData } from 'write-excel-file/universal';

const SHEETS = {
  fr: { figures: 'Chiffres', definitions: 'Définitions', proof: 'Preuve' },
  en: { figures: 'Figures', definitions: 'Definitions', proof: 'Proof' },
};

const HEADS = {
  fr: [
    'Indicateur',
    'Version',
    'Libellé',
    'Définition',
    'Numérateur',
    'Dénominateur',
    'Statut',
    'Provenance',
    'Référence',
  ],
  en: ['Indicator', 'Version', 'Label', 'Definition', 'Numerator', 'Denominator', 'Status', 'Source', 'Reference'],
};

const PROOF = {
  fr: 'Ces cellules, mises bout à bout, sont l’export scellé par le serveur. Ne les modifiez pas\xa0: elles permettent de vérifier ce fichier.',
  en: 'These cells, one after the other, are the export as sealed by the server. Do not change them: by them this file can be verified.',
};

/** A spreadsheet takes no more than 32,767 characters in one cell. */
const MOST_CHARACTERS = 30_000;

/** Three sheets: figures, what they mean, and what proves them. */
export async function workbookOf(files: readonly FigureExport[], language: FileLanguage): Promise<Blob> {
  const names = SHEETS[language];
  const { columns, rows } = figureTable(files, language);
  const figures: SheetData = [headOf(columns), ...rows.map((row) => row.map(cellOf))];
  const definitions: SheetData = [
    headOf(HEADS[language]),
    ...definitionsOf(files).map((one) => definitionRow(one, language)),
  ];
  const proof: SheetData = [
    [PROOF[language]],
    ...files.flatMap((file) => piecesOf(JSON.stringify(file)).map((piece) => [piece])),
  ];
  return writeWorkbook([
    {
      sheet: names.figures,
      data: figures,
      stickyRowsCount: 1,
      columns: columns.map((_, place) => ({ width: place === 2 ? 44 : 16 })),
    },
    {
      sheet: names.definitions,
      data: definitions,
      stickyRowsCount: 1,
      columns: HEADS[language].map((_, place) => ({ width: place === 1 ? 9 : place > 1 && place < 6 ? 44 : 18 })),
    },
    { sheet: names.proof, data: proof, columns: [{ width: 100 }] },
  ]).toBlob();
}

/** Each once, though several exports may name it. */
function definitionsOf(files: readonly FigureExport[]): IndicatorDefinition[] {
  const all = files.flatMap(({ definitions }) => definitions);
  return [...new Map(all.map((one) => [one.id, one])).values()];
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

function definitionRow(definition: IndicatorDefinition, language: FileLanguage): Cell[] {
  const { id, version, label, numerator, denominator, status, source, reference } = definition;
  const texts = [label[language], definition.definition[language], numerator?.[language], denominator?.[language]];
  return [id, version, ...texts, status, source, reference].map((value) => value ?? null);
}

function piecesOf(text: string): string[] {
  const count = Math.ceil(text.length / MOST_CHARACTERS);
  return Array.from({ length: count }, (_, place) =>
    text.slice(place * MOST_CHARACTERS, (place + 1) * MOST_CHARACTERS),
  );
}
