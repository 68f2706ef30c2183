import { figureNamesFr } from '@relais/engine/indicators/pictures';
import type { CooperationReport, Figure } from '@relais/model';
import { invalid } from '../core/http/parse.ts';
import type { ServiceContext } from '../core/context.ts';
import { ProblemError } from '../core/problem.ts';
import type { StructureView } from '../core/view.ts';
import { loadVersions } from '../protocol/index.ts';
import { figuresNow } from './answers.ts';

/** What article D.4011-4, II, of the Code de la santé publique has transmitted each year, in its words. */
const OF_THE_CODE: Readonly<Record<string, string>> = {
  'COOP-01': '1° Nombre de patients ayant été pris en charge au titre du protocole',
  'COOP-02':
    '2° Taux de reprise par les professionnels de santé délégants (actes réalisés par le délégant sur appel du délégué, par rapport aux actes réalisés par le délégué)',
  'COOP-03':
    '3° Nature et taux d’événements indésirables (événements indésirables déclarés, par rapport aux actes réalisés par le délégué)',
  'COOP-04':
    '4° Taux de satisfaction des professionnels de santé adhérents au protocole (professionnels ayant répondu «\u00a0satisfait\u00a0» ou «\u00a0très satisfait\u00a0», parmi ceux qui se sont exprimés)',
};

/** What is due to the agency, as it is: small numbers too. @throws {ProblemError} `not-found`, `invalid-request` */
export async function readCooperationReport(
  context: ServiceContext,
  {
    view,
    protocol,
    query,
  }: { readonly view: StructureView; readonly protocol: string; readonly query: URLSearchParams },
): Promise<CooperationReport> {
  const versions = await loadVersions(context.store.db, view.structureId, { protocolId: protocol });
  const latest = versions.at(-1);
  if (!latest) throw new ProblemError('not-found');
  const { figures, today, freshness } = await figuresNow(context, view);
  const year = readYear(query.get('year'), Number(today.slice(0, 4)));
  const period = { from: `${year}-01-01`, to: [`${year}-12-31`, today].sort()[0]! };
  const asked = { ...period, filters: { protocol: [protocol] } };
  const answered = figures.answer({ indicators: Object.keys(OF_THE_CODE), ...asked }, today, 'complete');
  const [ofEvents] = figures.answer(
    { indicators: ['COOP-03'], ...asked, by: ['eventType', 'severity'] },
    today,
    'complete',
  );
  const natures = ofEvents ? sayNatures(ofEvents) : '';
  return {
    ...{ protocol, title: latest.summary.title, year, freshness, figures: answered },
    sentences: answered.map((figure) => toSentence(figure, figure.indicator === 'COOP-03' ? natures : '')),
  };
}

function readYear(text: string | null, thisYear: number): number {
  if (text === null) return thisYear - 1;
  const year = /^\d{4}$/.test(text) ? Number(text) : Number.NaN;
  if (year >= 2000 && year <= thisYear) return year;
  throw invalid({ path: 'year', message: 'is not a year that has begun', accepted: `2000 to ${thisYear}` });
}

/** @param natures what the adverse events were, with how many of each */
function toSentence({ indicator, value, numerator, denominator, source }: Figure, natures: string): string {
  const words = OF_THE_CODE[indicator]!;
  if (source !== 'measured') return `${words} : non mesuré.`;
  if (denominator === undefined) return `${words} : ${numerator}.`;
  const share = value === null ? '—' : `${value.toFixed(1).replace('.', ',')} %`;
  const rate = `${words} : ${share} (${numerator}/${denominator}).`;
  return natures ? `${rate} Nature : ${natures}.` : rate;
}

/** « médicament, modéré (2) ; soin, sans gravité (1) » */
function sayNatures({ cells = [] }: Figure): string {
  const nameOf = (code: string) => (figureNamesFr.codes[code] ?? code).replace(/^./, (first) => first.toLowerCase());
  return cells
    .filter(({ numerator }) => numerator !== null && numerator > 0)
    .map(({ key, numerator }) => `${key.map(nameOf).join(', ')} (${numerator})`)
    .join(' ; ');
}
