import { fromInstant } from '@relais/model';
import type { AvailabilityMessage, NoSlot, Slot, SlotKey, SlotList } from '@relais/model';
import { RelaisError } from '../core/index.ts';
import type { ConnectionState, Sleep } from '../core/index.ts';
import type { Events } from './events.ts';
import type { SlotQuery, Slots } from './slots.ts';

export interface AvailabilityState {
  /** `failed`: no list could be had at all. A list grown old because a refresh failed stays `ready`, with `error`. */
  readonly status: 'loading' | 'ready' | 'failed';
  /** Free slots, by start then practice. */
  readonly slots: readonly Slot[];
  /** Why there is none, once the server has said so. */
  readonly none?: NoSlot | undefined;
  readonly error?: RelaisError | undefined;
  /** Of the live changes. */
  readonly connection: ConnectionState;
}

/** What is free now, kept true by live changes while somebody listens. */
export interface AvailabilityStore {
  getState(): AvailabilityState;
  /** The first listener starts the store, the last one leaving stops it. */
  subscribe(listener: () => void): () => void;
  /** Asks for the list now. */
  refresh(): Promise<void>;
}

export interface AvailabilitySettings {
  readonly slots: Slots;
  readonly events: Events;
  readonly query?: SlotQuery | undefined;
  /** The server's clock. */
  readonly now: () => number;
  readonly sleep: Sleep;
  readonly random: () => number;
}

/** Reserved seats are released and the horizon moves on, of which no event tells. */
const LIST_LIFE_MILLISECONDS = 5 * 60_000;
const FAILED_LIST_LIFE_MILLISECONDS = 30_000;
/** A burst of changes asks for one list, and thousands of pages that hear of the same change do not ask together. */
const REST_MILLISECONDS = 5000;
const SPREAD_MILLISECONDS = 2000;
/** How long the clock is not looked at: a device that sleeps stops its timers, and its clock may be set meanwhile. */
const LONGEST_GLANCE_MILLISECONDS = 30_000;

