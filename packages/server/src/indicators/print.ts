import {
  HEAT_STEPS,
  heatCross,
  heatSquare,
  heatStepOf,
  planBars,
  planHeatmap,
  planTrend,
  trendSamples,
} from '@relais/engine/charts';
import type { Plan, TrendChart } from '@relais/engine/charts';
import { bandsOf, findIndicator, isStep, rulesBefore } from '@relais/engine/indicators';
import {
  aboutFigureEn,
  aboutFigureFr,
  conditionOf,
  figureEn,
  figureFr,
  figureNamesEn,
  figureNamesFr,
  heatOf,
  namesOf,
  sayComparison,
  sayIn,
  seriesOf,
  takenOverSeries,
  whyNot,
} from '@relais/engine/indicators/pictures';
import type { Showing } from '@relais/engine/indicators/pictures';
import { fromInstant } from '@relais/model';
import type {
  DimensionLabels,
  ExcludedCounts,
  Figure,
  FigureExport,
  FigureFilters,
  FigureSplit,
  IndicatorDefinition,
  PrintedView,
  PrintFigures,
} from '@relais/model';
import type { PrintedBlock, PrintedDocument, PrintedPicture } from '../core/print/stationery.ts';
import { todayInParis } from './query.ts';
import { en } from './words/en.ts';
import { fr } from './words/fr.ts';

/** More bars than that are read in the table. */
const MOST_BARS = 12;
/** More rows than that are those of a calendar, of which most days may hold nothing. */
const MOST_ROWS = 60;
/** Of a picture: wide enough for the weeks of a year side by side, and drawn smaller on the page. */
const SHEET = { width: 724, em: 12 };

const WORDS = {
  fr: { t: { ...figureFr, ...figureNamesFr }, about: aboutFigureFr, words: fr },
  en: { t: { ...figureEn, ...figureNamesEn }, about: aboutFigureEn, words: en },
};

interface Printing extends Showing {
  readonly about: typeof aboutFigureFr;
  readonly words: typeof fr;
  /** How many patients it takes to show a number. */
  readonly smallest: number;
}

/** What is looked at, as a document: figures with their pictures and all that is needed to defend them. Everything counted in it is of the exports. */
export function figureDocument(
  { exports, title, views, language = 'fr' }: PrintFigures,
  labels: DimensionLabels,
): PrintedDocument {
  const { t, about, words } = WORDS[language];
  const [first] = exports as [FigureExport];
  const { at, query, structure, structureName, rules = rulesBefore } = first;
  const { smallestCell: smallest } = rules;
  const say = sayIn(t, language);
  const printing = { t, about, words, say, language, labels, today: todayInParis(fromInstant(at)), smallest };
  const name = structureName ?? structure;
  const filters = filtersText(printing, query.filters ?? {});
  return {
    title,
    language,
    at: Date.parse(at),
    head: { name, lines: [words.period(say.period(query)), ...(filters === '' ? [] : [filters])] },
    foot: name.length > 60 ? `${name.slice(0, 60).trimEnd()}…` : name,
    page: words.page,
    dated: words.made(say.moment(at)),
    to: [],
    marks: [],
    blocks: [
      ...views.flatMap((view) => blocksOf(printing, exports, view)),
      ...definitionBlocks(printing, exports),
      ...proofBlocks(printing, exports),
    ],
    carried: {
      name: 'relais-figures.json',
      description: words.proof,
      type: 'application/json',
      text: JSON.stringify({ kind: 'relais-figure-document', format: 1, exports }),
    },
  };
}

function blocksOf(printing: Printing, exports: readonly FigureExport[], view: PrintedView): PrintedBlock[] {
  const { language, words } = printing;
  const held = exports.find(
    ({ query }) => (query.by ?? []).join() === view.by.join() && query.indicators.includes(view.indicator),
  );
  const figure = held?.figures.find(({ indicator }) => indicator === view.indicator);
  const definition =
    held?.definitions.find(({ id }) => id === view.indicator) ?? findIndicator(view.indicator)?.definition;
  if (!definition) return [];
  const heading: PrintedBlock = { kind: 'heading', text: definition.label[language] };
  if (!figure) return [heading, { kind: 'text', text: definition.absence?.[language] ?? words.notFiltered }];
  return [
    heading,
    { kind: 'facts', facts: factsOf(printing, figure, definition) },
    ...takenOverBlocks(printing, figure),
    ...(view.view === 'number' || !figure.cells ? [] : partBlocks(printing, view, figure, definition)),
  ];
}

