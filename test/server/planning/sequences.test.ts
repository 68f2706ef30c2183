import assert from 'node:assert/strict';
import { it } from 'node:test';
import { plannedSlotAt } from '@relais/engine';
import type { Hold, OwnPlanning, PlanningCheck, Professional, Territory } from '@relais/model';
import fc from 'fast-check';
import { ledgerOptions, readLedger } from '../../../packages/server/src/allocation/ledger-book.ts';
import { signDevelopmentToken } from '../../../packages/server/src/core/auth/development-token.ts';
import { territoryDocument } from '../../../packages/server/src/scheduling/index.ts';
import { assertChain, bearer, openBackend, SECRET } from '../support/backend.ts';
import type { TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { createTerritory, STRUCTURE } from '../support/territory.ts';

const STARTS = ['08:00', '08:15', '08:30'].map((time) => `2026-11-09T${time}:00Z`);
const PRACTICES = ['north', 'oaks'] as const;
const CHOICES = ['move', 'keep', 'call'] as const;

interface Plan {
  readonly capacity: readonly number[];
  readonly closed: readonly boolean[];
  /** Both at one site, or each at its own. */
  readonly isTogether: boolean;
}

type Step =
  | { readonly kind: 'hold'; readonly practice: number; readonly start: number }
  | { readonly kind: 'confirm' | 'cancel' | 'move'; readonly pick: number }
  | { readonly kind: 'publish'; readonly plan: Plan; readonly choices: readonly number[]; readonly from: number }
  | { readonly kind: 'undo'; readonly choices: readonly number[] }
  /** Whoever receives in a practice is away, or takes that back. */
  | { readonly kind: 'away' | 'back'; readonly practice: number }
  | { readonly kind: 'import'; readonly plan: Plan };

const pick = fc.nat(30);
const choices = fc.array(fc.nat(2), { minLength: 1, maxLength: 6 });
const plan: fc.Arbitrary<Plan> = fc.record({
  capacity: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 2 }),
  closed: fc.array(fc.boolean(), { minLength: 2, maxLength: 2 }),
  isTogether: fc.boolean(),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('hold' as const), practice: fc.nat(1), start: fc.nat(2) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('confirm', 'confirm', 'cancel', 'move'), pick }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('publish' as const), plan, choices, from: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), choices }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('away', 'back'), practice: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('import' as const), plan }) },
);

interface World {
  readonly backend: TestBackend;
  readonly coordinator: Record<string, string>;
  /** Whoever receives in each practice. */
  readonly providers: readonly Record<string, string>[];
  holds: Hold[];
  bookings: { readonly id: string; readonly token: string }[];
}

describeEngines('any sequence of publications, bookings, moves, closures, absences and undos', (engine) => {
  it('keeps seats within capacity, the ledger at zero, and every booking kept, moved or on the list to call', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
        const backend = await openBackend(engine, { clock: { now: Date.parse('2026-11-09T06:00:00Z') } });
        const coordinator = bearer(await backend.token('coordinator'));
        const world: World = { backend, coordinator, providers: await signIn(backend), holds: [], bookings: [] };
        try {
          for (const one of steps) {
            await take(world, one);
            await compare(world);
          }
          await assertChain(backend.store);
        } finally {
          await backend.close();
        }
      }),
      { numRuns: engine.name === 'sqlite' ? 10 : 2, endOnFailure: true },
    );
  });
});

const people: Professional[] = [
  ...PRACTICES.map((practiceId, index) => ({
    ...{ rpps: `9990000000${String(index)}`, familyName: 'Essai', givenName: practiceId },
    roles: [{ role: 'slotProvider' as const, practiceId }],
  })),
  { rpps: '99900000070', familyName: 'Vidal', givenName: 'Marc', roles: [{ role: 'structureAdmin' }] },
];

async function signIn(backend: TestBackend): Promise<Record<string, string>[]> {
  const administrator = bearer(await backend.token('structureAdmin'));
  const document = { formatVersion: 'relais-professionals/1', professionals: people };
  assert.equal((await backend.call('PUT', '/professionals', document, administrator)).status, 204);
  const rows = await backend.store.db.selectFrom('professional').select(['id', 'given_name']).execute();
  const ids = PRACTICES.map((practice) => rows.find((row) => row.given_name === practice)!.id);
  const { now } = backend.clock;
  const tokens = ids.map((professional) =>
    signDevelopmentToken(SECRET, { role: 'slotProvider', structure: STRUCTURE, professional, now }),
  );
  return (await Promise.all(tokens)).map(bearer);
}

function territoryOf({ capacity, closed, isTogether }: Plan): Territory {
  return createTerritory({
    rules: { ...createTerritory().rules, volunteersMay: ['close', 'open'] },
    practices: PRACTICES.map((id, index) => ({ id, siteId: isTogether || index === 0 ? 's-mill' : 's-gate' })),
    openings: PRACTICES.map((practiceId, index) => ({
      ...{ practiceId, days: ['mon' as const], from: '09:00', to: '09:45', slotsPerHour: 4 as const },
      capacity: capacity[index]!,
    })),
    exceptions: PRACTICES.flatMap((practiceId, index) =>
      closed[index] ? [{ type: 'closure' as const, practiceId, from: '2026-11-09' }] : [],
    ),
  });
}

