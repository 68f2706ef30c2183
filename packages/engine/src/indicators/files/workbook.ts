import type { FigureExport, IndicatorDefinition } from '@relais/model';
import { readFigureExport } from './csv.ts';
import { figureTable, type FigureTable, type TableCell } from './table.ts';
import type { FileLanguage } from './words.ts';

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

export interface WorkbookSheet extends FigureTable {
  readonly name: string;
}

/** What a workbook of figures holds: the figures, what they mean, and what proves them. */
export interface Workbook {
  readonly figures: WorkbookSheet;
  readonly definitions: WorkbookSheet;
  /** One column. */
  readonly proof: { readonly name: string; readonly lines: readonly string[] };
}

export function figureWorkbook(files: readonly FigureExport[], language: FileLanguage = 'fr'): Workbook {
  const names = SHEETS[language];
  return {
    figures: { name: names.figures, ...figureTable(files, language) },
    definitions: {
      name: names.definitions,
      columns: HEADS[language],
      rows: definitionsOf(files).map((one) => definitionRow(one, language)),
    },
    proof: { name: names.proof, lines: [PROOF[language], ...files.flatMap((file) => piecesOf(JSON.stringify(file)))] },
  };
}

/** The exports that the sheet of a proof holds, below what it says of itself. */
export function exportsOfProof(lines: readonly string[]): FigureExport[] {
  const texts: string[][] = [];
  for (const line of lines.slice(1)) {
    if (line.startsWith('{"kind":"relais-figures"')) texts.push([]);
    texts.at(-1)?.push(line);
  }
  return texts.flatMap((pieces) => readFigureExport(pieces.join('')) ?? []);
}

/** Each once, though several exports may name it. */
function definitionsOf(files: readonly FigureExport[]): IndicatorDefinition[] {
  const all = files.flatMap(({ definitions }) => definitions);
  return [...new Map(all.map((one) => [one.id, one])).values()];
}

function definitionRow(definition: IndicatorDefinition, language: FileLanguage): TableCell[] {
  const { id, version, label, numerator, denominator, status, source, reference } = definition;
  const texts = [label[language], definition.definition[language], numerator?.[language], denominator?.[language]];
  const text = (value: string | undefined): TableCell =>
    value === undefined ? undefined : { kind: 'text', text: value };
  return [text(id), { kind: 'number', value: version }, ...[...texts, status, source, reference].map(text)];
}

function piecesOf(text: string): string[] {
  const count = Math.ceil(text.length / MOST_CHARACTERS);
  return Array.from({ length: count }, (_, place) =>
    text.slice(place * MOST_CHARACTERS, (place + 1) * MOST_CHARACTERS),
  );
}
