import { hasLapsed } from '@relais/engine/letter';
import { toInstant } from '@relais/model';
import type { AttendingDoctor, Letter, LetterContent, LetterDelivery, LetterState } from '@relais/model';
import type { Kysely, Selectable } from 'kysely';
import { sha256 } from '#digest';
import { canonicalJson } from '../core/log/canonical.ts';
import { ProblemError } from '../core/problem.ts';
import type { Database } from '../tables.ts';
import type { LetterTable } from './tables.ts';

type Db = Kysely<Database>;

/** What a letter is about. */
export interface About {
  readonly kind: 'run' | 'visit';
  readonly id: string;
}
export type LetterRow = Selectable<LetterTable>;

/** As rows of the queue name what takes a letter to its doctor. */
export const LETTER_MAIL = 'letter.liaison';

export async function listRows(db: Db, structureId: string, { kind, id }: About): Promise<LetterRow[]> {
  return db
    .selectFrom('letter')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('about', '=', kind)
    .where('about_id', '=', id)
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

/** A letter of this run or visit. @throws {ProblemError} `not-found` */
export async function letterOf(db: Db, structureId: string, about: About, id: string): Promise<LetterRow> {
  const row = await findLetter(db, structureId, id);
  if (!row || !isAbout(row, about)) throw new ProblemError('not-found');
  return row;
}

/** Two columns name it. */
export function aboutOf({ about, about_id }: LetterRow): About {
  return { kind: about, id: about_id };
}

export function isAbout(row: LetterRow, { kind, id }: About): boolean {
  return row.about === kind && row.about_id === id;
}

/** The one of them whose place none has taken. */
export function standingOf(rows: readonly LetterRow[]): LetterRow | undefined {
  const replaced = new Set(rows.map(({ replaces }) => replaces));
  return rows.findLast(({ id }) => !replaced.has(id));
}

/** A later letter has taken its place. */
export async function isReplaced(db: Db, { structure_id, about: kind, about_id: id, ...letter }: LetterRow) {
  const rows = await listRows(db, structure_id, { kind, id });
  return rows.some(({ replaces }) => replaces === letter.id);
}

/** What the log holds of a letter: without its salt nobody finds out by trying what it said, or to whom. */
export function digestOf({ salt, kind, prescription, content, doctor }: LetterRow): string {
  return sha256(canonicalJson([salt, kind, prescription, content, doctor]));
}

export function contentOf({ content }: LetterRow): LetterContent {
  return JSON.parse(content) as LetterContent;
}

/** Past its last day a prescription leaves no more. @param at - milliseconds since the epoch. @throws {ProblemError} `prescription-lapsed` */
export function refuseLapsed(letter: LetterRow, at: number): void {
  if (hasLapsed(contentOf(letter), at)) throw new ProblemError('prescription-lapsed');
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
  return { state: 'handed', at: toInstant(row.handed_at), ...(row.handed_on !== null && { on: row.handed_on }) };
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
    ...(row.version > 1 && { version: row.version }),
  };
}

export async function stateOf(db: Db, row: LetterRow): Promise<LetterState> {
  return { id: row.id, kind: row.kind, delivery: await deliveryIn(db, row) };
}
