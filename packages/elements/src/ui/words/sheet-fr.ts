// Apart from the other words: only those who read a file in pay for them.

/** A spreadsheet that is read in: its columns, and what of it is refused (`ui/table/sheet.ts`). */
export const sheet = {
  sheetFile: 'Tableau (CSV ou XLSX)',
  sheetHelp: 'Les titres des colonnes sur la première ligne.',
  sheetUnread: {
    'too-large': 'Ce fichier est trop gros\xa0: 10 Mo au plus.',
    'not-a-spreadsheet': 'Ce fichier n’est ni un classeur XLSX ni un tableau en texte (CSV).',
    'too-many-lines': 'Ce fichier a plus de 10\xa0000 lignes\xa0: partagez-le.',
    empty: 'Ce fichier est vide.',
  },
  sheetColumns: (file: string) => `Ce que veulent dire les colonnes de ${file}`,
  sheetNoColumn: 'Aucune colonne',
  sheetNameless: (place: number) => `Colonne ${place}, sans titre`,
  sheetChoose: 'Dites dans quelle colonne se trouve chaque information obligatoire.',
  sheetFaults: 'Ce qui est refusé',
  sheetLine: 'Ligne',
  sheetLineOf: (line: number) => `Ligne ${line}`,
  sheetColumn: 'Colonne',
  sheetWholeLine: 'Toute la ligne',
  sheetReason: 'Raison',
};

export type SheetWords = typeof sheet;
