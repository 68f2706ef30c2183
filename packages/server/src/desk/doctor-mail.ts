import { isAwaitingDoctor } from '@relais/engine/desk';
import { doctorFragment, toInstant } from '@relais/model';
import { describeStart } from '../booking/index.ts';
import type { ServiceContext } from '../core/context.ts';
import type { Documents } from '../core/documents.ts';
import { renderHtml, renderText } from '../core/mail/letter.ts';
import type { Block } from '../core/mail/letter.ts';
import { MailNotSentError } from '../core/mail/mail-not-sent.ts';
import type { MailKind } from '../core/mail/worker.ts';
import { timeZoneOf } from '../scheduling/index.ts';
import { settingsDocument } from '../structure/index.ts';
import { findCallback } from './callback-rows.ts';
import { waitOf } from './doctor-rows.ts';
import { deskSettingsDocument } from './settings-document.ts';

export const DOCTOR_LINK = 'doctor-question';
export const DOCTOR_MAIL = 'desk.doctor';

/** The page where links to treating doctors lead, as the world sees it. */
export function pageOf({ publicUrl }: ServiceContext, documents: Documents): string | undefined {
  const page = documents.of(deskSettingsDocument)?.doctorFirst?.page;
  return page !== undefined && URL.canParse(page, publicUrl) ? new URL(page, publicUrl).href : undefined;
}

const narrow = (text: string) => text.replace(/ ([:;!?])/g, '\u00a0$1');

/**
 * That a patient of theirs asks to be seen, until when they can answer, and the link. It goes through ordinary mail: neither who it is nor why stands
 * in it, nor on the page behind the link; the desk says that on the telephone.
 */
export const doctorMail: MailKind = {
  async compose(context, { structure_id: structureId, subject: id }) {
    const row = await findCallback(context.store.db, structureId, id);
    const view = await context.views.read(structureId);
    const page = view && pageOf(context, view.documents);
    if (!row || !view || page === undefined || row.doctor_until === null)
      throw new MailNotSentError('question-missing', { permanent: true });
    if (row.status === 'closed' || !isAwaitingDoctor(waitOf(row), context.clock()))
      throw new MailNotSentError('overtaken', { permanent: true });
    const settings = view.documents.of(settingsDocument);
    const name = settings?.name ?? structureId;
    const link = new URL(page);
    const token = context.secrets.token(DOCTOR_LINK, structureId, id);
    link.hash = doctorFragment({ structureId, questionId: id, token });
    const until = describeStart(toInstant(row.doctor_until), timeZoneOf(view.documents), 'fr');
    const heading = narrow(`Une personne de votre patientèle : pouvez-vous la voir ? ${name}`);
    const call = settings?.phone === undefined ? '' : ` Pour savoir de qui il s’agit, appelez le ${settings.phone}.`;
    const blocks: Block[] = [
      { kind: 'text', text: 'Bonjour,' },
      {
        kind: 'text',
        text: `Une personne qui vous a pour médecin traitant a demandé des soins non programmés auprès de ${name}. Elle vous est proposée d’abord.${call}`,
      },
      {
        kind: 'link',
        text: narrow(`Pour dire que vous la voyez vous-même, ou que vous ne pouvez pas, avant ${until.time} :`),
        href: link.href,
      },
      { kind: 'text', text: 'Sans réponse à cette heure, la demande suit son cours.' },
      { kind: 'text', text: name },
      { kind: 'text', text: narrow('Message automatique : les réponses ne sont pas lues.'), quiet: true },
    ];
    const fact = (title: string, value: string) => `${title}\u00a0: ${value}`;
    return {
      letter: { subject: heading, text: renderText(blocks, fact), html: renderHtml(blocks, 'fr', heading) },
      senderName: name,
    };
  },
};
