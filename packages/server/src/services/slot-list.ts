import { bookableDates, explainNoSlots, listSlots, presentSlot } from '@relais/engine';
import type { CompiledTerritory, ListedSlot, SlotQuery } from '@relais/engine';
import { toInstant } from '@relais/model';
import type { Audience, PlainDate, SlotList } from '@relais/model';
import type { ServiceContext } from './context.ts';
import { ruleTime } from './context.ts';
import type { StructureView } from './view.ts';

export interface SlotSearch {
  /** Service dates; everything bookable when absent, last evening's opening past midnight included. */
  readonly from?: PlainDate | undefined;
  readonly to?: PlainDate | undefined;
  readonly audience: Audience;
  readonly label?: string | undefined;
}

/** Longest stretch listed when the territory sets no horizon and the search no end. */
const LONGEST_DAYS = 62;
const DAY_MS = 86_400_000;
/** Lists kept per structure; all are thrown away when something happens or the second changes. */
const LISTS_KEPT = 50;

/** The bookable slots of a structure now, or why there is none. */
export function listBookable(context: ServiceContext, view: StructureView, search: SlotSearch): SlotList {
  const kept = keep(context, view, search);
  kept.list ??= kept.present();
  return kept.list;
}

/** The same as JSON. */
export function listBookableText(context: ServiceContext, view: StructureView, search: SlotSearch): string {
  const kept = keep(context, view, search);
  kept.text ??= JSON.stringify(listBookable(context, view, search));
  return kept.text;
}

/** The same as the engine gives them. */
export function findBookable(context: ServiceContext, view: StructureView, search: SlotSearch): readonly ListedSlot[] {
  return keep(context, view, search).slots;
}

interface KeptList {
  readonly slots: readonly ListedSlot[];
  readonly present: () => SlotList;
  list?: SlotList;
  text?: string;
}

interface KeptLists {
  readonly sequence: number;
  readonly now: number;
  readonly lists: Map<string, KeptList>;
}

const keptLists = new WeakMap<StructureView, KeptLists>();

/** In a rush hundreds of people ask the same in one second: they get the same list, made once per event and second. */
function keep(context: ServiceContext, view: StructureView, search: SlotSearch): KeptList {
  const now = ruleTime(context.clock());
  const lists = listsOf(view, now);
  const key = JSON.stringify([search.from, search.to, search.audience, search.label]);
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
  const { territory } = view.documents;
  const head = { now: toInstant(now), sequence: view.sequence };
  if (!territory) return { slots: [], present: () => ({ ...head, slots: [], none: { reason: 'none-planned' } }) };
  const query = toQuery(view, territory, search, now);
  const slots = listSlots(territory, query);
  const none = slots.length === 0 ? explainNoSlots(territory, query) : undefined;
  const present = () => ({
    ...head,
    slots: slots.map((slot) => presentSlot(territory, slot)),
    ...(none ? { none } : {}),
  });
  return { slots, present };
}

function toQuery(
  view: StructureView,
  territory: CompiledTerritory,
  { from, to, audience, label }: SlotSearch,
  now: number,
): SlotQuery & { now: number } {
  return {
    ...datesOf(territory, now, from, to),
    audience,
    label,
    now,
    occupancy: view.seats.taken(now),
  };
}

/** The dates named, else those that hold everything bookable. */
export function datesOf(territory: CompiledTerritory, now: number, from?: PlainDate, to?: PlainDate) {
  const bookable = bookableDates(territory, now);
  const first = from ?? bookable.from;
  const longest = new Date(Date.parse(first) + LONGEST_DAYS * DAY_MS).toISOString().slice(0, 10);
  return { from: first, to: to ?? earliest(bookable.to, longest) };
}

function earliest(left: PlainDate, right: PlainDate): PlainDate {
  return left < right ? left : right;
}
