import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indicatorDefinitions } from '@relais/engine/indicators';
import { measureBundle, readMeasureBundle } from '@relais/engine/indicators/files';
import { FigureExport } from '@relais/model';
import type { Figure } from '@relais/model';

const nothing = { cancelled: 2, erroneous: 0, training: null, trial: 0, needsReview: 0, unknownPatient: 0 };
const november = { from: '2026-11-02', to: '2026-11-08' };
const ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

function figure(more: Partial<Figure> = {}): Figure {
  return {
    ...{ indicator: 'SNP-04', version: 1, unit: 'percent', source: 'measured', filters: {}, excluded: nothing },
    ...{ ...november, counted: november, value: 62.5, numerator: 50, denominator: 80 },
    ...more,
  };
}

function exported(...figures: readonly Figure[]): FigureExport {
  return FigureExport.parse({
    ...{ kind: 'relais-figures', format: 1, structure: 'rives-de-lorme', structureName: 'CPTS des Rives de Lorme' },
    ...{ author: 'p-7f3a', at: '2026-11-10T08:40:00Z', seal: 'c2VhbA' },
    freshness: { asOf: '2026-11-10T08:38:12Z', at: '2026-11-10T08:40:00Z', behind: 0, sequence: 912, hash: '9f2c' },
    query: { indicators: figures.map(({ indicator }) => indicator), ...november },
    definitions: indicatorDefinitions.filter(({ id }) => figures.some(({ indicator }) => indicator === id)),
    figures,
  });
}

function resources(...figures: readonly Figure[]) {
  return measureBundle([exported(...figures)]).entry.map(({ resource }) => resource);
}

type Resource = ReturnType<typeof resources>[number];

interface Counted {
  readonly code: { readonly coding: readonly [{ readonly code: string }] };
  readonly count?: number;
  readonly _count?: unknown;
}

interface Group {
  readonly population: readonly Counted[];
  readonly measureScore: Readonly<Record<string, unknown>>;
  readonly stratifier?: readonly [
    { readonly code: unknown; readonly stratum: readonly (Group & { value?: unknown; component?: unknown })[] },
  ];
}

function groupOf(resource: Readonly<Record<string, unknown>> | undefined): Group {
  return (resource?.['group'] as readonly [Group])[0];
}

function countsOf({ population }: Group) {
  return population.map(({ code, count }) => [code.coding[0].code, count]);
}

test('a share names its definition by version, its period, both populations and its place in the log', () => {
  const [measure, report] = resources(figure()) as [Resource, Resource];
  assert.deepEqual(
    [measure.resourceType, measure['url'], measure['version'], measure['title']],
    [...['Measure', 'urn:relais:indicator:SNP-04', '1', 'Taux de remplissage']],
  );
  assert.equal(report['measure'], 'urn:relais:indicator:SNP-04|1');
  assert.deepEqual(report['period'], { start: '2026-11-02', end: '2026-11-08' });
  assert.deepEqual(report['identifier'], [{ system: 'urn:relais:log:rives-de-lorme', value: '912:9f2c' }]);
  const group = groupOf(report);
  assert.deepEqual(countsOf(group), [
    ['numerator', 50],
    ['denominator', 80],
  ]);
  assert.deepEqual(group.measureScore, { value: 62.5, unit: '%', system: 'http://unitsofmeasure.org', code: '%' });
});

test('extensions say how fresh it is, who asked, what is left out and what is counted', () => {
  const report = resources(figure({ filters: { site: ['s-mill'] } }))[1];
  const said = report?.['extension'] as { url: string; extension?: { url: string; [value: string]: unknown }[] }[];
  const of = (name: string) => said.find(({ url }) => url === `urn:relais:figures:${name}`);
  assert.deepEqual(of('freshness')?.extension?.at(-1), { url: 'hash', valueString: '9f2c' });
  assert.deepEqual(of('counted')?.extension?.[0], { url: 'from', valueString: '2026-11-02' });
  assert.deepEqual(of('excluded')?.extension?.[0], { url: 'cancelled', valueDecimal: 2 });
  assert.ok(!of('excluded')?.extension?.some(({ url }) => url === 'training'));
  assert.ok(of('filters') && of('author'));
});

