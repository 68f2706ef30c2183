import { findIndicator, indicatorDefinitions } from '@relais/engine/indicators';
import { toInstant } from '@relais/model';
import type { AskingSite, PublicFigures, Publication, PublishFigures } from '@relais/model';
import type { Kysely } from 'kysely';
import type { ServiceContext } from '../core/context.ts';
import { invalid, readDate } from '../core/http/parse.ts';
import { createId } from '../core/identifiers.ts';
import { ProblemError } from '../core/problem.ts';
import type { StructureView } from '../core/view.ts';
import type { Decide } from '../core/write/write.ts';
import type { Database } from '../tables.ts';
import { figureSettingsDocument } from '../figure-rules/index.ts';
import { answer, figuresNow } from './answers.ts';
import { judged, readList, todayInParis } from './query.ts';
import type { PublicationRow } from './tables.ts';

/** A page needs one, a CPTS a handful. */
const MOST = 50;

export async function listPublications(db: Kysely<Database>, structureId: string): Promise<Publication[]> {
  const rows = await db
    .selectFrom('figure_publication')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .orderBy('key')
    .execute();
  return rows.map(toPublication);
}

function toPublication({ key, label, indicators, origins, created_at: createdAt }: PublicationRow): Publication {
  return {
    ...{ key, label },
    indicators: JSON.parse(indicators) as string[],
    origins: JSON.parse(origins) as string[],
    createdAt: toInstant(createdAt),
  };
}

export function decidePublication(context: ServiceContext, request: PublishFigures, actor: string): Decide {
  return async (writing) => {
    const { trx, structureId, at } = writing;
    const unknown = request.indicators.findIndex((id) => !findIndicator(id)?.counting);
    if (unknown >= 0) {
      const accepted = indicatorDefinitions.filter(({ source }) => source === 'measured').map(({ id }) => id);
      const path = `indicators.${unknown}`;
      throw invalid({ path, message: 'is not an indicator that is measured here', accepted: accepted.join(', ') });
    }
    const known = await listPublications(trx, structureId);
    if (known.length >= MOST) {
      throw invalid({ path: '', message: 'is one publication too many', accepted: `${MOST} at most: end one first` });
    }
    const row = {
      ...{ structure_id: structureId, key: `rp_${createId(context.random)}`, label: request.label },
      ...{ indicators: JSON.stringify(request.indicators), origins: JSON.stringify(request.origins) },
      ...{ created_at: at, ended_at: null },
    };
    return async () => {
      await trx.insertInto('figure_publication').values(row).execute();
      const { indicators, origins } = request;
      writing.record({ type: 'figures.published', subject: row.key, actor, data: { indicators, origins } });
      return { body: toPublication(row) };
    };
  };
}

export function decideEnd(key: string, actor: string): Decide {
  return async (writing) => {
    const { trx, structureId, at } = writing;
    const known = await listPublications(trx, structureId);
    if (!known.some((one) => one.key === key)) throw new ProblemError('not-found');
    return async () => {
      await trx
        .updateTable('figure_publication')
        .set({ ended_at: at })
        .where('structure_id', '=', structureId)
        .where('key', '=', key)
        .execute();
      writing.record({ type: 'figures.publication-ended', subject: key, actor, data: {} });
      return { body: null };
    };
  };
}

interface PublicCall {
  readonly view: StructureView;
  readonly query: URLSearchParams;
  readonly site: AskingSite | undefined;
}

/** What a key opens: its figures, of whole months that are over, on the pages of its sites. */
export async function readPublicFigures(
  context: ServiceContext,
  { view, query, site }: PublicCall,
): Promise<PublicFigures> {
  const key = query.get('key');
  if (key === null) throw invalid({ path: 'key', message: 'is missing', accepted: 'the key of a publication' });
  const publication = (await listPublications(context.store.db, view.structureId)).find((one) => one.key === key);
  if (!publication) throw new ProblemError('not-found');
  if (site && !publication.origins.includes(site.origin)) {
    throw new ProblemError('site-not-allowed', { origin: site.origin });
  }
  const indicators = readList(query, 'indicators') ?? publication.indicators;
  const unpublished = indicators.some((id) => !publication.indicators.includes(id));
  if (unpublished || indicators.length === 0) {
    const accepted = publication.indicators.join(', ');
    throw invalid({ path: 'indicators', message: 'names one that is not published', accepted });
  }
  const today = todayInParis(context.clock());
  const asked = judged({ indicators, ...readMonths(query, today) }, today);
  const rules = view.documents.newestVersion(figureSettingsDocument.name);
  return keptFor(context, JSON.stringify([view.structureId, key, rules, asked]), async () => {
    const moment = await figuresNow(context, view);
    const definitions = asked.indicators.map((id) => findIndicator(id)!.definition);
    return { ...answer(moment, asked), indicators: definitions, smallest: moment.figures.rules.smallestCell };
  });
}

/** Months that are over: nobody misses what was corrected within it. */
const KEPT_MS = 60_000;
const MOST_ANSWERS = 500;

interface KeptAnswer {
  readonly until: number;
  readonly answer: Promise<PublicFigures>;
}

const keptAnswers = new WeakMap<ServiceContext, Map<string, KeptAnswer>>();

/** Anybody may ask, as often as they like: what was worked out is given again. */
function keptFor(context: ServiceContext, id: string, make: () => Promise<PublicFigures>): Promise<PublicFigures> {
  const kept = keptAnswers.get(context) ?? new Map<string, KeptAnswer>();
  keptAnswers.set(context, kept);
  const now = context.clock();
  const known = kept.get(id);
  if (known && known.until > now) return known.answer;
  if (kept.size >= MOST_ANSWERS) kept.clear();
  const made = { until: now + KEPT_MS, answer: make() };
  kept.set(id, made);
  made.answer.catch(() => kept.delete(id));
  return made.answer;
}

/** @throws {ProblemError} `invalid-request` */
function readMonths(query: URLSearchParams, today: string): { readonly from: string; readonly to: string } {
  const thisMonth = `${today.slice(0, 7)}-01`;
  const to = readDate(query, 'to') ?? dayBefore(thisMonth);
  const from = readDate(query, 'from') ?? `${Number(thisMonth.slice(0, 4)) - 1}${thisMonth.slice(4)}`;
  if (!from.endsWith('-01')) {
    throw invalid({ path: 'from', message: 'is not the first day of a month', accepted: '2026-01-01' });
  }
  if (to >= thisMonth || !isLastOfMonth(to)) {
    throw invalid({
      path: 'to',
      message: 'is not the last day of a month that is over',
      accepted: dayBefore(thisMonth),
    });
  }
  return { from, to };
}

function dayBefore(date: string): string {
  return new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
}

function isLastOfMonth(date: string): boolean {
  return new Date(Date.parse(date) + 86_400_000).getUTCDate() === 1;
}
