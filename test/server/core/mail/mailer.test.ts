import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createMailer } from '../../../../packages/server/src/core/mail/mailer.ts';
import { MailNotSentError } from '../../../../packages/server/src/core/mail/mail-not-sent.ts';
import type { Letter } from '../../../../packages/server/src/core/mail/letter.ts';
import { startSmtp } from '../../support/local-smtp.ts';
import type { LocalSmtp } from '../../support/local-smtp.ts';

const letter: Letter & Required<Pick<Letter, 'calendar'>> = {
  subject: 'Rendez-vous confirmé\u00a0: lundi à 14\u00a0h\u00a000',
  text: 'Bonjour, à bientôt.\n',
  html: '<p>Bonjour, à bientôt.</p>',
  calendar: {
    method: 'REQUEST',
    fileName: 'rendez-vous-K7M-3QX.ics',
    content: 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n',
  },
};
const envelope = { senderName: 'CPTS du Val de Brume', recipient: 'zoe@example.org', id: 'm1' };

describe('a mail', () => {
  let smtp: LocalSmtp;
  before(async () => {
    smtp = await startSmtp();
  });
  after(() => smtp.close());

  async function send(change: Partial<typeof envelope> = {}, subject = letter.subject) {
    const mailer = createMailer(smtp.url, 'rdv@cpts.example');
    smtp.received.length = 0;
    await mailer.send({ ...letter, subject }, { ...envelope, ...change });
    mailer.close();
    assert.equal(smtp.received.length, 1);
    return smtp.received[0]!;
  }

  it('arrives as text, as HTML and as an invitation', async () => {
    const { to, message } = await send();
    assert.deepEqual(to, ['zoe@example.org']);
    assert.equal(message.headers.get('subject'), letter.subject);
    assert.equal(message.headers.get('from'), 'CPTS du Val de Brume <rdv@cpts.example>');
    assert.equal(message.headers.get('auto-submitted'), 'auto-generated');
    const [text, html, invitation, file] = message.parts;
    assert.match(text!.type, /^text\/plain/);
    assert.equal(text!.body.trim(), 'Bonjour, à bientôt.');
    assert.match(html!.type, /^text\/html/);
    assert.match(invitation!.type, /^text\/calendar; charset=utf-8; method=REQUEST/);
    assert.equal(invitation!.body, letter.calendar.content);
    assert.match(file!.disposition, /attachment; filename=rendez-vous-K7M-3QX\.ics/);
    assert.equal(file!.body, letter.calendar.content);
  });

  it('keeps one identity however often it is sent', async () => {
    assert.equal((await send()).message.headers.get('message-id'), '<m1@cpts.example>');
    assert.equal((await send()).message.headers.get('message-id'), '<m1@cpts.example>');
  });

  it('takes no header and no recipient from a name', async () => {
    const name = 'CPTS\r\nBcc: victim@example.org\r\n\r\nbody';
    const { to, message } = await send({ senderName: name }, `Rendez-vous\r\nBcc: victim@example.org`);
    assert.deepEqual(to, ['zoe@example.org']);
    assert.equal(message.headers.get('bcc'), undefined);
    assert.equal(message.parts.length, 4);
  });

  const addresses = [
    'zoe@a.fr,eve@b.fr',
    'zoe@a.fr\r\nBcc: eve@b.fr',
    '<eve@b.fr>',
    '"zoe@a.fr"@b.fr',
    'zoe@a.fr;eve',
    'a:eve@b.fr',
    'zoe',
    '',
  ];
  for (const recipient of addresses) {
    it(`does not go to ${JSON.stringify(recipient)}`, async () => {
      const mailer = createMailer(smtp.url, 'rdv@cpts.example');
      const sent = smtp.received.length;
      await assert.rejects(mailer.send(letter, { ...envelope, recipient }), (error) => {
        assert.ok(error instanceof MailNotSentError && error.permanent);
        return true;
      });
      assert.equal(smtp.received.length, sent);
    });
  }

  it('is given up when the server refuses it for good', async () => {
    smtp.refusal = 550;
    await assert.rejects(send(), { code: 'EENVELOPE-550', permanent: true, serverDown: false });
    smtp.refusal = undefined;
  });

  it('can be tried again when the server refuses it for now', async () => {
    smtp.refusal = 451;
    await assert.rejects(send(), { code: 'EENVELOPE-451', permanent: false });
    smtp.refusal = undefined;
  });

  it('can be tried again when nobody listens', async () => {
    const gone = await startSmtp();
    await gone.close();
    const mailer = createMailer(gone.url, 'rdv@cpts.example');
    await assert.rejects(mailer.send(letter, envelope), { permanent: false, serverDown: true });
  });

  it('does not travel in the clear to another machine', async () => {
    // The server above by an address that is not taken for this machine's; it offers no STARTTLS.
    const mailer = createMailer(smtp.url.replace('127.0.0.1', '[::ffff:127.0.0.1]'), 'rdv@cpts.example');
    const sent = smtp.received.length;
    await assert.rejects(mailer.send(letter, envelope), { code: /^ETLS/, permanent: false });
    assert.equal(smtp.received.length, sent);
  });
});
