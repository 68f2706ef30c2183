import type { Audience, Break, ExtraOpening, Opening, Territory } from '@relais/model';
import { dayOf } from '../time/index.ts';
import { weekly } from './recurrence.ts';
import type { Recurrence } from './recurrence.ts';
import { joinSpans, spanOf } from './spans.ts';
import type { Span } from './spans.ts';

/** One opening or extra opening. Times are minutes since 00:00 of the service date: `to` is after `from` and may pass 1440. */
export interface CompiledWindow {
  /** As the file has it. */
  readonly entry: Opening | ExtraOpening;
  readonly from: number;
  readonly to: number;
  readonly slotMinutes: number;
  readonly gapMinutes: number;
  readonly capacity: number;
  readonly breaks: readonly Span[];
  readonly visibility: ReadonlySet<Audience>;
  readonly reserved: { readonly label: string; readonly releaseMs: number } | undefined;
  readonly recurrence: Recurrence;
}

export function compileOpening(opening: Opening, territory: Territory): CompiledWindow {
  return compileWindow(opening, territory, weekly(opening, territory));
}

export function compileExtraOpening(opening: ExtraOpening, territory: Territory): CompiledWindow {
  return compileWindow(opening, territory, { kind: 'once', day: dayOf(opening.date) });
}

/** Minutes of a slot of this window (rule 5), `undefined` when nothing says it. */
export function slotMinutesOf(window: Opening | ExtraOpening, territory: Territory): number | undefined {
  if (window.slotsPerHour !== undefined) return 60 / window.slotsPerHour;
  return window.slotMinutes ?? territory.rules?.slotMinutes;
}

/** A break at its place in a window: on the service date, else past midnight; `undefined` when it touches neither. */
export function placeBreak(pause: Break, window: Span): Span | undefined {
  const span = spanOf(pause.from, pause.to);
  const next = { from: span.from + 1440, to: span.to + 1440 };
  return [span, next].find(({ from, to }) => from < window.to && window.from < to);
}

function compileWindow(window: Opening | ExtraOpening, territory: Territory, recurrence: Recurrence): CompiledWindow {
  const span = spanOf(window.from, window.to);
  const { practiceId, gapMinutes = 0, capacity = 1, breaks = [], visibility = ['CPTS'], reserved } = window;
  const slotMinutes = slotMinutesOf(window, territory);
  if (slotMinutes === undefined)
    throw new RangeError(`No slot length for the opening at ${window.from} of ${practiceId}`);
  return {
    entry: window,
    ...span,
    slotMinutes,
    gapMinutes,
    capacity,
    breaks: joinSpans(breaks.map((pause) => placeBreak(pause, span)).filter((pause) => pause !== undefined)),
    visibility: new Set(visibility),
    reserved: reserved && { label: reserved.for, releaseMs: reserved.releaseMinutes * 60_000 },
    recurrence,
  };
}
