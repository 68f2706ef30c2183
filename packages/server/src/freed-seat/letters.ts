import { offerFragment, toInstant } from '@relais/model';
import { describeStart } from '../booking/index.ts';
import { SYSTEM_ACTOR } from '../core/actors.ts';
import { ruleTime } from '../core/context.ts';
import type { ServiceContext } from '../core/context.ts';
import type { Documents } from '../core/documents.ts';
import { renderHtml, renderText } from '../core/mail/letter.ts';
import type { Block } from '../core/mail/letter.ts';
import { MailNotSentError } from '../core/mail/mail-not-sent.ts';
import { queueMail } from '../core/mail/queue.ts';
import type { MailKind } from '../core/mail/worker.ts';
import { write } from '../core/write/write.ts';
import type { Writing } from '../core/write/write.ts';
import { deskSettingsDocument, findCallback } from '../desk/index.ts';
import type { CallbackRow } from '../desk/index.ts';
import { territoryDocument } from '../scheduling/index.ts';
import { settingsDocument } from '../structure/index.ts';
import { findFreedSeat, findOffer } from './rows.ts';
import type { SeatOfferRow } from './tables.ts';
import { letterWords } from './words.ts';

/** Which messages carry the link of an offer. */
export interface SentLink {
  readonly mail: boolean;
  readonly text: boolean;
}

/** Queues the link by every way there is to this person; `undefined` when there is none, and the desk must telephone. */
export function sendLink(
  context: ServiceContext,
  writing: Writing,
  { email, phone, language }: CallbackRow,
  offerId: string,
): SentLink | undefined {
  if (pageOf(context, writing.documents) === undefined) return undefined;
  const mail = context.sendsMail && email !== null;
  const text = context.sms !== undefined && isMobile(phone);
  if (!mail && !text) return undefined;
  if (mail) {
    const letter = {
      kind: 'freed-seat.offer',
      subject: offerId,
      recipient: email,
      language: language ?? 'fr',
    } as const;
    queueMail(context, writing, { ...letter, sequence: 0 });
  }
  return { mail, text };
}

/** French numbers that take messages: 06 and 07, and those of the overseas departments. Of other countries nobody here can tell: they are tried. */
const LANDLINE = /^\+(33[1-589]|262(?!639|69)|5(?:90(?!69)|94(?!69)|96(?!69)))/;

function isMobile(phone: string): boolean {
  return !LANDLINE.test(phone);
}

/** The page where links of offers lead, as the world sees it. */
function pageOf({ publicUrl }: ServiceContext, documents: Documents): string | undefined {
  const page = documents.of(deskSettingsDocument)?.freedSeats?.page;
  return page !== undefined && URL.canParse(page, publicUrl) ? new URL(page, publicUrl).href : undefined;
}

/** What a message says of an offer. @throws {MailNotSentError} for one that is over */
async function readOffer(context: ServiceContext, structureId: string, id: string) {
  const { db } = context.store;
  const offer = await findOffer(db, structureId, id);
  const view = await context.views.read(structureId);
  const territory = view?.documents.of(territoryDocument);
  const page = view && pageOf(context, view.documents);
  if (!offer || !view || !territory || page === undefined)
    throw new MailNotSentError('offer-missing', { permanent: true });
  if (offer.ending !== null || offer.expires_at <= context.clock())
    throw new MailNotSentError('overtaken', { permanent: true });
  const seat = await findFreedSeat(db, structureId, offer.freed_seat_id);
  const callback = await findCallback(db, structureId, offer.callback_id);
  const link = new URL(page);
  link.hash = offerFragment({
    ...{ structureId, offerId: id },
    token: context.secrets.token('offer', structureId, id),
  });
  const settings = view.documents.of(settingsDocument);
  const { timezone, name } = territory.territory;
  const language = callback?.language ?? 'fr';
  const site = territory.sites.get(seat.site_id);
  return {
    language,
    phone: callback?.phone ?? '',
    link: link.href,
    place: [site?.name ?? seat.site_id, site?.commune].filter(Boolean).join(', '),
    start: describeStart(toInstant(seat.start_at), timezone, language),
    until: describeStart(toInstant(offer.expires_at), timezone, language),
    host: { name: settings?.name ?? name ?? '', phone: settings?.phone },
  } as const;
}