test('what is hidden has no number and is masked, in parts too', () => {
  const hidden = { value: null, numerator: null, denominator: null, hidden: 'small-cell' } as const;
  const masked = { extension: [{ url: ABSENT, valueCode: 'masked' }] };
  const report = resources(figure({ ...hidden, by: ['site'], cells: [{ key: ['s-mill'], ...hidden }] }))[1];
  const group = groupOf(report);
  for (const { population, measureScore } of [group, group.stratifier![0].stratum[0]!]) {
    assert.deepEqual(
      population.map(({ count, _count }) => [count, _count]),
      [
        [undefined, masked],
        [undefined, masked],
      ],
    );
    assert.deepEqual(measureScore, masked);
  }
});

test('what is divided by nothing is not a number, and both its populations are 0', () => {
  const group = groupOf(resources(figure({ value: null, numerator: 0, denominator: 0 }))[1]);
  assert.deepEqual(countsOf(group), [
    ['numerator', 0],
    ['denominator', 0],
  ]);
  assert.deepEqual(group.measureScore, { extension: [{ url: ABSENT, valueCode: 'not-a-number' }] });
});

test('a plain count has one population, and a median that of what was measured', () => {
  const count = figure({ indicator: 'SNP-01', unit: 'requests', value: 12, numerator: 12 });
  const median = figure({
    indicator: 'SNP-06',
    unit: 'minutes',
    value: 90.5,
    numerator: 11,
    denominator: 11,
    p90: 240,
  });
  const { denominator: _, ...plain } = count;
  const reports = resources(plain, median).filter(({ resourceType }) => resourceType === 'MeasureReport');
  assert.deepEqual(countsOf(groupOf(reports[0])), [['initial-population', 12]]);
  assert.deepEqual(countsOf(groupOf(reports[1])), [['measure-population', 11]]);
  assert.deepEqual(groupOf(reports[1]).measureScore['code'], 'min');
});

test('parts of two dimensions are strata of two components, and the period before a report of its own', () => {
  const before = { from: '2026-10-26', to: '2026-11-01' };
  const split = figure({
    by: ['reason', 'site'],
    cells: [{ key: ['fievre', 's-mill'], value: 50, numerator: 5, denominator: 10 }],
    comparison: { kind: 'previous', ...before, counted: before, value: 40, numerator: 4, denominator: 10 },
  });
  const reports = resources(split).filter(({ resourceType }) => resourceType === 'MeasureReport');
  assert.equal(reports.length, 2);
  const [stratum] = groupOf(reports[0]).stratifier![0].stratum;
  assert.deepEqual((stratum!.component as unknown[]).length, 2);
  assert.deepEqual(countsOf(stratum!), [
    ['numerator', 5],
    ['denominator', 10],
  ]);
  assert.deepEqual(reports[1]?.['period'], { start: '2026-10-26', end: '2026-11-01' });
  assert.deepEqual(countsOf(groupOf(reports[1]))[0], ['numerator', 4]);
});

test('a bundle carries its exports, however it is spaced, and shows one changed digit', () => {
  const files = [exported(figure())];
  for (const language of ['fr', 'en'] as const) {
    const text = JSON.stringify(measureBundle(files, language), null, 2);
    assert.deepEqual(readMeasureBundle(text), { files, isIntact: true });
    assert.equal(readMeasureBundle(text.replace('"count": 50', '"count": 51'))?.isIntact, false);
  }
  for (const text of ['', '{}', '[]', '{"resourceType":"Bundle","entry":[null]}'])
    assert.equal(readMeasureBundle(text), undefined);
});

test('what is compared says nothing of what was left out of another period', () => {
  const october = { from: '2026-10-05', to: '2026-10-11' };
  const comparison = {
    kind: 'previous' as const,
    ...october,
    counted: october,
    value: 50,
    numerator: 40,
    denominator: 80,
  };
  const [, own, compared] = resources(figure({ comparison }));
  const says = (report: Resource | undefined) =>
    (report?.['extension'] as { url: string }[]).some(({ url }) => url === 'urn:relais:figures:excluded');
  assert.deepEqual([says(own), says(compared)], [true, false]);
});

test('a figure without parts, and one whose parts have no step, hold no empty list and no part without a value', () => {
  const cell = { key: ['s-mill'], value: 50, numerator: 10, denominator: 20 };
  const all = [
    ...resources(figure({ by: ['site'], cells: [] }), figure({ by: ['quarter', 'site'], cells: [cell] })),
  ].filter(({ resourceType }) => resourceType === 'MeasureReport');
  const [bare, stock] = all.map(groupOf);
  assert.equal(bare?.stratifier, undefined);
  assert.deepEqual(stock?.stratifier?.[0].code, [
    { coding: [{ system: 'urn:relais:figure-dimension', code: 'site' }] },
  ]);
  assert.ok(stock.stratifier[0].stratum[0]?.value);
});
