import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ChecklistRun, SeverityChecklist } from '@relais/model';

const read = (language: string) =>
  SeverityChecklist.parse(
    JSON.parse(readFileSync(new URL(`../../../demo/checklists/severity.${language}.json`, import.meta.url), 'utf8')),
  );

describe('The demo checklists', () => {
  it('are drafts until a doctor signs them', () => {
    for (const language of ['fr', 'en']) {
      const checklist = read(language);
      assert.equal(checklist.status, 'draft');
      assert.match(checklist.notice, /médecin de la structure|doctor of the structure/);
    }
  });

  it('say the same signs in both languages', () => {
    const shape = ({ version, actions, items }: SeverityChecklist) => ({
      version,
      actions,
      items: items.map(({ id, action, audience, sources, note }) => ({
        id,
        action,
        audience,
        sources,
        hasNote: note !== undefined,
      })),
    });
    assert.deepEqual(shape(read('en')), shape(read('fr')));
    assert.deepEqual([read('fr').translationOf, read('en').translationOf], [undefined, 'fr']);
  });

  it('have 26 signs, 17 of them for the 15', () => {
    const { items } = read('fr');
    assert.equal(items.length, 26);
    assert.equal(items.filter(({ action }) => action === 'appel-15').length, 17);
    assert.equal(items.filter(({ audience }) => audience === 'child').length, 3);
  });
});

describe('A checklist', () => {
  const accepts = (change: object) => SeverityChecklist.safeParse({ ...read('fr'), ...change }).success;
  const [item] = read('fr').items;

  it('names an action and sources it describes for every sign', () => {
    assert.equal(accepts({ items: [item] }), true);
    assert.equal(accepts({ items: [{ ...item, action: 'appel-18' }] }), false);
    assert.equal(accepts({ items: [{ ...item, action: 'toString' }] }), false);
    assert.equal(accepts({ items: [{ ...item, sources: ['ouï-dire'] }] }), false);
  });

  it('has signs, no two with one id', () => {
    assert.equal(accepts({ items: [] }), false);
    assert.equal(accepts({ items: [item, item] }), false);
  });

  it('is signed by a doctor at an instant', () => {
    const signature = { signedBy: 'Dr A. Alder', signedAt: '2026-11-09T08:00:00Z' };
    assert.equal(accepts({ status: 'signed', ...signature }), true);
    assert.equal(accepts({ status: 'signed' }), false);
    assert.equal(accepts({ status: 'signed', signedBy: 'Dr A. Alder' }), false);
  });

  it('leads to three outputs or the way back to the doctor, never to a score', () => {
    assert.equal(accepts({ actions: { ...read('fr').actions, 'appel-15': { outcome: 'score-7' } } }), false);
  });
});

describe('A run', () => {
  it('names a version, the signs ticked and an instant', () => {
    const run = { version: '0.1', yes: ['plaie'], answeredAt: '2026-11-09T08:00:00Z' };
    assert.equal(ChecklistRun.safeParse(run).success, true);
    assert.equal(ChecklistRun.safeParse({ ...run, answeredAt: '2026-02-30T08:00:00Z' }).success, false);
    assert.equal(ChecklistRun.safeParse({ ...run, yes: 'plaie' }).success, false);
  });
});
