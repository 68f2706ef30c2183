import { bookableDates, explainNoSlots, listSlots, presentBookable } from '@relais/engine';
import type { CompiledTerritory, ListedSlot, SlotPlace, SlotQuery } from '@relais/engine';
import { fromInstant, Instant, toInstant } from '@relais/model';
import type { Audience, PlainDate, SlotList } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { ruleTime } from '../core/context.ts';
import type { StructureView } from '../core/view.ts';
import { occupiedSeats } from './occupied.ts';
import { territoryDocument } from './territory-document.ts';

export interface SlotSearch {
  /** Service dates; everything bookable when absent, last evening's opening past midnight included. */
  readonly from?: PlainDate | undefined;
  readonly to?: PlainDate | undefined;
  /** Only what comes behind this place. */
  readonly after?: SlotPlace | undefined;
  readonly audience: Audience;
  readonly label?: string | undefined;
}

/** Slots of one answer at most: with the longest ids a territory may have it stays under three megabytes. */
export const LONGEST_LIST = 3000;
/** Lists kept per structure; all are thrown away when something happens or the second changes. */
const LISTS_KEPT = 20;

/** The bookable slots of a structure now, or why there is none, as JSON. */
export function listBookableText(context: ServiceContext, view: StructureView, search: SlotSearch): string {
  const list = findList(context, view, search);
  list.text ??= JSON.stringify(list.present());
  return list.text;
}

/** The first bookable slots of a structure now, as the engine gives them. */
export interface BookableSlots {
  readonly slots: readonly ListedSlot[];
  /** Every bookable slot that starts before this instant is among them; `Infinity` when they are all there are. */
  readonly completeUntil: number;
}

/** What can be booked now, as far as one list goes: the same for everybody in one second. */
export function findBookable(
  context: ServiceContext,
  view: StructureView,
  search: Pick<SlotSearch, 'audience' | 'label'>,
): BookableSlots {
  const { slots, isCut } = findList(context, view, search);
  return { slots, completeUntil: isCut ? (slots.at(-1)?.startMs ?? 0) : Infinity };
}

interface KeptList {
  readonly slots: readonly ListedSlot[];
  readonly isCut: boolean;
  readonly present: () => SlotList;
  text?: string;
}

interface KeptLists {
  readonly sequence: number;
  readonly now: number;
  readonly lists: Map<string, KeptList>;
}

const keptLists = new WeakMap<StructureView, KeptLists>();

/** In a rush hundreds of people ask the same in one second: they get the same list, made once per event and second. */
function findList(context: ServiceContext, view: StructureView, search: SlotSearch): KeptList {
  const now = ruleTime(context.clock());
  const lists = listsOf(view, now);
  const { from, to, after, audience, label } = search;
  const key = JSON.stringify([from, to, after, audience, label]);
  const known = lists.get(key);
  if (known) return known;
  const list = makeList(view, search, now);
  if (lists.size < LISTS_KEPT) lists.set(key, list);
  return list;
}

function listsOf(view: StructureView, now: number): Map<string, KeptList> {
  const kept = keptLists.get(view);
  if (kept?.sequence === view.sequence && kept.now === now) return kept.lists;
  const lists = new Map<string, KeptList>();
  keptLists.set(view, { sequence: view.sequence, now, lists });
  return lists;
}

function makeList(view: StructureView, search: SlotSearch, now: number): KeptList {
  const territory = view.documents.of(territoryDocument);
  const head = { now: toInstant(now), sequence: view.sequence };
  if (!territory) {
    return { slots: [], isCut: false, present: () => ({ ...head, slots: [], none: { reason: 'none-planned' } }) };
  }
  const query = toQuery(view, territory, search, now);
  // One more than is answered tells whether the list goes on.
  const found = listSlots(territory, query, { limit: LONGEST_LIST + 1, after: search.after });
  const slots = found.slice(0, LONGEST_LIST);
  const isCut = found.length > slots.length;
  const none = slots.length === 0 ? explainNoSlots(territory, query) : undefined;
  const last = slots.at(-1);
  const present = () => ({
    ...head,
    slots: slots.map((slot) => presentBookable(territory, slot)),
    ...(none ? { none } : {}),
    ...(isCut && last ? { next: writePlace(last) } : {}),
  });
  return { slots, isCut, present };
}

/** A place in the list as `next` and `after` carry it. */
function writePlace({ startMs, practiceId }: SlotPlace): string {
  return `${toInstant(startMs)}/${practiceId}`;
}

/** The place that a text names, if it names one. */
export function readPlace(text: string): SlotPlace | undefined {
  const slash = text.indexOf('/');
  const start = text.slice(0, slash);
  if (slash < 0 || !Instant.safeParse(start).success) return undefined;
  return { startMs: fromInstant(start), practiceId: text.slice(slash + 1) };
}

function toQuery(
  view: StructureView,
  territory: CompiledTerritory,
  { from, to, audience, label }: SlotSearch,
  now: number,
): SlotQuery & { now: number } {
  const bookable = bookableDates(territory, now);
  return {
    from: from ?? bookable.from,
    to: to ?? bookable.to,
    audience,
    label,
    now,
    occupancy: view.of(occupiedSeats).taken(now),
  };
}
