import type { Figure, FigureCell, FigureComparison, FigureExport, IndicatorDefinition } from '@relais/model';
import { canonicalJson } from '../../core/canonical.ts';
import { writeMembers } from '../../core/fhir-extensions.ts';
import { isStep } from '../query.ts';
import { readFigureExport } from './csv.ts';
import type { ReadCsv } from './csv.ts';
import { wordsOf, type FileLanguage } from './words.ts';

interface Resource {
  readonly [member: string]: unknown;
  readonly resourceType: string;
  readonly id: string;
}

/** A type and not an interface, so that it passes for what any FHIR resource is. */
export type MeasureBundle = {
  readonly resourceType: 'Bundle';
  readonly identifier?: { readonly system: string; readonly value: string };
  readonly type: 'collection';
  readonly timestamp: string;
  readonly entry: readonly { readonly fullUrl: string; readonly resource: Resource }[];
};

type Numbers = Figure | FigureCell | FigureComparison;
type Scoring = 'cohort' | 'ratio' | 'continuous-variable';

const OWN = 'urn:relais:figures:';
const DIMENSION = 'urn:relais:figure-dimension';
const ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';
const POPULATION = 'http://terminology.hl7.org/CodeSystem/measure-population';
const SCORING = 'http://terminology.hl7.org/CodeSystem/measure-scoring';
const UCUM = 'http://unitsofmeasure.org';
const CURRENCY = 'urn:iso:std:iso:4217';
/** The parameter that holds an export itself, sealed: what is seen can be made again from it, and compared. */
const PROOF = 'relais-figures';

/**
 * Figures as FHIR R4 has them: each definition a Measure, each figure a MeasureReport that names it with its version, and each export itself, sealed,
 * as Parameters. What is hidden is absent because it is masked, what cannot be divided is not a number.
 */
export function measureBundle(files: readonly FigureExport[], language: FileLanguage = 'fr'): MeasureBundle {
  const definitions = new Map(files.flatMap((file) => file.definitions.map((one) => [one.id, one])));
  const resources = [
    ...[...definitions.values()].map((one) => measureOf(one, language)),
    ...files.flatMap((file, index) => reportsOf(file, `${index + 1}`, language)),
    ...files.map((file, index) => proofOf(file, index)),
  ];
  const [{ at, exportId }] = files as readonly [FigureExport];
  return {
    resourceType: 'Bundle',
    ...(exportId !== undefined && { identifier: exportNamed(exportId) }),
    type: 'collection',
    timestamp: at,
    entry: resources.map((resource) => ({ fullUrl: `${OWN}${resource.resourceType}:${resource.id}`, resource })),
  };
}

/** What a file holds, and whether all that is seen in it is what its exports say; `undefined` for what holds none. */
export function readMeasureBundle(text: string): ReadCsv | undefined {
  const bundle = parsed(text);
  if (bundle?.resourceType !== 'Bundle' || !Array.isArray(bundle.entry)) return undefined;
  const files = (bundle.entry as (Partial<MeasureBundle['entry'][number]> | null)[]).flatMap(
    (entry) => exportIn(entry?.resource) ?? [],
  );
  if (files.length === 0) return undefined;
  const seen = canonicalJson(bundle);
  const isIntact = (['fr', 'en'] as const).some((language) => canonicalJson(measureBundle(files, language)) === seen);
  return { files, isIntact };
}

function parsed(text: string): Partial<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text) as Partial<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}

function exportIn(resource: Resource | undefined): FigureExport | undefined {
  if (resource?.resourceType !== 'Parameters' || !Array.isArray(resource['parameter'])) return undefined;
  const [first] = resource['parameter'] as { name?: unknown; valueString?: unknown }[];
  const { name, valueString } = first ?? {};
  return name === PROOF && typeof valueString === 'string' ? readFigureExport(valueString) : undefined;
}

function measureOf(definition: IndicatorDefinition, language: FileLanguage): Resource {
  const { id, version, label, definition: meaning, numerator, denominator } = definition;
  const { family, unit, status, reference, source, absence, datedBy, dimensions } = definition;
  const populations = populationsOf(scoringOf(definition)).map((code) => {
    const said = (code === 'numerator' || code === 'initial-population' ? numerator : denominator) ?? meaning;
    return {
      code: coded(POPULATION, code),
      description: said[language],
      criteria: { language: 'text/plain', expression: said[language] },
    };
  });
  return {
    resourceType: 'Measure',
    id: measureId(definition),
    extension: writeMembers(OWN, {
      ...{ family, unit, status, reference, source, dimensions },
      ...{ absence: absence?.[language], datedBy: datedBy?.[language] },
    }),
    url: urlOf(id),
    version: `${version}`,
    title: label[language],
    status: 'active',
    description: meaning[language],
    scoring: coded(SCORING, scoringOf(definition)),
    group: [{ population: populations }],
  };
}

/** A figure, and the one it is compared with. */
function reportsOf(file: FigureExport, place: string, language: FileLanguage): Resource[] {
  return file.figures.flatMap((figure) => {
    const id = `${figure.indicator}-${place}`;
    const { comparison } = figure;
    const groups = { ...groupOf(figure, figure, language), ...stratifiersOf(figure, language) };
    return [
      reportOf(file, figure, { id, period: figure, group: groups }),
      ...(comparison
        ? [
            // How many were left out is known of the figure's own period alone.
            reportOf(
              file,
              { ...figure, excluded: undefined },
              {
                id: `${id}-${comparison.kind}`,
                period: comparison,
                group: groupOf(comparison, figure, language),
              },
            ),
          ]
        : []),
    ];
  });
}

