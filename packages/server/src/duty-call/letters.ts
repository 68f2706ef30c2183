import { dutyFragment, toInstant } from '@relais/model';
import { describeStart } from '../booking/index.ts';
import { ruleTime } from '../core/context.ts';
import type { ServiceContext } from '../core/context.ts';
import type { Documents } from '../core/documents.ts';
import { renderHtml, renderText } from '../core/mail/letter.ts';
import type { Block } from '../core/mail/letter.ts';
import { MailNotSentError } from '../core/mail/mail-not-sent.ts';
import type { MailKind } from '../core/mail/worker.ts';
import { territoryDocument } from '../scheduling/index.ts';
import { pageAddress, settingsDocument } from '../structure/index.ts';
import { DUTY_LINK } from './open.ts';
import { findAsked, findCall, hasLeft, isClosed, standingRanges } from './rows.ts';
import { letterWords } from './words.ts';

/** The address at which one volunteer answers; `undefined` while no page is set. */
export function linkOf(
  context: ServiceContext,
  documents: Documents,
  structureId: string,
  answerId: string,
): string | undefined {
  const page = pageAddress(context, documents, 'dutyUrl');
  if (page === undefined) return undefined;
  const link = new URL(page);
  const token = context.secrets.token(DUTY_LINK, structureId, answerId);
  link.hash = dutyFragment({ structureId, answerId, token });
  return link.href;
}

/** Which ranges, until when, and the volunteer's own link. */
export const dutyMail: MailKind = {
  async compose(context, { structure_id: structureId, subject: id, language }) {
    const { db } = context.store;
    const now = ruleTime(context.clock());
    const row = await findAsked(db, structureId, id);
    const found = row && (await findCall(db, structureId, row.call_id));
    const view = await context.views.read(structureId);
    const territory = view?.documents.of(territoryDocument);
    const link = view && linkOf(context, view.documents, structureId, id);
    if (!found || !view || !territory || link === undefined)
      throw new MailNotSentError('call-missing', { permanent: true });
    if (isClosed(found.call, now) || hasLeft(row, view)) throw new MailNotSentError('overtaken', { permanent: true });
    const words = letterWords[language];
    const { timezone } = territory.territory;
    const at = (instant: number) => describeStart(toInstant(instant), timezone, language);
    const ranges = (await standingRanges(db, view, found.ranges, now)).filter(({ state }) => state === 'open');
    const host = view.documents.of(settingsDocument)?.name ?? territory.territory.name ?? '';
    const heading = words.subject(host);
    const blocks: Block[] = [
      { kind: 'text', text: words.greeting(row.name) },
      { kind: 'text', text: words.opening(host) },
      ...(found.call.word === null ? [] : [{ kind: 'text' as const, text: words.word(found.call.word) }]),
      {
        kind: 'facts',
        facts: ranges.map(({ row: { site_id: siteId, start_at: start }, endMs }): [string, string] => {
          const site = territory.sites.get(siteId);
          const place = [site?.name ?? siteId, site?.commune].filter(Boolean).join(', ');
          return [at(start).date, words.range(at(start).time, at(endMs).time, place)];
        }),
      },
      { kind: 'link', text: words.answer(at(found.call.closes_at - 1).date), href: link },
      { kind: 'text', text: words.own },
      { kind: 'text', text: host },
      { kind: 'text', text: words.automatic, quiet: true },
    ];
    const letter = { text: renderText(blocks, words.fact), html: renderHtml(blocks, language, heading) };
    return { letter: { subject: heading, ...letter }, senderName: host };
  },
};
