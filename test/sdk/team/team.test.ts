import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createProtocols } from '@relais/sdk/protocol';
import { createTeam, readMembersTable, readSpreadsheet } from '@relais/sdk/team';
import type { Role } from '@relais/sdk';
import { readProtocolFile } from '../../server/support/protocols.ts';
import { clientOf, startBackend } from '../support/backend.ts';

const doctor = { by: 'Dre Anne Durand', rpps: '10000000001', on: '2026-11-09' };
const PEOPLE = `RPPS;Nom;Prénom;Profession;Fonction;Protocoles
10000000001;Durand;Anne;Médecin;Délégante;pollakiurie
10000000002;Roux;Ida;IDEL;Déléguée;pollakiurie
1,0E+10;Petit;Léo;IDEL;Délégué;pollakiurie`;

it('declares a team out of a spreadsheet, and has it trained, called and declared to the agency', async (test) => {
  const backend = await startBackend(test);
  const as = (role: Role) => clientOf(backend, { getToken: () => backend.token(role) });
  const [administrator, delegator, delegate] = [as('structureAdmin'), as('delegator'), as('delegate')].map(createTeam);
  await backend.importPeople();
  await createProtocols(as('structureAdmin')).import(readProtocolFile('pollakiurie'));

  const { members, faults } = readMembersTable(await readSpreadsheet(new Blob([PEOPLE])), [
    { id: 'pollakiurie', title: 'Pollakiurie' },
  ]);
  assert.deepEqual(
    faults.map(({ line, field }) => [line, field]),
    [[4, 'rpps']],
  );
  const { sequence } = await administrator!.read();
  const report = await administrator!.declare({ from: '2026-11-09', members: [...members] });
  const [anne, ida] = report.members.map(({ professional }) => ({ professional, protocol: 'pollakiurie' }));
  await administrator!.recordAdhesion(ida!, {
    function: 'delegate',
    commitmentOn: '2026-11-09',
    swornOn: '2026-11-09',
  });
  const answerOption = [{ valueCoding: { code: 'a', display: 'A' } }];
  await delegator!.setQuiz({
    formatVersion: 'relais-quiz/1',
    protocol: 'pollakiurie',
    questionnaire: { resourceType: 'Questionnaire', item: [{ linkId: '1', type: 'choice', answerOption }] },
    key: { 1: ['a'] },
    passMark: 1,
  });
  assert.equal((await delegate!.readQuiz('pollakiurie')).questions, 1);
  // A development token names nobody of the team.
  await assert.rejects(delegate!.answerQuiz('pollakiurie', { 1: ['a'] }), { code: 'not-declared' });
  const issue = { theoryHours: 10, clinicalCases: 5, validTo: '2028-11-09', signature: doctor };
  await assert.rejects(delegator!.issueCertificate(ida!, issue), { code: 'quiz-not-passed' });
  await administrator!.setRoster({
    formatVersion: 'relais-roster/1',
    from: '2026-11-09T00:00:00Z',
    to: '2026-11-10T00:00:00Z',
    shifts: [
      {
        professional: anne!.professional,
        start: '2026-11-09T07:00:00Z',
        end: '2026-11-09T18:00:00Z',
        phone: '06 39 98 12 34',
        rank: 1,
      },
    ],
  });
  assert.equal((await delegate!.readRoster()).shifts.length, 1);
  assert.deepEqual(
    (await delegate!.onCall('pollakiurie')).delegators.map(({ familyName }) => familyName),
    ['Durand'],
  );
  assert.deepEqual(
    (await delegate!.readiness()).protocols.map(({ protocol, ready }) => [protocol, ready]),
    [['pollakiurie', false]],
  );
  await administrator!.end(ida!, { function: 'delegate', on: '2026-12-31' });
  assert.equal((await administrator!.declaration('pollakiurie')).changes.length, 4);

  const heard = await new Promise<number>((resolve) => {
    const stop = administrator!.subscribe(
      {
        onChange: (message) => {
          stop();
          resolve(message.sequence);
        },
      },
      sequence,
    );
  });
  assert.ok(heard > sequence);
});
