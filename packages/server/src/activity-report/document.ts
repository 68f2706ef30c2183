import { bandsOf, indicatorsOfAction, missionIndicators, rulesBefore } from '@relais/engine/indicators';
import { figurePhrases, WEEKLY_INDICATORS } from '@relais/engine/indicators/files';
import { AciMission, IndicatorFamily } from '@relais/model';
import type { ActivityReport, Figure, IndicatorDefinition, ReportedAction, ReportedProtocol } from '@relais/model';
import type { EditableBlock, EditableCell, EditableDocument } from '../core/print/editable.ts';
import { definitionOf, figureTable, nameCell, partsText, valueText } from './figures.ts';
import { speechOf } from './speech.ts';
import type { Speech } from './speech.ts';

/** Missions a contract need not hold. */
const OPTIONAL: readonly AciMission[] = ['quality', 'support'];

/** A report as a document. Everything in it is of the report: the same one is the same document. */
export function documentOf(report: ActivityReport, language: 'fr' | 'en'): EditableDocument {
  const speech = speechOf(language, (report.figures.rules ?? rulesBefore).smallestCell);
  const { t } = speech;
  const { structureName, structure, at } = report.figures;
  const name = structureName ?? structure;
  return {
    title: t.title(report.year),
    language,
    at: Date.parse(at),
    publisher: name,
    subject: t.subject,
    cover: coverOf(report, name, speech),
    contents: t.contents,
    foot: t.foot(name, report.year),
    page: t.page,
    blocks: [
      ...briefOf(report, name, speech),
      ...AciMission.options.flatMap((mission) => missionOf(report, mission, speech)),
      ...protocolsOf(report.protocols, speech),
      ...othersOf(report, speech),
      ...absentOf(report, speech),
      ...definitionsOf(report, speech),
      ...proofOf(report, speech),
    ],
    proof: JSON.stringify(report),
  };
}

function coverOf({ year, figures }: ActivityReport, name: string, { t, date, instant }: Speech): EditableBlock[] {
  const { from, to } = figures.query;
  return [
    { kind: 'subtitle', text: name },
    { kind: 'statement', text: t.period(date(from), date(to), to === `${year}-12-31`) },
    { kind: 'blank', text: t.draft },
    { kind: 'blank', text: t.signed },
    { kind: 'text', text: t.made(instant(figures.at), figures.author) },
    { kind: 'text', text: t.help },
  ];
}

function briefOf(report: ActivityReport, name: string, speech: Speech): EditableBlock[] {
  const { t, language } = speech;
  const { year, actions, further, figures } = report;
  const main = WEEKLY_INDICATORS.flatMap((id) => figures.figures.find(({ indicator }) => indicator === id) ?? []);
  const phrases = figurePhrases({ figures: main }, language);
  const list = [phrases.slice(0, -1).join(', '), ...phrases.slice(-1)].filter((part) => part !== '').join(t.and);
  const withEvidence = actions.filter(({ evidence }) => evidence !== undefined).length;
  const missions = new Set(actions.map(({ mission }) => mission)).size;
  return [
    heading(1, t.brief),
    { kind: 'statement', text: list ? t.briefSentence(name, year, list) : t.briefNone(name, year) },
    { kind: 'statement', text: t.briefActions(actions.length + further, withEvidence, missions) },
    { kind: 'blank', text: t.briefBlank },
    heading(2, t.reading),
    ...t.readingText(speech.smallest).map((text): EditableBlock => ({ kind: 'text', text })),
  ];
}

/** A mission: its fiches action with what was done and where its evidence is, then its figures. */
function missionOf(report: ActivityReport, mission: AciMission, speech: Speech): EditableBlock[] {
  const { t } = speech;
  const name = t.missions[mission];
  const actions = report.actions.filter((action) => action.mission === mission);
  const sheets = [...Map.groupBy(actions, ({ sheet }) => sheet)];
  return [
    heading(1, t.mission(name, OPTIONAL.includes(mission))),
    heading(2, t.sheets),
    ...(actions.length === 0 ? [text(t.noActions)] : []),
    ...sheets.flatMap(([sheet, ofSheet]) => {
      const title = sheet === undefined ? t.noSheet : t.sheet(sheet);
      return [heading(3, title), actionTable(ofSheet, sheet ?? t.noSheet, speech)];
    }),
    heading(2, t.indicators),
    figureTable(report.figures, missionIndicators[mission], t.indicatorsOf(name), speech),
    { kind: 'blank', text: t.missionBlank(name) },
  ];
}

const ACTION_SHARES = [15, 35, 14, 19, 24] as const;

function actionTable(
  actions: readonly ReportedAction[],
  where: string,
  { t, smallest, shortDate, number }: Speech,
): EditableBlock {
  const told = (count: number | null | undefined) =>
    count === null ? t.few(smallest) : count === undefined ? t.none : number(count);
  return {
    kind: 'table',
    caption: t.actions(where),
    columns: t.actionColumns.map((head, place) => ({ head, share: ACTION_SHARES[place] ?? 1 })),
    rows: actions.map(({ on, title, kind, reached, attendees, evidence, import: broughtBy }) => [
      { text: shortDate(on) },
      {
        text: title,
        note: `${t.countedIn(t.kinds[kind], indicatorsOfAction(kind).join(', '))}${broughtBy === undefined ? '' : ` ${t.actionTakenOver}`}`,
      },
      { text: told(reached) },
      { text: told(attendees) },
      evidence === undefined ? { text: t.noEvidence } : evidenceCell(evidence),
    ]),
  };
}

