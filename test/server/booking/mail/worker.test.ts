import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { openNodeSqliteStore } from '../../../../packages/server/src/core/db/node-sqlite.ts';
import type { Store } from '../../../../packages/server/src/core/db/store.ts';
import { createMailer } from '../../../../packages/server/src/core/mail/mailer.ts';
import type { Mailer } from '../../../../packages/server/src/core/mail/mailer.ts';
import { ATTEMPTS, createMailWorker } from '../../../../packages/server/src/core/mail/worker.ts';
import type { MailReport, MailWorker } from '../../../../packages/server/src/core/mail/worker.ts';
import { createContext } from '../../../../packages/server/src/create-context.ts';
import { bookingMails } from '../../../../packages/server/src/booking/mail/kinds.ts';
import { startSmtp } from '../../support/local-smtp.ts';
import type { LocalSmtp } from '../../support/local-smtp.ts';

const MINUTE = 60_000;
const visitAt = Date.parse('2026-11-09T13:00:00Z');
const structureId = 'val-de-brume';

describe('the mail queue', () => {
  let folder: string;
  let store: Store;
  let smtp: LocalSmtp;
  let mailer: Mailer;
  let clock: number;
  let reports: MailReport[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'relais-mail-'));
    store = openNodeSqliteStore(folder);
    await store.migrate();
    await importStructure(store);
    smtp = await startSmtp();
    mailer = createMailer(smtp.url, 'rdv@cpts.example');
    clock = visitAt - 300 * MINUTE;
    reports = [];
  });
  afterEach(async () => {
    mailer.close();
    await store.close();
    await smtp.close();
    await rm(folder, { recursive: true });
  });

  function worker(through = mailer): MailWorker {
    return createMailWorker({
      context: createContext({ store, secret: 'a server secret long enough to be one', clock: () => clock }),
      kinds: bookingMails,
      mailer: through,
      chance: () => 0.5,
      report: (report) => reports.push(report),
    });
  }

  const read = (id: string) => store.db.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

  it('sends a confirmation with its link and forgets the address', async () => {
    await queue(store, { id: 'm1', created_at: clock });
    assert.equal(await worker().runOnce(), 1);
    const { to, message } = smtp.received[0]!;
    assert.deepEqual(to, ['zoe@example.org']);
    assert.match(message.headers.get('from') ?? '', /^CPTS du Val de Brume </);
    assert.match(message.parts[0]!.body, /https:\/\/cpts\.example\/rdv#relais=b1\.rl_[\w-]{43}\s/);
    assert.doesNotMatch(JSON.stringify(message), /Martin|toux/);
    const { state, recipient, sent_at, attempts } = await read('m1');
    assert.deepEqual([state, recipient, sent_at, attempts], ['sent', null, clock, 1]);
    assert.equal(await worker().runOnce(), 0);
  });

  it('tries again, later and later, until the server is back', async () => {
    await queue(store, { id: 'm1', created_at: clock });
    const port = Number(new URL(smtp.url).port);
    await smtp.close();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 8; attempt++) {
      await worker().runOnce();
      const { next_attempt_at, state } = await read('m1');
      assert.equal(state, 'queued');
      waits.push((next_attempt_at - clock) / 1000);
      clock = next_attempt_at;
    }
    assert.deepEqual(waits, [15, 30, 60, 120, 240, 480, 900, 900]);
    smtp = await startSmtp({ port });
    assert.equal(await worker().runOnce(), 1);
    assert.equal(smtp.received.length, 1);
    assert.equal((await read('m1')).last_error_code, null);
  });

  it('gives up after fourteen refusals, and says why', async () => {
    await queue(store, { id: 'm1', created_at: clock });
    smtp.refusal = 451;
    for (let attempt = 0; attempt < 20; attempt++) {
      await worker().runOnce();
      clock = Math.max(clock, (await read('m1')).next_attempt_at);
    }
    const { state, recipient, attempts, last_error_code } = await read('m1');
    assert.deepEqual([state, recipient, attempts, last_error_code], ['failed', null, ATTEMPTS, 'EENVELOPE-451']);
    assert.equal(reports.at(-1)?.givenUp, true);
  });

  it('gives up at once what is refused for good, and goes on with the others', async () => {
    await queue(store, { id: 'm1', created_at: clock, recipient: 'zoe@a.fr,eve@b.fr' });
    await queue(store, { id: 'm2', created_at: clock });
    assert.equal(await worker().runOnce(), 1);
    assert.deepEqual([(await read('m1')).state, (await read('m2')).state], ['failed', 'sent']);
    assert.equal((await read('m1')).last_error_code, 'address-unusable');
  });

  it('does not wait on a dead server for every mail', async () => {
    for (const id of ['m1', 'm2', 'm3']) await queue(store, { id, created_at: clock });
    await smtp.close();
    await worker().runOnce();
    const attempts = await Promise.all(['m1', 'm2', 'm3'].map(async (id) => (await read(id)).attempts));
    assert.deepEqual(attempts.sort(), [0, 0, 1]);
    smtp = await startSmtp();
  });

  it('sends each mail once though several backends look', async () => {
    for (let n = 0; n < 10; n++) await queue(store, { id: `m${n}`, created_at: clock });
    smtp.delay = 20;
    const sent = await Promise.all([worker().runOnce(), worker().runOnce(), worker().runOnce()]);
    assert.equal(sent[0] + sent[1] + sent[2], 10);
    assert.equal(new Set(smtp.received.map(({ message }) => message.headers.get('message-id'))).size, 10);
    assert.equal(smtp.received.length, 10);
  });

  it('sends a mail once more, as the same mail, when its backend died with it', async () => {
    await queue(store, { id: 'm1', created_at: clock });
    const dying: Mailer = {
      ...mailer,
      send: async (letter, envelope) => {
        await mailer.send(letter, envelope);
        await new Promise(() => undefined);
      },
    };
    void worker(dying).runOnce();
    while (smtp.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(await worker().runOnce(), 0, 'the claim still stands');
    clock += 3 * MINUTE;
    assert.equal(await worker().runOnce(), 1);
    const ids = smtp.received.map(({ message }) => message.headers.get('message-id'));
    assert.deepEqual(ids, [ids[0], ids[0]]);
  });

  it('sends only the last of several changes', async () => {
    await queue(store, { id: 'm1', created_at: clock });
    await queue(store, { id: 'm2', kind: 'booking.cancelled', sequence: 1, created_at: clock });
    await store.db.updateTable('booking').set({ revision: 1, status: 'cancelled' }).execute();
    assert.equal(await worker().runOnce(), 1);
    assert.equal((await read('m1')).last_error_code, 'overtaken');
    assert.match(smtp.received[0]!.message.headers.get('subject') ?? '', /annulé/);
    assert.match(smtp.received[0]!.message.parts[2]!.type, /method=CANCEL/);
  });

  it('does not announce a visit that has begun', async () => {
    await queue(store, { id: 'm1', created_at: clock });
    clock = visitAt;
    assert.equal(await worker().runOnce(), 0);
    assert.equal((await read('m1')).last_error_code, 'visit-begun');
  });

  it('takes nothing from a name but the name', async () => {
    const given_name = 'Zoé\r\nBcc: victim@example.org\r\nATTENDEE:mailto:victim@example.org';
    await store.db.updateTable('booking').set({ given_name }).execute();
    await queue(store, { id: 'm1', created_at: clock });
    await worker().runOnce();
    const { to, message } = smtp.received[0]!;
    assert.deepEqual(to, ['zoe@example.org']);
    assert.equal(message.headers.get('bcc'), undefined);
    assert.equal(message.parts[2]!.body.replace(/\r\n /g, '').match(/^ATTENDEE/gm)?.length, 1);
  });

  it('reports failures without anything of the person', async () => {
    await queue(store, { id: 'm1', created_at: clock });
    smtp.refusal = 550;
    await worker().runOnce();
    assert.deepEqual(reports, [{ mailId: 'm1', structureId, code: 'EENVELOPE-550', attempts: 1, givenUp: true }]);
  });

  it('stops without leaving a mail half sent', async () => {
    await queue(store, { id: 'm1', created_at: clock });
    smtp.delay = 50;
    const running = worker();
    running.start();
    while ((await read('m1')).attempts === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await running.stop();
    assert.equal((await read('m1')).state, 'sent');
  });
});

