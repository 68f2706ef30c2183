import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countTaken, findOpenNow } from '@relais/engine';
import type { Occupancy } from '@relais/engine';
import type { Territory } from '@relais/model';
import { bareTerritory, compileValid, openingWith, territoryWith } from '../support.ts';

const monday = '2026-11-09';

/** What is open at an instant: an hour and a half is how far ahead seats are counted. */
function look(territory: Territory, at: string, occupancy: Occupancy = {}) {
  const now = Date.parse(at);
  return findOpenNow(compileValid(territory), { now, taken: countTaken(occupancy, now), reachMinutes: 90 });
}

/** Each place in a line: `here open 2026-11-09T08:00Z–2026-11-09T09:00Z 4`, the last figure being its seats. */
function linesOf({ places }: ReturnType<typeof look>): string[] {
  const minute = (ms: number) => `${new Date(ms).toISOString().slice(0, 16)}Z`;
  return places.map(
    ({ siteId, isOpen, from, until, seats }) =>
      `${siteId} ${isOpen ? 'open' : 'later'} ${minute(from)}–${minute(until)} ${seats}`,
  );
}

/** Two practices at one place and one at another, on every day of the week. */
function twoPlaces(openings: Territory['openings'], rest: Partial<Territory> = {}): Territory {
  const practices = [
    { id: 'cab', siteId: 'here' },
    { id: 'twin', siteId: 'here' },
    { id: 'far', siteId: 'there' },
  ];
  return bareTerritory({ practices, openings, ...rest });
}

describe('What is open now', () => {
  it('is a session from its first start, included, to its last end, not included', () => {
    const territory = territoryWith();
    assert.equal(look(territory, '2026-11-09T07:59:59Z').day, 'later');
    assert.equal(look(territory, '2026-11-09T08:00:00Z').day, 'open');
    assert.equal(look(territory, '2026-11-09T08:59:59Z').day, 'open');
    assert.equal(look(territory, '2026-11-09T09:00:00Z').day, 'over');
  });

  it('says until when, and how many seats can still be given', () => {
    const territory = territoryWith({ capacity: 2 }, { rules: { minNoticeMinutes: 10 } });
    const occupancy = { bookings: [{ practiceId: 'cab', start: '2026-11-09T08:30:00Z' }] };
    const found = look(territory, '2026-11-09T08:10:00Z', occupancy);
    assert.deepEqual(linesOf(found), ['here open 2026-11-09T08:00Z–2026-11-09T09:00Z 3']);
    assert.equal(found.places[0]?.nextSeat, Date.parse('2026-11-09T08:30:00Z'));
  });

  it('counts no seat that starts after the reach, and says when the first one does', () => {
    const territory = territoryWith({ from: '09:00', to: '18:00', slotsPerHour: 1 });
    const bookings = ['08:00', '09:00'].map((time) => ({ practiceId: 'cab', start: `2026-11-09T${time}:00Z` }));
    const found = look(territory, '2026-11-09T08:00:00Z', { bookings });
    assert.deepEqual(linesOf(found), ['here open 2026-11-09T08:00Z–2026-11-09T17:00Z 0']);
    assert.equal(found.places[0]?.nextSeat, Date.parse('2026-11-09T10:00:00Z'));
    assert.equal(found.nextSeat, Date.parse('2026-11-09T10:00:00Z'));
  });

  it('puts the sessions of one place that meet together, and those after a pause apart', () => {
    const opening = (practiceId: string, from: string, to: string) => openingWith({ practiceId, from, to });
    const meet = twoPlaces([opening('cab', '09:00', '11:00'), opening('twin', '10:30', '13:00')]);
    assert.deepEqual(linesOf(look(meet, '2026-11-09T08:00:00Z')), ['here open 2026-11-09T08:00Z–2026-11-09T12:00Z 6']);
    const apart = twoPlaces([opening('cab', '09:00', '11:00'), opening('twin', '14:00', '15:00')]);
    assert.deepEqual(linesOf(look(apart, '2026-11-09T08:00:00Z')), ['here open 2026-11-09T08:00Z–2026-11-09T10:00Z 6']);
    assert.deepEqual(linesOf(look(apart, '2026-11-09T10:00:00Z')), [
      'here later 2026-11-09T13:00Z–2026-11-09T14:00Z 0',
    ]);
  });

  it('puts places that are open before those that will be, by when they open', () => {
    const territory = twoPlaces(
      [
        openingWith({ practiceId: 'far', from: '11:00', to: '12:00' }),
        openingWith({ practiceId: 'cab', from: '09:00', to: '10:00' }),
      ],
      {},
    );
    const found = look(territory, '2026-11-09T08:15:00Z');
    assert.deepEqual(
      found.places.map(({ siteId, isOpen }) => [siteId, isOpen]),
      [
        ['here', true],
        ['there', false],
      ],
    );
  });

  it('says whom the sessions still to come are for, not those that are over', () => {
    const territory = twoPlaces([
      openingWith({ from: '09:00', to: '10:00', visibility: ['PUBLIC'] }),
      openingWith({ from: '14:00', to: '15:00', visibility: ['SNP', 'PRO'] }),
    ]);
    const audiences = (at: string) => look(territory, at).places[0]?.audiences;
    assert.deepEqual(audiences('2026-11-09T08:30:00Z'), ['PRO', 'PUBLIC', 'SNP']);
    assert.deepEqual(audiences('2026-11-09T12:00:00Z'), ['PRO', 'SNP']);
  });

  it('counts reserved seats from when they are released', () => {
    const territory = territoryWith({ from: '09:00', to: '10:00', reserved: { for: 'urgent', releaseMinutes: 30 } });
    assert.equal(look(territory, '2026-11-09T08:00:00Z').places[0]?.seats, 3);
    assert.equal(look(territory, '2026-11-09T07:30:00Z').places[0]?.seats, 1);
  });
});

