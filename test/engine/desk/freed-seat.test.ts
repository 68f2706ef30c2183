import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compileTerritory } from '@relais/engine';
import { nextSeatStep } from '@relais/engine/desk';
import type { SeatOffer, SeatQuestion, SeatSeeker, SeatStep } from '@relais/engine/desk';
import { bareTerritory } from '../support.ts';

const minute = 60_000;
const now = Date.UTC(2026, 10, 9, 10);
const at = (minutes: number) => now + minutes * minute;
const rules = { offerSeconds: 600, minNoticeMinutes: 30 };

const compiled = compileTerritory(
  bareTerritory({
    sites: [
      { id: 'centre', name: 'Centre', equipment: ['echographe'] },
      { id: 'nord', name: 'Nord' },
    ],
  }),
);

/** An entry of two hours that came an hour ago and takes any seat, but for what is said. */
function seeker(id: string, rest: Partial<SeatSeeker> = {}): SeatSeeker {
  return { id, rank: 2, targetMinutes: 120, arrivedAt: at(-60), wants: {}, ...rest };
}

function step(entries: SeatSeeker[], rest: Partial<SeatQuestion> = {}): SeatStep {
  return nextSeatStep({
    compiled,
    seat: { siteId: 'centre', start: at(120) },
    offers: [],
    entries,
    rules,
    now,
    ...rest,
  });
}

const linkTo = (entryId: string, rest: Partial<SeatOffer> = {}): SeatOffer => ({
  entryId,
  channel: 'link',
  offeredAt: at(-5),
  expiresAt: at(5),
  ...rest,
});

