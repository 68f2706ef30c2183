import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { createMailer } from '../../../packages/server/src/core/mail/mailer.ts';
import { createMailWorker } from '../../../packages/server/src/core/mail/worker.ts';
import { letter } from '../../../packages/server/src/letter/index.ts';
import { sqlite } from '../support/engines.ts';
import { startSmtp } from '../support/local-smtp.ts';
import { DOCTOR, openLetterStage } from './stage.ts';

const COUNT = 200;
const MINUTE = 60_000;
/** Letters the killed backend sends before it is. */
const BEFORE_THE_KILL = 7;

describe('two hundred letters', () => {
  it('wait while the mail is down, and each leaves once when it is back, over a kill', async () => {
    const stage = await openLetterStage(sqlite);
    const { context, store, clock } = stage.backend;
    const run = await stage.finish();
    const { body: made } = await stage.make(run.id, { doctor: DOCTOR });
    const row = await store.db.selectFrom('letter').selectAll().where('id', '=', made.id).executeTakeFirstOrThrow();
    const ids = [made.id, ...Array.from({ length: COUNT - 1 }, () => randomUUID())];
    await store.db
      .insertInto('letter')
      .values(ids.slice(1).map((id) => ({ ...row, id })))
      .execute();
    for (const id of ids) assert.equal((await stage.act(run.id, id, 'sendings')).status, 200);

    const down = await startSmtp();
    const port = Number(new URL(down.url).port);
    await down.close();
    const mailer = createMailer(down.url, 'cpts@exemple.mssante.fr');
    const worker = (through = mailer) =>
      createMailWorker({ context, kinds: letter.mails!, mailer: through, chance: () => 0.5 });
    const waiting = () => store.db.selectFrom('mail').select('id').where('state', '=', 'queued').execute();
    assert.equal(await worker().runOnce(), 0);
    assert.equal((await waiting()).length, COUNT);

    const back = await startSmtp({ port });
    clock.now += 2 * MINUTE;
    let taken = 0;
    // A process that dies in mid-letter: nothing of it happens any more.
    await new Promise<void>((killed) => {
      const dying = async (...mail: Parameters<typeof mailer.send>) => {
        taken += 1;
        if (taken <= BEFORE_THE_KILL) return mailer.send(...mail);
        killed();
        return new Promise<void>(() => undefined);
      };
      void worker({ ...mailer, send: dying }).runOnce();
    });
    while ((await waiting()).length > 0) {
      clock.now += 3 * MINUTE;
      await worker().runOnce();
    }
    const received = back.received.map(({ message }) => message.headers.get('message-id'));
    assert.deepEqual([received.length, new Set(received).size], [COUNT, COUNT]);
    mailer.close();
    await back.close();
    await stage.close();
  });
});
