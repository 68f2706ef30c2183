import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figureFr, figureNamesFr, heatOf, sayIn, seriesOf, whyNot } from '@relais/engine/indicators/pictures';
import { findIndicator } from '@relais/engine/indicators';
import type { Showing } from '@relais/engine/indicators/pictures';
import type { FigureQuery } from '@relais/model';
import { complete, event, figuresOf, log, started } from './support.ts';

const t = { ...figureFr, ...figureNamesFr };
const showing: Showing = { t, say: sayIn(t, 'fr'), language: 'fr', labels: {}, today: '2026-12-01' };
const year = { from: '2026-01-01', to: '2026-12-01' } as const;

const protocols = [
  event('protocol.step-taken', 'angine', { protocolVersion: '1', state: 'active', from: '2026-01-15' }),
  event('protocol.step-taken', 'cystite', { protocolVersion: '1', state: 'active', from: '2026-03-01' }),
  event('protocol.step-taken', 'cystite', { protocolVersion: '1', state: 'withdrawn', from: '2026-05-31' }),
];

test('what holds at the end of a period holds, by month, at the end of each month', () => {
  const figure = complete(protocols, 'ACI-P1', { ...year, to: '2026-06-15', by: ['month'] });
  assert.equal(figure.value, 1);
  assert.deepEqual(
    seriesOf(showing, figure).marks.map(({ value }) => value),
    [1, 1, 2, 2, 1, 1],
  );
});

test('what holds is split by month and by protocol at once, in either order', () => {
  const by = (split: NonNullable<FigureQuery['by']>) =>
    complete(protocols, 'ACI-P1', { from: '2026-04-01', to: '2026-06-30', by: split }).cells?.map(({ key, value }) => [
      ...key,
      value,
    ]);
  assert.deepEqual(by(['quarter', 'protocol']), [['2026-04-01', 'angine', 1]]);
  assert.deepEqual(by(['protocol', 'quarter']), [['angine', '2026-04-01', 1]]);
});

/** Ten patients a month in 2026, as others than the care team see them. */
function asked(query: Partial<FigureQuery>, today = '2026-12-01') {
  const rows = Array.from({ length: 110 }, (_, place) =>
    started(`r${place}`, `2026-${`${1 + Math.floor(place / 10)}`.padStart(2, '0')}-10T08:00:00Z`),
  );
  return figuresOf(log(rows)).answer({ indicators: ['ACI-P2'], ...year, ...query }, today, 'protected')[0]!;
}

test('a quarter that is not counted yet is a gap and not a zero', () => {
  const figure = asked({ filters: { protocol: ['odynophagie'] }, by: ['quarter'] });
  assert.deepEqual(figure.counted, { from: '2026-01-01', to: '2026-09-30' });
  assert.deepEqual(
    seriesOf(showing, figure).marks.map(({ value, text }) => value ?? text),
    [30, 30, 30, '—'],
  );
});

test('nothing of a figure that is too early to count is drawn as a zero', () => {
  const early = { from: '2026-10-01', filters: { protocol: ['odynophagie'] } };
  const trend = asked({ ...early, by: ['quarter'] });
  assert.equal(trend.counted, null);
  assert.deepEqual(
    seriesOf(showing, trend).marks.map(({ value }) => value),
    [undefined],
  );
  const grid = heatOf(showing, asked({ ...early, by: ['weekday', 'hour'], filters: {} }));
  assert.deepEqual(
    grid.cells.flat().filter((mark) => mark?.value === 0),
    [],
  );
});

test('ages and hours stand in their order and not in that of their signs, in bars and in a grid', () => {
  const rows = [80, 3, 30, 3, 30, 30, undefined].map((age, place) =>
    started(`r${place}`, `2026-02-02T${place % 2 ? '08' : '11'}:00:00Z`, age === undefined ? {} : { age }),
  );
  const cut = (by: NonNullable<FigureQuery['by']>) =>
    complete(rows, 'ACI-P2', { from: '2026-01-01', to: '2026-03-31', by });
  const { marks } = seriesOf(showing, cut(['ageBand']));
  assert.deepEqual(
    marks.map(({ name }) => name),
    ['2 à 14 ans', '15 à 44 ans', '75 ans et plus', 'Non renseigné'],
  );
  const { rows: ages } = heatOf(showing, cut(['ageBand', 'sex']));
  assert.deepEqual(
    ages.map(({ short }) => short),
    marks.map(({ name }) => name),
  );
});

test('nothing up to where it is counted is told with those days, and why the rest is to come', () => {
  const figure = asked({ from: '2025-01-01', filters: { protocol: ['asthme'] } });
  const words = whyNot({ t, language: 'fr' }, { figure, definition: findIndicator('ACI-P2')!.definition, smallest: 5 });
  assert.match(
    words,
    /du 1er janvier 2025 au 30 septembre 2026\. Découpé ou filtré, un chiffre se compte par trimestres/,
  );
});
