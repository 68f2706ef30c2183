import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { operations } from '@relais/model';
import type { WaitingListSettings } from '@relais/model';
import { changesBetween } from '../../../../packages/server/src/core/document-changes.ts';
import { assertChain, bearer, openBackend } from '../../support/backend.ts';
import type { OrProblem, TestBackend } from '../../support/backend.ts';
import { describeEngines } from '../../support/engines.ts';

const listOf = (code: string, label = code) => ({
  ...{ code, label: { fr: label, en: label }, rules: [] },
  priorities: [{ code: 'usual', label: { fr: 'Habituelle', en: 'Usual' }, rank: 1 }],
  outcomes: [{ code: 'done', label: { fr: 'Vue', en: 'Seen' } }],
});
const settingsOf = (...lists: WaitingListSettings['lists']): WaitingListSettings => ({
  formatVersion: 'relais-lists/1',
  lists,
});

describeEngines('a document that two people change', (engine) => {
  let backend: TestBackend;
  let headers: Record<string, string>;
  beforeEach(async () => {
    backend = await openBackend(engine);
    headers = bearer(await backend.token('coordinator'));
  });
  afterEach(async () => {
    await assertChain(backend.store);
    await backend.close();
  });

  const path = operations.importWaitingListSettings.path;
  const put = (document: WaitingListSettings, more: Record<string, string> = {}) =>
    backend.call<OrProblem<{ changed: string[]; version: number }>>('PUT', path, document, { ...headers, ...more });
  const read = async () => {
    const answer = await backend.call<WaitingListSettings>('GET', path, undefined, headers);
    return { tag: answer.headers.get('etag') ?? '', settings: answer.body };
  };

  it('says which version it is, and takes the one that follows it', async () => {
    assert.equal((await put(settingsOf(listOf('a')), { 'if-none-match': '*' })).status, 204);
    const { tag, settings } = await read();
    assert.match(tag, /^"waiting-lists\.\d+"$/);
    assert.equal((await put(settingsOf(...settings.lists, listOf('b')), { 'if-match': tag })).status, 204);
    assert.notEqual((await read()).tag, tag);
  });

  it('keeps the first change, and tells the second what it was', async () => {
    await put(settingsOf(listOf('a'), listOf('b')));
    const { tag } = await read();
    await put(settingsOf(listOf('a', 'Podologie'), listOf('b'), listOf('c')), { 'if-match': tag });
    const { status, body } = await put(settingsOf(listOf('a')), { 'if-match': tag });
    assert.deepEqual([status, body.code], [412, 'document-changed']);
    assert.deepEqual(body.changed, ['lists.a.label.en', 'lists.a.label.fr', 'lists.c']);
    assert.equal((await read()).settings.lists.length, 3);
  });

  it('keeps one of two changes that come at once', async () => {
    await put(settingsOf(listOf('a')));
    const { tag } = await read();
    const both = await Promise.all(
      ['b', 'c'].map((code) => put(settingsOf(listOf('a'), listOf(code)), { 'if-match': tag })),
    );
    assert.deepEqual(both.map(({ status }) => status).sort(), [204, 412]);
    assert.equal((await read()).settings.lists.length, 2);
  });

  it('is not made over one that somebody else has made first', async () => {
    await put(settingsOf(listOf('a')));
    assert.equal((await put(settingsOf(listOf('b')), { 'if-none-match': '*' })).status, 412);
  });

  it('is replaced without a question where no version is named', async () => {
    await put(settingsOf(listOf('a')));
    assert.equal((await put(settingsOf(listOf('b')), { 'if-match': '*' })).status, 204);
    assert.equal((await put(settingsOf(listOf('c')))).status, 204);
  });

  it('refuses what names no version of it', async () => {
    for (const tag of ['W/"waiting-lists.1"', '"desk.1"', '"waiting-lists.x"', '1', '"waiting-lists.1", "x.2"']) {
      const { body } = await put(settingsOf(listOf('a')), { 'if-match': tag });
      assert.equal(body.code, 'invalid-request', tag);
    }
    await put(settingsOf(listOf('a')));
    assert.equal((await put(settingsOf(listOf('b')), { 'if-match': '"waiting-lists.999999999"' })).status, 412);
  });

  it('says so of every document that is read to be put back', () => {
    const documents = Object.values(operations).filter(({ problems }) =>
      (problems as readonly string[]).includes('document-changed'),
    );
    assert.equal(documents.length, 12);
    for (const { path: place } of documents) {
      const reading = Object.values(operations).find((one) => one.method === 'GET' && one.path === place);
      if (reading) assert.equal((reading.answer as { tagged?: true }).tagged, true, place);
    }
  });
});

describe('what has changed between two documents', () => {
  it('is named by codes and members, no deeper than helps', () => {
    assert.deepEqual(changesBetween({ a: 1, b: { c: [1, 2] } }, { a: 1, b: { c: [1, 3] }, d: 0 }), ['b.c.1', 'd']);
    assert.deepEqual(changesBetween([{ code: 'x', n: 1 }], [{ code: 'y' }, { code: 'x', n: 1 }]), ['y']);
  });

  it('is the list itself where the same things stand in another order', () => {
    assert.deepEqual(changesBetween({ l: [{ id: 'a' }, { id: 'b' }] }, { l: [{ id: 'b' }, { id: 'a' }] }), ['l']);
  });
});
