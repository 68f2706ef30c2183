import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { validateTerritory } from '@relais/engine';
import type { TerritoryProblem } from '@relais/engine';
import type { ExtraOpening, Opening } from '@relais/model';
import { bareTerritory, openingWith, openingWithoutLength, readTerritory, territoryWith } from '../support.ts';

/** Everything the validation finds wrong. */
function problemsOf(input: unknown): readonly TerritoryProblem[] {
  const validation = validateTerritory(input);
  return validation.ok ? [] : validation.problems;
}

/** The one thing it finds wrong: code, path and value. */
function problemOf(input: unknown): unknown[] {
  const problems = problemsOf(input);
  assert.equal(problems.length, 1, JSON.stringify(problems, null, 1));
  const [{ code, path, value, accepted, message } = assert.fail()] = problems;
  assert.ok(message.includes(accepted), message);
  return [code, path, value];
}

/** A territory with one value set somewhere, by a dotted path. */
function changed(territory: object, path: string, value: unknown): unknown {
  const copy = structuredClone(territory) as Record<string, unknown>;
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const node = steps.reduce<Record<string, unknown>>((parent, step) => parent[step] as Record<string, unknown>, copy);
  if (value === undefined) Reflect.deleteProperty(node, last);
  else node[last] = value;
  return copy;
}

const extra: ExtraOpening = {
  type: 'opening',
  practiceId: 'cab',
  date: '2026-11-14',
  from: '09:00',
  to: '10:00',
  slotsPerHour: 4,
};

describe('A territory file', () => {
  it('is accepted with its compiled form when it is right', () => {
    for (const name of ['val-de-brume', 'rives-de-lorme', 'piemont-des-forges', 'trois-vallees'] as const) {
      const validation = validateTerritory(readTerritory(name));
      assert.ok(validation.ok);
      assert.equal(validation.compiled.territory.id, name);
    }
  });

  it('may hold keys the format does not know', () => {
    const territory = { ...territoryWith(), population: 98_000, callHandling: { phoneWindow: {} }, note: null };
    const validation = validateTerritory(territory);
    assert.ok(validation.ok);
    assert.equal(validation.territory.population, 98_000);
  });

  it('is refused when it is no object', () => {
    for (const input of [null, undefined, 3, 'x', []]) assert.equal(problemsOf(input).length, 1);
    assert.match(problemsOf(null)[0]?.message ?? '', /^The document is null; accepted: a csnp-territory\/1 document/);
  });

  it('is refused with every fault at once', () => {
    const territory = changed(territoryWith({ from: '25:00', to: '24:30' }), 'holidayCalendar', 'FR-bretagne');
    assert.deepEqual(
      problemsOf(territory).map(({ code, path, value }) => [code, path, value]),
      [
        ['unknown-calendar', 'holidayCalendar', 'FR-bretagne'],
        ['malformed-time', 'openings[0].from', '25:00'],
        ['malformed-time', 'openings[0].to', '24:30'],
      ],
    );
  });

  it('is told what is accepted, in one sentence', () => {
    const [problem] = problemsOf(territoryWith({ from: '9h' }));
    assert.equal(problem?.accepted, 'a wall time HH:MM from 00:00 to 23:59, or 24:00');
    assert.equal(
      problem.message,
      'openings[0].from is "9h"; accepted: a wall time HH:MM from 00:00 to 23:59, or 24:00.',
    );
  });

  it('names what is missing', () => {
    for (const key of ['formatVersion', 'timezone', 'holidayCalendar', 'practices', 'openings']) {
      assert.deepEqual(problemOf(changed(territoryWith(), key, undefined)), ['missing', key, undefined]);
    }
    assert.deepEqual(problemOf(changed(territoryWith(), 'practices.0.siteId', undefined)), [
      'missing',
      'practices[0].siteId',
      undefined,
    ]);
    assert.match(
      problemsOf(changed(territoryWith(), 'timezone', undefined))[0]?.message ?? '',
      /^timezone is missing; accepted: /,
    );
  });

  it('shortens long values in its message', () => {
    const [problem] = problemsOf(changed(territoryWith(), 'formatVersion', 'x'.repeat(500)));
    assert.ok(problem && problem.message.length < 160 && problem.message.includes('…'));
  });
});

