import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { explainPlace, orderCallbacks, placeOf, sayMinutes, whyAway } from '@relais/engine/desk';
import type { QueueEntry } from '@relais/engine/desk';

const minute = 60_000;
const morning = Date.UTC(2026, 10, 9, 8);
const at = (minutes: number) => morning + minutes * minute;

/** An entry of class b (two hours) that came at 8:00 sharp, but for what is said. */
function entry(id: string, rest: Partial<QueueEntry> = {}): QueueEntry {
  return { id, rank: 2, targetMinutes: 120, arrivedAt: morning, ...rest };
}

const idsAt = (entries: QueueEntry[], minutes: number) =>
  orderCallbacks(entries, at(minutes)).map((place) => place.entry.id);

describe('the call-back order', () => {
  it('puts first who has waited the largest part of the target', () => {
    const urgent = entry('urgent', { rank: 1, targetMinutes: 30, arrivedAt: at(50) });
    const early = entry('early', { rank: 3, targetMinutes: 480 });
    const usual = entry('usual');
    assert.deepEqual(idsAt([early, usual, urgent], 60), ['usual', 'urgent', 'early']);
    assert.deepEqual(idsAt([early, usual, urgent], 70), ['urgent', 'usual', 'early']);
  });

  it('puts before everybody who was sent to 15, the earliest first', () => {
    const entries = [
      entry('late', { arrivedAt: at(-1000) }),
      entry('second', { rank: 0, targetMinutes: 0, arrivedAt: at(5) }),
      entry('first', { rank: 0, targetMinutes: 0, arrivedAt: at(4) }),
    ];
    assert.deepEqual(idsAt(entries, 10), ['first', 'second', 'late']);
  });

  it('keeps who was sent to 15 in order of arrival whatever targets their class has', () => {
    const entries = [
      entry('second', { rank: 0, targetMinutes: 1, arrivedAt: at(5) }),
      entry('first', { rank: 0, targetMinutes: 60, arrivedAt: at(4) }),
    ];
    assert.deepEqual(idsAt(entries, 10), ['first', 'second']);
  });

  it('breaks ties by rank, then arrival, then id', () => {
    const entries = [
      entry('rank-2', { targetMinutes: 60, arrivedAt: at(30) }),
      entry('rank-1', { rank: 1, targetMinutes: 30, arrivedAt: at(45) }),
      entry('b', { rank: 3, targetMinutes: 120, arrivedAt: at(0) }),
      entry('a', { rank: 3, targetMinutes: 120, arrivedAt: at(0) }),
      entry('earlier', { rank: 3, targetMinutes: 240, arrivedAt: at(-60) }),
    ];
    assert.deepEqual(idsAt(entries, 60), ['rank-1', 'rank-2', 'earlier', 'a', 'b']);
  });

  it('brings a snoozed entry back at its minute', () => {
    const snoozed = entry('snoozed', { snoozedUntil: at(30) });
    assert.deepEqual(idsAt([snoozed], 29), []);
    assert.deepEqual(idsAt([snoozed], 30), ['snoozed']);
    assert.equal(whyAway(snoozed, at(29)), 'snoozed');
  });

  it('shows an entry inside her reachable windows only, the end left out', () => {
    const windows = [
      { from: at(10), to: at(20) },
      { from: at(40), to: at(50) },
    ];
    const shown = [9, 10, 19, 20, 40, 50].filter(
      (minutes) => idsAt([entry('x', { reachable: windows })], minutes).length,
    );
    assert.deepEqual(shown, [10, 19, 40]);
    assert.equal(whyAway(entry('never', { reachable: [] }), at(0)), 'unreachable');
  });

  it('counts elapsed time over the night the clocks go back', () => {
    const night = Date.parse('2026-10-24T22:00:00Z');
    const [place] = orderCallbacks([entry('x', { targetMinutes: 600, arrivedAt: night })], night + 9 * 60 * minute);
    assert.equal(place?.share, 0.9);
  });

  it('gives nobody a negative wait when a clock is ahead', () => {
    assert.equal(placeOf(entry('x', { arrivedAt: at(5) }), at(0)).waitedMs, 0);
  });

  it('tells when an entry should have been called', () => {
    assert.equal(placeOf(entry('x'), at(10)).dueAt, at(120));
  });

  it('agrees with an order computed in whole numbers', () => {
    const entries = fc.uniqueArray(
      fc.record({
        id: fc.string({ minLength: 1, maxLength: 3 }),
        rank: fc.integer({ min: 0, max: 4 }),
        targetMinutes: fc.constantFrom(1, 30, 45, 120, 480, 2880),
        arrivedAt: fc.integer({ min: 0, max: 4000 }).map((minutes) => at(-minutes)),
        snoozedUntil: fc.option(
          fc.integer({ min: -10, max: 10 }).map((minutes) => at(minutes)),
          { nil: undefined },
        ),
      }),
      { selector: ({ id }) => id, maxLength: 30 },
    );
    fc.assert(
      fc.property(entries, (list) => {
        const ordered = orderCallbacks(list, at(0)).map((place) => place.entry);
        assert.deepEqual(ordered, orderInWholeNumbers(list, at(0)));
      }),
    );
  });
});

