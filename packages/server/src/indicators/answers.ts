import type { Figures } from '@relais/engine/indicators';
import { toInstant } from '@relais/model';
import type { FigureList, FigureQuery, Freshness } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { ProblemError } from '../core/problem.ts';
import type { StructureView } from '../core/view.ts';
import { followersOf } from './followers.ts';
import { todayInParis } from './query.ts';

const LONGEST_WAIT_MS = 1500;
const RETRY_SECONDS = 5;

/** Figures of one moment, and how far the log is in them. */
export interface Moment {
  readonly figures: Figures;
  readonly today: string;
  readonly freshness: Freshness;
}

export async function figuresNow(context: ServiceContext, view: StructureView): Promise<Moment> {
  const follower = followersOf(context).toRead(view.structureId);
  const { figures, behind } = await inTime(follower.read(view));
  const { asOf } = follower;
  const now = context.clock();
  const freshness = {
    ...(asOf !== undefined && { asOf: toInstant(asOf) }),
    at: toInstant(now),
    behind,
    ...follower.position,
  };
  return { figures, today: todayInParis(now), freshness };
}

/** What many years hold is read into memory once, after a start: who asks meanwhile is told to come back, and it goes on. */
async function inTime<T>(reading: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ProblemError('unavailable', { retryAfter: RETRY_SECONDS })), LONGEST_WAIT_MS);
  });
  try {
    return await Promise.race([reading, late]);
  } finally {
    clearTimeout(timer);
    // It may still fail when nobody waits any more.
    reading.catch(() => undefined);
  }
}

export function answer({ figures, today, freshness }: Moment, query: FigureQuery): FigureList {
  return { freshness, figures: figures.answer(query, today) };
}
