import { dateOf, weekdayOf } from '../time/index.ts';
import type { CompiledWindow } from './windows.ts';

/** How full the fullest day of a territory may be. `day` is one such day, where dates decide it. */
export interface BusiestDay {
  readonly slots: number;
  readonly day: string | undefined;
}

/**
 * The most slots its windows plan on one day: breaks, closures, holidays and rotations only take away and are not looked at. Slots of windows
 * that meet are counted once for each window, since that is what they cost.
 */
export function findBusiestDay(windows: readonly CompiledWindow[]): BusiestDay {
  const changes = windows.flatMap(changesOf).sort((left, right) => left.day - right.day);
  const load = [0, 0, 0, 0, 0, 0, 0];
  const extra = new Map<number, number>();
  let busiest: BusiestDay = { slots: 0, day: undefined };
  for (const [index, { day, weekday, slots, once }] of changes.entries()) {
    if (once) extra.set(day, (extra.get(day) ?? 0) + slots);
    else load[weekday] = (load[weekday] ?? 0) + slots;
    if (changes[index + 1]?.day === day) continue;
    const most = Math.max(...load, (extra.get(day) ?? 0) + (Number.isFinite(day) ? (load[weekdayOf(day)] ?? 0) : 0));
    if (most > busiest.slots) busiest = { slots: most, day: Number.isFinite(day) ? dateOf(day) : undefined };
  }
  return busiest;
}

interface Change {
  readonly day: number;
  readonly weekday: number;
  readonly slots: number;
  readonly once: boolean;
}

/** When a window begins to plan slots on its weekdays, and when it has ended. */
function changesOf({ recurrence, ...window }: CompiledWindow): Change[] {
  const slots = countSlots(window);
  if (recurrence.kind === 'once') return [{ day: recurrence.day, weekday: 0, slots, once: true }];
  const { weekdays, validFrom, validTo } = recurrence;
  return [...weekdays].flatMap((weekday) => [
    { day: validFrom, weekday, slots, once: false },
    { day: validTo + 1, weekday, slots: -slots, once: false },
  ]);
}

function countSlots({ from, to, slotMinutes, gapMinutes }: Omit<CompiledWindow, 'recurrence'>): number {
  return Math.max(0, Math.floor((to - from + gapMinutes) / (slotMinutes + gapMinutes)));
}