/** An address by the name of its file, which leads there; anything else as it was typed. */
function evidenceCell(evidence: string): EditableCell {
  const url = URL.canParse(evidence) ? new URL(evidence) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return { text: evidence };
  return { text: fileName(url) || url.host, href: url.href };
}

function fileName({ pathname }: URL): string {
  const last = pathname.split('/').findLast((part) => part !== '') ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** What article D.4011-4 CSP asks for, as sentences to copy and as a table. */
function protocolsOf(protocols: readonly ReportedProtocol[], speech: Speech): EditableBlock[] {
  const { t } = speech;
  return [
    heading(1, t.protocols),
    text(protocols.length === 0 ? t.noProtocols : t.protocolsText),
    ...protocols.flatMap(({ title, figures }): EditableBlock[] => [
      heading(2, title),
      ...figures.figures.map((figure): EditableBlock => ({
        kind: 'statement',
        text: sentenceOf(figure, definitionOf(figures, figure.indicator), speech),
      })),
      figureTable(figures, figures.query.indicators, t.indicatorsOf(title), speech),
    ]),
  ];
}

function sentenceOf(figure: Figure, definition: IndicatorDefinition | undefined, speech: Speech): string {
  const { t, smallest, language } = speech;
  const label = definition?.label[language] ?? figure.indicator;
  if (figure.hidden) return t.sentence(label, figure.counted ? t.hiddenSaid(smallest) : t.notYet);
  const value = figure.value === null ? t.notSaid : valueText(figure, speech);
  return t.sentence(label, figure.denominator == null ? value : t.share(value, partsText(figure, speech)));
}

/** All that is counted and stands under no mission, so that nothing is left out in silence. */
function othersOf({ figures }: ActivityReport, speech: Speech): EditableBlock[] {
  const { t } = speech;
  const told = new Set(Object.values(missionIndicators).flat());
  const hasBefore = new Set(figures.figures.filter(({ takenOver }) => takenOver).map(({ indicator }) => indicator));
  const others = figures.definitions.filter(
    ({ id, source }) => (source !== 'notMeasured' || hasBefore.has(id)) && !told.has(id),
  );
  return [
    heading(1, t.others),
    ...IndicatorFamily.options.flatMap((family) => {
      const ids = others.filter((one) => one.family === family).map(({ id }) => id);
      return ids.length === 0 ? [] : [figureTable(figures, ids, t.indicatorsOf(t.families[family]), speech)];
    }),
  ];
}

function absentOf({ figures }: ActivityReport, speech: Speech): EditableBlock[] {
  const { t, language } = speech;
  const absent = figures.definitions.filter(({ source }) => source === 'notMeasured');
  return [
    heading(1, t.absent),
    text(t.absentText),
    {
      ...{ kind: 'table', caption: t.absent },
      columns: t.absentColumns.map((head, place) => ({ head, share: place + 1 })),
      rows: absent.map((one) => [
        nameCell(one, { indicator: one.id, version: one.version }, speech),
        { text: one.absence?.[language] ?? t.none },
      ]),
    },
    { kind: 'blank', text: t.absentBlank },
  ];
}

function definitionsOf({ figures }: ActivityReport, speech: Speech): EditableBlock[] {
  const { t, language } = speech;
  return [
    heading(1, t.definitions),
    {
      ...{ kind: 'table', caption: t.definitions },
      columns: t.definitionColumns.map((head, place) => ({ head, share: place + 1 })),
      rows: figures.definitions.map((one) => {
        const { numerator, denominator, datedBy } = one;
        const parts = [
          ...(numerator ? [t.numerator(numerator[language])] : []),
          ...(denominator ? [t.denominator(denominator[language])] : []),
          ...(datedBy ? [t.datedBy(datedBy[language])] : []),
          t.status([t.statuses[one.status], ...(one.reference === undefined ? [] : [one.reference])].join(', ')),
        ];
        return [
          nameCell(one, { indicator: one.id, version: one.version }, speech),
          { text: one.definition[language], note: parts.join(' ') },
        ];
      }),
    },
  ];
}

function proofOf(report: ActivityReport, speech: Speech): EditableBlock[] {
  const { t, date, instant, number } = speech;
  const { structure, structureName, exportId, author, at, freshness, query, rules } = report.figures;
  const said: Record<keyof typeof t.proofRows, string | undefined> = {
    exportId,
    smallestCell: rules && number(rules.smallestCell),
    ageBands: rules && bandsOf(rules.ageBands).join(', '),
    structure: structureName === undefined ? structure : `${structureName} (${structure})`,
    period: t.fromTo(date(query.from), date(query.to)),
    filters: t.noFilters,
    computed: instant(at),
    asOf: freshness.asOf === undefined ? t.nothingYet : instant(freshness.asOf),
    behind: number(freshness.behind),
    author,
    sequence: number(freshness.sequence),
    hash: freshness.hash,
    seal: report.seal,
  };
  const rows = (Object.entries(t.proofRows) as [keyof typeof said, string][]).flatMap(([name, label]) =>
    said[name] === undefined ? [] : [[{ text: label }, { text: said[name] }]],
  );
  return [
    heading(1, t.proof),
    ...t.proofText.map(text),
    ...(report.further > 0 ? [text(t.further(report.further))] : []),
    {
      ...{ kind: 'table', caption: t.proof },
      columns: t.proofColumns.map((head, place) => ({ head, share: place + 1 })),
      rows,
    },
  ];
}

function heading(level: 1 | 2 | 3, title: string): EditableBlock {
  return { kind: 'heading', level, text: title };
}

function text(said: string): EditableBlock {
  return { kind: 'text', text: said };
}
