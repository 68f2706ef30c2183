import type { Kysely, Selectable } from 'kysely';
import type { Database } from '../../tables.ts';
import type { ServiceContext } from '../context.ts';
import type { MailTable } from '../tables.ts';
import type { Letter } from './letter.ts';
import { MailNotSentError } from './mail-not-sent.ts';
import type { Mailer } from './mailer.ts';

export type MailRow = Selectable<MailTable>;

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

/** How a subject writes a mail it has queued, when it is about to go. */
export interface MailKind {
  /** It says who a patient is: it leaves through the secure mail of health professionals alone, never through the ordinary one. */
  readonly secure?: true;
  /** @throws {MailNotSentError} for one that should not go any more, or cannot be written now */
  compose(context: ServiceContext, mail: MailRow, ends: MailEnds): Promise<ComposedMail>;
  /** Told each time it has not gone: whoever waits for an answer to it may have to go another way. */
  notSent?(context: ServiceContext, mail: MailRow): Promise<void>;
}

/** Addresses of the two ends. */
export interface MailEnds {
  readonly sender: string;
  readonly recipient: string;
}

export interface ComposedMail {
  readonly letter: Letter;
  /** Shown as the sender. */
  readonly senderName: string;
}

export interface MailWorkerOptions {
  readonly context: ServiceContext;
  /** By the kind that rows name. */
  readonly kinds: Readonly<Record<string, MailKind>>;
  readonly mailer: Mailer;
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
 * A mail overtaken by what has happened since is not sent: its subject says so when it is composed.
 */
export function createMailWorker(options: MailWorkerOptions): MailWorker {
  const { context, kinds, mailer, report = () => undefined, chance = Math.random } = options;
  const { clock } = context;
  const { db } = context.store;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<number> | undefined;
  let stopped = true;

  async function runOnce(): Promise<number> {
    let sent = 0;
    for (const due of await findDue(db, Object.keys(kinds), clock())) {
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
      await kinds[mail.kind]?.notSent?.(context, mail);
      return failure.serverDown ? 'server-down' : 'not-sent';
    }
  }

  async function send(mail: MailRow): Promise<void> {
    const kind = kinds[mail.kind];
    if (!kind) throw new MailNotSentError('kind-unknown', { permanent: true });
    const { sender } = mailer;
    const recipient = mail.recipient ?? '';
    const { letter, senderName } = await kind.compose(context, mail, { sender, recipient });
    await mailer.send(letter, { senderName, recipient, id: mail.id });
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

/** Of kinds that are known here: a newer backend beside this one sends its own. */
async function findDue(db: Kysely<Database>, kinds: readonly string[], now: number): Promise<MailRow[]> {
  return await db
    .selectFrom('mail')
    .selectAll()
    .where('state', '=', 'queued')
    .where('kind', 'in', kinds)
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