function factsOf(printing: Printing, figure: Figure, definition: IndicatorDefinition) {
  const { t, about, words, say, smallest } = printing;
  const { unit, p90, source, counted } = figure;
  const why = whyNot(printing, { figure, definition, smallest });
  const condition = conditionOf(figure);
  const said = condition === 'early' ? '—' : say.value(figure, unit);
  const named = t.units[unit](figure.value ?? 0);
  const parts = condition === 'counted' || condition === 'incalculable' ? say.parts(figure, unit) : '';
  const comparison = sayComparison(printing, figure)?.text;
  const facts: [string, string | undefined][] = [
    [
      words.value,
      [figure.value === null ? said : [said, named].filter(Boolean).join(' '), why].filter(Boolean).join('. '),
    ],
    [words.parts, parts || undefined],
    [words.spread, p90 == null ? undefined : t.p90(say.short(p90, unit))],
    [words.comparison, comparison],
    [about.asked, say.period(figure)],
    [about.counted, counted ? say.period(counted) : about.nothingCounted],
    [about.filters, filtersText(printing, figure.filters) || about.noFilters],
    [about.excluded, figure.hidden ? undefined : excludedText(printing, figure.excluded)],
    [about.source, about.sources[source]],
    [about.identity, about.version(figure.indicator, figure.version)],
  ];
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

/** What was counted elsewhere, never within the figure unless it says so. */
function takenOverBlocks({ t, say }: Printing, figure: Figure): PrintedBlock[] {
  const { takenOver = [], ofWhichTakenOver: within, unit } = figure;
  const facts = takenOver.map((count) => ({
    label: t.takenOver,
    value: t.takenOverOf(say.period(count), say.whole(count, unit)),
  }));
  return [
    ...(within ? [{ kind: 'text', text: t.ofWhichTakenOver(within, say.count(within)) } as const] : []),
    ...(facts.length > 0
      ? [
          { kind: 'facts', facts } as const,
          { kind: 'text', text: figure.counted && figure.numerator ? t.takenOverBoth : t.takenOverApart } as const,
        ]
      : []),
  ];
}

/** Its picture, and the table behind it, which has every part. */
function partBlocks(
  printing: Printing,
  view: PrintedView,
  figure: Figure,
  { label }: IndicatorDefinition,
): PrintedBlock[] {
  const { t, words, say, language, smallest } = printing;
  const series = seriesOf(printing, figure);
  if (series.marks.length === 0) return [];
  const apart = takenOverSeries(printing, figure, series);
  const rows = series.marks.map((mark, place) => ({ ...mark, elsewhere: apart?.marks[place] }));
  const name = label[language];
  const alt = words.picture(name, say.period(figure));
  const isLong = series.marks.length > MOST_ROWS;
  const told = isLong ? rows.filter(({ value, elsewhere }) => value !== 0 || elsewhere?.value !== undefined) : rows;
  const rest = view.view === 'bars' ? series.marks.length - MOST_BARS : 0;
  const split = figure.by ?? [];
  return [
    ...(view.view === 'table' ? [] : [pictureOf(printing, view, figure, { series, apart }, alt)]),
    ...(rest > 0 ? [{ kind: 'text', text: words.more(rest) } as const] : []),
    {
      kind: 'table',
      caption: words.table(name),
      columns: [split.map((one) => t.splits[one]).join(', '), series.name, ...(apart ? [apart.name] : [])],
      rows: told.map(({ name, text, state, elsewhere }) => [
        state === 'partial' ? `${name} (${t.partial.toLowerCase()})` : name,
        text,
        ...(apart ? [elsewhere?.text ?? ''] : []),
      ]),
    },
    ...(told.length < series.marks.length ? [{ kind: 'text', text: words.restIsZero } as const] : []),
    ...(figure.cells?.some(({ hidden }) => hidden)
      ? [{ kind: 'text', text: words.hiddenCells(smallest) } as const]
      : []),
  ];
}

function pictureOf(
  printing: Printing,
  { view }: PrintedView,
  figure: Figure,
  { series, apart }: Pick<TrendChart, 'series' | 'apart'>,
  alt: string,
): PrintedPicture {
  const { t, say, words } = printing;
  const chart = { sheet: SHEET, say: (value: number) => say.short(value, figure.unit), words: { partial: t.partial } };
  const picture = (plan: Plan, legend: PrintedPicture['legend'] = []): PrintedPicture => ({
    ...{ kind: 'picture', plan, sheet: SHEET, alt, legend },
  });
  const [first] = figure.by ?? [];
  if (view === 'heatmap') {
    const grid = heatOf(printing, figure);
    const size = heatStepOf(grid);
    const track = { kind: 'rect', look: 'track', x: 0, y: 0, width: 16, height: 16 } as const;
    const isHidden = grid.cells.some((marks) => marks.some((mark) => mark?.state === 'hidden'));
    return picture(planHeatmap({ ...chart, ...grid }), [
      { width: 16, shapes: [track], text: chart.say(0) },
      ...HEAT_STEPS.map((step) => ({
        width: 16,
        shapes: [track, heatSquare(0, 0, 16, 16, step)],
        text: words.upTo(chart.say(step * size)),
      })),
      ...(isHidden ? [{ width: 16, shapes: [track, heatCross(0, 0, 16)], text: words.hiddenSign }] : []),
    ]);
  }
  if (view === 'trend' && first !== undefined && isStep(first)) {
    const trend = { ...chart, series, apart };
    return picture(planTrend(trend), trendSamples(trend));
  }
  return picture(planBars({ ...chart, series: { ...series, marks: series.marks.slice(0, MOST_BARS) } }));
}

function filtersText({ t, words, language, labels }: Printing, filters: FigureFilters): string {
  return Object.entries(filters)
    .map(([name, codes]) => {
      const nameOf = namesOf(name as FigureSplit, t, language, labels);
      return words.filter(t.splits[name as keyof typeof t.splits], codes.map((code) => nameOf(code).name).join(', '));
    })
    .join(words.and);
}

/** Those of whom there are some: a null stands for one to four. */
function excludedText({ about, words, say, smallest }: Printing, excluded: ExcludedCounts): string {
  const some = (Object.entries(about.exclusions) as [keyof ExcludedCounts, string][]).flatMap(([name, label]) => {
    const count = excluded[name];
    return count === 0 ? [] : [words.filter(label, count === null ? about.few(smallest) : say.count(count))];
  });
  return some.join(words.and) || about.noExclusions;
}

function definitionBlocks({ about, words, language }: Printing, exports: readonly FigureExport[]): PrintedBlock[] {
  const all = new Map(exports.flatMap(({ definitions }) => definitions.map((one) => [one.id, one] as const)));
  return [
    { kind: 'heading', text: words.definitions },
    ...[...all.values()].map((one): PrintedBlock => {
      const { id, version, label, definition, numerator, denominator, datedBy, status, reference } = one;
      const facts: [string, string | undefined][] = [
        [label[language], definition[language]],
        [about.numerator, numerator?.[language]],
        [about.denominator, denominator?.[language]],
        [about.datedBy, datedBy?.[language]],
        [about.status, [about.statuses[status], reference].filter(Boolean).join(', ')],
        [about.identity, about.version(id, version)],
      ];
      return { kind: 'facts', facts: facts.flatMap(([name, value]) => (value ? [{ label: name, value }] : [])) };
    }),
  ];
}

function proofBlocks({ t, about, words, say }: Printing, exports: readonly FigureExport[]): PrintedBlock[] {
  const [{ structure, structureName, exportId, author, at, freshness, rules = rulesBefore }] = exports as [
    FigureExport,
  ];
  const facts: [string, string | undefined][] = [
    [words.structure, structureName === undefined ? structure : `${structureName} (${structure})`],
    [words.exportId, exportId],
    [words.author, author],
    [words.computed, say.moment(at)],
    [words.asOf, freshness.asOf === undefined ? words.nothingYet : say.moment(freshness.asOf)],
    [words.smallestCell, say.count(rules.smallestCell)],
    [words.ageBands, bandsOf(rules.ageBands).join(', ')],
    [words.behind, say.count(freshness.behind)],
    ...exports.flatMap(({ query, freshness: { sequence, hash }, seal }): [string, string][] => {
      const split = (query.by ?? []).map((one) => t.splits[one].toLowerCase()).join(', ');
      const part = exports.length > 1 ? words.ofPart(split || words.whole) : '';
      return [
        [`${words.place}${part}`, about.placeText(say.count(sequence), hash)],
        [`${words.seal}${part}`, seal],
      ];
    }),
  ];
  return [
    { kind: 'heading', text: words.proof },
    { kind: 'text', text: words.proofText },
    { kind: 'facts', facts: facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }])) },
  ];
}
