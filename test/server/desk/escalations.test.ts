import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import { escalate, escalationMail } from '../../../packages/server/src/desk/index.ts';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { assertChain, bearer, openBackend } from '../support/backend.ts';
import type { TestBackend } from '../support/backend.ts';
import { createDeskSettings } from '../support/desk.ts';
import { describeEngines } from '../support/engines.ts';
import { STRUCTURE } from '../support/territory.ts';

const minute = 60_000;
const ends = { sender: 's@example.fr', recipient: 'garde@example.fr' };

describeEngines('a target that is missed', (engine) => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(engine, { sendsMail: true });
    const settings = createDeskSettings();
    const classes = settings.classes.map((one) =>
      one.code === 'b' ? { ...one, escalationMail: ends.recipient } : one,
    );
    await importDocument(backend.context, { ...settings, classes }, 'test', STRUCTURE);
  });
  after(() => backend.close());

  const mails = () => backend.store.db.selectFrom('mail').selectAll().where('kind', '=', 'desk.escalation').execute();

  it('is told once, by class, without a name, to whom the structure has named', async () => {
    const secretary = bearer(await backend.token('secretary'));
    for (const code of ['b', 'b', 'c', 'red']) {
      const request = {
        id: randomUUID(),
        class: code,
        entryPoint: 'patient',
        phone: '0639981234',
        familyName: 'Secret',
      };
      assert.equal((await backend.call('POST', '/callbacks', request, secretary)).status, 201);
    }
    backend.clock.now += 119 * minute;
    await escalate(backend.context);
    assert.deepEqual(await mails(), []);
    backend.clock.now += minute;
    await escalate(backend.context);
    await escalate(backend.context);
    const [mail, ...others] = await mails();
    assert.deepEqual([mail!.recipient, mail!.subject, others], [ends.recipient, 'b', []]);
    const { letter } = await escalationMail.compose(backend.context, mail!, ends);
    assert.equal(letter.subject, '2 rappels ont dépassé leur délai');
    assert.doesNotMatch(letter.text + letter.html, /Secret|39981234/);
    const events = await backend.store.db
      .selectFrom('event')
      .select('type')
      .where('type', '=', 'callback.escalated')
      .orderBy('sequence')
      .execute();
    assert.equal(events.length, 2);
    await assertChain(backend.store);
  });
});
