import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { it } from 'node:test';
import { peopleRoutes } from '@relais/model';
import {
  AgendaAddressRefusedError,
  createPlanning,
  mergeTerritories,
  PlanningChangedError,
  TerritoryInvalidError,
} from '@relais/sdk/planning';
import { createOutgoing } from '../../../packages/server/src/core/outgoing/node-outgoing.ts';
import { clientOf, startBackend } from '../support/backend.ts';

it('has two coordinators change one planning at once, and neither loses anything', async (test) => {
  const backend = await startBackend(test);
  const planning = createPlanning(clientOf(backend, { getToken: () => backend.token('coordinator') }));
  const { version: base, territory, today } = await planning.read();
  assert.ok(territory);
  const theirs = { ...territory, rules: { ...territory.rules, minNoticeMinutes: 45 } };
  const closure = { type: 'closure' as const, from: today };
  const mine = { ...territory, exceptions: [...(territory.exceptions ?? []), closure] };
  await planning.publish({ base, reason: 'Délai plus long', territory: theirs });

  const refused = await planning
    .publish({ base, reason: 'Fermeture', territory: mine })
    .catch((error: unknown) => error);
  assert.ok(refused instanceof PlanningChangedError);
  assert.equal(refused.version, base + 1);
  const now = await planning.read();
  const { territory: merged, conflicts } = mergeTerritories(territory, mine, now.territory!);
  assert.deepEqual(conflicts, []);
  await planning.publish({ base: now.version, reason: 'Fermeture', territory: merged });
  const { territory: last } = await planning.read();
  assert.ok(last);
  assert.equal(last.rules?.minNoticeMinutes, 45);
  assert.deepEqual(last.exceptions?.at(-1), closure);
  assert.deepEqual(
    (await planning.history()).slice(0, 2).map(({ reason }) => reason),
    ['Fermeture', 'Délai plus long'],
  );
});

it('tells where a file breaks a rule', async (test) => {
  const backend = await startBackend(test);
  const planning = createPlanning(clientOf(backend, { getToken: () => backend.token('coordinator') }));
  const { version: base, territory } = await planning.read();
  const openings = [...territory!.openings, { ...territory!.openings[0]!, from: '9h' }];
  const refused = await planning
    .check({ base, reason: 'Essai', territory: { ...territory!, openings } })
    .catch((error: unknown) => error);
  assert.ok(refused instanceof TerritoryInvalidError);
  assert.equal(refused.faults[0]?.path, `openings[${String(openings.length - 1)}].from`);
});

it('changes the reasons people choose from as they are by then', async (test) => {
  const backend = await startBackend(test);
  const planning = createPlanning(clientOf(backend, { getToken: () => backend.token('coordinator') }));
  const colleague = createPlanning(clientOf(backend, { getToken: () => backend.token('structureAdmin') }));
  const before = await planning.reasons();
  const added = { code: 'renewal', label: { fr: 'Renouvellement', en: 'Renewal' } };
  await colleague.changeReasons((reasons) => [...reasons, added]);
  const other = { code: 'other-one', label: { fr: 'Autre chose', en: 'Something else' } };
  const after = await planning.changeReasons((reasons) => [other, ...reasons]);
  assert.deepEqual(after, [other, ...before, added]);
  assert.deepEqual(await colleague.reasons(), after);
});

it('makes an address that a calendar reads, until somebody ends it', async (test) => {
  const backend = await startBackend(test);
  const administrator = clientOf(backend, { getToken: () => backend.token('structureAdmin') });
  const rpps = '99900000039';
  const professionals = [
    { rpps, familyName: 'Benali', givenName: 'Inès', roles: [{ role: 'slotProvider' as const }] },
    { rpps: '99900000070', familyName: 'Vidal', givenName: 'Marc', roles: [{ role: 'structureAdmin' as const }] },
  ];
  const body = { formatVersion: 'relais-professionals/1' as const, professionals };
  await administrator.core.call(peopleRoutes.importProfessionals, { body });
  const getToken = () => backend.tokenOf(rpps, 'slotProvider');
  const planning = createPlanning(clientOf(backend, { getToken, language: 'en' }));
  const { address, since } = await planning.makeCalendar();
  const { own } = await planning.calendars();
  assert.deepEqual([own?.since, own?.coming], [since, 0]);
  const text = await (await backend.fetch(new Request(address))).text();
  assert.match(text, /X-WR-CALNAME:My duties/);
  await createPlanning(administrator).endCalendar(own!.professional);
  assert.equal((await backend.fetch(new Request(address))).status, 404);
  // It is no fault that there is none any more.
  await planning.endCalendar(own!.professional);
});

it('gives the address of one’s own agenda, says what is wrong with it, and has it read no more', async (test) => {
  const host = createServer((_, response) => response.end(AGENDA));
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  test.after(() => host.close());
  const origin = `http://127.0.0.1:${String((host.address() as AddressInfo).port)}`;
  const backend = await startBackend(test, { outgoing: createOutgoing({ allowed: [origin] }) });
  const administrator = clientOf(backend, { getToken: () => backend.token('structureAdmin') });
  const professionals = [
    { rpps: '99900000039', familyName: 'Benali', givenName: 'Inès', roles: [{ role: 'slotProvider' as const }] },
    { rpps: '99900000070', familyName: 'Vidal', givenName: 'Marc', roles: [{ role: 'structureAdmin' as const }] },
  ];
  const body = { formatVersion: 'relais-professionals/1' as const, professionals };
  await administrator.core.call(peopleRoutes.importProfessionals, { body });
  const getToken = () => backend.tokenOf('99900000039', 'slotProvider');
  const planning = createPlanning(clientOf(backend, { getToken }));
  const refused = await planning.setAgenda('https://10.0.0.7/a.ics').catch((error: unknown) => error);
  assert.ok(refused instanceof AgendaAddressRefusedError);
  assert.equal(refused.fault, 'not-public');
  const { host: kept } = await planning.setAgenda(`${origin}/a.ics`);
  assert.equal(kept, new URL(origin).host);
  assert.equal((await planning.agenda()).agenda?.readAt, undefined);
  await backend.sweep();
  const { agenda } = await planning.agenda();
  assert.notEqual(agenda?.readAt, undefined);
  assert.equal(agenda?.failure, undefined);
  const { people } = await createPlanning(administrator).busy();
  assert.deepEqual(
    people.map(({ familyName, busy }) => [familyName, busy.map(({ startLocal }) => startLocal)]),
    [['Benali', ['2026-11-10T09:00:00+01:00']]],
  );
  await planning.endAgenda();
  assert.equal((await planning.agenda()).agenda, undefined);
  // It is no fault that none is read any more.
  await planning.endAgenda();
});

const AGENDA = [
  ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', 'UID:1', 'DTSTART:20261110T080000Z', 'DURATION:PT1H'],
  ...['END:VEVENT', 'END:VCALENDAR', ''],
].join('\r\n');
