import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createWaitingLists } from '@relais/sdk/waiting-list';
import type { WaitingList } from '@relais/model';
import { clientOf, startBackend } from '../support/backend.ts';

const listOf = (code: string): WaitingList => ({
  ...{ code, label: { fr: code, en: code }, rules: [] },
  priorities: [{ code: 'usual', label: { fr: 'Habituelle', en: 'Usual' }, rank: 1 }],
  outcomes: [{ code: 'done', label: { fr: 'Vue', en: 'Seen' } }],
});

it('has everybody make a list at once, and loses none of them', async (test) => {
  const backend = await startBackend(test);
  const codes = ['kine', 'podologue', 'psychologue', 'dietetique'];
  await Promise.all(
    codes.map((code) => {
      const lists = createWaitingLists(clientOf(backend, { getToken: () => backend.token('coordinator') }));
      return lists.changeSettings((settings) => ({ ...settings, lists: [...settings.lists, listOf(code)] }));
    }),
  );
  const { lists } = await createWaitingLists(
    clientOf(backend, { getToken: () => backend.token('coordinator') }),
  ).settings();
  assert.deepEqual(lists.map(({ code }) => code).sort(), [...codes].sort());
});

it('changes what has come meanwhile, and not what was read first', async (test) => {
  const backend = await startBackend(test);
  const mine = createWaitingLists(clientOf(backend, { getToken: () => backend.token('coordinator') }));
  const theirs = createWaitingLists(clientOf(backend, { getToken: () => backend.token('structureAdmin') }));
  await mine.changeSettings((settings) => ({ ...settings, lists: [listOf('kine')] }));
  let given = 0;
  const open = await Promise.all([
    mine.changeSettings((settings) => {
      given += 1;
      return { ...settings, lists: [...settings.lists, listOf('mine')] };
    }),
    theirs.changeSettings((settings) => ({ ...settings, lists: [...settings.lists, listOf('theirs')] })),
  ]);
  assert.ok(given >= 1 && open.some(({ lists }) => lists.length === 3));
});

it('ends with what the change itself objects to', async (test) => {
  const backend = await startBackend(test);
  const lists = createWaitingLists(clientOf(backend, { getToken: () => backend.token('coordinator') }));
  const refused = lists.changeSettings(() => {
    throw new RangeError('not this list');
  });
  await assert.rejects(refused, RangeError);
});
