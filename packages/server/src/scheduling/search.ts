import { bookableDates } from '@relais/engine';
import type { SlotPlace } from '@relais/engine';
import { Audience, toInstant } from '@relais/model';
import type { PlainDate } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import type { Call } from '../core/http/call.ts';
import { invalid, readDate } from '../core/http/parse.ts';
import type { StructureView } from '../core/view.ts';
import { decideAudience } from './policy.ts';
import { readPlace } from './slot-list.ts';
import type { SlotSearch } from './slot-list.ts';
import { territoryDocument } from './territory-document.ts';

/** Furthest apart two dates of one search may be. */
const LONGEST_SEARCH_DAYS = 400;

type Asked = Pick<Call, 'query' | 'principal' | 'view'>;

/** The search of a query. @throws {ProblemError} `invalid-request`, `forbidden` */
export function readSlotSearch(context: ServiceContext, call: Asked): SlotSearch {
  const from = readDate(call.query, 'from');
  const to = readDate(call.query, 'to');
  refuseEndlessSearch(from, to, firstDate(context, call.view));
  return { from, to, after: readAfter(call.query.get('after')), ...readSearch(call) };
}

/** Whose seats are searched, as the query names them. */
export function readSearch(call: Asked): Pick<SlotSearch, 'audience' | 'label'> {
  const label = call.query.get('label') ?? undefined;
  return { audience: decideAudience(call, readAudience(call.query.get('audience')), label), label };
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
  const territory = documents.of(territoryDocument);
  return territory ? bookableDates(territory, now).from : toInstant(now).slice(0, 10);
}

function refuseEndlessSearch(from: PlainDate | undefined, to: PlainDate | undefined, first: PlainDate): void {
  if (to === undefined) return;
  const days = (Date.parse(to) - Date.parse(from ?? first)) / 86_400_000;
  const isReversed = from !== undefined && days < 0;
  if (!isReversed && days <= LONGEST_SEARCH_DAYS) return;
  const accepted = `0 to ${LONGEST_SEARCH_DAYS} days after from, or after yesterday when from is absent`;
  throw invalid({ path: 'to', message: 'does not fit with from', accepted });
}
