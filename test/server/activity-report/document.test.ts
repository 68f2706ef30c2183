import assert from 'node:assert/strict';
import { it } from 'node:test';
import { indicatorDefinitions } from '@relais/engine/indicators';
import type { ActivityReport, Figure, FigureExport, ReportedAction } from '@relais/model';
import { documentOf } from '../../../packages/server/src/activity-report/document.ts';
import type { EditableBlock } from '../../../packages/server/src/core/print/editable.ts';

const none = { cancelled: 0, erroneous: 0, training: 0, trial: 0, needsReview: 0, unknownPatient: 0 };
const year = { from: '2025-01-01', to: '2025-12-31' };

function figure(indicator: string, more: Partial<Figure>): Figure {
  const { version, unit, source } = indicatorDefinitions.find(({ id }) => id === indicator)!;
  const head = { indicator, version, unit, source, ...year, counted: year, filters: {}, excluded: none };
  return { ...head, value: null, numerator: null, ...more };
}

function exported(...figures: Figure[]): FigureExport {
  const indicators = figures.map(({ indicator }) => indicator);
  return {
    ...{ kind: 'relais-figures', format: 1, structure: 'lorme', structureName: 'CPTS de Lorme', author: 'p-7f3a' },
    at: '2026-01-12T08:05:00Z',
    freshness: { asOf: '2026-01-11T22:30:00Z', at: '2026-01-12T08:05:00Z', behind: 0, sequence: 4812, hash: '9f2c' },
    query: { indicators, ...year },
    definitions: indicatorDefinitions.filter(({ id }) => indicators.includes(id)),
    ...{ figures, seal: 'c2VhbA' },
  };
}

function reportOf(figures: Figure[], more: Partial<ActivityReport> = {}): ActivityReport {
  return {
    ...{ kind: 'relais-activity-report', format: 1, year: 2025, figures: exported(...figures) },
    ...{ protocols: [], actions: [], further: 0, seal: 'b2Y', ...more },
  };
}

const said = (report: ActivityReport, language: 'fr' | 'en' = 'fr') => documentOf(report, language).blocks;

function textsOf(blocks: readonly EditableBlock[], kind: 'heading' | 'statement' | 'text' | 'blank'): string[] {
  return blocks.flatMap((block) => (block.kind === kind ? [block.text] : []));
}

/** The first row that has this in it, as it is read. */
function rowOf(blocks: readonly EditableBlock[], name: string): string[] | undefined {
  const rows = blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
  const cells = rows.map((row) => row.map(({ text, note }) => [text, ...(note ? [note] : [])].join(' / ')));
  return cells.find((row) => row[0]?.includes(name));
}

it('says a share with its parts, a median with its ninth tenth, and what is left out', () => {
  const blocks = said(
    reportOf([
      figure('SNP-04', { value: 62.5, numerator: 1250, denominator: 2000, excluded: { ...none, cancelled: 7 } }),
      figure('SNP-06', { value: 90.5, numerator: 11, denominator: 11, p90: 240 }),
      figure('SNP-01', { value: 1234, numerator: 1234, excluded: { ...none, training: null } }),
    ]),
  );
  assert.deepEqual(rowOf(blocks, 'SNP-04'), [
    'Taux de remplissage / SNP-04, définition version 1',
    ...['62,5\u00a0%', '1\u202f250/2\u202f000', 'mesuré', 'toute la période', 'annulés 7'],
  ]);
  assert.equal(rowOf(blocks, 'SNP-06')?.[1], '90,5\u00a0min / médiane, 90e centile 240\u00a0min');
  assert.deepEqual(rowOf(blocks, 'SNP-01')?.slice(1), [
    ...['1\u202f234 / demandes', '1\u202f234', 'mesuré', 'toute la période', 'formation 1 à 4'],
  ]);
});

it('hides what is hidden, divides nothing by nothing, and tells what is not measured from both', () => {
  const hidden = { hidden: 'small-cell', denominator: null } as const;
  const blocks = said(
    reportOf([
      figure('SNP-07', hidden),
      figure('SNP-09', { numerator: 0, denominator: 0 }),
      figure('SNP-08', { ...hidden, counted: null }),
      figure('ACI-A1', { counted: null }),
    ]),
  );
  assert.deepEqual(rowOf(blocks, 'SNP-07')?.slice(1), [...['<\u00a05', '<\u00a05', 'mesuré', 'toute la période', '—']]);
  assert.deepEqual(rowOf(blocks, 'SNP-09')?.slice(1, 3), ['—', '0/0']);
  assert.deepEqual(rowOf(blocks, 'SNP-08')?.slice(1), ['—', '—', 'mesuré', 'pas encore comptable', '—']);
  assert.deepEqual(rowOf(blocks, 'ACI-A1')?.slice(1), ['—', '—', 'non mesuré ici', '—', '—']);
  const absent = blocks.findIndex((block) => block.kind === 'heading' && block.text.startsWith('Ce qui n’est pas'));
  assert.match(rowOf(blocks.slice(absent), 'ACI-A1')?.[1] ?? '', /n’est pas encore suivie ici/);
});

