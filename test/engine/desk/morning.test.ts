import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { orderCallbacks } from '@relais/engine/desk';
import type { QueueEntry } from '@relais/engine/desk';

/**
 * Twenty days of a desk with two people on the telephone, by an assumed profile: half of the calls come before 10:30, a call lasts six minutes
 * in the mean (gamma of shape 2). Classes: target in minutes and part of the calls.
 */
const callsByHour = [0.22, 0.17, 0.13, 0.09, 0.03, 0.05, 0.08, 0.07, 0.07, 0.06, 0.03];
const classes = [
  { rank: 0, targetMinutes: 0, share: 0.03 },
  { rank: 1, targetMinutes: 30, share: 0.12 },
  { rank: 2, targetMinutes: 120, share: 0.37 },
  { rank: 3, targetMinutes: 480, share: 0.4 },
  { rank: 4, targetMinutes: 2880, share: 0.08 },
];
const days = 20;
const callsADay = 167;
const callTakers = 2;
const minute = 60_000;

type Choose = (waiting: readonly QueueEntry[], now: number) => QueueEntry | undefined;

const byRule: Choose = (waiting, now) => orderCallbacks(waiting, now)[0]?.entry;
const byArrival: Choose = (waiting) => waiting[0];

describe('a morning peak, simulated', () => {
  it('calls every class back in time in 99 of 100 cases', () => {
    const inTime = simulate(byRule);
    for (const rank of [1, 2, 3, 4]) assert.ok((inTime.get(rank) ?? 0) >= 0.99, `rank ${String(rank)}`);
  });

  it('leaves a third of the urgent ones late when calls are taken as they come', () => {
    const urgent = simulate(byArrival).get(1) ?? 0;
    assert.ok(urgent > 0.5 && urgent < 0.75, String(urgent));
  });
});

/** The part of each rank that was called within its target. */
function simulate(choose: Choose): Map<number, number> {
  const random = mulberry32(20_261_109);
  const total = new Map<number, number>();
  const inTime = new Map<number, number>();
  for (let day = 0; day < days; day += 1) {
    for (const { entry, calledAt } of simulateDay(choose, random)) {
      total.set(entry.rank, (total.get(entry.rank) ?? 0) + 1);
      const late = calledAt - entry.arrivedAt > entry.targetMinutes * minute;
      inTime.set(entry.rank, (inTime.get(entry.rank) ?? 0) + (late ? 0 : 1));
    }
  }
  return new Map([...total].map(([rank, count]) => [rank, (inTime.get(rank) ?? 0) / count]));
}

function simulateDay(choose: Choose, random: () => number): { entry: QueueEntry; calledAt: number }[] {
  const coming = Array.from({ length: callsADay }, (_, index) => arrive(index, random));
  coming.sort((left, right) => left.arrivedAt - right.arrivedAt);
  const freeAt = Array.from({ length: callTakers }, () => 8 * 60 * minute);
  const called: { entry: QueueEntry; calledAt: number }[] = [];
  const waiting: QueueEntry[] = [];
  while (coming.length + waiting.length > 0) {
    freeAt.sort((left, right) => left - right);
    const first = coming[0];
    const now = Math.max(freeAt[0] ?? 0, waiting.length > 0 || !first ? 0 : first.arrivedAt);
    while (coming[0] && coming[0].arrivedAt <= now) waiting.push(...coming.splice(0, 1));
    const entry = choose(waiting, now);
    assert.ok(entry);
    waiting.splice(waiting.indexOf(entry), 1);
    called.push({ entry, calledAt: now });
    freeAt[0] = now + gammaOfShapeTwo(3, random) * minute;
  }
  return called;
}

function arrive(index: number, random: () => number): QueueEntry {
  const hour = 8 + pick(callsByHour, random);
  const { rank, targetMinutes } = classes[
    pick(
      classes.map(({ share }) => share),
      random,
    )
  ] ?? { rank: 4, targetMinutes: 2880 };
  return {
    id: String(index).padStart(3, '0'),
    rank,
    targetMinutes,
    arrivedAt: Math.floor((hour + random()) * 60 * minute),
  };
}

function pick(weights: readonly number[], random: () => number): number {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  const index = weights.findIndex((weight) => (left -= weight) < 0);
  return index < 0 ? weights.length - 1 : index;
}

const gammaOfShapeTwo = (scale: number, random: () => number) => -scale * Math.log((1 - random()) * (1 - random()));

/** A small generator, so that every run sees the same calls. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