export function createAvailability(settings: AvailabilitySettings): AvailabilityStore {
  const { slots, events, query = {}, now, sleep, random } = settings;
  const listeners = new Set<() => void>();
  /** Live changes newer than the list, by slot. */
  const changes = new Map<string, { readonly sequence: number; readonly start: string; readonly remaining: number }>();
  let state: AvailabilityState = { status: 'loading', slots: [], connection: 'stopped' };
  let list: SlotList | undefined;
  let listedAt = -Infinity;
  let loading: Promise<void> | undefined;
  /** How many times something happened that only a new list can tell; a list under way may be older than it. */
  let surprises = 0;
  let session = new AbortController();
  let plan = { at: Infinity, controller: new AbortController() };
  let stopFollowing: (() => void) | undefined;
  let glance = new AbortController();

  function set(patch: Partial<AvailabilityState>): void {
    state = { ...state, ...patch };
    for (const listener of listeners) listener();
  }

  function refresh(): Promise<void> {
    if (loading) return loading;
    const { signal } = session;
    loading = load(signal).finally(() => {
      if (!signal.aborted) loading = undefined;
    });
    return loading;
  }

  async function load(signal: AbortSignal): Promise<void> {
    const known = surprises;
    try {
      accept(await slots.list(query, { signal }));
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof RelaisError)) throw error;
      set({ status: list ? 'ready' : 'failed', error });
    }
    listedAt = now();
    plan.at = Infinity;
    if (surprises > known) refreshSoon();
    else refreshIn(lifeOfList());
  }

  function accept(answer: SlotList): void {
    // Answered by a replica that has not seen what we were told already.
    if (list && answer.sequence < list.sequence) {
      surprises += 1;
      return;
    }
    list = answer;
    for (const [key, change] of changes) if (change.sequence <= answer.sequence) changes.delete(key);
    set({ status: 'ready', slots: freeSlots(), none: answer.none, error: undefined });
    followClock();
    if (tellsTooLittle()) surprises += 1;
    if (listeners.size > 0) stopFollowing ??= follow(answer.sequence);
  }

  function follow(after: number): () => void {
    const { audience, label } = query;
    return events.subscribe({ onAvailability, onReset, onState }, { after, audience, label });
  }

  function freeSlots(time = now()): Slot[] {
    const current = list?.slots.map((slot) => ({
      ...slot,
      remaining: changes.get(keyOf(slot))?.remaining ?? slot.remaining,
    }));
    return current?.filter((slot) => slot.remaining > 0 && endOf(slot) >= time) ?? [];
  }

  function onAvailability(message: AvailabilityMessage): void {
    const isOld = list !== undefined && message.sequence <= list.sequence;
    if (isOld) return;
    for (const slot of message.slots) {
      const { start, remaining } = slot;
      changes.set(keyOf(slot), { sequence: message.sequence, start, remaining });
    }
    set({ slots: freeSlots() });
    followClock();
    if (tellsTooLittle()) refreshSoon();
  }

  /** A slot leaves the list when its notice has run out. */
  function followClock(): void {
    glance.abort();
    const next = Math.min(...state.slots.map(endOf));
    if (listeners.size === 0 || next === Infinity) return;
    glance = new AbortController();
    const wait = Math.min(Math.max(0, next + 1 - now()), LONGEST_GLANCE_MILLISECONDS);
    const at = now() + wait;
    sleep(wait, glance.signal).then(
      () => dropLate(Math.max(at, now())),
      () => undefined,
    );
  }

  function dropLate(time: number): void {
    if (state.slots.some((slot) => endOf(slot) < time)) {
      set({ slots: freeSlots(time) });
      if (tellsTooLittle()) refreshSoon();
    }
    followClock();
  }

  /** Changes say neither where a slot is that was not listed nor why none is left. */
  function tellsTooLittle(): boolean {
    const listed = new Set(list?.slots.map(keyOf));
    // Of a list that goes on, what comes behind it is not waited for.
    const end = list?.next ? list.slots.at(-1)?.start : undefined;
    const hasNewSlot = [...changes].some(
      ([key, { remaining, start }]) => remaining > 0 && !listed.has(key) && !(end && start > end),
    );
    return hasNewSlot || (listed.size > 0 && state.slots.length === 0);
  }

  function onReset(): void {
    changes.clear();
    // After a restored backup the log may count from lower down.
    if (list) list = { ...list, sequence: -1 };
    refreshSoon();
  }

  function onState(connection: ConnectionState): void {
    set({ connection });
  }

  function refreshSoon(): void {
    surprises += 1;
    refreshIn(Math.max(random() * SPREAD_MILLISECONDS, listedAt + REST_MILLISECONDS - now()));
  }

  function refreshIn(milliseconds: number): void {
    const at = now() + milliseconds;
    if (listeners.size === 0 || at >= plan.at) return;
    plan.controller.abort();
    plan = { at, controller: new AbortController() };
    sleep(milliseconds, plan.controller.signal).then(refresh, () => undefined);
  }

  function lifeOfList(): number {
    const life = state.error ? FAILED_LIST_LIFE_MILLISECONDS : LIST_LIFE_MILLISECONDS;
    const opensIn = list?.none?.bookableFrom ? fromInstant(list.none.bookableFrom) - now() : 0;
    return (opensIn > 0 ? Math.min(opensIn, life) : life) + random() * SPREAD_MILLISECONDS;
  }

  function stop(): void {
    session.abort();
    session = new AbortController();
    plan.controller.abort();
    plan.at = Infinity;
    glance.abort();
    stopFollowing?.();
    stopFollowing = undefined;
    loading = undefined;
    state = { ...state, connection: 'stopped' };
  }

  return {
    getState: () => state,
    refresh,
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) void refresh();
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) stop();
      };
    },
  };
}

/** Until when a slot can be booked, as far as the server says. */
function endOf({ bookableUntil }: Slot): number {
  return bookableUntil === undefined ? Infinity : fromInstant(bookableUntil);
}

function keyOf({ practiceId, start }: SlotKey): string {
  return `${start} ${practiceId}`;
}