async function importStructure({ db }: Store): Promise<void> {
  const settings = { name: 'CPTS du Val de Brume', phone: '02 99 00 00 00', manageUrl: 'https://cpts.example/rdv' };
  const territory = {
    formatVersion: 'csnp-territory/1',
    timezone: 'Europe/Paris',
    holidayCalendar: 'FR-metropole',
    sites: [{ id: 's1', name: 'MSP des Tilleuls', commune: 'Orme-sur-Rive' }],
    practices: [{ id: 'p1', siteId: 's1' }],
    openings: [],
  };
  await db
    .insertInto('structure')
    .values({
      structure_id: structureId,
      sequence: 0,
      hash: '',
      created_at: 0,
    })
    .execute();
  for (const [kind, body] of [
    ['settings', settings],
    ['territory', territory],
  ] as const) {
    await db
      .insertInto('document')
      .values({ structure_id: structureId, kind, place: '', version: 1, body: JSON.stringify(body), imported_at: 0 })
      .execute();
  }
  await db
    .insertInto('booking')
    .values({
      structure_id: structureId,
      id: 'b1',
      reference: 'K7M-3QX',
      status: 'confirmed',
      practice_id: 'p1',
      site_id: 's1',
      service_date: '2026-11-09',
      start_at: visitAt,
      end_at: visitAt + 15 * MINUTE,
      entry_id: 'e1',
      overbooked: 0,
      token_hash: '',
      person_key: '',
      patient_id: 'p1',
      family_name: 'Martin',
      given_name: 'Zoé',
      birth_date: '1990-01-01',
      phone: '+33600000000',
      email: 'zoe@example.org',
      reason: 'toux',
      language: 'fr',
      revision: 0,
      created_at: 0,
      updated_at: 0,
    })
    .execute();
}

async function queue(
  { db }: Store,
  mail: { id: string; created_at: number; kind?: 'booking.cancelled'; sequence?: number; recipient?: string },
) {
  await db
    .insertInto('mail')
    .values({
      structure_id: structureId,
      subject: 'b1',
      kind: 'booking.confirmed',
      recipient: 'zoe@example.org',
      language: 'fr',
      sequence: 0,
      state: 'queued',
      attempts: 0,
      next_attempt_at: mail.created_at,
      sent_at: null,
      last_error_code: null,
      ...mail,
    })
    .execute();
}
