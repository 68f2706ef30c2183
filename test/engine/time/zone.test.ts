import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatLocal, isTimeZone, openZone } from '@relais/engine';

const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/** Instant of a wall time, as exchanged. */
function instantOf(zone: string, date: string, time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(openZone(zone).instantOf(dayOf(date), hours * 60 + minutes)).toISOString();
}

describe('Wall times of a zone', () => {
  it('reads a summer and a winter time', () => {
    assert.equal(instantOf('Europe/Paris', '2026-07-14', '09:00'), '2026-07-14T07:00:00.000Z');
    assert.equal(instantOf('Europe/Paris', '2026-11-09', '09:00'), '2026-11-09T08:00:00.000Z');
  });

  it('takes the first of two times in October', () => {
    assert.equal(instantOf('Europe/Paris', '2026-10-25', '02:30'), '2026-10-25T00:30:00.000Z');
    assert.equal(instantOf('Europe/Paris', '2026-10-25', '03:00'), '2026-10-25T02:00:00.000Z');
  });

  it('reads a time that does not exist in March with the offset before', () => {
    const start = openZone('Europe/Paris').instantOf(dayOf('2026-03-29'), 150);
    assert.equal(formatLocal(openZone('Europe/Paris'), start), '2026-03-29T03:30:00+02:00');
  });

  it('reads 24:00 as the midnight at the end of the day', () => {
    assert.equal(instantOf('Europe/Paris', '2026-03-28', '24:00'), instantOf('Europe/Paris', '2026-03-29', '00:00'));
  });

  it('knows the exact minute of both changes', () => {
    const zone = openZone('Europe/Paris');
    const hour = 3_600_000;
    for (const [change, before, after] of [
      ['2026-03-29T01:00:00Z', 1, 2],
      ['2026-10-25T01:00:00Z', 2, 1],
    ] as const) {
      assert.equal(zone.offsetAt(Date.parse(change) - 1), before * hour);
      assert.equal(zone.offsetAt(Date.parse(change)), after * hour);
    }
  });

  it('knows zones overseas without summer time', () => {
    for (const [zone, written] of [
      ['America/Martinique', '-04:00'],
      ['America/Cayenne', '-03:00'],
      ['Indian/Reunion', '+04:00'],
      ['Indian/Mayotte', '+03:00'],
      ['Pacific/Noumea', '+11:00'],
      ['Pacific/Tahiti', '-10:00'],
      ['Pacific/Wallis', '+12:00'],
    ] as const) {
      for (const date of ['2026-01-15', '2026-07-15']) {
        const start = openZone(zone).instantOf(dayOf(date), 540);
        assert.equal(formatLocal(openZone(zone), start), `${date}T09:00:00${written}`);
      }
    }
  });

  it('knows the summer time of Saint-Pierre-et-Miquelon', () => {
    const zone = openZone('America/Miquelon');
    assert.equal(formatLocal(zone, Date.parse('2026-01-15T12:00:00Z')), '2026-01-15T09:00:00-03:00');
    assert.equal(formatLocal(zone, Date.parse('2026-07-15T12:00:00Z')), '2026-07-15T10:00:00-02:00');
  });

  it('knows a change of half an hour and offsets in quarters', () => {
    const start = openZone('Australia/Lord_Howe').instantOf(dayOf('2026-10-04'), 135);
    assert.equal(formatLocal(openZone('Australia/Lord_Howe'), start), '2026-10-04T02:45:00+11:00');
    assert.equal(formatLocal(openZone('Pacific/Marquesas'), 0), '1969-12-31T14:30:00-09:30');
    assert.equal(
      formatLocal(openZone('Asia/Kathmandu'), Date.parse('2026-01-01T00:00:00Z')),
      '2026-01-01T05:45:00+05:45',
    );
  });

  it('gives back the wall time it was given, all year', () => {
    const zone = openZone('Europe/Paris');
    for (let day = dayOf('2026-01-01'); day <= dayOf('2026-12-31'); day += 1) {
      for (const minutes of [0, 90, 181, 540, 1439]) {
        assert.deepEqual(zone.wallTimeOf(zone.instantOf(day, minutes)), { day, minutes });
      }
    }
  });

  it('refuses names that are no time zone', () => {
    for (const name of ['Europe/Paname', '', 'CET+1', '+01:00', '-0300']) assert.equal(isTimeZone(name), false, name);
    for (const name of ['Europe/Paris', 'UTC', 'Pacific/Wallis']) assert.equal(isTimeZone(name), true, name);
  });
});