function reportOf(
  { structure, structureName, exportId, author, at, freshness, rules }: FigureExport,
  {
    indicator,
    version,
    source,
    filters,
    excluded,
  }: Omit<Figure, 'excluded'> & { readonly excluded: Figure['excluded'] | undefined },
  {
    id,
    period,
    group,
  }: { readonly id: string; readonly period: Pick<Figure, 'from' | 'to' | 'counted'>; readonly group: object },
): Resource {
  const { from, to, counted } = period;
  return {
    resourceType: 'MeasureReport',
    id,
    extension: writeMembers(OWN, {
      ...{ counted: counted ?? undefined, source, filters, author, freshness, rules },
      excluded:
        excluded && Object.fromEntries(Object.entries(excluded).map(([name, count]) => [name, count ?? undefined])),
    }),
    identifier: [
      { system: `urn:relais:log:${structure}`, value: `${freshness.sequence}:${freshness.hash}` },
      ...(exportId === undefined ? [] : [exportNamed(exportId)]),
    ],
    status: 'complete',
    type: 'summary',
    measure: `${urlOf(indicator)}|${version}`,
    date: at,
    reporter: {
      identifier: { system: 'urn:relais:structure', value: structure },
      ...(structureName !== undefined && { display: structureName }),
    },
    period: { start: from, end: to },
    group: [group],
  };
}

function groupOf(numbers: Numbers, figure: Pick<Figure, 'unit'>, language: FileLanguage) {
  const { numerator, denominator, p90 } = numbers;
  const population = populationsOf(scoringOf(figure)).map((code) => {
    const count = code === 'numerator' || code === 'initial-population' ? numerator : denominator;
    return { code: coded(POPULATION, code), ...(count == null ? { _count: absent(numbers) } : { count }) };
  });
  return {
    ...(p90 != null && { extension: writeMembers(OWN, { p90 }) }),
    population,
    measureScore: scoreOf(numbers, figure, language),
  };
}

function scoreOf(numbers: Numbers, { unit }: Pick<Figure, 'unit'>, language: FileLanguage): object {
  if (numbers.value === null) return absent(numbers);
  const { units } = wordsOf(language);
  return { value: numbers.value, unit: units[unit], ...codeOf(unit) };
}

function codeOf(unit: Figure['unit']): { readonly system: string; readonly code: string } {
  if (unit === 'euros') return { system: CURRENCY, code: 'EUR' };
  return { system: UCUM, code: unit === 'percent' ? '%' : unit === 'minutes' ? 'min' : `{${unit}}` };
}

/** Parts of a figure: of one dimension by its code, of two by a code of each. */
function stratifiersOf({ by = [], cells = [], unit }: Figure, language: FileLanguage) {
  // Not split, or not yet: FHIR has no empty lists.
  const [first] = cells;
  if (!first) return {};
  // A count of what there is at a moment has no steps, and its cells no part for one.
  const splits = first.key.length === by.length ? by : by.filter((split) => !isStep(split));
  const stratum = cells.map((cell) => {
    const values = cell.key.map((code) => ({ coding: [{ system: DIMENSION, code }] }));
    const numbers = groupOf(cell, { unit }, language);
    if (splits.length === 1) return { value: values[0], ...numbers };
    return { component: splits.map((split, place) => ({ code: dimension(split), value: values[place] })), ...numbers };
  });
  return { stratifier: [{ code: splits.map(dimension), stratum }] };
}

function dimension(split: string) {
  return { coding: [{ system: DIMENSION, code: split }] };
}

/** Why there is no number. */
function absent({ hidden, denominator }: Numbers) {
  const valueCode = hidden ? 'masked' : denominator === 0 ? 'not-a-number' : 'unknown';
  return { extension: [{ url: ABSENT, valueCode }] };
}

/** In some shares the numerator is no part of the denominator (COOP-02, COOP-03), which FHIR calls a ratio: so all are. */
function scoringOf({ unit }: Pick<Figure, 'unit'>): Scoring {
  return unit === 'percent' ? 'ratio' : unit === 'minutes' ? 'continuous-variable' : 'cohort';
}

function populationsOf(scoring: Scoring): readonly string[] {
  switch (scoring) {
    case 'cohort':
      return ['initial-population'];
    case 'ratio':
      return ['numerator', 'denominator'];
    case 'continuous-variable':
      return ['measure-population'];
  }
}

function proofOf(file: FigureExport, index: number): Resource {
  const parameter = [{ name: PROOF, valueString: JSON.stringify(file) }];
  return { resourceType: 'Parameters', id: `export-${index + 1}`, parameter };
}

function exportNamed(value: string) {
  return { system: 'urn:relais:export', value };
}

function measureId({ id, version }: Pick<IndicatorDefinition, 'id' | 'version'>): string {
  return `${id}-v${version}`;
}

function urlOf(indicator: string): string {
  return `urn:relais:indicator:${indicator}`;
}

function coded(system: string, code: string) {
  return { coding: [{ system, code }] };
}