describe('A wrong value', () => {
  const full = {
    ...territoryWith({
      rotation: { anchor: '2026-01-05', cycleWeeks: 2, weeks: [0] },
      breaks: [{ from: '09:15', to: '09:30' }],
    }),
    rules: {},
    allocation: {},
    overflow: {},
    sites: [{ id: 'here', ages: {} }],
    exceptions: [{ type: 'closure', from: '2026-11-09' }, extra],
  };

  const wrong: [path: string, value: unknown, code: string][] = [
    ['formatVersion', 'csnp-territory/2', 'not-accepted'],
    ['mode', 'mobile', 'not-accepted'],
    ['timezone', 'Europe/Paname', 'unknown-time-zone'],
    ['timezone', '+01:00', 'unknown-time-zone'],
    ['holidayCalendar', 'FR', 'unknown-calendar'],
    ['holidaysWorked', ['boxing-day'], 'unknown-holiday'],
    ['holidaysWorked', ['extra'], 'unknown-holiday'],
    ['extraHolidays', ['2026-02-29'], 'malformed-date'],
    ['rules.slotMinutes', 4, 'not-accepted'],
    ['rules.slotMinutes', 121, 'not-accepted'],
    ['rules.minNoticeMinutes', -1, 'not-accepted'],
    ['rules.maxHorizonDays', 1.5, 'not-accepted'],
    ['rules.holdSeconds', 0, 'not-accepted'],
    ['rules.onHoliday', 'maybe', 'not-accepted'],
    ['allocation.policy', 'random', 'not-accepted'],
    ['allocation.weight', 'seats', 'not-accepted'],
    ['allocation.period', 'week', 'not-accepted'],
    ['overflow.maxTravelMinutes', '40', 'not-accepted'],
    ['sites.0.stepFree', 'yes', 'not-accepted'],
    ['sites.0.equipment', 'suture', 'not-accepted'],
    ['sites.0.address', '', 'not-accepted'],
    ['sites.0.ages', { from: 16, to: 15 }, 'not-accepted'],
    ['sites.0.ages.from', 1.5, 'not-accepted'],
    ['practices', [], 'not-accepted'],
    ['practices.0.id', '', 'not-accepted'],
    ['practices.0.id', '__proto__', 'not-accepted'],
    ['practices.0.id', 'x'.repeat(81), 'not-accepted'],
    ['practices.0.holidayCalendar', 'FR-ouest', 'unknown-calendar'],
    ['openings.0.days', [], 'not-accepted'],
    ['openings.0.days', ['mon', 'mon'], 'not-accepted'],
    ['openings.0.from', '24:01', 'malformed-time'],
    ['openings.0.to', '9:00', 'malformed-time'],
    ['openings.0.to', '12:60', 'malformed-time'],
    ['openings.0.slotsPerHour', 7, 'slot-length-not-whole'],
    ['openings.0.slotsPerHour', 2.5, 'slot-length-not-whole'],
    ['openings.0.slotsPerHour', 0, 'slot-length-not-whole'],
    ['openings.0.slotMinutes', 4, 'not-accepted'],
    ['openings.0.gapMinutes', -5, 'not-accepted'],
    ['openings.0.capacity', 0, 'not-accepted'],
    ['openings.0.visibility', [], 'not-accepted'],
    ['openings.0.visibility', ['CPTS', 'CPTS'], 'not-accepted'],
    ['openings.0.validFrom', '2026-13-01', 'malformed-date'],
    ['openings.0.validTo', '09/11/2026', 'malformed-date'],
    ['openings.0.onHoliday', 'shut', 'not-accepted'],
    ['openings.0.reserved', { for: '', releaseMinutes: 10 }, 'not-accepted'],
    ['openings.0.reserved', { for: 'x', releaseMinutes: -1 }, 'not-accepted'],
    ['openings.0.rotation.anchor', '2026-02-30', 'malformed-date'],
    ['openings.0.rotation.cycleWeeks', 0, 'not-accepted'],
    ['openings.0.rotation.weeks', [], 'not-accepted'],
    ['openings.0.rotation.weeks', [0, 0], 'not-accepted'],
    ['openings.0.rotation.weeks', [2], 'week-outside-cycle'],
    ['openings.0.rotation.weeks', [-1], 'not-accepted'],
    ['openings.0.breaks.0.from', '24:15', 'malformed-time'],
    ['exceptions.0.type', 'holiday', 'not-accepted'],
    ['exceptions.0.from', '2026-11-31', 'malformed-date'],
    ['exceptions.0.to', '2026-11-08', 'dates-reversed'],
    ['exceptions.0.fromTime', '25:00', 'malformed-time'],
    ['exceptions.0.practiceId', 'nobody', 'unknown-practice'],
    ['exceptions.0.siteId', 'nowhere', 'unknown-site'],
    ['exceptions.1.date', '2026-11-00', 'malformed-date'],
    ['exceptions.1.practiceId', 'nobody', 'unknown-practice'],
    ['exceptions.1.slotsPerHour', 8, 'slot-length-not-whole'],
    ['travelMinutes', { 'a-b': { nowhere: 3 } }, 'unknown-site'],
    ['travelMinutes', { 'a-b': { here: -3 } }, 'not-accepted'],
    ['practices.0.siteId', 'nowhere', 'unknown-site'],
    ['openings.0.practiceId', 'nobody', 'unknown-practice'],
  ];

  it('is none in the file the others are made from', () => {
    assert.deepEqual(problemsOf(full), []);
  });

  for (const [path, value, code] of wrong) {
    it(`is refused: ${path} ${JSON.stringify(value).slice(0, 40)}`, () => {
      const [given, place] = problemOf(changed(full, path, value));
      assert.equal(given, code);
      const expected = path.replace(/\.(\d+)/g, '[$1]');
      assert.ok(String(place).startsWith(expected), `${String(place)} is not at ${expected}`);
    });
  }

  it('is shown at the place of a list where it stands', () => {
    const rotation = { anchor: '2026-01-05', cycleWeeks: 4, weeks: [3, 4] };
    assert.deepEqual(problemOf(territoryWith({ rotation })), [
      'week-outside-cycle',
      'openings[0].rotation.weeks[1]',
      4,
    ]);
    const travel = { ...full, travelMinutes: { 'le-col': { here: 1, there: 2 } } };
    assert.deepEqual(problemOf(travel), ['unknown-site', 'travelMinutes.le-col.there', 'there']);
  });
});

