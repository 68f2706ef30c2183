import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { indicatorDefinitions } from '@relais/engine/indicators';
import { complete, ended, event, figuresOf, intake, log, patient, ratio, started } from './support.ts';

const start = '2026-10-05T08:00:00Z';
const taken = (hold: string, at: string) => ({ hold, practiceId: 'cabinet-1', start: at });

/** Every measured indicator, computed by hand. */
const cases = {
  'COOP-01': '2',
  'COOP-02': '1/3',
  'COOP-03': '1/3',
  'COOP-04': '1/2',
  'COOP-05': '3/4',
  'COOP-06': '1/4',
  'COOP-07': '4',
  'COOP-08': '4',
  'COOP-09': '1/3',
  'COOP-10': '1/6',
  'COOP-11': '1/2',
  'COOP-12': '1/4',
  'COOP-14': '2',
  'COOP-15': '1/2',
  'SNP-01': '5',
  'SNP-03': '4',
  'SNP-02': '3',
  'SNP-04': '2/10',
  'SNP-06': '2/2',
  'SNP-07': '1/4',
  'SNP-08': '1/5',
  'SNP-09': '1/2',
  'SNP-10': '5',
  'SNP-11': '1/1',
  'SNP-12': '5',
  'SNP-13': '1/2',
  'SNP-14': '1/1',
  'SNP-16': '1',
  'SNP-17': '1/2',
  'SNP-18': '0/1',
  'SNP-19': '1/1',
  'SNP-20': '1/1',
  'SNP-21': '2/4',
  'SNP-23': '0/2',
  'ACI-P1': '1',
  'ACI-P2': '2',
  'TER-01': '1',
  'TER-03': '1',
  'SEA-01': '5',
  'SEA-03': '1/1',
  'ACI-V1': '1',
  'ACI-C1': '0',
  'ACI-C2': '0',
  'ACI-Q1': '1',
  'ACI-S1': '0',
  'STF-01': '1',
};

/** Four included runs of two patients, one stopped, one refused, one to learn by and one for review. */
const runs = [
  started('r1', start, { who: 'ana', more: { certified: true, consent: 'c1' } }),
  ended('r1', start, {}, 'ana'),
  started('r2', start, { who: 'ana', more: { certified: true } }),
  ended(
    'r2',
    start,
    {
      acts: [
        { by: 'delegate', type: 'odynophagie' },
        { by: 'delegator', type: 'odynophagie' },
      ],
    },
    'ana',
  ),
  { ...started('r3', start, { who: 'bob', more: { certified: false } }), actor: 'professional:p2' },
  { ...ended('r3', start, {}, 'bob'), actor: 'professional:p2' },
  started('r4', start, { who: 'bob', more: { activation: 'season', certified: true } }),
  ended('r4', start, { outcome: 'redirected', target: 'attendingDoctor', acts: [] }, 'bob'),
  started('r5', start, { who: 'cleo', more: { certified: true } }),
  ended('r5', start, { outcome: 'redirected', target: 'emergency', level: 'stop', rules: ['age'], acts: [] }, 'cleo'),
  started('r6', start, { who: 'dan', more: { certified: true } }),
  ended('r6', start, { outcome: 'refused', acts: [] }, 'dan'),
  started('r7', start, { who: 'eve', more: { training: true } }),
  started('r8', start, { who: 'fay', more: { missing: ['consentMissing'] } }),
  event('run.alert-raised', 'r1', { rule: 'trismus', kind: 'urgent' }),
  event('run.alert-acknowledged', 'r1', { rule: 'trismus', kind: 'urgent', seconds: 30 }),
  event('run.alert-raised', 'r2', { rule: 'fever', kind: 'alert' }),
  event('run.alert-raised', 'r5', { rule: 'age', kind: 'stop' }),
  event('adverse-event.declared', 'e1', {
    ...{ protocol: 'odynophagie', run: 'r1', type: 'care', severity: 'minor', occurredOn: '2026-10-31' },
  }),
];

const consents = (['given', 'refused', 'referredToDoctor', 'withdrawn'] as const).map((decision) =>
  event('consent.recorded', `c-${decision}`, {
    ...{ hash: 'h', code: 'careByProtocol', decision, method: 'oral', channel: 'onSite', confirmedAt: start },
    ...{ givers: ['patient'], protocol: { id: 'odynophagie', version: '1' } },
  } as never),
);