/** The same rule by another way: each entry after the first is the best of what is left, shares compared as fractions. */
function orderInWholeNumbers(entries: readonly QueueEntry[], now: number): QueueEntry[] {
  const left = entries.filter((each) => each.snoozedUntil === undefined || each.snoozedUntil <= now);
  const ordered: QueueEntry[] = [];
  while (left.length > 0) {
    const best = left.reduce((one, other) => (goesBefore(other, one, now) ? other : one));
    ordered.push(best);
    left.splice(left.indexOf(best), 1);
  }
  return ordered;
}

function goesBefore(one: QueueEntry, other: QueueEntry, now: number): boolean {
  if ((one.rank === 0) !== (other.rank === 0)) return one.rank === 0;
  const oneShare = BigInt(now - one.arrivedAt) * BigInt(other.targetMinutes);
  const otherShare = BigInt(now - other.arrivedAt) * BigInt(one.targetMinutes);
  if (one.rank > 0 && oneShare !== otherShare) return oneShare > otherShare;
  if (one.rank !== other.rank) return one.rank < other.rank;
  if (one.arrivedAt !== other.arrivedAt) return one.arrivedAt < other.arrivedAt;
  return one.id < other.id;
}

describe('the reason of a rank', () => {
  const say = (rest: Partial<QueueEntry>, minutes: number, language: 'fr' | 'en' = 'fr') =>
    explainPlace(placeOf(entry('x', rest), at(minutes)), language).replaceAll(/[\u{a0}\u{202f}]/gu, ' ');

  it('says the part of the target waited', () => {
    assert.equal(say({}, 75), '62 % de 2 h');
    assert.equal(say({}, 75, 'en'), '62% of 2 h');
    assert.equal(say({ targetMinutes: 100 }, 57), '57 % de 1 h 40');
  });

  it('says 100 % no earlier than the target', () => {
    assert.equal(say({ targetMinutes: 1000 }, 999.9), '99 % de 16 h 40');
    assert.equal(say({}, 120), '100 % de 2 h');
  });

  it('says who was sent to 15, and who is to be called at once', () => {
    assert.equal(say({ rank: 0 }, 5), 'orienté vers le 15 : rappel de contrôle');
    assert.equal(say({ targetMinutes: 0 }, 5), 'à rappeler tout de suite');
  });

  it('writes minutes as they are said', () => {
    const said = [0, 45, 60, 65, 2880].map((minutes) => sayMinutes(minutes, 'fr').replaceAll('\u{a0}', ' '));
    assert.deepEqual(said, ['0 min', '45 min', '1 h', '1 h 05', '48 h']);
  });
});
