import { MailNotSentError } from '../core/mail/mail-not-sent.ts';
import type { MailKind } from '../core/mail/worker.ts';
import { write } from '../core/write/write.ts';
import { findRun } from '../run/index.ts';
import { exchangeOf } from './exchange.ts';
import { messageOf, packLetter, printLetter, sentOf } from './package.ts';
import { findLetter } from './store.ts';

/** Takes a letter to its doctor. A patient who has objected since it was queued keeps it from leaving. */
export const liaisonMail: MailKind = {
  secure: true,
  async compose(context, { structure_id: structureId, subject: id }) {
    const { db } = context.store;
    const letter = await findLetter(db, structureId, id);
    const run = letter && (await findRun(db, structureId, letter.run_id));
    const view = await context.views.read(structureId);
    if (!letter || !run || !view) throw new MailNotSentError('letter-missing', { permanent: true });
    const exchange = await write(context, structureId, (writing) => exchangeOf(writing, run));
    if (exchange !== 'allowed') throw new MailNotSentError(`exchange-${exchange}`, { permanent: true });
    const sent = await sentOf(context, { run, letter, documents: view.documents });
    const pdf = await printLetter(context, letter);
    const zip = await packLetter(sent, pdf);
    return { letter: messageOf(context, sent, { pdf, zip }), senderName: sent.content.letterhead.name };
  },
};