async function take(world: World, one: Step): Promise<void> {
  const { backend } = world;
  switch (one.kind) {
    case 'hold': {
      const { status, body } = await backend.hold({ practiceId: PRACTICES[one.practice]!, start: STARTS[one.start]! });
      if (status === 201) world.holds.push(body);
      else assert.equal(status, 409);
      return;
    }
    case 'confirm': {
      const [hold] = world.holds.splice(one.pick % Math.max(1, world.holds.length), 1);
      const answer = hold && (await backend.book(hold.token));
      if (answer?.status === 201) world.bookings.push(answer.body);
      else assert.ok(answer === undefined || answer.status === 410);
      return;
    }
    case 'cancel': {
      const [booking] = world.bookings.splice(one.pick % Math.max(1, world.bookings.length), 1);
      if (booking) await changeBooking(world, 'DELETE', booking);
      return;
    }
    case 'move': {
      const booking = world.bookings[one.pick % Math.max(1, world.bookings.length)];
      const hold = booking && world.holds.pop();
      if (hold) await changeBooking(world, 'PATCH', booking, { token: hold.token });
      return;
    }
    case 'publish':
      return publish(world, one.choices, {
        territory: territoryOf(one.plan),
        from: ['2026-11-09', '2026-11-16'][one.from],
      });
    case 'undo':
      return publish(world, one.choices, { undoes: await versionOf(world) });
    case 'away':
    case 'back':
      return changeOwn(world, one.kind, world.providers[one.practice]!);
    case 'import':
      return backend.change(territoryOf(one.plan));
  }
}

async function changeBooking(
  { backend }: World,
  method: 'DELETE' | 'PATCH',
  { id, token }: { readonly id: string; readonly token: string },
  body?: object,
): Promise<void> {
  const { status } = await backend.call(method, `/bookings/${id}`, body, bearer(token));
  assert.ok(status === 200 || status === 410, String(status));
}

async function changeOwn({ backend }: World, kind: 'away' | 'back', provider: Record<string, string>): Promise<void> {
  const { body } = await backend.call<OwnPlanning>('GET', '/planning/own', undefined, provider);
  const [range] = body.ranges;
  const [exception] = body.exceptions;
  if (kind === 'away' && range && body.may.includes('close')) {
    const ranges = [{ practiceId: range.practiceId, start: range.start }];
    const { status } = await backend.call('POST', '/planning/own/absences', { ranges, reason: 'Absence' }, provider);
    assert.equal(status, 201);
  }
  if (kind === 'back' && exception) {
    const { status } = await backend.call('DELETE', `/planning/own/exceptions/${exception.id}`, undefined, provider);
    assert.equal(status, 200);
  }
}

async function versionOf({ backend, coordinator }: World): Promise<number> {
  return (await backend.call<{ version: number }>('GET', '/planning', undefined, coordinator)).body.version;
}

/** Looks first, then chooses for some of the bookings, and says nothing of the others. */
async function publish(world: World, made: readonly number[], what: object): Promise<void> {
  const { backend, coordinator } = world;
  const request = { base: await versionOf(world), reason: 'Essai', ...what };
  const check = await backend.call<PlanningCheck>('POST', '/planning/checks', request, coordinator);
  if (check.status !== 200) return assert.ok([400, 409].includes(check.status), String(check.status));
  const chosen = check.body.unseated.slice(0, made.length).map(({ booking, suggestion }, index) => {
    const choice = CHOICES[made[index]!];
    const seat = choice === 'move' && suggestion && { practiceId: suggestion.practiceId, start: suggestion.start };
    return { booking, choice, ...(seat && { seat }) };
  });
  const { status } = await backend.call('POST', '/planning/versions', { ...request, choices: chosen }, coordinator);
  assert.equal(status, 201);
}

async function compare({ backend, bookings }: World): Promise<void> {
  const { db } = backend.store;
  const territory = (await backend.context.views.read(STRUCTURE))!.documents.of(territoryDocument)!;
  const standing = await db.selectFrom('booking').selectAll().where('status', '=', 'confirmed').execute();
  assert.deepEqual(standing.map(({ id }) => id).sort(), bookings.map(({ id }) => id).sort());
  const open = await db.selectFrom('unseated_booking').selectAll().where('settled_at', 'is', null).execute();
  const decided = new Set(open.filter(({ choice }) => choice !== 'move').map((row) => row.booking_id));
  const seated = standing.filter(({ id }) => !decided.has(id));
  for (const [place, there] of Map.groupBy(seated, (row) => `${row.practice_id} ${row.start_at}`)) {
    const [{ practice_id, start_at, site_id }] = there as [(typeof there)[number]];
    const slot = plannedSlotAt(territory, practice_id, start_at);
    assert.ok(slot && there.length <= slot.capacity, `${place}: ${there.length} of ${slot?.capacity ?? 0}`);
    assert.equal(slot.siteId, site_id);
  }
  const { accounts } = await readLedger(db, STRUCTURE, ledgerOptions(territory));
  const sum = Object.values(accounts).reduce((all, { balance }) => all + balance, 0);
  assert.ok(Math.abs(sum) < 1e-9);
}
