import { bookableDates } from '@relais/engine';
import type { SlotPlace } from '@relais/engine';
import { Audience, publicAudiences, toInstant } from '@relais/model';
import type { PlainDate } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { ProblemError } from '../core/problem.ts';
import { listBookableText, readPlace } from './slot-list.ts';
import type { SlotSearch } from './slot-list.ts';
import type { StructureView } from '../core/view.ts';
import { jsonText } from '../core/http/answers.ts';
import type { Call, ReadHandler } from '../core/http/call.ts';
import { invalid, readDate } from '../core/http/parse.ts';

/** Furthest apart two dates of one search may be. */
const LONGEST_SEARCH_DAYS = 400;

export function slotsHandler(context: ServiceContext): ReadHandler {
  return (call) => {
    const from = readDate(call.query, 'from');
    const to = readDate(call.query, 'to');
    refuseEndlessSearch(from, to, firstDate(context, call.view));
    const search = { from, to, after: readAfter(call.query.get('after')), ...readSearch(call) };
    return Promise.resolve(jsonText(listBookableText(context, call.view, search)));
  };
}

/** Whose seats are searched, as the query names them. */
export function readSearch(call: Pick<Call, 'query' | 'principal' | 'view'>): Pick<SlotSearch, 'audience' | 'label'> {
  const label = call.query.get('label') ?? undefined;
  return { audience: decideAudience(call, readAudience(call.query.get('audience')), label), label };
}

/**
 * The audience searched: the one named, else the structure's own.
 * @throws {ProblemError} `forbidden` when it, or a label of reserved seats, is for professionals and the caller is none
 */
export function decideAudience(
  { principal, view }: Pick<Call, 'principal' | 'view'>,
  named: Audience | undefined,
  label: string | undefined,
): Audience {
  const audience = named ?? view.documents.settings?.audience ?? 'CPTS';
  const isOpen = publicAudiences.includes(audience) && label === undefined;
  if (!isOpen && principal.kind !== 'professional') throw new ProblemError('forbidden');
  return audience;
}

function readAudience(text: string | null): Audience | undefined {
  if (text === null) return undefined;
  const parsed = Audience.safeParse(text);
  if (parsed.success) return parsed.data;
  throw invalid({
    path: 'audience',
    message: 'is not one of the accepted values',
    accepted: Audience.options.join(', '),
  });
}

function readAfter(text: string | null): SlotPlace | undefined {
  if (text === null) return undefined;
  const place = readPlace(text);
  if (place) return place;
  throw invalid({ path: 'after', message: 'is not a place in a list', accepted: '`next` of an answer' });
}

/** The first date anything is listed of when a search names none. */
function firstDate(context: ServiceContext, { documents }: StructureView): PlainDate {
  const now = context.clock();
  return documents.territory ? bookableDates(documents.territory, now).from : toInstant(now).slice(0, 10);
}

function refuseEndlessSearch(from: PlainDate | undefined, to: PlainDate | undefined, first: PlainDate): void {
  if (to === undefined) return;
  const days = (Date.parse(to) - Date.parse(from ?? first)) / 86_400_000;
  const isReversed = from !== undefined && days < 0;
  if (!isReversed && days <= LONGEST_SEARCH_DAYS) return;
  const accepted = `0 to ${LONGEST_SEARCH_DAYS} days after from, or after yesterday when from is absent`;
  throw invalid({ path: 'to', message: 'does not fit with from', accepted });
}