describe('What belongs together', () => {
  it('has one id each', () => {
    const twice = [
      { id: 'cab', siteId: 'here' },
      { id: 'cab', siteId: 'here' },
    ];
    assert.deepEqual(problemOf(territoryWith({}, { practices: twice })), ['duplicate', 'practices[1].id', 'cab']);
    const sites = [{ id: 'here' }, { id: 'here' }];
    assert.deepEqual(problemOf(territoryWith({}, { sites })), ['duplicate', 'sites[1].id', 'here']);
    const volunteers = [{ id: 'v1' }, { id: 'v2' }, { id: 'v1' }];
    assert.deepEqual(problemOf(territoryWith({}, { volunteers })), ['duplicate', 'volunteers[2].id', 'v1']);
  });

  it('has a length for its slots', () => {
    const territory = { ...bareTerritory(), openings: [openingWithoutLength()] };
    assert.deepEqual(problemOf(territory), ['slot-length-missing', 'openings[0].slotMinutes', undefined]);
    assert.deepEqual(problemsOf({ ...territory, rules: { slotMinutes: 15 } }), []);
  });

  it('is valid from a day before the last', () => {
    const opening = { validFrom: '2026-11-10', validTo: '2026-11-09' };
    assert.deepEqual(problemOf(territoryWith(opening)), ['dates-reversed', 'openings[0].validTo', '2026-11-09']);
    assert.deepEqual(problemsOf(territoryWith({ validFrom: '2026-11-09', validTo: '2026-11-09' })), []);
  });

  it('has trials that end after they begin, of eight weeks at most', () => {
    const trying = (from: string, to: string) =>
      territoryWith({}, { rules: { slotMinutes: 15, trials: [{ from, to }] } });
    const place = 'rules.trials[0].to';
    assert.deepEqual(problemsOf(trying('2026-11-09', '2026-11-09')), []);
    assert.deepEqual(problemsOf(trying('2026-11-09', '2027-01-03')), []);
    assert.deepEqual(problemOf(trying('2026-11-09', '2027-01-04')), ['trial-too-long', place, '2027-01-04']);
    assert.deepEqual(problemOf(trying('2026-11-09', '2026-11-08')), ['dates-reversed', place, '2026-11-08']);
    assert.deepEqual(problemOf(trying('2026-11-09', '2026-11-31')), ['malformed-date', place, '2026-11-31']);
    assert.equal(problemsOf(trying('0001-01-01', '9999-12-31'))[0]?.code, 'trial-too-long');
  });

  it('breaks off inside its window', () => {
    const outside = (pause: { from: string; to: string }, opening: Partial<Opening> = {}) =>
      problemsOf(territoryWith({ ...opening, breaks: [pause] })).map(({ code, path, value }) => [code, path, value]);
    const pause = { from: '12:00', to: '13:00' };
    assert.deepEqual(outside(pause), [['break-outside-window', 'openings[0].breaks[0]', pause]]);
    assert.deepEqual(outside({ from: '10:00', to: '10:15' }).length, 1);
    assert.deepEqual(outside({ from: '00:30', to: '00:45' }, { from: '23:00', to: '01:00' }), []);
  });

  it('closes a practice at its own site', () => {
    const practices = [
      { id: 'cab', siteId: 'here' },
      { id: 'far', siteId: 'there' },
    ];
    const closure = { type: 'closure' as const, from: '2026-11-09', practiceId: 'cab', siteId: 'there' };
    const territory = territoryWith({}, { practices, exceptions: [closure] });
    assert.deepEqual(problemOf(territory), ['not-accepted', 'exceptions[0].siteId', 'there']);
  });
});

