import { requestFragment, toInstant } from '@relais/model';
import { describeStart } from '../booking/index.ts';
import type { ServiceContext } from '../core/context.ts';
import { renderHtml, renderText } from '../core/mail/letter.ts';
import type { Block } from '../core/mail/letter.ts';
import { MailNotSentError } from '../core/mail/mail-not-sent.ts';
import type { MailKind } from '../core/mail/worker.ts';
import { findCallback } from '../desk/index.ts';
import { territoryDocument } from '../scheduling/index.ts';
import { settingsDocument } from '../structure/index.ts';
import { pageOf, REQUEST_LINK } from './patient-requests.ts';
import { expectCall, presentService } from './service.ts';
import { letterWords } from './words.ts';

/** That her request has arrived, and the link that shows it and takes it back. Nothing of why she asks. */
export const requestMail: MailKind = {
  async compose(context: ServiceContext, { structure_id: structureId, subject: id, language }) {
    const row = await findCallback(context.store.db, structureId, id);
    const view = await context.views.read(structureId);
    const territory = view?.documents.of(territoryDocument);
    const page = view && pageOf(context, view.documents);
    if (!row || !view || !territory || page === undefined)
      throw new MailNotSentError('request-missing', { permanent: true });
    if (row.status === 'closed') throw new MailNotSentError('overtaken', { permanent: true });
    const words = letterWords[language];
    const { timezone, name } = territory.territory;
    const at = (time: number) => describeStart(toInstant(time), timezone, language);
    const link = new URL(page);
    link.hash = requestFragment({
      ...{ structureId, requestId: id },
      token: context.secrets.token(REQUEST_LINK, structureId, id),
    });
    const host = view.documents.of(settingsDocument)?.name ?? name ?? '';
    const { phone } = presentService(view.documents, context.clock());
    const expected = at(expectCall(view.documents, row.arrived_at, row.target_minutes));
    const blocks: Block[] = [
      { kind: 'text', text: words.greeting },
      { kind: 'text', text: words.opening(host) },
      {
        kind: 'facts',
        facts: [
          [words.labels.arrived, words.when(at(row.arrived_at))],
          [words.labels.expected, words.when(expected)],
        ],
      },
      { kind: 'text', text: words.noPromise },
      { kind: 'link', text: words.follow, href: link.href },
      { kind: 'text', text: words.emergency },
      { kind: 'text', text: phone ? `${host}, ${words.fact(words.labels.phone, phone)}` : host },
      { kind: 'text', text: words.automatic, quiet: true },
    ];
    const letter = { text: renderText(blocks, words.fact), html: renderHtml(blocks, language, words.subject) };
    return { letter: { subject: words.subject, ...letter }, senderName: host };
  },
};
