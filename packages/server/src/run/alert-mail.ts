import { MailNotSentError } from '../core/mail/mail-not-sent.ts';
import { renderHtml, renderText } from '../core/mail/letter.ts';
import type { Block } from '../core/mail/letter.ts';
import type { MailKind } from '../core/mail/worker.ts';
import { settingsDocument } from '../structure/index.ts';
import { findRun, loadAlerts } from './store.ts';

/** Says that a délégué waits for an answer. Nothing of the patient, the protocol or the reason is in it: it goes through ordinary mail. */
export const alertMail: MailKind = {
  async compose(context, { structure_id: structureId, subject: id }) {
    const { db } = context.store;
    const run = await findRun(db, structureId, id);
    const view = await context.views.read(structureId);
    if (!run || !view) throw new MailNotSentError('run-missing', { permanent: true });
    const isWaiting = (await loadAlerts(db, structureId, [id])).some(({ due_at }) => due_at !== null);
    if (!isWaiting) throw new MailNotSentError('overtaken', { permanent: true });
    const name = view.documents.of(settingsDocument)?.name ?? structureId;
    const heading = 'Un professionnel attend votre réponse';
    const minutes = Math.round(run.silence_ms / 60_000);
    const blocks: Block[] = [
      { kind: 'text', text: 'Bonjour,' },
      {
        kind: 'text',
        text: `Un professionnel à qui vous déléguez attend votre réponse, avec le patient devant lui. Ouvrez votre page de délégant ou appelez-le. Sans réponse dans les ${minutes} minutes, la personne suivante est appelée.`,
      },
      { kind: 'text', text: name },
    ];
    const fact = (label: string, value: string) => `${label}\u00a0: ${value}`;
    return {
      letter: { subject: heading, text: renderText(blocks, fact), html: renderHtml(blocks, 'fr', heading) },
      senderName: name,
    };
  },
};