describe('Overlapping openings of one practice', () => {
  const together = (...openings: Partial<Opening>[]) => ({ ...bareTerritory(), openings: openings.map(openingWith) });
  const isRefused = (...openings: Partial<Opening>[]) => {
    const problems = problemsOf(together(...openings));
    assert.ok(problems.every(({ code }) => code === 'overlapping-openings'));
    return problems.length > 0;
  };

  it('are refused, with the other one and the first date they meet', () => {
    const territory = together(
      { days: ['mon', 'tue'] },
      { days: ['tue'], from: '09:05', to: '09:50', validFrom: '2026-11-01' },
    );
    const [problem] = problemsOf(territory);
    assert.deepEqual([problem?.path, problem?.value], ['openings[1]', '09:05-09:50']);
    assert.match(problem?.message ?? '', /do not run into openings\[0\] \(09:00-10:00\), as on 2026-11-03/);
  });

  it('are accepted when they give the same starts and lengths', () => {
    assert.equal(isRefused({}, {}), false);
    assert.equal(isRefused({}, { from: '09:30', to: '10:30' }), false);
    assert.equal(isRefused({ slotMinutes: 20 }, { from: '09:40', to: '10:20', slotMinutes: 20 }), false);
  });

  it('are refused when one start has two lengths', () => {
    assert.equal(isRefused({ slotMinutes: 20 }, { slotMinutes: 30, to: '09:30' }), true);
  });

  it('are accepted one after the other', () => {
    assert.equal(isRefused({ to: '10:00' }, { from: '10:00', to: '11:10', slotMinutes: 35 }), false);
  });

  it('are accepted when breaks and gaps keep their slots apart', () => {
    const inside = { from: '09:15', to: '09:30', slotMinutes: 5 };
    assert.equal(isRefused({}, inside), true);
    assert.equal(isRefused({ breaks: [{ from: '09:15', to: '09:30' }] }, inside), false);
    assert.equal(isRefused({ slotMinutes: 15, gapMinutes: 30 }, inside), false);
    assert.equal(isRefused({ to: '09:20' }, inside), false);
  });

  const clash = { from: '09:05', to: '09:50' };

  it('are accepted on other weekdays', () => {
    assert.equal(isRefused({ days: ['mon', 'wed'] }, { ...clash, days: ['tue', 'thu'] }), false);
    assert.equal(isRefused({ days: ['mon', 'wed'] }, { ...clash, days: ['tue', 'wed'] }), true);
  });

  it('are accepted in other weeks of their rotations', () => {
    const turn = (weeks: number[], cycleWeeks: number, anchor = '2026-01-05') => ({
      rotation: { anchor, cycleWeeks, weeks },
    });
    assert.equal(isRefused(turn([0], 2), { ...clash, ...turn([1], 2) }), false);
    assert.equal(isRefused(turn([0], 2), { ...clash, ...turn([1], 2, '2026-01-12') }), true);
    assert.equal(isRefused(turn([0], 2), { ...clash, ...turn([1, 3], 4) }), false);
    assert.equal(isRefused(turn([0], 2), { ...clash, ...turn([1], 3) }), true);
  });

  it('are accepted while they are valid at other times', () => {
    assert.equal(isRefused({ validTo: '2026-06-30' }, { ...clash, validFrom: '2026-07-01' }), false);
    assert.equal(isRefused({ validTo: '2026-07-01' }, { ...clash, validFrom: '2026-07-01' }), true);
    assert.equal(isRefused({ days: ['sat'], validTo: '2026-07-03' }, { ...clash, validFrom: '2026-06-28' }), false);
  });

  it('are accepted when one is only on holidays and the other never', () => {
    assert.equal(isRefused({ onHoliday: 'closed' }, { ...clash, onHoliday: 'only' }), false);
    assert.equal(isRefused({ onHoliday: 'open' }, { ...clash, onHoliday: 'only' }), true);
    assert.equal(isRefused({ onHoliday: 'closed' }, { ...clash, onHoliday: 'open' }), true);
  });

  it('are accepted when no holiday ever falls where both are', () => {
    const only = { onHoliday: 'only' as const, validFrom: '2026-11-12', validTo: '2026-12-20' };
    assert.equal(isRefused({ onHoliday: 'open' }, { ...clash, ...only }), false);
    assert.equal(isRefused({ onHoliday: 'open' }, { ...clash, ...only, validTo: '2026-12-25' }), true);
  });

  it('are found past midnight', () => {
    const night = { from: '22:00', to: '02:00', slotsPerHour: 1 as const };
    const early = { from: '01:30', to: '03:30', slotsPerHour: 1 as const };
    assert.equal(isRefused(night, early), true);
    assert.equal(isRefused(early, night), true);
    assert.equal(isRefused({ ...night, days: ['mon'] }, { ...early, days: ['tue'] }), true);
    assert.equal(isRefused({ ...night, days: ['mon'] }, { ...early, days: ['mon'] }), false);
    assert.equal(isRefused({ ...night, days: ['sun'] }, { ...early, days: ['mon'] }), true);
    assert.equal(isRefused(night, { ...early, from: '01:00', to: '03:00' }), false);
    assert.equal(isRefused(night, { ...early, from: '02:00', to: '04:00' }), false);
  });

  it('are found past midnight over the turn of a rotation', () => {
    const night = { from: '22:00', to: '02:00', slotsPerHour: 1 as const, days: ['sun' as const] };
    const early = { from: '01:30', to: '03:30', slotsPerHour: 1 as const, days: ['mon' as const] };
    const turn = (week: number) => ({ rotation: { anchor: '2026-01-05', cycleWeeks: 2, weeks: [week] } });
    assert.equal(isRefused({ ...night, ...turn(0) }, { ...early, ...turn(1) }), true);
    assert.equal(isRefused({ ...night, ...turn(0) }, { ...early, ...turn(0) }), false);
  });

  it('are found on the eve of a holiday', () => {
    const night = { from: '22:00', to: '02:00', slotsPerHour: 1 as const, onHoliday: 'closed' as const };
    const early = { from: '01:30', to: '03:30', slotsPerHour: 1 as const, onHoliday: 'only' as const };
    assert.equal(isRefused(night, early), true);
  });

  it('are no fault between two practices', () => {
    const practices = [
      { id: 'cab', siteId: 'here' },
      { id: 'next', siteId: 'here' },
    ];
    const openings = [openingWith(), openingWith({ ...clash, practiceId: 'next' })];
    assert.deepEqual(problemsOf({ ...bareTerritory({ practices }), openings }), []);
  });

  it('are refused for extra openings, on their date', () => {
    const late = { ...extra, from: '09:05', to: '09:50' };
    const saturday = territoryWith({ days: ['sat'] }, { exceptions: [late] });
    assert.deepEqual(problemOf(saturday), ['overlapping-openings', 'exceptions[0]', '09:05-09:50']);
    assert.deepEqual(problemsOf(territoryWith({ days: ['fri'] }, { exceptions: [late] })), []);
    assert.deepEqual(problemsOf(territoryWith({ days: ['sat'], validTo: '2026-11-13' }, { exceptions: [late] })), []);
    assert.deepEqual(problemOf(territoryWith({ days: ['sun'] }, { exceptions: [extra, late] })).slice(0, 2), [
      'overlapping-openings',
      'exceptions[1]',
    ]);
    assert.deepEqual(
      problemsOf(territoryWith({ days: ['sun'] }, { exceptions: [extra, { ...late, date: '2026-11-21' }] })),
      [],
    );
  });

  it('are refused for an extra opening past midnight', () => {
    const night = { ...extra, from: '22:00', to: '02:00', slotsPerHour: 1 as const };
    const early = { from: '01:30', to: '02:30', slotsPerHour: 1 as const, days: ['sun' as const] };
    assert.deepEqual(problemOf(territoryWith(early, { exceptions: [night] }))[0], 'overlapping-openings');
  });

  it('are judged at once even when they can never meet', () => {
    const turn = (cycleWeeks: number, week: number) => ({
      rotation: { anchor: '2026-01-05', cycleWeeks, weeks: [week] },
    });
    const openings = Array.from({ length: 40 }, (_, week) => ({
      from: `09:${String(week + 10)}`,
      to: '10:30',
      slotMinutes: 15,
      ...turn(40, week),
    }));
    const started = performance.now();
    assert.equal(isRefused(...openings), false);
    assert.ok(performance.now() - started < 2000);
  });
});
