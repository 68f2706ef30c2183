import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figureFr, figureNamesFr, heatOf, sayIn, seriesOf } from '@relais/engine/indicators/pictures';
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
