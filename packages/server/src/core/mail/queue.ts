import type { Insertable, Kysely } from 'kysely';
import type { Database } from '../../tables.ts';
import type { ServiceContext } from '../context.ts';
import { createId } from '../identifiers.ts';
import type { MailTable } from '../tables.ts';
import type { Book, BookKind, Writing } from '../write/write.ts';

/** The mails that the writers of one group queue, written once. */
class MailBook implements Book {
  readonly #db: Kysely<Database>;
  #mails: Insertable<MailTable>[] = [];

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  add(mail: Insertable<MailTable>): void {
    this.#mails.push(mail);
  }

  async save(): Promise<void> {
    const mails = this.#mails;
    this.#mails = [];
    if (mails.length > 0) await this.#db.insertInto('mail').values(mails).execute();
  }
}

const mails: BookKind<MailBook> = ({ trx }) => new MailBook(trx);

/** Queues a mail in the write's own transaction: it is sent if, and only if, what it says has happened. */
export function queueMail(
  context: ServiceContext,
  writing: Writing,
  mail: Pick<MailTable, 'kind' | 'subject' | 'recipient' | 'language' | 'sequence'>,
): void {
  writing.open(mails).add({
    structure_id: writing.structureId,
    id: createId(context.random),
    ...mail,
    state: 'queued',
    attempts: 0,
    next_attempt_at: writing.at,
    created_at: writing.at,
    sent_at: null,
    last_error_code: null,
  });
}
