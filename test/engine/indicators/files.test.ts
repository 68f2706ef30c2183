import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { indicatorDefinitions } from '@relais/engine/indicators';
import { figureCsv, figureTable, lastWeek, readFigureCsv, weeklySentence } from '@relais/engine/indicators/files';
import { FigureExport } from '@relais/model';
import type { Figure } from '@relais/model';

const nothing = { cancelled: 2, erroneous: 0, training: null, trial: 0, needsReview: 0, unknownPatient: 0 };

function figure(more: Partial<Figure> = {}): Figure {
  return {
    ...{ indicator: 'SNP-04', version: 1, unit: 'percent', source: 'measured' },
    ...{ from: '2026-11-02', to: '2026-11-08', counted: { from: '2026-11-02', to: '2026-11-08' }, filters: {} },
    ...{ value: 62.5, numerator: 50, denominator: 80, excluded: nothing },
    ...more,
  };
}

function exported(...figures: readonly Figure[]): FigureExport {
  return FigureExport.parse({
    ...{ kind: 'relais-figures', format: 1, structure: 'rives-de-lorme', author: 'p-7f3a', at: '2026-11-10T08:40:00Z' },
    freshness: { asOf: '2026-11-10T08:38:12Z', at: '2026-11-10T08:40:00Z', behind: 0, sequence: 912, hash: '9f2c' },
    query: { indicators: ['SNP-04'], from: '2026-11-02', to: '2026-11-08' },
    definitions: indicatorDefinitions.filter(({ id }) => id === 'SNP-04'),
    figures,
    seal: 'c2VhbA',
  });
}

test('a French spreadsheet reads commas, days and the mark of UTF-8', () => {
  const [head = '', row = ''] = figureCsv([exported(figure())]).split('\r\n');
  assert.ok(head.startsWith('\ufeffIndicateur;Version;Libellé'));
  assert.match(row, /;02\/11\/2026;08\/11\/2026;/);
  assert.match(row, /;62,5;50;80;;%;;mesuré;aucun;"annulés 2 ; saisis par erreur 0 ; formation 1 à 4/);
  assert.match(row, /;912;9f2c$/);
});

test('the ISO form has points, commas and no mark', () => {
  const text = figureCsv([exported(figure())], { style: 'iso', language: 'en' });
  assert.ok(text.startsWith('Indicator,Version,Label'));
  assert.match(text, /,2026-11-02,2026-11-08,/);
  assert.match(text, /,62\.5,50,80,/);
});

test('a hidden figure has no number in its row, and says why', () => {
  const { columns, rows } = figureTable([
    exported(figure({ value: null, numerator: null, denominator: null, hidden: 'small-cell' })),
  ]);
  const at = (name: string) => rows[0]?.[columns.indexOf(name)];
  assert.equal(at('Valeur'), undefined);
  assert.equal(at('Numérateur'), undefined);
  assert.deepEqual(at('État'), { kind: 'text', text: 'masqué (moins de 5 patients)' });
});

test('parts and the period before are rows of their own, as wide as the head', () => {
  const counted = { from: '2026-10-26', to: '2026-11-01' };
  const split = figure({
    by: ['reason'],
    cells: [{ key: ['fever'], value: 50, numerator: 5, denominator: 10 }],
    comparison: { kind: 'previous', ...counted, counted, value: 40, numerator: 4, denominator: 10 },
  });
  const { columns, rows } = figureTable([exported(split)]);
  assert.equal(rows.length, 3);
  for (const row of rows) assert.equal(row.length, columns.length);
});

test('what would be a formula in a spreadsheet is text', () => {
  const text = figureCsv([
    exported(
      figure({
        filters: { reason: ['=1+1'] },
        by: ['reason'],
        cells: [{ key: ['=HYPERLINK("x")'], value: 1, numerator: 1 }],
      }),
    ),
  ]);
  assert.doesNotMatch(text.split('relais-figures')[0] ?? '', /(^|[;"])=/m);
});

test('any digit changed in any row is found', () => {
  const text = figureCsv([exported(figure()), exported(figure({ value: 75, numerator: 60 }))]);
  assert.equal(readFigureCsv(text)?.isIntact, true);
  const digits = [...text.matchAll(/\d/g)].map(({ index }) => index);
  fc.assert(
    fc.property(fc.constantFrom(...digits), fc.integer({ min: 1, max: 9 }), (place, more) => {
      const changed = `${text.slice(0, place)}${(Number(text[place]) + more) % 10}${text.slice(place + 1)}`;
      const read = readFigureCsv(changed);
      // In the table it is no longer what the proof says; in the proof, the table is no longer what it says, or the seal is broken.
      const proofs = JSON.stringify(read?.files);
      assert.ok(read?.isIntact !== true || proofs !== JSON.stringify(readFigureCsv(text)?.files));
    }),
  );
});

test('what is no export of figures is not taken for one', () => {
  for (const text of ['', 'a;b\r\n', 'relais-figures;"{"', 'relais-figures;"{""kind"":1}"'])
    assert.equal(readFigureCsv(text), undefined);
});

test('last week is Monday to Sunday, over a year’s end too', () => {
  assert.deepEqual(lastWeek('2026-11-30'), { from: '2026-11-23', to: '2026-11-29' });
  assert.deepEqual(lastWeek('2027-01-03'), { from: '2026-12-21', to: '2026-12-27' });
});

test('a week is told in a sentence, without what is hidden', () => {
  const requests = figure({
    ...{ indicator: 'SNP-01', unit: 'requests', value: 212, numerator: 212 },
    comparison: { kind: 'previous', from: '2026-10-26', to: '2026-11-01', counted: null, value: 200, numerator: 200 },
  });
  const hidden = figure({ indicator: 'COOP-01', unit: 'patients', value: null, numerator: null, hidden: 'small-cell' });
  assert.equal(
    weeklySentence({ figures: [requests, figure(), hidden] }, 'CPTS des Rives', 'fr').replace(/\s/g, ' '),
    'CPTS des Rives, semaine du 2 novembre au 8 novembre : 212 demandes de soins non programmés (+6 %) et 62,5 % des créneaux remplis (50/80).',
  );
  assert.match(weeklySentence({ figures: [hidden] }, 'CPTS', 'fr'), /pas de chiffre qui puisse être publié/);
});
