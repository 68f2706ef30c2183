import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ForbiddenError, toInstant } from '@relais/sdk';
import { createCoordination } from '@relais/sdk/coordination';
import { createPlanning } from '@relais/sdk/planning';
import { clientOf, startBackend } from '../support/backend.ts';

it('tells the coordination what needs a person, and nobody else', async (test) => {
  const backend = await startBackend(test);
  const as = (role: 'coordinator' | 'secretary') => clientOf(backend, { getToken: () => backend.token(role) });
  const coordination = createCoordination(as('coordinator'));
  assert.deepEqual((await coordination.matters()).matters, []);
  const { slots } = await as('secretary').slots.list();
  const [first] = slots;
  assert.ok(first);
  const secretary = as('secretary');
  const hold = await secretary.bookings.hold({ slot: { practiceId: first.practiceId, start: first.start } });
  const info = await secretary.structure.describe();
  await secretary.bookings.confirm(hold, {
    person: { familyName: 'Essai', givenName: 'Camille', birthDate: '1980-05-17', phone: '06 39 98 10 34' },
    reason: info.reasons[0]!.code,
    checklistRun: { version: info.checklist!.version, yes: [], answeredAt: toInstant(secretary.now()) },
  });
  const planning = createPlanning(as('coordinator'));
  const { version: base, territory } = await planning.read();
  const closure = { type: 'closure' as const, from: first.serviceDate };
  const exceptions = [...(territory!.exceptions ?? []), closure];
  await planning.publish({ base, reason: 'Formation', territory: { ...territory!, exceptions } });
  const { matters } = await coordination.matters();
  assert.deepEqual(
    matters.map(({ kind, count }) => [kind, count]),
    [['patientsToCall', 1]],
  );
  await assert.rejects(createCoordination(secretary).matters(), ForbiddenError);
});