it('writes the four of the Code as sentences to copy, by protocol', () => {
  const figures = exported(
    figure('COOP-01', { value: 86, numerator: 86 }),
    figure('COOP-02', { value: 12.5, numerator: 5, denominator: 40 }),
    figure('COOP-03', { hidden: 'small-cell', denominator: null }),
    figure('COOP-04', { numerator: 0, denominator: 0 }),
  );
  const protocols = [{ id: 'odynophagie', title: 'Odynophagie', figures }];
  const sentences = textsOf(said(reportOf([], { protocols })), 'statement').slice(-4);
  assert.deepEqual(sentences, [
    'Patients pris en charge\u00a0: 86.',
    'Taux de reprise par les délégants\u00a0: 12,5\u00a0% (5/40).',
    'Taux d’événements indésirables\u00a0: masqué (moins de 5).',
    'Taux de satisfaction des professionnels\u00a0: non calculable (0/0).',
  ]);
});

it('tells the year in a sentence, and leaves to people what is theirs', () => {
  const action: ReportedAction = {
    ...{
      id: 'a-1',
      kind: 'prevention',
      mission: 'prevention',
      on: '2025-02-05',
      title: 'Marché',
      evidence: 'Classeur',
    },
  };
  const document = documentOf(
    reportOf([figure('SNP-01', { value: 12, numerator: 12 }), figure('COOP-01', { value: 6, numerator: 6 })], {
      actions: [action, { ...action, id: 'a-2', mission: 'access' }],
    }),
    'fr',
  );
  assert.deepEqual(textsOf(document.blocks, 'statement'), [
    'En 2025, CPTS de Lorme\u00a0: 12 demandes de soins non programmés et 6 patients pris en charge sous protocole.',
    '2 actions ont été déclarées au journal d’actions, dans 2 missions\u00a0; 2 citent leur preuve.',
  ]);
  assert.deepEqual(textsOf(document.cover, 'statement'), ['Période\u00a0: du 1er janvier 2025 au 31 décembre 2025']);
  const blanks = textsOf([...document.cover, ...document.blocks], 'blank');
  assert.ok(blanks.length >= 9 && blanks.every((text) => text.includes('À compléter\u00a0:')));
  assert.ok(document.cover.some((block) => block.kind === 'text' && block.text.includes('12 janvier 2026 à 9\u00a0h')));
});

it('speaks of money in no way but that it does not', () => {
  for (const language of ['fr', 'en'] as const) {
    const { cover, blocks } = documentOf(reportOf([]), language);
    const about = [...cover, ...blocks].flatMap((block) => ('text' in block ? [block.text] : []));
    assert.equal(about.filter((text) => /paiement|payment|€|rémun/i.test(text)).length, 1);
  }
});

it('leaves no indicator out, and says what each means', () => {
  const blocks = said(reportOf(indicatorDefinitions.map(({ id }) => figure(id, { value: 7, numerator: 7 }))));
  const rows = blocks.flatMap((block) => (block.kind === 'table' ? block.rows.map(([cell]) => cell?.note ?? '') : []));
  for (const { id, version } of indicatorDefinitions) {
    const count = rows.filter((note) => note === `${id}, définition version ${version}`).length;
    assert.ok(count === 2 || count === 3, `${id} stands ${count} times`);
  }
});

it('is the same document in English, word for word its own', () => {
  const report = reportOf([figure('SNP-04', { value: 62.5, numerator: 50, denominator: 80 })]);
  const [french, english] = [said(report), said(report, 'en')];
  assert.deepEqual(
    french.map(({ kind }) => kind),
    english.map(({ kind }) => kind),
  );
  assert.equal(rowOf(english, 'SNP-04')?.[1], '62.5\u00a0%');
  assert.ok(!textsOf(english, 'heading').some((text) => /[éèàù]|mission\u00a0/.test(text)));
});