const team = [
  event('protocol.step-taken', 'odynophagie', { protocolVersion: '1', state: 'active', from: '2026-01-01' }),
  event('protocol.step-taken', 'ended', { protocolVersion: '1', state: 'active', from: '2026-01-01' }),
  event('protocol.step-taken', 'ended', { protocolVersion: '1', state: 'withdrawn', from: '2026-10-31' }),
  event('team.member-declared', 'p1', { protocol: 'odynophagie', function: 'delegate', from: '2026-10-31' }),
  event('team.member-declared', 'p2', { protocol: 'odynophagie', function: 'delegator', from: '2026-01-01' }),
  event('team.member-declared', 'p3', { protocol: 'odynophagie', function: 'delegate', from: '2026-01-01' }),
  event('team.member-ended', 'p3', { protocol: 'odynophagie', function: 'delegate', on: '2026-10-30' }),
];

/** Five requests: a seat by the desk, one online, one cancelled; a call back given up, another made; one redirected. */
const requests = [
  event(
    'booking.confirmed',
    'b1',
    { ...taken('h1', '2026-10-05T16:00:00Z'), siteId: 's1', reason: 'fever' },
    {
      at: start,
      person: patient('gus', { age: 3, commune: '35238', attendingDoctor: 'none' }),
    },
  ),
  intake('i1', start, { outcome: 'seat', booking: 'b1' }, 'gus'),
  event(
    'booking.confirmed',
    'b2',
    { ...taken('h2', '2026-10-07T08:00:00Z'), siteId: 's1', reason: 'fever' },
    {
      at: start,
      actor: 'patient',
      person: patient('hal'),
    },
  ),
  event(
    'booking.confirmed',
    'b3',
    { ...taken('h3', '2026-10-05T09:00:00Z'), reason: 'fever' },
    {
      at: start,
      actor: 'patient',
      person: patient('ivy'),
    },
  ),
  event('booking.cancelled', 'b3', taken('h3', '2026-10-05T09:00:00Z')),
  event('callback.requested', 'k1', {
    class: 'soon',
    rank: 1,
    targetMinutes: 60,
    entryPoint: 'nurse',
    arrivedAt: start,
  }),
  event('callback.closed', 'k1', { outcome: 'givenUp' }, { at: '2026-10-05T10:00:00Z' }),
  event('callback.requested', 'k2', {
    class: 'soon',
    rank: 1,
    targetMinutes: 60,
    entryPoint: 'nurse',
    arrivedAt: start,
  }),
  intake('i2', start, { outcome: 'redirected', callback: 'k2' }),
  event('callback.closed', 'k2', { outcome: 'advised' }, { at: '2026-10-05T08:25:00Z' }),
];

const seen = (start?: string) => ({
  ...{ practiceId: 'cabinet-1', siteId: 's1', serviceDate: '2026-10-05' },
  ...(start === undefined ? { booked: false } : { booked: true, start }),
});
const gus = { person: patient('gus', { attendingDoctor: 'here' }) };

/**
 * Gus comes half an hour late for b1 and is seen for eleven minutes, which the doctor corrects to twelve, then writes for his doctor. Hal does not come
 * for b2. Of two without an appointment, one is closed the next day with no length known, the other has left and nothing is written of it. One more
 * was closed and opened again, and one was added by mistake.
 */
const visits = [
  event('visit.no-show', 'b1', seen('2026-10-05T16:00:00Z'), gus),
  event('visit.arrived', 'b1', seen('2026-10-05T16:00:00Z'), { at: '2026-10-05T16:25:00Z', ...gus }),
  event('visit.started', 'b1', seen('2026-10-05T16:00:00Z'), { at: '2026-10-05T16:30:00Z', ...gus }),
  event(
    'visit.closed',
    'b1',
    { ...seen('2026-10-05T16:00:00Z'), finalReason: 'otitis', minutes: 11, measured: true },
    { at: '2026-10-05T16:42:00Z', ...gus },
  ),
  event(
    'visit.corrected',
    'b1',
    { ...seen('2026-10-05T16:00:00Z'), finalReason: 'otitis', minutes: 12, withoutUs: 'emergency', corrects: 4 },
    { at: '2026-10-05T17:00:00Z', ...gus },
  ),
  event('visit.feedback-given', 'b1', { ...seen('2026-10-05T16:00:00Z'), channel: 'copied' }, gus),
  event('visit.no-show', 'b2', seen('2026-10-07T08:00:00Z'), { at: '2026-10-07T08:30:00Z' }),
  event('visit.added', 'w1', seen(), { at: '2026-10-05T10:00:00Z' }),
  event(
    'visit.closed',
    'w1',
    { ...seen(), finalReason: 'wound', redirection: 'imaging', withoutUs: 'wait', usual: true },
    { at: '2026-11-01T08:00:00Z' },
  ),
  event('visit.added', 'w2', seen(), { at: '2026-10-05T11:00:00Z' }),
  event('visit.done', 'w2', seen(), { at: '2026-10-05T11:10:00Z' }),
  event('visit.added', 'w3', seen(), { at: '2026-10-05T12:00:00Z' }),
  event('visit.closed', 'w3', { ...seen(), finalReason: 'wound', minutes: 3 }, { at: '2026-10-05T12:10:00Z' }),
  event('visit.retracted', 'w3', { ...seen(), state: 'closed' }, { at: '2026-10-05T12:11:00Z' }),
  event('visit.added', 'w4', seen(), { at: '2026-10-05T13:00:00Z' }),
  event('visit.retracted', 'w4', { ...seen(), state: 'arrived' }, { at: '2026-10-05T13:01:00Z' }),
];

