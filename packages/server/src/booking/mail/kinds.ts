import { toInstant } from '@relais/model';
import type { ServiceContext } from '../../core/context.ts';
import type { Documents } from '../../core/documents.ts';
import { MailNotSentError } from '../../core/mail/mail-not-sent.ts';
import type { MailKind, MailRow } from '../../core/mail/worker.ts';
import { territoryDocument } from '../../scheduling/index.ts';
import { pageAddress, settingsDocument } from '../../structure/index.ts';
import { composeMail } from './compose.ts';
import type { Change, Visit } from './compose.ts';

/** Kinds of mails about a booking, as their rows name them. */
export type BookingMail = `booking.${Change}`;

/** Tells the person what became of a booking. One overtaken by a newer change, or by the visit itself, is not sent. */
function tells(change: Change): MailKind {
  return {
    async compose(context, mail, { sender, recipient }) {
      const visit = await readVisit(context, mail);
      const now = context.clock();
      if (Date.parse(visit.booking.seat.start) <= now) throw new MailNotSentError('visit-begun', { permanent: true });
      const letter = composeMail(change, visit, { language: mail.language, now, sender, recipient });
      return { letter, senderName: visit.structure.name };
    },
  };
}

export const bookingMails: Readonly<Record<BookingMail, MailKind>> = {
  'booking.confirmed': tells('confirmed'),
  'booking.moved': tells('moved'),
  'booking.cancelled': tells('cancelled'),
  'booking.restored': tells('restored'),
};

async function readVisit(context: ServiceContext, mail: MailRow): Promise<Visit> {
  const { structure_id: structureId } = mail;
  const booking = await context.store.db
    .selectFrom('booking')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('id', '=', mail.subject)
    .executeTakeFirstOrThrow();
  if (booking.revision > mail.sequence) throw new MailNotSentError('overtaken', { permanent: true });
  const documents = (await context.views.read(structureId))?.documents;
  const compiled = documents?.of(territoryDocument);
  if (!documents || !compiled) throw new MailNotSentError('territory-missing');
  const { territory, sites, rules } = compiled;
  const site = sites.get(booking.site_id);
  return {
    booking: {
      id: booking.id,
      reference: booking.reference,
      seat: { start: toInstant(booking.start_at), end: toInstant(booking.end_at) },
    },
    structure: {
      id: structureId,
      timezone: territory.timezone,
      ...describeHost(context, documents, territory.name),
    },
    site: { name: site?.name ?? booking.site_id, commune: site?.commune },
    givenName: booking.given_name,
    token: context.secrets.token('booking', structureId, booking.id),
    changeableUntil: toInstant(booking.start_at - rules.cancelDeadlineMinutes * 60_000),
    sequence: mail.sequence,
    why: booking.change_why ?? undefined,
  };
}

function describeHost(context: ServiceContext, documents: Documents, territoryName: string | undefined) {
  const settings = documents.of(settingsDocument);
  const page = pageAddress(context, documents);
  return {
    name: settings?.name ?? territoryName ?? '',
    phone: settings?.phone,
    manageUrl: page !== undefined && /^https?:/.test(page) ? page : undefined,
  };
}
