import { minutesOf } from '../time/index.ts';

/** Half-open stretch of minutes. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Minutes of a window as rule 4 reads them: an end at or before the start is on the next day. */
export function spanOf(from: string, to: string): Span {
  const start = minutesOf(from);
  const end = minutesOf(to);
  return { from: start, to: end <= start ? end + 1440 : end };
}

/** The same stretches in order, those that overlap or meet made one. */
export function joinSpans(spans: readonly Span[]): Span[] {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of [...spans].sort((left, right) => left.from - right.from)) {
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}
