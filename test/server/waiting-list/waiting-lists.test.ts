import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type {
  Clearance,
  EntryReceipt,
  ImportReport,
  ImportRow,
  OpenList,
  RulePreview,
  WaitingEntries,
  WaitingListCounts,
  WaitingListSettings,
} from '@relais/model';
import type { KyselyPlugin } from 'kysely';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { eraseWhatIsDue } from '../../../packages/server/src/retention/erase.ts';
import { importEntries } from '../../../packages/server/src/waiting-list/file-import.ts';
import { listEntries } from '../../../packages/server/src/waiting-list/entries.ts';
import { assertChain, bearer, openBackend } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { createDeskSettings } from '../support/desk.ts';
import { describeEngines } from '../support/engines.ts';
import { followEvents } from '../support/event-reader.ts';
import { STRUCTURE } from '../support/territory.ts';
import { createWaitingLists } from '../support/waiting-lists.ts';

const IDA = { familyName: 'Énard', givenName: 'Ida', birthDate: '2001-02-03', phone: '+33639981234' };

describeEngines('waiting lists', (engine) => {
  let backend: TestBackend;
  let secretary: Record<string, string>;
  let coordinator: Record<string, string>;
  beforeEach(async () => {
    backend = await openBackend(engine);
    for (const document of [createDeskSettings(), createWaitingLists()])
      await importDocument(backend.context, document, 'test', STRUCTURE);
    secretary = bearer(await backend.token('secretary'));
    coordinator = bearer(await backend.token('coordinator'));
  });
  afterEach(async () => {
    await assertChain(backend.store);
    await backend.close();
  });

  const post = <T>(path: string, body: object, headers = secretary) =>
    backend.call<OrProblem<T>>('POST', path, body, headers);
  const add = (changes: object = {}, list = 'specialist') =>
    post<EntryReceipt>(`/waiting-lists/${list}/entries`, { id: randomUUID(), ...IDA, priority: 'usual', ...changes });
  const entries = async (list = 'specialist', query = '') =>
    (await backend.call<WaitingEntries>('GET', `/waiting-lists/${list}/entries${query}`, undefined, secretary)).body;
  /** A request at the desk that ends elsewhere. */
  const call = (facts: object, person: object = {}) =>
    post('/intakes', {
      ...{ id: randomUUID(), entryPoint: 'patient', phone: '06 39 98 12 34', regulated: { by: 'doctor' } },
      person: { familyName: IDA.familyName, givenName: IDA.givenName, birthDate: IDA.birthDate, ...person },
      ...{ reason: 'cough', facts, anotherPerson: true, decision: { kind: 'redirected', target: 'dentist' } },
    });

  it('show who waits by priority, then who was first', async () => {
    const names = ['a', 'b', 'c'];
    for (const name of names) {
      await add({ givenName: name, priority: name === 'c' ? 'soon' : 'usual' });
      backend.clock.now += 1000;
    }
    const { count, entries: shown } = await entries();
    assert.deepEqual([count, shown.map(({ givenName }) => givenName)], [3, ['c', 'a', 'b']]);
    const after = await entries('specialist', `?after=${shown[0]!.id}`);
    assert.deepEqual(
      after.entries.map(({ givenName }) => givenName),
      ['a', 'b'],
    );
  });

  it('are read whole for the part that is shown alone', async () => {
    const rows = Array.from({ length: 450 }, (_, index) => ({
      row: index + 2,
      cells: { ...IDA, givenName: `Ida ${letters(index)}` },
    }));
    await post<ImportReport>('/waiting-lists/specialist/imports', { priority: 'usual', rows });
    let whole = 0;
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      transformResult: ({ result }) => {
        whole += result.rows.filter((row) => 'family_name' in row).length;
        return Promise.resolve(result);
      },
    };
    const list = createWaitingLists().lists[1]!;
    const db = backend.store.db.withPlugin(counting);
    const seen = new Set<string>();
    for (let after: string | undefined, parts = 0; parts < 3; parts += 1) {
      const part = await listEntries(db, STRUCTURE, list, after);
      for (const { id } of part.entries) seen.add(id);
      after = part.next;
    }
    assert.deepEqual([seen.size, whole], [450, 450]);
  });

  it('tell the codes of those that changed and nothing else to those who follow them', async () => {
    const counted = async () =>
      (await backend.call<WaitingListCounts>('GET', '/waiting-lists', undefined, coordinator)).body;
    const { sequence } = await counted();
    const reader = await followEvents(backend.app, `?topic=waitingLists&after=${sequence}`, coordinator);
    const at = new Date(backend.clock.now).toISOString().replace('.000', '');
    const told = (number: number, ...lists: string[]) => ({ sequence: number, at, lists });
    const { body: entry } = await add({ familyName: 'Introuvable' });
    const message = await reader.next();
    assert.deepEqual([message.type, message.data], ['waitingLists', told(sequence + 1, 'specialist')]);
    await post(`/waiting-entries/${entry.id}/actions`, { kind: 'leave', revision: 1, outcome: 'found' });
    assert.deepEqual((await reader.next()).data, told(sequence + 2, 'specialist'));
    const { lists, ...settings } = createWaitingLists();
    const renamed = lists.map((list) => ({ ...list, label: { fr: 'Autre', en: 'Other' } }));
    await backend.call('PUT', '/settings/waiting-lists', { ...settings, lists: renamed }, coordinator);
    const reset = await reader.next();
    assert.deepEqual([reset.type, reset.data.sequence], ['reset', sequence + 3]);
    assert.equal((await counted()).sequence, sequence + 3);
    reader.close();
  });

  it('are followed by nobody outside of the desk and of those who decide', async () => {
    for (const headers of [{}, bearer(await backend.token('delegate'))]) {
      const { status } = await backend.call('GET', '/events?topic=waitingLists', undefined, headers);
      assert.ok([401, 403].includes(status), String(status));
    }
  });

  it('hold nobody twice, and the same request is one', async () => {
    const id = randomUUID();
    const [one, other] = [await add({ id }), await add({ id })];
    assert.deepEqual([one.status, other.status, other.body], [201, 201, one.body]);
    const again = await add({ familyName: 'ENARD' });
    assert.deepEqual([again.status, again.body.code], [409, 'already-listed']);
  });

  it('are left with an outcome, which can be undone, on what was seen', async () => {
    const { body: entry } = await add();
    const on = `/waiting-entries/${entry.id}/actions`;
    const wrong = await post(on, { kind: 'leave', revision: 1, outcome: 'nothing' });
    assert.equal(wrong.body.code, 'invalid-request');
    const left = await post<EntryReceipt>(on, { kind: 'leave', revision: 1, outcome: 'found' });
    assert.deepEqual([left.status, left.body.status], [200, 'left']);
    assert.equal((await entries()).count, 0);
    const stale = await post(on, { kind: 'prioritise', revision: 1, priority: 'soon' });
    assert.equal(stale.body.code, 'entry-changed');
    assert.equal((await post(on, { kind: 'return', revision: 2 })).status, 200);
    assert.equal((await entries()).count, 1);
  });

  it('say who has left, the last first, when and with which outcome', async () => {
    const names = ['a', 'b', 'c'];
    for (const [index, givenName] of names.entries()) {
      const { body } = await add({ givenName });
      backend.clock.now += 60_000;
      if (givenName === 'c') continue;
      const outcome = index === 0 ? 'found' : 'left';
      await post(`/waiting-entries/${body.id}/actions`, { kind: 'leave', revision: 1, outcome });
    }
    const { count, entries: shown } = await entries('specialist', '?status=left');
    const left = shown.map(({ givenName, outcome, leftAt }) => [givenName, outcome, leftAt]);
    assert.equal(count, 2);
    assert.deepEqual(left, [
      ['b', 'left', '2026-11-09T07:02:00Z'],
      ['a', 'found', '2026-11-09T07:01:00Z'],
    ]);
    const after = await entries('specialist', `?status=left&after=${shown[0]!.id}`);
    assert.deepEqual(
      after.entries.map(({ givenName }) => givenName),
      ['a'],
    );
    const ask = (query: string, headers = secretary) =>
      backend.call<OrProblem<WaitingEntries>>('GET', `/waiting-lists/specialist/entries${query}`, undefined, headers);
    const wrong = await ask('?status=gone');
    assert.deepEqual([wrong.status, wrong.body.code], [400, 'invalid-request']);
    assert.equal((await ask('?status=left', coordinator)).status, 403);
  });

  it('hold nobody twice when a leaving is undone, nor somebody whose name is erased', async () => {
    const { body: first } = await add();
    const on = `/waiting-entries/${first.id}/actions`;
    await post(on, { kind: 'leave', revision: 1, outcome: 'found' });
    const { body: second } = await add();
    const undone = await post(on, { kind: 'return', revision: 2 });
    assert.deepEqual([undone.status, undone.body.code, (await entries()).count], [409, 'already-listed', 1]);
    await post(`/waiting-entries/${second.id}/actions`, { kind: 'leave', revision: 1, outcome: 'left' });
    await importDocument(
      backend.context,
      { formatVersion: 'relais-retention/1', waitingEntries: 1 },
      'test',
      STRUCTURE,
    );
    backend.clock.now += 2 * 86_400_000;
    secretary = bearer(await backend.token('secretary'));
    await eraseWhatIsDue(backend.context);
    assert.equal((await post(on, { kind: 'return', revision: 2 })).status, 404);
    assert.equal((await entries()).count, 0);
  });

  it('are joined by rule, once, with the most urgent priority that holds', async () => {
    await call({ attendingDoctor: 'here' });
    await call({ attendingDoctor: 'none' });
    await call({ attendingDoctor: 'none' });
    await call({ attendingDoctor: 'none' }, { givenName: 'Aînée', birthDate: '1940-01-01' });
    const { entries: shown } = await entries('no-doctor');
    assert.deepEqual(
      shown.map(({ givenName, priority, source, rule }) => [givenName, priority, source, rule?.minAge]),
      [
        ['Aînée', 'soon', 'rule', 70],
        ['Ida', 'usual', 'rule', undefined],
      ],
    );
  });

  it('say how many wait to whoever decides about them, who sees no names', async () => {
    await add();
    const countsOf = async (who: Record<string, string>) => {
      const { body } = await backend.call<WaitingListCounts>('GET', '/waiting-lists', undefined, who);
      return [body.lists, body.may];
    };
    const lists = [
      { code: 'no-doctor', waiting: 0 },
      { code: 'specialist', waiting: 1 },
    ];
    assert.deepEqual(await countsOf(secretary), [lists, { seeNames: true, decide: false }]);
    assert.deepEqual(await countsOf(coordinator), [lists, { seeNames: false, decide: true }]);
  });

  it('say what a rule would have done before it is in force', async () => {
    await call({ attendingDoctor: 'here' });
    await call({ attendingDoctor: 'none' });
    const rule = { source: 'intake', attendingDoctor: ['none'], priority: 'usual' };
    const { body } = await post<RulePreview>('/waiting-list-previews', rule, coordinator);
    assert.deepEqual(body, { considered: 2, matched: 1 });
    const other = await post<RulePreview>('/waiting-list-previews', { source: 'run', priority: 'usual' }, coordinator);
    assert.deepEqual(other.body, { considered: 0, matched: 0 });
    assert.equal((await post('/waiting-list-previews', rule)).status, 403);
  });

  // SQLite has one writer, whatever it writes.
  const oneWriter = engine.name === 'sqlite';
  it('say what a rule would have done while somebody else holds the structure', { skip: oneWriter }, async () => {
    await call({ attendingDoctor: 'none' });
    const rule = { source: 'intake', priority: 'usual' };
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const holding = backend.store.write(STRUCTURE, () => held);
    const first = await Promise.race([
      post<RulePreview>('/waiting-list-previews', rule, coordinator),
      setTimeout(10_000, undefined, { ref: false }),
    ]);
    release();
    await holding;
    assert.deepEqual(first?.body, { considered: 1, matched: 1 });
  });

  it('are open to the public where the structure says so, which learns nothing of who is there', async () => {
    const inscribe = (list: string, person: object) =>
      post(`/waiting-lists/${list}/inscriptions`, { id: randomUUID(), by: 'carer', ...person }, {});
    const first = await inscribe('no-doctor', IDA);
    const second = await inscribe('no-doctor', IDA);
    assert.deepEqual([first.status, second.status, second.body], [201, 201, first.body]);
    assert.equal((await entries('no-doctor')).count, 1);
    assert.equal((await inscribe('specialist', IDA)).status, 404);
    const describe = (list: string) =>
      backend.call<OrProblem<OpenList>>('GET', `/waiting-lists/${list}/inscriptions`, undefined, {});
    assert.equal((await describe('no-doctor')).body.label.fr, 'Sans médecin traitant');
    assert.equal((await describe('specialist')).status, 404);
    const other = { phone: '+33639985678', email: 'ida@example.fr' };
    const again = await inscribe('no-doctor', { ...IDA, ...other });
    await inscribe('no-doctor', IDA);
    assert.deepEqual([again.status, again.body], [201, first.body]);
    const [entry, ...more] = (await entries('no-doctor')).entries;
    assert.deepEqual(more, []);
    assert.deepEqual([entry!.phone, entry!.email], [IDA.phone, undefined], 'nobody replaces a number of somebody');
    assert.deepEqual([entry!.laterPhone, entry!.laterEmail, entry!.revision], [other.phone, other.email, 2]);
    const bad = await inscribe('no-doctor', { ...IDA, phone: 'x' });
    assert.equal(bad.body.code, 'invalid-request');
  });

  it('take 4,700 of a file of 5,000 lines, and name the 300 others with column and reason', async () => {
    const rows: ImportRow[] = Array.from({ length: 5000 }, (_, index) => ({
      row: index + 2,
      cells: {
        ...{
          familyName: 'Liste',
          givenName: `Prénom ${letters(index)}`,
          birthDate: '03/02/1970',
          phone: '06 39 98 12 34',
        },
        ...(index % 50 === 0
          ? { phone: '12' }
          : index % 50 === 1
            ? { birthDate: '31/02/1970' }
            : index % 50 === 2
              ? { givenName: '' }
              : {}),
      },
    }));
    const { status, body } = await post<ImportReport>('/waiting-lists/specialist/imports', { priority: 'usual', rows });
    assert.equal(status, 200, JSON.stringify(body).slice(0, 300));
    assert.deepEqual([body.taken, body.refused.length], [4700, 300]);
    assert.deepEqual(body.refused.slice(0, 3), [
      { row: 2, column: 'phone', reason: 'not-a-phone' },
      { row: 3, column: 'birthDate', reason: 'not-a-birth-date' },
      { row: 4, column: 'givenName', reason: 'missing' },
    ]);
    assert.equal((await entries()).count, 4700);
    const again = await post<ImportReport>('/waiting-lists/specialist/imports', { priority: 'usual', rows });
    assert.deepEqual([again.body.taken, again.body.refused.length], [0, 5000]);
    assert.equal((await entries()).count, 4700);
  });

  it('read a file before they make anybody wait', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const holding = backend.store.write(STRUCTURE, () => held);
    let tellRead = (_: boolean) => {};
    const isRead = new Promise<boolean>((resolve) => (tellRead = resolve));
    const line = {
      row: 2,
      get cells() {
        tellRead(true);
        return IDA;
      },
    };
    const { documents } = (await backend.context.views.read(STRUCTURE))!;
    const importing = importEntries(
      backend.context,
      { keyHash: 'key', fingerprint: 'request', doneStatus: 200 },
      {
        ...{ structureId: STRUCTURE, list: 'specialist', documents, actor: 'test' },
        request: { priority: 'usual', rows: [line] },
      },
    );
    const wasRead = await Promise.race([isRead, setTimeout(5000, false, { ref: false })]);
    release();
    await holding;
    assert.equal((await importing).status, 200);
    assert.equal(wasRead, true);
  });

  const closed = (code = 'specialist'): WaitingListSettings => {
    const { lists, ...settings } = createWaitingLists();
    return { ...settings, lists: lists.map((list) => (list.code === code ? { ...list, closed: true } : list)) };
  };
  const saying = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
  const putLists = (settings: WaitingListSettings) =>
    backend.call<OrProblem<object>>('PUT', '/settings/waiting-lists', settings, coordinator);
  const clear = (request: object, list = 'specialist', headers = coordinator) =>
    post<Clearance>(`/waiting-lists/${list}/clearance`, request, headers);

  it('take nobody new once they are closed, by whatever way, and keep whoever is on them', async () => {
    const { body: entry } = await add({}, 'no-doctor');
    assert.equal((await putLists(closed('no-doctor'))).status, 204);
    const late = await add({ givenName: 'Lou' }, 'no-doctor');
    assert.deepEqual([late.status, late.body.code], [409, 'list-closed']);
    const rows = [{ row: 2, cells: { ...IDA, givenName: 'Max' } }];
    const file = await post('/waiting-lists/no-doctor/imports', { priority: 'usual', rows });
    assert.deepEqual([file.status, file.body.code], [409, 'list-closed']);
    const inscription = { id: randomUUID(), by: 'patient', ...IDA, givenName: 'Zoé' };
    assert.equal((await post('/waiting-lists/no-doctor/inscriptions', inscription, {})).status, 404);
    assert.equal((await backend.call('GET', '/waiting-lists/no-doctor/inscriptions')).status, 404);
    assert.equal((await call({ attendingDoctor: 'none' }, { givenName: 'Ana' })).status, 201);
    const names = (await entries('no-doctor')).entries.map(({ givenName }) => givenName);
    assert.deepEqual(names, ['Ida']);
    // A slip is still taken back.
    await post(`/waiting-entries/${entry.id}/actions`, { kind: 'leave', revision: 1, outcome: 'found' });
    assert.equal((await post(`/waiting-entries/${entry.id}/actions`, { kind: 'return', revision: 2 })).status, 200);
    assert.equal((await putLists(createWaitingLists())).status, 204);
    assert.equal((await add({ givenName: 'Lou' }, 'no-doctor')).status, 201);
  });

  it('are emptied with one outcome, by whoever decides and of those who were counted alone', async () => {
    for (const givenName of ['Ida', 'Lou']) await add({ givenName });
    const leave = { kind: 'leave', waiting: 2, outcome: 'left' };
    assert.deepEqual(saying(await clear(leave)), [409, 'list-open']);
    await putLists(closed());
    assert.deepEqual(saying(await clear({ ...leave, waiting: 1 })), [409, 'waiting-changed']);
    assert.deepEqual(saying(await clear({ ...leave, outcome: 'nothing' })), [400, 'invalid-request']);
    assert.deepEqual(saying(await clear(leave, 'specialist', secretary)), [403, 'forbidden']);
    assert.equal((await entries()).count, 2);
    // Two people at once: one of them decides.
    const both = await Promise.all([clear(leave), clear({ ...leave, outcome: 'found' })]);
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409]);
    const done = both.find(({ status }) => status === 200)!;
    assert.deepEqual(done.body, { cleared: 2, stayed: 0 });
    const { count, entries: left } = await entries('specialist', '?status=left');
    assert.deepEqual([count, new Set(left.map(({ outcome }) => outcome)).size], [2, 1]);
    assert.equal(
      (await putLists({ ...createWaitingLists(), lists: createWaitingLists().lists.slice(0, 1) })).status,
      204,
    );
  });

  it('are emptied to another open list, where nobody is twice, in one go or not at all', async () => {
    for (const givenName of ['Ida', 'Lou', 'Max']) await add({ givenName, priority: 'soon' });
    const since = (await entries()).entries.map(({ addedAt }) => addedAt);
    await add({ givenName: 'Lou' }, 'no-doctor');
    backend.clock.now += 60_000;
    const move = { kind: 'move', waiting: 3, list: 'no-doctor', priority: 'usual' };
    await putLists(closed());
    const itself = await clear({ ...move, list: 'specialist' });
    assert.deepEqual(saying(itself), [400, 'invalid-request']);
    assert.match(JSON.stringify(itself.body), /no-doctor/, 'says what is accepted');
    assert.equal((await clear({ ...move, priority: 'never' })).status, 400);
    const { status, body } = await clear(move);
    assert.deepEqual([status, body], [200, { cleared: 2, stayed: 1 }]);
    assert.deepEqual(
      (await entries()).entries.map(({ givenName }) => givenName),
      ['Lou'],
    );
    const there = (await entries('no-doctor')).entries;
    assert.deepEqual(there.map(({ givenName }) => givenName).toSorted(), ['Ida', 'Lou', 'Max']);
    const ida = there.find(({ givenName }) => givenName === 'Ida')!;
    assert.deepEqual([ida.priority, ida.revision, ida.addedAt], ['usual', 2, since[0]]);
  });

  it('tell both lists to those who follow them when people go from one to the other', async () => {
    await add();
    await putLists(closed());
    const { sequence } = (await backend.call<WaitingListCounts>('GET', '/waiting-lists', undefined, coordinator)).body;
    const reader = await followEvents(backend.app, `?topic=waitingLists&after=${sequence}`, coordinator);
    await clear({ kind: 'move', waiting: 1, list: 'no-doctor', priority: 'usual' });
    assert.deepEqual((await reader.next()).data, {
      ...{ sequence: sequence + 1, at: new Date(backend.clock.now).toISOString().replace('.000', '') },
      lists: ['specialist', 'no-doctor'],
    });
    reader.close();
  });

  it('are not taken away, nor a priority of theirs, while somebody waits there', async () => {
    const { body: entry } = await add({ priority: 'soon' });
    const put = async (change: (settings: WaitingListSettings) => void) => {
      const settings = createWaitingLists();
      change(settings);
      return backend.call<OrProblem<object>>('PUT', '/settings/waiting-lists', settings, coordinator);
    };
    const withoutList = await put(({ lists }) => lists.pop());
    assert.deepEqual([withoutList.status, withoutList.body.code], [409, 'list-in-use']);
    assert.match(JSON.stringify(withoutList.body), /lists\.specialist\.priorities\.soon.*has 1 waiting/);
    const withoutPriority = ({ lists }: WaitingListSettings) => {
      lists[1]!.priorities = lists[1]!.priorities.filter(({ code }) => code !== 'soon');
    };
    assert.equal((await put(withoutPriority)).body.code, 'list-in-use');
    assert.equal((await entries()).count, 1);
    await post(`/waiting-entries/${entry.id}/actions`, { kind: 'prioritise', revision: 1, priority: 'usual' });
    assert.equal((await put(withoutPriority)).status, 204);
    await post(`/waiting-entries/${entry.id}/actions`, { kind: 'leave', revision: 2, outcome: 'found' });
    assert.equal((await put(({ lists }) => lists.pop())).status, 204);
  });

  it('refuse settings whose rule names no priority of the list, and say what is accepted', async () => {
    const lists = createWaitingLists();
    lists.lists[0]!.rules = [{ source: 'run', priority: 'nothing' }];
    const { status, body } = await backend.call<OrProblem<object>>(
      'PUT',
      '/settings/waiting-lists',
      lists,
      coordinator,
    );
    assert.deepEqual([status, body.code], [400, 'invalid-request']);
    assert.match(JSON.stringify(body), /every priority that a rule/);
  });
});

/** Names of letters alone: no two alike. */
function letters(index: number): string {
  return String(index).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '');
}