describe('a freed seat', () => {
  it('is held for the first of the call-back order', () => {
    const entries = [seeker('b', { arrivedAt: at(-30) }), seeker('a')];
    assert.deepEqual(step(entries), { kind: 'offer', entryId: 'a', until: at(10), passedOver: [] });
  });

  it('is offered to nobody else while an offer runs', () => {
    const offers = [linkTo('a')];
    assert.deepEqual(step([seeker('a'), seeker('b')], { offers }), { kind: 'wait', entryId: 'a', until: at(5) });
  });

  it('goes to the next one when the first declines or lets the hold end', () => {
    for (const offer of [linkTo('a', { answer: 'declined' }), linkTo('a', { expiresAt: now })]) {
      const passedOver = [{ entryId: 'a', why: 'already-asked' }];
      const next = step([seeker('a'), seeker('b', { arrivedAt: at(-30) })], { offers: [offer] });
      assert.deepEqual(next, { kind: 'offer', entryId: 'b', until: at(10), passedOver });
    }
  });

  it('is taken once somebody has said yes', () => {
    const offers = [linkTo('a', { answer: 'accepted', expiresAt: at(-1) })];
    assert.deepEqual(step([seeker('b')], { offers }), { kind: 'taken', entryId: 'a' });
  });

  it('is never offered to who was sent to 15', () => {
    const next = step([seeker('red', { rank: 0, targetMinutes: 0 })]);
    assert.deepEqual(next, { kind: 'release', why: 'nobody', passedOver: [{ entryId: 'red', why: 'sent-to-15' }] });
  });

  it('says why each earlier entry was passed over', () => {
    const entries = [
      seeker('site', { wants: { siteIds: ['nord'] }, arrivedAt: at(-99) }),
      seeker('equipment', { wants: { equipment: ['radiographie'] }, arrivedAt: at(-98) }),
      seeker('too-late', { wants: { to: at(120) }, arrivedAt: at(-97) }),
      seeker('too-early', { wants: { from: at(121) }, arrivedAt: at(-96) }),
      seeker('snoozed', { snoozedUntil: at(1), arrivedAt: at(-95) }),
      seeker('at-work', { reachable: [], arrivedAt: at(-94) }),
      seeker('busy', { arrivedAt: at(-93) }),
      seeker('right', { wants: { equipment: ['echographe'], from: at(120), to: at(121) }, arrivedAt: at(-92) }),
      seeker('behind', { wants: { siteIds: ['nord'] }, arrivedAt: at(-1) }),
    ];
    assert.deepEqual(step(entries, { askedElsewhere: new Set(['busy']) }), {
      kind: 'offer',
      entryId: 'right',
      until: at(10),
      passedOver: [
        { entryId: 'site', why: 'other-site' },
        { entryId: 'equipment', why: 'not-equipped' },
        { entryId: 'too-late', why: 'other-time' },
        { entryId: 'too-early', why: 'other-time' },
        { entryId: 'snoozed', why: 'snoozed' },
        { entryId: 'at-work', why: 'unreachable' },
        { entryId: 'busy', why: 'asked-elsewhere' },
      ],
    });
  });

  it('is offered by link down to the notice and the hold together, then by telephone, then to everybody', () => {
    const kinds = [41, 40, 39.99, 30, 29.99].map((minutes) => {
      const next = step([seeker('a')], { seat: { siteId: 'centre', start: at(minutes) } });
      return next.kind === 'release' ? next.why : next.kind;
    });
    assert.deepEqual(kinds, ['offer', 'offer', 'telephone', 'telephone', 'notice']);
  });

  it('names all who may be telephoned, in order, but those already asked', () => {
    const seat = { siteId: 'centre', start: at(35) };
    const offers = [linkTo('asked', { expiresAt: at(-1) })];
    const entries = [seeker('b', { arrivedAt: at(-20) }), seeker('asked'), seeker('a', { arrivedAt: at(-40) })];
    const next = step(entries, { seat, offers });
    assert.deepEqual(next.kind === 'telephone' && next.entryIds, ['a', 'b']);
  });

  it('waits for the end of a call the desk has begun', () => {
    const offers: SeatOffer[] = [{ entryId: 'a', channel: 'telephone', offeredAt: at(-1) }];
    assert.deepEqual(step([seeker('b')], { offers }), { kind: 'wait', entryId: 'a' });
  });

  it('asks each person once, one at a time, and ends taken or released', () => {
    const people = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
        rank: fc.integer({ min: 0, max: 3 }),
        targetMinutes: fc.constantFrom(30, 120, 480),
        arrivedAt: fc.integer({ min: 0, max: 300 }).map((minutes) => at(-minutes)),
        answersAfter: fc.option(fc.integer({ min: 0, max: 599 }), { nil: undefined }),
        accepts: fc.boolean(),
      }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(people, fc.integer({ min: 0, max: 120 }), (entries, minutes) => {
        const asked = play(entries, at(minutes));
        assert.equal(new Set(asked.map(({ entryId }) => entryId)).size, asked.length);
        for (const [index, offer] of asked.entries()) {
          const before = asked[index - 1];
          assert.ok(!before || (before.endedAt <= offer.offeredAt && before.answer !== 'accepted'));
          assert.notEqual(entries.find(({ id }) => id === offer.entryId)?.rank, 0);
        }
      }),
    );
  });
});

interface Person extends QueuePerson {
  readonly answersAfter?: number | undefined;
  readonly accepts: boolean;
}
type QueuePerson = Omit<SeatSeeker, 'wants'>;

/** Plays a freed seat to its end; people answer a link after so many seconds, or never. */
function play(people: Person[], start: number): (SeatOffer & { endedAt: number })[] {
  const entries = people.map((person) => ({ ...person, wants: {} }));
  const offers: (SeatOffer & { endedAt: number })[] = [];
  let clock = now;
  for (;;) {
    const next = nextSeatStep({ compiled, seat: { siteId: 'centre', start }, offers, entries, rules, now: clock });
    if (next.kind !== 'offer') {
      assert.notEqual(next.kind, 'wait');
      return offers;
    }
    const { answersAfter, accepts } = people.find(({ id }) => id === next.entryId) ?? { accepts: false };
    const endedAt = answersAfter === undefined ? next.until : clock + answersAfter * 1000;
    const answer = answersAfter === undefined ? undefined : accepts ? 'accepted' : 'declined';
    offers.push({ entryId: next.entryId, channel: 'link', offeredAt: clock, expiresAt: next.until, answer, endedAt });
    assert.ok(endedAt <= start - rules.minNoticeMinutes * minute);
    clock = endedAt;
  }
}
