import type { SheetWords } from './sheet-fr.ts';

export const sheet: SheetWords = {
  sheetFile: 'Spreadsheet (CSV or XLSX)',
  sheetHelp: 'The titles of its columns on the first line.',
  sheetUnread: {
    'too-large': 'This file is too large: 10 MB at most.',
    'not-a-spreadsheet': 'This file is neither an XLSX workbook nor a table of text (CSV).',
    'too-many-lines': 'This file has more than 10,000 lines: split it.',
    empty: 'This file is empty.',
  },
  sheetColumns: (file) => `What the columns of ${file} mean`,
  sheetNoColumn: 'No column',
  sheetNameless: (place) => `Column ${place}, without a heading`,
  sheetChoose: 'Say in which column each needed piece of information stands.',
  sheetFaults: 'What is refused',
  sheetLine: 'Line',
  sheetLineOf: (line) => `Line ${line}`,
  sheetColumn: 'Column',
  sheetWholeLine: 'The whole line',
  sheetReason: 'Reason',
};
