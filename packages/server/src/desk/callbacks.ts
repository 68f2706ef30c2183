import { fromInstant, toInstant } from '@relais/model';
import type { CallbackAction, CallbackRequest, Person } from '@relais/model';
import { PATIENT_ACTOR } from '../core/actors.ts';
import type { ServiceContext } from '../core/context.ts';
import type { Professional } from '../core/http/access.ts';
import { invalid } from '../core/http/parse.ts';
import { createId } from '../core/identifiers.ts';
import { ProblemError } from '../core/problem.ts';
import type { Answer, IdempotentRequest } from '../core/write/answers.ts';
import { writeOnce } from '../core/write/write.ts';
import type { Writing } from '../core/write/write.ts';
import { patients, personKey, toEventPerson } from '../people/index.ts';
import type { PatientRow } from '../people/index.ts';
import { todayIn } from '../scheduling/index.ts';
import { countOpen, findCallback, MOST_OPEN, toReceipt } from './callback-rows.ts';
import type { CallbackRow } from './tables.ts';
import { judgeAction } from './policy.ts';
import { decideDoctorFirst, notAsked } from './doctor-question.ts';
import { checkSaid } from './said.ts';
import { requireClass } from './settings-document.ts';
import { stepOf, withdrawal } from './steps.ts';
import type { Step } from './steps.ts';

/** A request that was kept on a device is late; older than this it is a mistake. */
const LATEST_MS = 31 * 86_400_000;

interface DeskCommand {
  readonly structureId: string;
  readonly caller: Professional;
}

/** Puts somebody on the list. The same id again, from the same person, is the same request: nothing is doubled by a device that tries again. */
export function requestCallback(
  context: ServiceContext,
  key: IdempotentRequest,
  { structureId, caller, request }: DeskCommand & { readonly request: CallbackRequest },
): Promise<Answer> {
  return writeOnce(context, structureId, key, async (writing) => {
    const enter = await decideRequest(context, writing, { caller, request });
    return async () => ({ body: toReceipt(await enter()) });
  });
}

/** Decides whether somebody can be put on the list. What it gives then does, and gives the entry. */
export async function decideRequest(
  context: ServiceContext,
  writing: Writing,
  { caller, request }: { readonly caller: Pick<Professional, 'actor'>; readonly request: CallbackRequest },
): Promise<() => Promise<CallbackRow>> {
  const { trx, structureId } = writing;
  const known = await findCallback(trx, structureId, request.id);
  if (known) return () => Promise.resolve(ownOr(known, caller));
  if ((await countOpen(trx, structureId)) >= MOST_OPEN) throw new ProblemError('queue-full');
  const row = toRow(writing, request, caller);
  const ask = await decideDoctorFirst(context, writing, row, request.attendingDoctor);
  const patient = await linkPatient(context, writing, request);
  return async () => {
    const stored = { ...row, ...ask?.columns, patient_id: patient?.id ?? null };
    await trx.insertInto('callback').values(stored).execute();
    writing.record({
      type: 'callback.requested',
      subject: row.id,
      actor: caller.actor,
      data: {
        class: row.class,
        rank: row.rank,
        targetMinutes: row.target_minutes,
        entryPoint: row.entry_point,
        arrivedAt: toInstant(row.arrived_at),
        ...(row.reason === null ? {} : { reason: row.reason }),
      },
      ...(patient ? { person: toEventPerson(context.secrets, patient, todayIn(writing.documents, writing.now)) } : {}),
    });
    ask?.record(caller.actor);
    return stored;
  };
}

/** Does what somebody at the desk has said, on the entry as they saw it. */
export function actOnCallback(
  context: ServiceContext,
  key: IdempotentRequest,
  {
    structureId,
    caller,
    callbackId,
    action,
  }: DeskCommand & { readonly callbackId: string; readonly action: CallbackAction },
): Promise<Answer> {
  return writeOnce(context, structureId, key, async (writing) => {
    const row = await findCallback(writing.trx, structureId, callbackId);
    if (!row) throw new ProblemError('not-found');
    const act = decideActions(writing, caller, row, [action]);
    return async () => ({ body: toReceipt(await act()) });
  });
}

