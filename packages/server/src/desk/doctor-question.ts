import { doctorWaitUntil, isAwaitingDoctor } from '@relais/engine/desk';
import { toInstant } from '@relais/model';
import type { AttendingDoctor, DoctorAnswer, DoctorQuestionView } from '@relais/model';
import type { Kysely } from 'kysely';
import { ATTENDING_DOCTOR_ACTOR, SYSTEM_ACTOR } from '../core/actors.ts';
import { ruleTime } from '../core/context.ts';
import type { ServiceContext } from '../core/context.ts';
import { invalid } from '../core/http/parse.ts';
import { queueMail } from '../core/mail/queue.ts';
import { ProblemError } from '../core/problem.ts';
import { hashToken, isSame } from '../core/secrets.ts';
import { write } from '../core/write/write.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import { findAttendingDoctor } from '../people/index.ts';
import type { Database } from '../tables.ts';
import { findCallback } from './callback-rows.ts';
import { DOCTOR_LINK, DOCTOR_MAIL, pageOf } from './doctor-mail.ts';
import { presentView, waitOf } from './doctor-rows.ts';
import { deskSettingsDocument } from './settings-document.ts';
import { doctorStep } from './steps.ts';
import type { CallbackRow } from './tables.ts';

/** Of a request whose treating doctor is not asked. */
export const notAsked = {
  doctor_id: null,
  doctor_channel: null,
  doctor_asked_at: null,
  doctor_until: null,
  doctor_token_hash: null,
  doctor_answer: null,
  doctor_answered_at: null,
} as const satisfies Partial<CallbackRow>;

interface Asking {
  readonly columns: Partial<CallbackRow>;
  /** Says so in the log, and queues the mail. */
  readonly record: (actor: string) => void;
}

/**
 * Decides whether the treating doctor of a new request is asked before anybody calls; `undefined` where the structure does not ask, the class does not
 * wait or nobody is named. Without an address of theirs, or a page for the link, the desk is to telephone: the time is the same.
 * @throws {ProblemError} `invalid-request` for a doctor who is not in the directory
 */
export async function decideDoctorFirst(
  context: ServiceContext,
  writing: Writing,
  row: CallbackRow,
  doctorId: string | undefined,
): Promise<Asking | undefined> {
  const { structureId, documents, at, trx } = writing;
  if (doctorId === undefined) return undefined;
  const doctor = await findAttendingDoctor(trx, structureId, doctorId);
  if (!doctor)
    throw invalid({
      path: 'attendingDoctor',
      message: 'is not in the directory',
      accepted: 'the id of a doctor of it',
    });
  const until = doctorWaitUntil(
    {
      ...{ class: row.class, rank: row.rank, targetMinutes: row.target_minutes, arrivedAt: row.arrived_at },
      clinicianOnly: row.clinician_only === 1,
    },
    documents.of(deskSettingsDocument)?.doctorFirst,
    // To the second, as instants are exchanged: what the table holds is what the log says.
    Math.floor(at / 1000) * 1000,
  );
  if (until === undefined || until <= at) return undefined;
  const recipient = recipientOf(context, writing, doctor);
  const channel = recipient === undefined ? 'telephone' : 'mail';
  const token = context.secrets.token(DOCTOR_LINK, structureId, row.id);
  return {
    columns: {
      ...{ doctor_id: doctorId, doctor_channel: channel, doctor_asked_at: at, doctor_until: until },
      ...(channel === 'mail' && { doctor_token_hash: hashToken(token) }),
    },
    record(actor) {
      const data = { channel, until: toInstant(until) } as const;
      writing.record({ type: 'callback.doctor-asked', subject: row.id, actor, data });
      if (recipient === undefined) return;
      queueMail(context, writing, { kind: DOCTOR_MAIL, subject: row.id, recipient, language: 'fr', sequence: 0 });
    },
  };
}

function recipientOf(context: ServiceContext, { documents }: Writing, { email }: AttendingDoctor): string | undefined {
  return context.sendsMail && pageOf(context, documents) !== undefined ? email : undefined;
}