describe('A night', () => {
  const night = territoryWith({ from: '22:00', to: '02:00', slotsPerHour: 1 });

  it('is still open after midnight, on the service date before', () => {
    const found = look(night, '2026-11-10T00:30:00Z');
    assert.equal(found.date, '2026-11-10');
    assert.deepEqual(found.serviceDates, ['2026-11-09', '2026-11-10']);
    assert.equal(linesOf(found)[0], 'here open 2026-11-09T21:00Z–2026-11-10T01:00Z 0');
    assert.deepEqual(look(night, '2026-11-10T01:00:00Z').serviceDates, ['2026-11-10']);
  });

  it('has the seats past midnight counted', () => {
    const found = look(night, '2026-11-09T22:30:00Z');
    assert.deepEqual(linesOf(found), ['here open 2026-11-09T21:00Z–2026-11-10T01:00Z 1']);
    assert.equal(found.places[0]?.nextSeat, Date.parse('2026-11-09T23:00:00Z'));
  });

  it('is as long as it is when the clocks change', () => {
    // Paris goes from 2 h to 3 h on 29 March 2026, and from 3 h back to 2 h on 25 October.
    const long = territoryWith({ from: '22:00', to: '06:00', slotsPerHour: 1 });
    assert.equal(linesOf(look(long, '2026-03-29T00:00:00Z'))[0], 'here open 2026-03-28T21:00Z–2026-03-29T04:00Z 2');
    assert.equal(linesOf(look(long, '2026-10-25T00:00:00Z'))[0], 'here open 2026-10-24T20:00Z–2026-10-25T05:00Z 2');
    // The hour that comes twice: it is the second time 2 h 30, and it is open.
    assert.equal(look(long, '2026-10-25T01:30:00Z').day, 'open');
  });

  it('belongs to the clocks of the place, wherever the server is', () => {
    const territory = territoryWith({}, { timezone: 'Pacific/Noumea' });
    assert.equal(look(territory, '2026-11-08T22:30:00Z').day, 'open');
    assert.equal(look(territory, '2026-11-08T22:30:00Z').date, monday);
  });
});

describe('A day on which nobody receives', () => {
  const armistice = '2026-11-11T08:30:00Z';
  const closure = { type: 'closure' as const, from: '2026-11-11' };

  it('is none that was planned', () => {
    const found = look(territoryWith({ days: ['tue'] }), '2026-11-09T08:30:00Z');
    assert.deepEqual([found.day, found.places, found.closed], ['nonePlanned', [], []]);
    assert.equal(found.nextSeat, Date.parse('2026-11-10T08:00:00Z'));
  });

  it('is closed for the public holiday that keeps its openings shut', () => {
    const found = look(territoryWith(), armistice);
    assert.equal(found.day, 'closed');
    assert.deepEqual(found.closed, [{ siteId: 'here', causes: ['holiday'] }]);
  });

  it('is closed for a closure', () => {
    const found = look(territoryWith({ onHoliday: 'open' }, { exceptions: [closure] }), armistice);
    assert.equal(found.day, 'closed');
    assert.deepEqual(found.closed, [{ siteId: 'here', causes: ['closure'] }]);
  });

  it('says of each place which of the two, or both', () => {
    const openings = [
      openingWith(),
      openingWith({ practiceId: 'twin', onHoliday: 'open' }),
      openingWith({ practiceId: 'far' }),
    ];
    const found = look(twoPlaces(openings, { exceptions: [closure] }), armistice);
    assert.deepEqual(found.closed, [
      { siteId: 'here', causes: ['closure', 'holiday'] },
      { siteId: 'there', causes: ['holiday'] },
    ]);
  });

  it('names the places that are closed beside one that is open, and none that receives later', () => {
    const openings = [
      openingWith({ onHoliday: 'open' }),
      openingWith({ practiceId: 'twin' }),
      openingWith({ practiceId: 'far' }),
    ];
    const found = look(twoPlaces(openings), '2026-11-11T07:00:00Z');
    assert.equal(found.day, 'later');
    assert.deepEqual(found.closed, [{ siteId: 'there', causes: ['holiday'] }]);
  });

  it('is over where one session has passed, and says which other place was closed', () => {
    const openings = [openingWith({ onHoliday: 'open' }), openingWith({ practiceId: 'far' })];
    const found = look(twoPlaces(openings), '2026-11-11T12:00:00Z');
    assert.equal(found.day, 'over');
    assert.deepEqual(
      found.closed.map(({ siteId }) => siteId),
      ['there'],
    );
  });
});

describe('A day far away', () => {
  it('is read like any other', () => {
    const found = look(territoryWith(), '2099-12-31T08:15:00Z');
    assert.deepEqual(linesOf(found), ['here open 2099-12-31T08:00Z–2099-12-31T09:00Z 3']);
  });

  it('is the last of the calendar without a fault', () => {
    const found = look(territoryWith({ from: '22:00', to: '02:00' }), '9999-12-31T22:30:00Z');
    assert.equal(found.day, 'open');
  });
});