/** Decides whether somebody may do one thing after the other to an entry. What it gives then does, and gives the entry as it is afterwards. */
export function decideActions(
  writing: Writing,
  caller: Professional,
  row: CallbackRow,
  actions: readonly CallbackAction[],
): () => Promise<CallbackRow> {
  const { trx, documents, at } = writing;
  const events: Step['event'][] = [];
  let changed = row;
  for (const action of actions) {
    judgeAction(caller, changed, action);
    const { columns, event } = stepOf(changed, action, { documents, actor: caller.actor, at });
    changed = { ...changed, ...columns, revision: changed.revision + 1, updated_at: at };
    events.push(event);
  }
  return async () => {
    const { structure_id, id, ...values } = changed;
    await trx
      .updateTable('callback')
      .set(values)
      .where('structure_id', '=', structure_id)
      .where('id', '=', id)
      .execute();
    for (const event of events)
      writing.record({ ...event, subject: id, actor: caller.actor } as Parameters<Writing['record']>[0]);
    return changed;
  };
}

/** Ends somebody's waiting with the seat they have taken, whoever is calling them: what that colleague does next is told that it has ended. */
export async function closeWithSeat(writing: Writing, row: CallbackRow, actor: string): Promise<void> {
  const { documents, at } = writing;
  const step = stepOf(row, { kind: 'seatFound', revision: row.revision }, { documents, actor, at });
  await takeStep(writing, row, step, actor);
}

/** Ends somebody's waiting by her own word, whoever is calling her. */
export function closeWithdrawn(writing: Writing, row: CallbackRow): Promise<CallbackRow> {
  return takeStep(writing, row, withdrawal(writing.at), PATIENT_ACTOR);
}

async function takeStep(
  writing: Writing,
  row: CallbackRow,
  { columns, event }: Step,
  actor: string,
): Promise<CallbackRow> {
  const { trx, structureId, at } = writing;
  const changes = { ...columns, revision: row.revision + 1, updated_at: at };
  await trx
    .updateTable('callback')
    .set(changes)
    .where('structure_id', '=', structureId)
    .where('id', '=', row.id)
    .execute();
  writing.record({ ...event, subject: row.id, actor } as Parameters<Writing['record']>[0]);
  return { ...row, ...changes };
}

/** @throws {ProblemError} `callback-known` for an id somebody else has used */
function ownOr(known: CallbackRow, caller: Pick<Professional, 'actor'>): CallbackRow {
  if (known.created_by === caller.actor) return known;
  throw new ProblemError('callback-known');
}

function toRow(writing: Writing, request: CallbackRequest, caller: Pick<Professional, 'actor'>): CallbackRow {
  const { structureId, documents, at } = writing;
  const { code, rank, targetMinutes, clinicianOnly = false } = requireClass(documents, request.class);
  checkSaid(request, todayIn(documents, writing.now));
  return {
    structure_id: structureId,
    id: request.id,
    revision: 1,
    status: 'waiting',
    class: code,
    rank,
    target_minutes: targetMinutes,
    clinician_only: Number(clinicianOnly),
    entry_point: request.entryPoint,
    reason: request.reason ?? null,
    arrived_at: arrivalOf(request.arrivedAt, at),
    snoozed_until: null,
    reachable: request.reachable ? JSON.stringify(request.reachable) : null,
    ...notAsked,
    attempts: 0,
    phone: request.phone,
    address: request.address ?? null,
    family_name: request.familyName ?? null,
    given_name: request.givenName ?? null,
    birth_date: request.birthDate ?? null,
    email: request.email ?? null,
    wants: request.wants ? JSON.stringify(request.wants) : null,
    language: request.language ?? null,
    note: request.note ?? null,
    patient_id: null,
    owner: null,
    owned_since: null,
    outcome: null,
    target: null,
    closed_at: null,
    escalated_at: null,
    created_by: caller.actor,
    created_at: at,
    updated_at: at,
  };
}

/** A device's clock may be ahead: nobody has asked later than now. To the second, as the log says it. @throws {ProblemError} `invalid-request` */
function arrivalOf(said: string | undefined, at: number): number {
  const now = Math.floor(at / 1000) * 1000;
  const arrivedAt = said === undefined ? now : Math.min(fromInstant(said), now);
  if (arrivedAt >= now - LATEST_MS) return arrivedAt;
  throw invalid({ path: 'arrivedAt', message: 'is too long ago', accepted: 'an instant of the last 31 days' });
}

/** A patient is known by names and birth date together; with less there is a number to call, and nobody to count. */
async function linkPatient(
  context: ServiceContext,
  writing: Writing,
  { familyName, givenName, birthDate, phone }: CallbackRequest,
): Promise<PatientRow | undefined> {
  if (familyName === undefined || givenName === undefined || birthDate === undefined) return undefined;
  const person: Person = { familyName, givenName, birthDate, phone };
  const key = personKey(context.secrets, writing.structureId, person);
  const wanted = { id: createId(context.random), personKey: key, person, facts: {}, corrects: true };
  return writing.open(patients).link(wanted, writing.at);
}