/** Whether the token is that of this question. One that was never asked by a link, or is erased, opens nothing. */
export async function provesQuestion(
  { store, secrets }: ServiceContext,
  structureId: string,
  id: string,
  token: string,
): Promise<boolean> {
  const hash = (await findCallback(store.db, structureId, id))?.doctor_token_hash ?? null;
  const expected = hash ?? hashToken(secrets.token(DOCTOR_LINK, structureId, id));
  return isSame(expected, hashToken(token)) && hash !== null;
}

/** @throws {ProblemError} `not-found` */
export async function readQuestion(
  context: ServiceContext,
  structureId: string,
  id: string,
): Promise<DoctorQuestionView> {
  const row = await findCallback(context.store.db, structureId, id);
  if (!row) throw new ProblemError('not-found');
  return presentView(row, ruleTime(context.clock()));
}

/**
 * The doctor's answer by the link. The same again changes nothing; once the desk is calling, has ended it, or the time is over, the answer comes too
 * late: a patient is never both kept for the doctor and called for a seat.
 */
export function decideAnswer(id: string, answer: DoctorAnswer): Decide {
  return async (writing) => {
    const { trx, structureId, at } = writing;
    const row = await findCallback(trx, structureId, id);
    if (!row) throw new ProblemError('not-found');
    if (row.doctor_answer === answer) return () => Promise.resolve({ body: presentView(row, at) });
    if (row.status !== 'waiting' || !isAwaitingDoctor(waitOf(row), at)) throw new ProblemError('doctor-question-over');
    const { columns, event } = doctorStep(answer, 'link', at);
    return async () => {
      const changes = { ...columns, revision: row.revision + 1, updated_at: at };
      await trx
        .updateTable('callback')
        .set(changes)
        .where('structure_id', '=', structureId)
        .where('id', '=', id)
        .execute();
      writing.record({ ...event, subject: id, actor: ATTENDING_DOCTOR_ACTOR } as Parameters<Writing['record']>[0]);
      return { body: presentView({ ...row, ...changes }, at) };
    };
  };
}

/**
 * Writes down that a doctor's time is over, so that open screens hear of it. Nothing waits for this: whoever reads the list after the time finds the
 * request in its place, even if nothing has run.
 */
export async function endDoctorWaits(context: ServiceContext): Promise<void> {
  const { db } = context.store;
  const structures = await db.selectFrom('structure').select('structure_id').execute();
  for (const { structure_id: structureId } of structures) {
    // Looked at without the lock, which people who work at the list need more.
    if ((await findOver(db, structureId, context.clock())).length === 0) continue;
    await write(context, structureId, async (writing) => {
      const { trx, at } = writing;
      for (const id of await findOver(trx, structureId, at)) {
        await trx
          .updateTable('callback')
          .set({ doctor_answer: 'unanswered', doctor_answered_at: at })
          .where('structure_id', '=', structureId)
          .where('id', '=', id)
          .execute();
        writing.record({ type: 'callback.doctor-unanswered', subject: id, actor: SYSTEM_ACTOR, data: {} });
      }
    });
  }
}

/**
 * The mail with the link has not gone, and time runs: the desk is to telephone, as where no address is known. Should the mail leave all the same, its link
 * answers too.
 */
export async function telephoneInstead(
  context: ServiceContext,
  { structure_id: structureId, subject: id }: { readonly structure_id: string; readonly subject: string },
): Promise<void> {
  await write(context, structureId, async (writing) => {
    const { trx, at } = writing;
    const row = await findCallback(trx, structureId, id);
    if (row?.doctor_channel !== 'mail' || row.status === 'closed' || !isAwaitingDoctor(waitOf(row), at)) return;
    await trx
      .updateTable('callback')
      .set({ doctor_channel: 'telephone' })
      .where('structure_id', '=', structureId)
      .where('id', '=', id)
      .execute();
    writing.record({ type: 'callback.doctor-unreached', subject: id, actor: SYSTEM_ACTOR, data: {} });
  });
}

async function findOver(db: Kysely<Database>, structureId: string, now: number): Promise<string[]> {
  const rows = await db
    .selectFrom('callback')
    .select('id')
    .where('structure_id', '=', structureId)
    .where('status', 'in', ['waiting', 'claimed'])
    .where('doctor_answer', 'is', null)
    .where('doctor_until', '<=', now)
    .execute();
  return rows.map(({ id }) => id);
}
