import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { compileTerritory } from '@relais/engine';
import { nextSeatStep } from '@relais/engine/desk';
import type { SeatOffer } from '@relais/engine/desk';
import { bareTerritory } from '../support.ts';

/** Seconds throughout, as whole numbers, so that the computation beside ours never rounds. */
interface Waiting {
  readonly id: string;
  readonly rank: number;
  readonly targetMinutes: number;
  readonly arrived: number;
  readonly snoozedUntil: number;
  readonly site: 'centre' | 'nord' | 'any';
  readonly answersAfter: number;
  readonly accepts: boolean;
}

interface Case {
  readonly people: Waiting[];
  readonly start: number;
  readonly offerSeconds: number;
  readonly notice: number;
}

/** One line of a timeline: who was asked when, until when, and how it ended. */
type Line = readonly [second: number, what: string];

const compiled = compileTerritory(
  bareTerritory({
    sites: [
      { id: 'centre', name: 'Centre' },
      { id: 'nord', name: 'Nord' },
    ],
  }),
);

/**
 * The rule read again from its text, without a line of ours: a clock that ticks every second, and somebody who looks at the list each time. Shares
 * are compared by products of whole numbers, not by division.
 */
function byHand({ people, start, offerSeconds, notice }: Case): Line[] {
  const lines: Line[] = [];
  const asked: string[] = [];
  let live: { person: Waiting; since: number } | undefined;
  for (let second = 0; ; second += 1) {
    if (live) {
      const silent = live.person.answersAfter >= offerSeconds;
      const isAnswered = !silent && second === live.since + live.person.answersAfter;
      if (isAnswered) {
        lines.push([second, `${live.person.id} ${live.person.accepts ? 'yes' : 'no'}`]);
        if (live.person.accepts) return lines;
      } else if (second !== live.since + offerSeconds) continue;
    }
    const left = start - second;
    if (left < notice * 60) return [...lines, [second, 'everybody: notice']];
    let best: Waiting | undefined;
    const able: Waiting[] = [];
    for (const person of people) {
      if (person.rank === 0 || asked.includes(person.id) || person.snoozedUntil > second) continue;
      if (person.site === 'nord') continue;
      able.push(person);
      if (!best || isBefore(person, best, second)) best = person;
    }
    if (!best) return [...lines, [second, 'everybody: nobody']];
    if (left < notice * 60 + offerSeconds) {
      able.sort((one, other) => (isBefore(one, other, second) ? -1 : 1));
      return [...lines, [second, `telephone ${able.map(({ id }) => id).join(' ')}`]];
    }
    lines.push([second, `ask ${best.id} until ${second + offerSeconds}`]);
    asked.push(best.id);
    live = { person: best, since: second };
    if (best.answersAfter === 0) second -= 1;
  }
}

function isBefore(one: Waiting, other: Waiting, second: number): boolean {
  const waitedOne = BigInt(second - one.arrived) * BigInt(other.targetMinutes);
  const waitedOther = BigInt(second - other.arrived) * BigInt(one.targetMinutes);
  if (waitedOne !== waitedOther) return waitedOne > waitedOther;
  if (one.rank !== other.rank) return one.rank < other.rank;
  if (one.arrived !== other.arrived) return one.arrived < other.arrived;
  return one.id < other.id;
}

/** The same by the engine, from event to event. */
function byEngine({ people, start, offerSeconds, notice }: Case): Line[] {
  const lines: Line[] = [];
  const offers: SeatOffer[] = [];
  const entries = people.map(({ id, rank, targetMinutes, arrived, snoozedUntil, site }) => ({
    ...{ id, rank, targetMinutes, arrivedAt: arrived * 1000, snoozedUntil: snoozedUntil * 1000 },
    wants: site === 'any' ? {} : { siteIds: [site] },
  }));
  let second = 0;
  for (;;) {
    const step = nextSeatStep({
      ...{ compiled, seat: { siteId: 'centre', start: start * 1000 }, offers, entries, now: second * 1000 },
      rules: { offerSeconds, minNoticeMinutes: notice },
    });
    if (step.kind === 'release') return [...lines, [second, `everybody: ${step.why}`]];
    if (step.kind === 'telephone') return [...lines, [second, `telephone ${step.entryIds.join(' ')}`]];
    if (step.kind !== 'offer') throw new Error(step.kind);
    lines.push([second, `ask ${step.entryId} until ${step.until / 1000}`]);
    const person = people.find(({ id }) => id === step.entryId)!;
    const offer = { entryId: person.id, channel: 'link', offeredAt: second * 1000, expiresAt: step.until } as const;
    if (person.answersAfter >= offerSeconds) {
      offers.push(offer);
      second = step.until / 1000;
      continue;
    }
    second += person.answersAfter;
    lines.push([second, `${person.id} ${person.accepts ? 'yes' : 'no'}`]);
    if (person.accepts) return lines;
    offers.push({ ...offer, answer: 'declined' });
  }
}

const person = fc.record({
  rank: fc.integer({ min: 0, max: 4 }),
  targetMinutes: fc.constantFrom(30, 120, 480, 2880),
  arrived: fc.integer({ min: -14_400, max: 0 }),
  snoozedUntil: fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 3600 }) },
  ),
  site: fc.constantFrom('any' as const, 'centre' as const, 'nord' as const),
  answersAfter: fc.integer({ min: 0, max: 1500 }),
  accepts: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
});

it('has the timeline that somebody with a clock and the text of the rule writes down', () => {
  const cases = fc.record({
    people: fc.array(person, { maxLength: 12 }).map((all) => all.map((one, index) => ({ ...one, id: `p${index}` }))),
    start: fc.integer({ min: 0, max: 14_400 }),
    offerSeconds: fc.constantFrom(300, 600, 900),
    notice: fc.constantFrom(0, 20, 30),
  });
  fc.assert(
    fc.property(cases, (one) => assert.deepEqual(byEngine(one), byHand(one))),
    { numRuns: 500 },
  );
});
