import { toInstant } from '@relais/model';
import type { AttendingDoctor, Letter, LetterContent, LetterDelivery, LetterState } from '@relais/model';
import type { Kysely, Selectable } from 'kysely';
import { sha256 } from '#digest';
import { canonicalJson } from '../core/log/canonical.ts';
import { ProblemError } from '../core/problem.ts';
import type { Database } from '../tables.ts';
import type { LetterTable } from './tables.ts';

type Db = Kysely<Database>;
export type LetterRow = Selectable<LetterTable>;

/** As rows of the queue name what takes a letter to its doctor. */
export const LETTER_MAIL = 'letter.liaison';

export async function listRows(db: Db, structureId: string, runId: string): Promise<LetterRow[]> {
  return db
    .selectFrom('letter')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('run_id', '=', runId)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
}

export async function findLetter(db: Db, structureId: string, id: string): Promise<LetterRow | undefined> {
  return db
    .selectFrom('letter')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** A letter of this run. @throws {ProblemError} `not-found` */
export async function letterOf(db: Db, structureId: string, runId: string, id: string): Promise<LetterRow> {
  const row = await findLetter(db, structureId, id);
  if (row?.run_id !== runId) throw new ProblemError('not-found');
  return row;
}

/** What the log holds of a letter: without its salt nobody finds out by trying what it said, or to whom. */
export function digestOf({ salt, kind, prescription, content, doctor }: LetterRow): string {
  return sha256(canonicalJson([salt, kind, prescription, content, doctor]));
}

export function contentOf({ content }: LetterRow): LetterContent {
  return JSON.parse(content) as LetterContent;
}

export function doctorOf({ doctor }: LetterRow): AttendingDoctor | undefined {
  return doctor === null ? undefined : (JSON.parse(doctor) as AttendingDoctor);
}

/** Where letters stand, by the mails that took them. */
export async function deliveriesOf(db: Db, rows: readonly LetterRow[]): Promise<Map<string, LetterDelivery>> {
  const mails = await mailsOf(db, rows);
  return new Map(rows.map((row) => [row.id, deliveryOf(row, mails.get(row.id))]));
}

/** Whether the secure mail still has it to send, or has sent it. */
export async function isOnItsWay(db: Db, row: LetterRow): Promise<boolean> {
  const sending = sendingOf(row, (await mailsOf(db, [row])).get(row.id));
  return sending?.state === 'queued' || sending?.state === 'sent';
}

/** The latest mail of each. */
async function mailsOf(db: Db, rows: readonly LetterRow[]): Promise<Map<string, MailState>> {
  const [first] = rows;
  const queued = rows.filter((row) => row.queued_at !== null).map(({ id }) => id);
  const mails =
    !first || queued.length === 0
      ? []
      : await db
          .selectFrom('mail')
          .select(['subject', 'sequence', 'state', 'sent_at', 'last_error_code'])
          .where('structure_id', '=', first.structure_id)
          .where('kind', '=', LETTER_MAIL)
          .where('subject', 'in', queued)
          .execute();
  return new Map(mails.toSorted((one, other) => one.sequence - other.sequence).map((mail) => [mail.subject, mail]));
}

interface MailState {
  readonly state: 'queued' | 'sent' | 'failed';
  readonly sent_at: number | null;
  readonly last_error_code: string | null;
}

function deliveryOf(row: LetterRow, mail: MailState | undefined): LetterDelivery {
  const sending = sendingOf(row, mail);
  if (sending?.state === 'sent' || row.handed_at === null) return sending ?? { state: 'toHand' };
  return { state: 'handed', at: toInstant(row.handed_at) };
}

/** How far the secure mail is with it, whether or not somebody has given it away meanwhile. */
function sendingOf({ queued_at: queued }: LetterRow, mail: MailState | undefined): LetterDelivery | undefined {
  if (queued === null) return undefined;
  // Mails are written at the end of the group of writers it was queued in.
  if (!mail) return { state: 'queued', at: toInstant(queued) };
  if (mail.state === 'sent') return { state: 'sent', at: toInstant(mail.sent_at ?? 0) };
  const code = mail.last_error_code === null ? {} : { code: mail.last_error_code };
  return { state: mail.state, at: toInstant(queued), ...code };
}

export async function deliveryIn(db: Db, row: LetterRow): Promise<LetterDelivery> {
  return (await deliveriesOf(db, [row])).get(row.id) ?? { state: 'toHand' };
}

export function toLetter(row: LetterRow, delivery: LetterDelivery): Letter {
  return {
    id: row.id,
    kind: row.kind,
    ...(row.prescription === null ? {} : { prescription: row.prescription }),
    madeAt: toInstant(row.made_at),
    secrecy: row.secrecy === 1,
    content: contentOf(row),
    delivery,
  };
}

export async function stateOf(db: Db, row: LetterRow): Promise<LetterState> {
  return { id: row.id, kind: row.kind, delivery: await deliveryIn(db, row) };
}
