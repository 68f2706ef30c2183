import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { fromInstant } from '@relais/model';
import { checkAnchors, createAnchors } from '../../../../packages/server/src/core/log/anchor.ts';
import type { Anchor, AnchorCheck } from '../../../../packages/server/src/core/log/anchor.ts';
import { verifyLog } from '../../../../packages/server/src/verify-log.ts';
import { importDocument } from '../../../../packages/server/src/import-document.ts';
import { VERSION } from '../../../../packages/server/src/core/version.ts';
import { bookSeat, openBackend, SECRET } from '../../support/backend.ts';
import type { TestBackend } from '../../support/backend.ts';
import { describeEngines } from '../../support/engines.ts';
import { cutLog, rewriteLog, tamper } from '../../support/tampering.ts';
import { createSettings, STRUCTURE } from '../../support/territory.ts';

const MORNING = { from: '2026-11-09T08:00:00Z', to: '2026-11-09T12:00:00Z' };
const AT = fromInstant('2026-11-09T20:00:00Z');

describeEngines('an anchor of the log', (engine) => {
  let backend: TestBackend;
  let early: Anchor;
  let late: Anchor;

  before(async () => {
    backend = await openBackend(engine);
    await bookSeat(backend, MORNING);
    early = await dropAnchor();
    for (let count = 0; count < 4; count++) await bookSeat(backend, MORNING);
    late = await dropAnchor();
    await bookSeat(backend, MORNING);
  });
  after(() => backend.close());

  async function dropAnchor(): Promise<Anchor> {
    const [anchor] = await createAnchors(backend.store.db, SECRET, { now: AT, structureId: STRUCTURE });
    return anchor!;
  }
  const check = (...anchors: Anchor[]) => checkAnchors(backend.store.db, SECRET, anchors);
  const reasons = ({ failed }: AnchorCheck) => failed.map(({ reason }) => reason);

  it('says where the log of a structure stands, when, and to which version of the backend', () => {
    const { hash, seal, ...rest } = early;
    assert.deepEqual(rest, { structureId: STRUCTURE, sequence: 5, at: '2026-11-09T20:00:00Z', version: VERSION });
    assert.match(hash, /^[0-9a-f]{64}$/);
    assert.match(seal, /^[0-9a-f]{64}$/);
    assert.notEqual(late.seal, early.seal);
  });

  it('holds while the log only grows', async () => {
    assert.deepEqual(await check(late, early), {
      checked: 2,
      held: [{ structureId: STRUCTURE, sequence: late.sequence, at: late.at }],
      failed: [],
    });
  });

  it('shows a tail that was written anew together with its head, which the chain alone does not', async () => {
    const { chain, anchors } = await tamper(
      backend.store,
      (db) => rewriteLog(db, ({ sequence }) => (sequence === 9 ? { actor: 'somebody' } : {})),
      async (db) => ({ chain: await verifyLog(db), anchors: await checkAnchors(db, SECRET, [early, late]) }),
    );
    assert.equal(chain.ok, true);
    assert.deepEqual(anchors.failed, [
      {
        structureId: STRUCTURE,
        reason: 'log-differs',
        sequence: late.sequence,
        at: late.at,
        anchors: 1,
        rightUpTo: early.sequence,
        events: late.sequence + 2,
      },
    ]);
  });

  it('shows a log that was written anew from its beginning', async () => {
    const { held, failed } = await tamper(
      backend.store,
      (db) => rewriteLog(db, ({ sequence }) => (sequence === 1 ? { actor: 'somebody' } : {})),
      (db) => checkAnchors(db, SECRET, [late, early]),
    );
    assert.deepEqual(held, []);
    assert.deepEqual(
      failed.map(({ reason, sequence, anchors, rightUpTo }) => ({ reason, sequence, anchors, rightUpTo })),
      [{ reason: 'log-differs', sequence: early.sequence, anchors: 2, rightUpTo: 0 }],
    );
  });

  it('shows a log that is shorter, as after the restoring of an older backup', async () => {
    const { held, failed } = await tamper(
      backend.store,
      (db) => cutLog(db, late.sequence - 1),
      (db) => checkAnchors(db, SECRET, [early, late]),
    );
    assert.equal(held[0]!.sequence, early.sequence);
    assert.deepEqual(
      failed.map(({ reason, sequence, events }) => ({ reason, sequence, events })),
      [{ reason: 'log-shorter', sequence: late.sequence, events: late.sequence - 1 }],
    );
  });

  it('shows that it was forged', async () => {
    const forgeries: Partial<Anchor>[] = [
      { sequence: early.sequence + 1 },
      { hash: '0'.repeat(64) },
      { at: '2026-11-10T20:00:00Z' },
      { version: '0.2.0' },
      { structureId: 'elsewhere' },
      { seal: late.seal },
    ];
    for (const forgery of forgeries) {
      assert.deepEqual(reasons(await check({ ...early, ...forgery })), ['forged'], JSON.stringify(forgery));
    }
    assert.deepEqual(reasons(await checkAnchors(backend.store.db, `another ${SECRET}`, [early])), ['forged']);
  });

  it('does not let a forged one vouch for rows', async () => {
    const { held, failed } = await check({ ...late, hash: 'a'.repeat(64) }, early);
    assert.deepEqual(
      [held.map(({ sequence }) => sequence), failed.map(({ reason, rightUpTo }) => [reason, rightUpTo])],
      [[early.sequence], [['forged', early.sequence]]],
    );
  });

  it('shows that its structure is gone', async () => {
    const settings = createSettings({ id: 'gone', name: 'CPTS partie' });
    await importDocument(backend.context, settings, 'test', 'gone');
    const [anchor] = await createAnchors(backend.store.db, SECRET, { now: AT, structureId: 'gone' });
    assert.deepEqual(reasons(await check(anchor!)), []);
    const removed = await tamper(
      backend.store,
      async (db) => {
        for (const table of ['document', 'event', 'structure'] as const)
          await db.deleteFrom(table).where('structure_id', '=', 'gone').execute();
      },
      (db) => checkAnchors(db, SECRET, [anchor!]),
    );
    assert.deepEqual(reasons(removed), ['structure-missing']);
  });

  it('holds for a structure without a row too', async () => {
    await backend.store.db
      .insertInto('structure')
      .values({
        structure_id: 'new',
        sequence: 0,
        hash: '0'.repeat(64),
        created_at: AT,
      })
      .execute();
    const anchors = await createAnchors(backend.store.db, SECRET, { now: AT });
    const own = anchors.find(({ structureId }) => structureId === 'new')!;
    assert.equal(own.sequence, 0);
    assert.deepEqual((await check(...anchors)).failed, []);
  });

  it('is looked at however many there are', async () => {
    const daily = Array.from({ length: 1200 }, () => early);
    const { checked, failed } = await check(...daily, { ...late, hash: 'b'.repeat(64) });
    assert.deepEqual([checked, failed.length], [1201, 1]);
  });
});
