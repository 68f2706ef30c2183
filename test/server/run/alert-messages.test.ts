import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Run } from '@relais/model';
import { sendMessages } from '../../../packages/server/src/run/alert-message.ts';
import { callOn } from '../../../packages/server/src/run/alerts.ts';
import { SmsNotSentError } from '../../../packages/server/src/core/sms/sms.ts';
import type { ShortMessage } from '../../../packages/server/src/core/sms/sms.ts';
import { assertChain } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { openRunStage } from '../support/run-stage.ts';
import type { RunStage } from '../support/run-stage.ts';

const MINUTE = 60_000;
const UNCLEAR = { 'od.trod': 'non-concluant' };

describeEngines('a message to a délégant', (engine) => {
  const sent: ShortMessage[] = [];
  let isDown = false;
  const sms = {
    send: (message: ShortMessage) => {
      if (isDown) return Promise.reject(new SmsNotSentError('gateway-503'));
      sent.push(message);
      return Promise.resolve();
    },
  };
  const open = async (): Promise<RunStage> => {
    sent.length = 0;
    isDown = false;
    return openRunStage(engine, { sms });
  };
  const messages = ({ backend }: RunStage) =>
    Promise.all([sendMessages(backend.context), sendMessages(backend.context)]);

  it('goes to each in turn as they stay silent, once, until the 15, and says nothing of the patient', async () => {
    const stage = await open();
    await stage.setRoster([stage.first, stage.second]);
    const { id, patient } = await stage.begin();
    await stage.save(id, UNCLEAR);
    await messages(stage);
    assert.deepEqual(
      sent.map(({ to }) => to),
      ['+33639981234'],
    );
    stage.backend.clock.now += 5 * MINUTE;
    await callOn(stage.backend.context);
    await messages(stage);
    stage.backend.clock.now += 5 * MINUTE;
    await callOn(stage.backend.context);
    await messages(stage);
    assert.equal(sent.length, 2, 'the 15 is for the délégué to call');
    const { body } = await stage.ask<Run>(stage.ida.rpps, 'GET', `/runs/${id}`);
    assert.ok(body.alerts[0]?.emergencyAt);
    for (const { text } of sent) {
      assert.match(text, /attend votre réponse/);
      for (const secret of [id, patient.id, 'TROD', 'odynophagie', 'gorge', 'Ida', '13'])
        assert.ok(!text.includes(secret), secret);
    }
    const left = await stage.backend.store.db.selectFrom('run_call').select('message_to').execute();
    assert.ok(
      left.every(({ message_to }) => message_to === null),
      'no telephone stays with the call',
    );
    await assertChain(stage.backend.store);
    await stage.close();
  });

  it('is tried again while the gateway is down, and not once the alert is answered', async () => {
    const stage = await open();
    const [early, late] = [await stage.begin(), await stage.begin()];
    isDown = true;
    await stage.save(early.id, UNCLEAR);
    await stage.save(late.id, UNCLEAR);
    await messages(stage);
    assert.equal(sent.length, 0);
    await stage.answer(early.id, '9', 'continue', stage.first);
    isDown = false;
    stage.backend.clock.now += 6000;
    await messages(stage);
    assert.equal(sent.length, 1, 'of the one that still waits');
    const due = await stage.backend.store.db.selectFrom('run_call').select('message_due').execute();
    assert.ok(due.every(({ message_due }) => message_due === null));
    await stage.close();
  });

  it('is given up after a while, and the alert goes on all the same', async () => {
    const stage = await open();
    isDown = true;
    const { id } = await stage.begin();
    await stage.save(id, UNCLEAR);
    for (let turn = 0; turn < 12; turn++) {
      await messages(stage);
      stage.backend.clock.now += 6000;
    }
    const [call] = await stage.backend.store.db.selectFrom('run_call').selectAll().execute();
    assert.deepEqual([call?.message_to, call?.message_due], [null, null]);
    assert.equal((await stage.answer(id, '9', 'continue', stage.first)).status, 200);
    await stage.close();
  });
});