/** A screening that was first entered with a wrong day, and a staff meeting. */
const actions = [
  event('action.declared', 'a1', { kind: 'prevention', mission: 'prevention', on: '2026-10-01' }),
  event('action.declared', 'a2', { kind: 'prevention', mission: 'prevention', on: '2026-10-31', corrects: 'a1' }),
  event('action.declared', 'a3', { kind: 'staffMeeting', mission: 'quality', on: '2026-10-12', attendees: 6 }),
];

/** Two professionals, one of whom has changed her mind. */
const statements = [
  event('satisfaction.stated', 's1', {
    protocol: 'odynophagie',
    part: 'delegate',
    level: 'verySatisfied',
    period: '2026',
  }),
  event('satisfaction.stated', 's2', { protocol: 'odynophagie', part: 'delegate', level: 'satisfied', period: '2026' }),
  event('satisfaction.stated', 's2', {
    protocol: 'odynophagie',
    part: 'delegate',
    level: 'dissatisfied',
    period: '2026',
  }),
];

const all = [...statements, ...runs, ...consents, ...team, ...requests, ...visits, ...actions];

const seats = [{ day: Date.UTC(2026, 9, 5) / 86_400_000, minute: 540, practice: 'cabinet-1', site: 's1', seats: 10 }];

describe('indicators, computed by hand', () => {
  it('has a case for every one that is measured or declared', () => {
    const measured = indicatorDefinitions.filter(({ absence }) => absence === undefined).map(({ id }) => id);
    assert.deepEqual(Object.keys(cases).sort(), measured.sort());
    assert.equal(indicatorDefinitions.length, 67);
  });

  for (const [id, expected] of Object.entries(cases)) {
    it(`${id} is ${expected}`, () => {
      const figures = figuresOf(log(all), { seatsOpened: () => seats });
      const [figure] = figures.answer(
        { indicators: [id], from: '2026-10-01', to: '2026-10-31' },
        '2026-12-01',
        'complete',
      );
      assert.equal(ratio(figure!), expected);
    });
  }

  it('says minutes as a median with nine in ten', () => {
    // From 10:00 to the visit at 18:30, and to a seat two days later at 10:00.
    const figure = complete(all, 'SNP-06');
    assert.deepEqual([figure.value, figure.p90], [(510 + 2880) / 2, 2880]);
    assert.equal(complete(all, 'SNP-11').value, 25);
    assert.equal(complete(all, 'SNP-14').value, 12);
  });

  it('counts what is left out apart', () => {
    assert.deepEqual(complete(all, 'COOP-01').excluded, {
      ...{ cancelled: 0, erroneous: 0, training: 1, trial: 0, needsReview: 1, unknownPatient: 0 },
    });
    assert.equal(complete(all, 'SNP-04').excluded.cancelled, 1);
  });

  it('counts apart what was of a trial, whatever has become of it, and what was moved out of it as usual', () => {
    const at = (id: string, day: string, data: object) =>
      event('booking.confirmed', id, { ...taken(id, `${day}T08:00:00Z`), ...data }, { at: start, person: patient(id) });
    const rows = [
      at('t1', '2026-10-06', { trial: true }),
      event('visit.started', 't1', { ...seen(), booked: true }, { at: '2026-10-06T08:00:00Z' }),
      event('visit.closed', 't1', { ...seen(), booked: true, finalReason: 'wound', minutes: 9 }),
      at('t2', '2026-10-06', { trial: true }),
      event('booking.cancelled', 't2', taken('t2', '2026-10-06T08:00:00Z')),
      at('t3', '2026-10-06', { trial: true }),
      event('booking.moved', 't3', {
        from: taken('t3', '2026-10-06T08:00:00Z'),
        to: taken('h', '2026-10-20T08:00:00Z'),
      }),
      at('t4', '2026-10-20', {}),
      event('booking.moved', 't4', {
        from: taken('t4', '2026-10-20T08:00:00Z'),
        to: { ...taken('g', '2026-10-06T08:00:00Z'), trial: true },
      }),
      intake('i4', start, { outcome: 'seat', booking: 't4' }, 't4'),
      event('visit.added', 'w1', { ...seen(), trial: true }, { at: '2026-10-06T09:00:00Z' }),
      event('visit.closed', 'w1', { ...seen(), finalReason: 'wound', minutes: 3 }, { at: '2026-10-06T09:10:00Z' }),
    ];
    const apart = (id: string) => {
      const { numerator, excluded } = complete(rows, id);
      return [numerator, excluded.trial, excluded.cancelled];
    };
    assert.deepEqual(apart('SNP-01'), [1, 3, 0]);
    assert.deepEqual(apart('SNP-04'), [1, 3, 0]);
    assert.deepEqual(apart('SNP-02'), [0, 2, 0]);
  });

  it('counts what was booked above the capacity, as it stands after it was moved or taken back', () => {
    const seat = (hold: string, overbooked = false) => ({
      ...taken(hold, '2026-10-06T08:00:00Z'),
      ...(overbooked && { overbooked: true as const }),
    });
    const rows = [
      event('booking.confirmed', 'o1', seat('o1', true)),
      event('booking.confirmed', 'o2', seat('o2', true)),
      event('booking.moved', 'o2', { from: seat('o2', true), to: seat('o3') }),
      event('booking.confirmed', 'o4', seat('o4', true)),
      event('booking.cancelled', 'o4', seat('o4', true)),
      event('booking.confirmed', 'o5', seat('o5', true)),
      event('booking.cancelled', 'o5', seat('o5', true)),
      event('booking.restored', 'o5', seat('o6', true)),
    ];
    assert.equal(ratio(complete(rows, 'SNP-23')), '2/3');
    assert.equal(complete(rows, 'SNP-04').numerator, 1);
  });

  it('counts a run that was to be reviewed once it has been found to count', () => {
    const reviewed = [...all, event('run.reviewed', 'r8', { counts: true })];
    const figure = complete(reviewed, 'COOP-01');
    assert.deepEqual([figure.numerator, figure.excluded.needsReview], [3, 0]);
  });

  it('goes through no days before the first one that can be asked for, whatever was mistyped', (t) => {
    const declared = (id: string, occurredOn: string) =>
      event('adverse-event.declared', id, { protocol: 'odynophagie', type: 'care', severity: 'minor', occurredOn });
    const figures = figuresOf(
      log([declared('e1', '0202-11-09'), declared('e2', '1999-12-30'), declared('e3', '2026-10-05')]),
    );
    const months = t.mock.method(Date.prototype, 'getUTCFullYear').mock;
    const query = { indicators: ['COOP-03'], from: '2000-01-01', to: '2000-01-31', compare: 'previous' } as const;
    const [january] = figures.answer({ ...query, indicators: [...query.indicators] }, '2026-12-01');
    assert.equal(january!.comparison!.counted, null, 'nobody is shown of the days before');
    assert.ok(months.callCount() < 2000, `${months.callCount()} months looked at`);
  });

  it('counts a run of a wrong clock at the instant it was put right to, once it has been found to count', () => {
    const run = started('ahead', '2026-10-12T08:00:00Z', { more: { clockCorrected: 40 * 86_400 } });
    const before = complete([run], 'COOP-01');
    assert.deepEqual([before.numerator, before.excluded.needsReview], [0, 1]);
    const reviewed = [run, event('run.reviewed', 'ahead', { counts: true })];
    const days = { from: '2026-10-12', to: '2026-10-12' };
    assert.equal(complete(reviewed, 'COOP-01', days).numerator, 1);
  });

  it('counts who was not included: not eligible as stopped, and a refusal as one, once each and in no other figure', () => {
    const found = (id: string, reason: 'notEligible' | 'patientRefused' | 'consentRefused') =>
      event('non-inclusion.recorded', id, {
        ...{ protocol: 'odynophagie', protocolVersion: '1', kind: 'cooperationProtocol' },
        ...{ regime: 'ownCompetence', profession: 'pharmacist', reason, decidedAt: '2026-10-12T08:00:00Z' },
      });
    const rows = [...all, found('n1', 'notEligible'), found('n2', 'patientRefused'), found('n3', 'consentRefused')];
    assert.equal(ratio(complete(rows, 'COOP-10')), '2/7');
    assert.equal(ratio(complete(rows, 'COOP-09')), '3/5');
    for (const id of ['COOP-01', 'COOP-05', 'COOP-08', 'COOP-12'])
      assert.equal(ratio(complete(rows, id)), ratio(complete(all, id)), id);
  });

  it('has no share of nothing', () => {
    const figure = complete([], 'COOP-09');
    assert.deepEqual([figure.value, figure.numerator, figure.denominator], [null, 0, 0]);
  });
});

