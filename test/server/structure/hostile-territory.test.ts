import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Fault } from '@relais/model';
import { bearer, openBackend } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { createTerritory } from '../support/territory.ts';

/** Of this process's computing; a file that is judged in squares or cubes takes minutes. */
const MOST_CPU_MS = 6000;
const MEBIBYTE = 1024 * 1024;

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const north = (index: number) => ({
  practiceId: 'north',
  days: ['mon'],
  from: '09:00',
  to: '10:00',
  slotMinutes: 5 + (index % 50),
});
const dateOf = (index: number) => new Date(index * 86_400_000).toISOString().slice(0, 10);
const nobody = [
  'new-year',
  'easter-monday',
  'labour-day',
  'victory-1945',
  'ascension',
  'whit-monday',
  'bastille-day',
  'assumption',
  'all-saints',
  'armistice-1918',
  'christmas',
];

/** Files of up to a mebibyte, each made to be slow to judge in one way. */
const files: Record<string, () => object> = {
  'openings that all overlap': () => ({ openings: many(8000, north) }),
  'openings that are all the same': () => ({ openings: many(8000, () => north(0)) }),
  'openings of one day each': () => ({
    openings: many(6500, (index) => ({ ...north(index), validFrom: dateOf(index), validTo: dateOf(index) })),
  }),
  'rotations that hardly ever meet': () => ({
    openings: many(5000, (index) => ({
      ...north(index),
      rotation: { anchor: '2026-01-05', cycleWeeks: 501 + (index % 19), weeks: [index % 500] },
    })),
  }),
  'openings on holidays that never come': () => ({
    holidaysWorked: nobody,
    openings: many(2000, (index) => ({ ...north(index), onHoliday: 'only' })),
  }),
  'openings of practices that are not there': () => ({
    openings: many(8000, (index) => ({ ...north(index), practiceId: `p${index}` })),
  }),
  'openings that are none': () => ({ openings: many(20_000, () => 1) }),
  'days without number': () => ({ openings: [{ ...north(0), days: many(150_000, () => 'x') }] }),
  'lists in lists of what is wrong': () => ({
    openings: many(8, () => ({ ...north(0), days: many(19_000, () => 'x') })),
  }),
  'closures of everybody at all times': () => ({
    practices: many(5000, (index) => ({ id: `p${index}`, siteId: 's' })),
    sites: [{ id: 's' }],
    openings: [{ ...north(0), practiceId: 'p1' }],
    exceptions: many(7000, (index) => ({
      type: 'closure',
      from: '0001-01-01',
      to: '9999-12-31',
      fromTime: '03:00',
      toTime: `04:${10 + (index % 50)}`,
    })),
  }),
  'slots without number': () => ({
    openings: many(8000, (index) => ({ ...north(0), from: '00:00', to: '24:00', capacity: 1 + index })),
  }),
  'sites that are not there': () => ({
    travelMinutes: Object.fromEntries(
      many(1900, (index) => [`c${index}`, Object.fromEntries(many(40, (site) => [`x${site}`, 1]))]),
    ),
  }),
  'communes without number': () => ({
    travelMinutes: Object.fromEntries(many(15_000, (index) => [`commune-${index}`, {}])),
  }),
  'volunteers that are all one': () => ({ volunteers: many(9000, () => ({ id: 'v' })) }),
  'numbers beyond all measure': () => ({
    rules: { minNoticeMinutes: 9e15, maxHorizonDays: 9e15, holdSeconds: 9e15 },
    openings: [{ ...north(0), gapMinutes: 9e15, capacity: 9e15 }],
  }),
  'breaks without number': () => ({
    openings: [{ ...north(0), breaks: many(19_000, () => ({ from: '09:00', to: '09:01' })) }],
  }),
  'a time zone without end': () => ({ timezone: 'Europe/'.repeat(100_000) }),
};

describeEngines('a territory made to be slow', (engine) => {
  let backend: TestBackend;
  let coordinator: Record<string, string>;
  before(async () => {
    backend = await openBackend(engine);
    coordinator = bearer(await backend.token('coordinator'));
  });
  after(() => backend.close());

  for (const [words, create] of Object.entries(files)) {
    it(`is judged in time: ${words}`, async () => {
      const text = JSON.stringify({ ...createTerritory(), ...create() });
      assert.ok(text.length < MEBIBYTE, String(text.length));
      const began = process.cpuUsage();
      const answer = await backend.call<OrProblem<{ faults?: Fault[] }>>('PUT', '/territory', text, coordinator);
      assert.ok(
        [204, 400, 422].includes(answer.status),
        `${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`,
      );
      if (answer.status === 204) assert.equal((await backend.call('GET', '/slots')).status, 200);
      else {
        const { faults = [] } = answer.body;
        assert.ok(faults.length > 0 && faults.length <= 101, String(faults.length));
        assert.ok(JSON.stringify(answer.body).length < 100_000);
      }
      const { user, system } = process.cpuUsage(began);
      assert.ok(user + system < MOST_CPU_MS * 1000, `${(user + system) / 1000} ms of computing`);
    });
  }
});
