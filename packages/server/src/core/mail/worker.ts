import { fromInstant, toInstant } from '@relais/model';
import type { StructureSettings } from '@relais/model';
import type { Kysely, Selectable } from 'kysely';
import type { Database, MailTable } from '../../tables.ts';
import type { Secrets } from '../secrets.ts';
import type { StructureViews } from '../view.ts';
import { composeMail } from '../../booking/mail/compose.ts';
import type { Visit } from '../../booking/mail/compose.ts';
import { MailNotSentError } from './mailer.ts';
import type { Mailer } from './mailer.ts';

type MailRow = Selectable<MailTable>;

const BATCH = 20;
const POLL_MS = 5000;

/** Longer than the SMTP time-outs together: while it lasts, no other backend takes the same mail. */
const CLAIM_MS = 120_000;

/** 15 s, 30 s, 1 min, 2, 4, 8, then every quarter of an hour: two hours in all. */
const FIRST_DELAY_MS = 15_000;
const LONGEST_DELAY_MS = 900_000;
export const ATTEMPTS = 14;

/** Told of every mail that did not go, without anything of the person. */
export type MailReport = { mailId: string; structureId: string; code: string; attempts: number; givenUp: boolean };

export interface MailWorkerOptions {
  readonly db: Kysely<Database>;
  readonly views: StructureViews;
  readonly secrets: Secrets;
  readonly mailer: Mailer;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly report?: (report: MailReport) => void;
  /** Spreads the retries of several mails: 0 to 1. */
  readonly chance?: () => number;
}

export interface MailWorker {
  /** Looks for mails now and every five seconds until stopped. */
  start(): void;
  /** Finishes the mail under way and stops. */
  stop(): Promise<void>;
  /** Sends what is due, and says how many went. */
  runOnce(): Promise<number>;
}

/**
 * Sends the queued mails. A mail is claimed by a guarded update before it is sent, so that of several backends one sends it. SMTP has no
 * transaction with a database: when a backend dies between the server's « 250 » and its own note of it, the claim ends after two
 * minutes and the mail is sent once more, with the same Message-ID and calendar UID; it is never lost and never sent by two at once.
 * A mail overtaken by a newer change of its booking, or by the visit itself, is not sent.
 */
export function createMailWorker(options: MailWorkerOptions): MailWorker {
  const { db, clock, mailer, report = () => undefined, chance = Math.random } = options;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<number> | undefined;
  let stopped = true;

  async function runOnce(): Promise<number> {
    let sent = 0;
    for (const due of await findDue(db, clock())) {
      if (!(await claim(db, due, clock()))) continue;
      const outcome = await deliver({ ...due, attempts: due.attempts + 1 });
      if (outcome === 'sent') sent += 1;
      if (outcome === 'server-down') break;
    }
    return sent;
  }

  async function deliver(mail: MailRow): Promise<'sent' | 'not-sent' | 'server-down'> {
    try {
      await send(mail);
      await settle(db, mail, { state: 'sent', sent_at: clock(), recipient: null, last_error_code: null });
      return 'sent';
    } catch (error) {
      const failure = error instanceof MailNotSentError ? error : new MailNotSentError('internal', { cause: error });
      const givenUp = failure.permanent || mail.attempts >= ATTEMPTS;
      await settle(db, mail, {
        last_error_code: failure.code,
        ...(givenUp
          ? { state: 'failed', recipient: null }
          : { next_attempt_at: clock() + delayAfter(mail.attempts, chance()) }),
      });
      report({ mailId: mail.id, structureId: mail.structure_id, code: failure.code, attempts: mail.attempts, givenUp });
      return failure.serverDown ? 'server-down' : 'not-sent';
    }
  }

  async function send(mail: MailRow): Promise<void> {
    const visit = await readVisit(options, mail);
    if (fromInstant(visit.booking.seat.start) <= clock())
      throw new MailNotSentError('visit-begun', { permanent: true });
    const recipient = mail.recipient ?? '';
    const letter = composeMail(mail.kind, visit, {
      language: mail.language,
      now: clock(),
      sender: mailer.sender,
      recipient,
    });
    await mailer.send(letter, { senderName: visit.structure.name, recipient, id: mail.id });
  }

  function schedule(delay: number): void {
    timer = setTimeout(() => {
      running = runOnce().catch((error: unknown) => {
        report({ mailId: '', structureId: '', code: (error as Error).name, attempts: 0, givenUp: false });
        return 0;
      });
      void running.then(() => {
        if (!stopped) schedule(POLL_MS);
      });
    }, delay);
  }

  return {
    runOnce,
    start() {
      stopped = false;
      schedule(0);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

async function findDue(db: Kysely<Database>, now: number): Promise<MailRow[]> {
  return await db
    .selectFrom('mail')
    .selectAll()
    .where('state', '=', 'queued')
    .where('next_attempt_at', '<=', now)
    .orderBy('next_attempt_at')
    .limit(BATCH)
    .execute();
}

/** Only one backend still finds the row as all of them have read it. */
async function claim(db: Kysely<Database>, mail: MailRow, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('mail')
    .set({ attempts: mail.attempts + 1, next_attempt_at: now + CLAIM_MS })
    .where('structure_id', '=', mail.structure_id)
    .where('id', '=', mail.id)
    .where('state', '=', 'queued')
    .where('attempts', '=', mail.attempts)
    .where('next_attempt_at', '=', mail.next_attempt_at)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

async function settle(db: Kysely<Database>, mail: MailRow, change: Partial<MailRow>): Promise<void> {
  await db
    .updateTable('mail')
    .set(change)
    .where('structure_id', '=', mail.structure_id)
    .where('id', '=', mail.id)
    // A backend whose claim has ended leaves the row to the one that has it now.
    .where('attempts', '=', mail.attempts)
    .execute();
}

function delayAfter(attempts: number, chance: number): number {
  return Math.round(Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), LONGEST_DELAY_MS) * (0.8 + 0.4 * chance));
}

async function readVisit({ db, views, secrets }: MailWorkerOptions, mail: MailRow): Promise<Visit> {
  const booking = await db
    .selectFrom('booking')
    .selectAll()
    .where('structure_id', '=', mail.structure_id)
    .where('id', '=', mail.booking_id)
    .executeTakeFirstOrThrow();
  if (booking.revision > mail.sequence) throw new MailNotSentError('overtaken', { permanent: true });
  const documents = (await views.read(mail.structure_id))?.documents;
  if (!documents?.territory) throw new MailNotSentError('territory-missing');
  const { territory, sites, rules } = documents.territory;
  const site = sites.get(booking.site_id);
  return {
    booking: {
      id: booking.id,
      reference: booking.reference,
      seat: { start: toInstant(booking.start_at), end: toInstant(booking.end_at) },
    },
    structure: {
      id: mail.structure_id,
      timezone: territory.timezone,
      ...describeHost(documents.settings, territory.name),
    },
    site: { name: site?.name ?? booking.site_id, commune: site?.commune },
    givenName: booking.given_name,
    token: secrets.token('booking', mail.structure_id, booking.id),
    changeableUntil: toInstant(booking.start_at - rules.cancelDeadlineMinutes * 60_000),
    sequence: mail.sequence,
  };
}

function describeHost(settings: StructureSettings | undefined, territoryName: string | undefined) {
  const manageUrl = settings?.manageUrl;
  return {
    name: settings?.name ?? territoryName ?? '',
    phone: settings?.phone,
    manageUrl: manageUrl !== undefined && /^https?:/.test(manageUrl) && URL.canParse(manageUrl) ? manageUrl : undefined,
  };
}