/** One link, yes or no. Where and when, and nothing of why. */
export const offerMail: MailKind = {
  async compose(context, { structure_id: structureId, subject: id }) {
    const { language, start, until, place, link, host } = await readOffer(context, structureId, id);
    const words = letterWords[language];
    const heading = words.subject(start);
    const blocks: Block[] = [
      { kind: 'text', text: words.greeting },
      { kind: 'text', text: words.opening },
      {
        kind: 'facts',
        facts: [
          [words.labels.when, words.when(start)],
          [words.labels.where, place],
          [words.labels.until, words.hour(until)],
        ],
      },
      { kind: 'link', text: words.answer, href: link },
      { kind: 'text', text: words.silence },
      { kind: 'text', text: words.emergency },
      { kind: 'text', text: host.phone ? `${host.name}, ${words.fact(words.labels.phone, host.phone)}` : host.name },
      { kind: 'text', text: words.automatic, quiet: true },
    ];
    const letter = { text: renderText(blocks, words.fact), html: renderHtml(blocks, language, heading) };
    return { letter: { subject: heading, ...letter }, senderName: host.name };
  },
};

const BATCH = 20;
/** Longer than a gateway is waited for: one whose sender has died is sent by another. */
const CLAIM_MS = 60_000;

/** Sends the messages to telephones that wait. Where one cannot be sent and no mail has gone either, the desk telephones instead. */
export async function sendTexts(context: ServiceContext): Promise<void> {
  const { sms } = context;
  if (!sms) return;
  for (const offer of await findWaiting(context)) {
    if (!(await claim(context, offer))) continue;
    try {
      const { phone, language, start, until, place, link } = await readOffer(context, offer.structure_id, offer.id);
      await sms.send({ to: phone, text: letterWords[language].text(start, place, until, link) });
      await settle(context, offer, 'sent');
    } catch {
      await settle(context, offer, 'failed');
      if (offer.has_mail === 0) await askByTelephone(context, offer);
    }
  }
}

function findWaiting({ store, clock }: ServiceContext): Promise<SeatOfferRow[]> {
  return store.db
    .selectFrom('seat_offer')
    .selectAll()
    .where('text_state', 'in', ['queued', 'sending'])
    .where((is) => is.or([is('text_claimed_at', 'is', null), is('text_claimed_at', '<=', clock() - CLAIM_MS)]))
    .limit(BATCH)
    .execute();
}

/** Only one backend still finds the row as all of them have read it. */
async function claim({ store, clock }: ServiceContext, offer: SeatOfferRow): Promise<boolean> {
  const before = offer.text_claimed_at;
  const { numUpdatedRows } = await store.db
    .updateTable('seat_offer')
    .set({ text_state: 'sending', text_claimed_at: clock() })
    .where('structure_id', '=', offer.structure_id)
    .where('id', '=', offer.id)
    .where('text_state', '=', offer.text_state)
    .where((is) => (before === null ? is('text_claimed_at', 'is', null) : is('text_claimed_at', '=', before)))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

async function settle({ store }: ServiceContext, offer: SeatOfferRow, state: 'sent' | 'failed'): Promise<void> {
  await store.db
    .updateTable('seat_offer')
    .set({ text_state: state })
    .where('structure_id', '=', offer.structure_id)
    .where('id', '=', offer.id)
    .execute();
}

function askByTelephone(context: ServiceContext, { structure_id: structureId, id }: SeatOfferRow): Promise<void> {
  return write(context, structureId, async (writing) => {
    const { trx, at } = writing;
    const offer = await findOffer(trx, structureId, id);
    if (!offer || offer.ending !== null || offer.expires_at <= ruleTime(at)) return;
    await trx
      .updateTable('seat_offer')
      .set({ channel: 'telephone' })
      .where('structure_id', '=', structureId)
      .where('id', '=', id)
      .execute();
    writing.record({
      type: 'freed-seat.by-telephone',
      subject: offer.freed_seat_id,
      actor: SYSTEM_ACTOR,
      data: { offer: id, callback: offer.callback_id },
    });
  });
}
