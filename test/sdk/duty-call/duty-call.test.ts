import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseDutyFragment, structureRoutes } from '@relais/model';
import { createDutyAnswers, createDutyCalls, DutyTakenError } from '@relais/sdk/duty-call';
import { createPlanning } from '@relais/sdk/planning';
import { clientOf, startBackend } from '../support/backend.ts';

it('asks who can, reads the answer of a telephone, and tells the second who gives the range', async (test) => {
  const backend = await startBackend(test);
  const administrator = clientOf(backend, { getToken: () => backend.token('structureAdmin') });
  const settings = await administrator.core.call(structureRoutes.readSettings, {});
  await administrator.core.call(structureRoutes.importSettings, {
    body: { ...settings, dutyUrl: 'https://cpts.example/qui-peut' },
  });
  const coordinator = clientOf(backend, { getToken: () => backend.token('coordinator') });
  const planning = createPlanning(coordinator);
  const { version: base, territory } = await planning.read();
  const volunteers = [
    { id: 'v1', label: 'Dre Essai' },
    { id: 'v2', label: 'Dr Autre' },
  ];
  await planning.publish({ base, reason: 'Volontaires', territory: { ...territory!, volunteers } });

  const calls = createDutyCalls(coordinator);
  const range = (await calls.ranges()).at(-1)!;
  const { practiceId, serviceDate, start } = range;
  const ranges = [{ practiceId, serviceDate, start }];
  const call = await calls.open({ ranges, volunteers: ['v1', 'v2'], closes: serviceDate, word: 'Merci' });
  const asked = call.volunteers.find(({ volunteerId }) => volunteerId === 'v1');
  const link = parseDutyFragment(new URL(await calls.linkOf(call.id, asked!.id)).hash);
  assert.ok(link);

  const answers = createDutyAnswers(clientOf(backend));
  assert.equal((await answers.read(link)).word, 'Merci');
  const kept = await answers.answer(link, [{ range: 1, answer: 'ifNeeded' }]);
  assert.equal(kept.ranges[0]?.answer, 'ifNeeded');
  assert.deepEqual((await calls.list()).calls[0]?.volunteers.find(({ id }) => id === asked?.id)?.answers, [
    { range: 1, answer: 'ifNeeded' },
  ]);

  await calls.give(call.id, 1, 'v1');
  await assert.rejects(createDutyCalls(administrator).give(call.id, 1, 'v2'), DutyTakenError);
  assert.equal((await answers.read(link)).ranges[0]?.state, 'yours');
  assert.equal((await calls.close(call.id)).status, 'closed');
  await assert.rejects(answers.answer(link, [{ range: 1, answer: 'no' }]), { code: 'duty-call-closed' });
});
