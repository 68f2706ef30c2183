import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SpreadsheetError } from '@relais/sdk/waiting-list';
import { guessColumns, readCsv, readSpreadsheet } from '@relais/sdk/waiting-list';
import { strToU8, zipSync } from 'fflate';

/** A workbook as spreadsheet programs write it: texts apart, numbers in place, empty cells left out. */
function workbook(rows: string, strings: string): Blob {
  const files = {
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
    'xl/sharedStrings.xml': strToU8(`<sst>${strings}</sst>`),
  };
  return new Blob([zipSync(files)]);
}

const NEEDED = { familyName: 0, givenName: 1, birthDate: 2 };

describe('a spreadsheet', () => {
  it('is read from a workbook, cell by cell', async () => {
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>' +
      '<row r="3"><c r="A3" t="inlineStr"><is><t>L&#39;Hostis &amp; fils</t></is></c><c r="C3"><v>25569</v></c></row>';
    const strings = '<si><t>Nom</t></si><si><r><t>Pré</t></r><r><t>nom</t></r></si><si><t>Date de naissance</t></si>';
    const lines = await readSpreadsheet(workbook(rows, strings));
    assert.deepEqual(lines, [['Nom', 'Prénom', 'Date de naissance'], [], ["L'Hostis & fils", '', '25569']]);
    assert.deepEqual(guessColumns(lines[0]!), NEEDED);
  });

  it('is read from text, whatever its separator and writing', async () => {
    const expected = [
      ['Nom', 'Prénom'],
      ['L;Hostis', 'dit "Jo"\nligne'],
    ];
    assert.deepEqual(readCsv('Nom;Prénom\r\n"L;Hostis";"dit ""Jo""\nligne"\r\n'), expected);
    assert.deepEqual(readCsv('\ufeffNom\tPrénom\nÉnard\tIda'), [
      ['Nom', 'Prénom'],
      ['Énard', 'Ida'],
    ]);
    const windows = new Blob([Uint8Array.from([0x4e, 0x6f, 0x6d, 0x2c, 0x50, 0x72, 0xe9, 0x6e, 0x6f, 0x6d])]);
    assert.deepEqual(await readSpreadsheet(windows), [['Nom', 'Prénom']]);
  });

  it('says why it cannot be read', async () => {
    const codeOf = (file: Blob) =>
      readSpreadsheet(file).then(String, (error: unknown) => (error as SpreadsheetError).code);
    assert.equal(await codeOf(new Blob([new Uint8Array(11 * 1024 * 1024)])), 'too-large');
    assert.equal(await codeOf(new Blob([Uint8Array.from([1, 0, 2])])), 'not-a-spreadsheet');
    assert.equal(await codeOf(new Blob(['PK but no archive'])), 'not-a-spreadsheet');
    assert.equal(await codeOf(new Blob(['a\n'.repeat(10_002)])), 'too-many-lines');
    const bomb = workbook(`<row r="1"><c r="A1"><v>${'0'.repeat(61 * 1024 * 1024)}</v></c></row>`, '');
    assert.equal(await codeOf(bomb), 'too-large');
  });
});
