import { findIndicator } from '@relais/engine/indicators';
import type { CooperationReport, Figure } from '@relais/model';
import { invalid } from '../core/http/parse.ts';
import type { ServiceContext } from '../core/context.ts';
import { ProblemError } from '../core/problem.ts';
import type { StructureView } from '../core/view.ts';
import { loadVersions } from '../protocol/index.ts';
import { figuresNow } from './answers.ts';

/** D.4011-4 CSP. */
const OF_THE_CODE = ['COOP-01', 'COOP-02', 'COOP-03', 'COOP-04'];

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
  const answered = figures.answer(
    { indicators: OF_THE_CODE, ...period, filters: { protocol: [protocol] } },
    today,
    'complete',
  );
  return {
    ...{ protocol, title: latest.summary.title, year, freshness, figures: answered },
    sentences: answered.map(toSentence),
  };
}

function readYear(text: string | null, thisYear: number): number {
  if (text === null) return thisYear - 1;
  const year = /^\d{4}$/.test(text) ? Number(text) : Number.NaN;
  if (year >= 2000 && year <= thisYear) return year;
  throw invalid({ path: 'year', message: 'is not a year that has begun', accepted: `2000 to ${thisYear}` });
}

function toSentence({ indicator, value, numerator, denominator, source }: Figure): string {
  const { label, absence } = findIndicator(indicator)!.definition;
  if (source !== 'measured') return `${label.fr} : non mesuré. ${absence?.fr ?? ''}`.trim();
  if (denominator === undefined) return `${label.fr} : ${numerator}.`;
  const share = value === null ? '—' : `${value.toFixed(1).replace('.', ',')} %`;
  return `${label.fr} : ${share} (${numerator}/${denominator}).`;
}