describe('the days of a figure', () => {
  const halfPastEleven = '2026-10-31T22:30:00Z';

  it('counts 23:30 on 31 October in Paris, and not half past midnight', () => {
    const rows = [intake('late', halfPastEleven), intake('after', '2026-10-31T23:30:00Z')];
    assert.equal(complete(rows, 'SNP-01').numerator, 1);
    assert.equal(complete(rows, 'SNP-01', { from: '2026-11-01', to: '2026-11-30' }).numerator, 1);
  });

  it('counts each half past two of the night the clocks go back, once and on its day', () => {
    const rows = [intake('first', '2026-10-25T00:30:00Z'), intake('second', '2026-10-25T01:30:00Z')];
    assert.equal(complete(rows, 'SNP-01', { from: '2026-10-25', to: '2026-10-25' }).numerator, 2);
    const { cells } = complete(rows, 'SNP-01', { by: ['hour'] });
    assert.deepEqual(
      cells?.map(({ key, numerator }) => [...key, numerator]),
      [['2', 2]],
    );
  });

  it('begins the day an hour earlier in summer', () => {
    const rows = [intake('before', '2026-03-28T22:59:00Z'), intake('of-sunday', '2026-03-29T21:59:00Z')];
    assert.equal(complete(rows, 'SNP-01', { from: '2026-03-29', to: '2026-03-29' }).numerator, 1);
  });

  it('puts a request that comes in late into the month it was made in', () => {
    const late = { ...intake('late', '2026-09-30T10:00:00Z'), at: Date.parse('2026-11-20T10:00:00Z') };
    assert.equal(complete([late], 'SNP-01').numerator, 0);
    assert.equal(complete([late], 'SNP-01', { from: '2026-09-01', to: '2026-09-30' }).numerator, 1);
  });

  it('follows a seat that is moved to another month', () => {
    const rows = [
      event('booking.confirmed', 'b1', taken('h1', '2026-10-05T09:00:00Z'), { person: patient('a') }),
      event('booking.moved', 'b1', {
        ...{ from: taken('h1', '2026-10-05T09:00:00Z'), to: taken('h2', '2026-11-05T09:00:00Z') },
      }),
    ];
    assert.equal(complete(rows, 'SNP-04').numerator, 0);
    assert.equal(complete(rows, 'SNP-04', { from: '2026-11-01', to: '2026-11-30' }).numerator, 1);
  });

  it('gives the whole of what it splits', () => {
    const rows = [intake('one', '2026-10-05T08:00:00Z'), intake('two', '2026-10-06T08:00:00Z')];
    const { numerator, cells } = complete(rows, 'SNP-01', { by: ['day'] });
    assert.deepEqual([numerator, cells?.map((cell) => cell.numerator)], [2, [1, 1]]);
  });

  it('compares whole months with as many before, and with the same a year ago', () => {
    const rows = [intake('now', '2026-10-05T08:00:00Z'), intake('before', '2026-09-05T08:00:00Z')];
    const { comparison } = complete(rows, 'SNP-01', { compare: 'previous' });
    assert.deepEqual([comparison?.from, comparison?.to, comparison?.numerator], ['2026-09-01', '2026-09-30', 1]);
    const year = complete(rows, 'SNP-01', { compare: 'sameLastYear' }).comparison;
    assert.deepEqual([year?.from, year?.to, year?.numerator], ['2025-10-01', '2025-10-31', 0]);
  });
});
