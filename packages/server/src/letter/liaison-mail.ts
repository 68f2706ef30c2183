import { MailNotSentError } from '../core/mail/mail-not-sent.ts';
import type { MailKind } from '../core/mail/worker.ts';
import { write } from '../core/write/write.ts';
import { exchangeOf } from './exchange.ts';
import { groundOf } from './grounds.ts';
import { messageOf, packLetter, printLetter, sentOf } from './package.ts';
import { aboutOf, findLetter, isReplaced } from './store.ts';

/** Takes a letter to its doctor. A patient who has objected since it was queued keeps it from leaving, and so does a letter that takes its place. */
export const liaisonMail: MailKind = {
  secure: true,
  async compose(context, { structure_id: structureId, subject: id }) {
    const { db } = context.store;
    const letter = await findLetter(db, structureId, id);
    const about = letter && aboutOf(letter);
    const basis = about && (await groundOf(about).find(db, structureId, about.id));
    const view = await context.views.read(structureId);
    if (!letter || !basis || !view) throw new MailNotSentError('letter-missing', { permanent: true });
    if (await isReplaced(db, letter)) throw new MailNotSentError('overtaken', { permanent: true });
    const exchange = await write(context, structureId, (writing) => exchangeOf(writing, basis, letter));
    if (exchange !== 'allowed') throw new MailNotSentError(`exchange-${exchange}`, { permanent: true });
    const sent = await sentOf(context, { basis, letter, documents: view.documents });
    const pdf = await printLetter(context, letter);
    const zip = await packLetter(sent, pdf);
    return { letter: messageOf(context, sent, { pdf, zip }), senderName: sent.content.letterhead.name };
  },
};
