import { evaluateChecklist } from '@relais/engine';
import { fromInstant, toInstant } from '@relais/model';
import type { CallbackClass, PatientRequest, PatientRequestState, PatientRequestView } from '@relais/model';
import type { Kysely } from 'kysely';
import { reasonsOf } from '../booking/index.ts';
import { checklistDocument } from '../checklist/index.ts';
import { PATIENT_ACTOR } from '../core/actors.ts';
import { ruleTime } from '../core/context.ts';
import type { ServiceContext } from '../core/context.ts';
import type { Documents } from '../core/documents.ts';
import { invalid } from '../core/http/parse.ts';
import { queueMail } from '../core/mail/queue.ts';
import { ProblemError } from '../core/problem.ts';
import { hashToken, isSame } from '../core/secrets.ts';
import type { StructureView } from '../core/view.ts';
import type { Done } from '../core/write/answers.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import type { Database } from '../tables.ts';
import { closeWithdrawn, countOpen, decideRequest, deskSettingsDocument, findCallback, isOwn } from '../desk/index.ts';
import type { CallbackRow } from '../desk/index.ts';
import { expectCall, findService, lastDay, presentService } from './service.ts';

/** What the link of a request is made for. */
export const REQUEST_LINK = 'patient-request';
export const REQUEST_MAIL = 'patient-request.received';

/** Less than the list can hold: what the desk itself writes down always finds room. */
const MOST_BEFORE_OWN = 1500;

/** Whether the token is that of a request a patient has left; one the desk wrote down has no link. */
export async function provesRequest(
  { store, secrets }: ServiceContext,
  structureId: string,
  id: string,
  token: string,
): Promise<boolean> {
  const row = await findCallback(store.db, structureId, id);
  const expected = secrets.token(REQUEST_LINK, structureId, id);
  return isSame(hashToken(expected), hashToken(token)) && row !== undefined && isOwn(row);
}

/**
 * Puts a patient on the call-back list by her own word. The same id from the same number is the same request, so that a device whose answer was lost
 * asks again; requests of one number under different ids stand side by side, and the desk is asked whether they are one.
 */
export function decideOwnRequest(context: ServiceContext, request: PatientRequest): Decide {
  return async (writing) => {
    const { trx, structureId, documents, now } = writing;
    const known = await findCallback(trx, structureId, request.id);
    if (known && (!isOwn(known) || known.phone !== request.phone)) throw new ProblemError('callback-known');
    if (known) return () => Promise.resolve(reveal(context, documents, known));
    requireOpen(documents, now);
    refuseUnknown(documents, request, now);
    const klass = classOf(documents, request);
    if ((await countOpen(trx, structureId)) >= MOST_BEFORE_OWN) throw new ProblemError('queue-full');
    const { checklistRun: _run, ...told } = request;
    const enter = await decideRequest(context, writing, {
      caller: { actor: PATIENT_ACTOR },
      request: { ...told, class: klass.code, entryPoint: 'patient' },
    });
    return async () => {
      const row = await enter();
      acknowledge(context, writing, row);
      return reveal(context, documents, row);
    };
  };
}

/** Takes a request back. Again, it gives the same; one that has ended otherwise has been dealt with. */
export function decideWithdrawal(context: ServiceContext, id: string): Decide {
  return async (writing) => {
    const row = await requireOwn(writing.trx, writing.structureId, id);
    if (row.status !== 'closed')
      return async () => ({
        body: presentRequest(context, writing.documents, await closeWithdrawn(writing, row)),
      });
    if (row.outcome !== 'withdrawn') throw new ProblemError('callback-closed', { revision: row.revision });
    return () => Promise.resolve({ body: presentRequest(context, writing.documents, row) });
  };
}

export async function readRequest(
  context: ServiceContext,
  { structureId, documents }: StructureView,
  id: string,
): Promise<PatientRequestView> {
  return presentRequest(context, documents, await requireOwn(context.store.db, structureId, id));
}

/** The page where links of requests lead, as the world sees it. */
export function pageOf({ publicUrl }: Pick<ServiceContext, 'publicUrl'>, documents: Documents): string | undefined {
  const page = documents.of(deskSettingsDocument)?.patientRequests?.page;
  return page !== undefined && URL.canParse(page, publicUrl) ? new URL(page, publicUrl).href : undefined;
}

/** @throws {ProblemError} `not-found` */
async function requireOwn(db: Kysely<Database>, structureId: string, id: string): Promise<CallbackRow> {
  const row = await findCallback(db, structureId, id);
  if (!row || !isOwn(row)) throw new ProblemError('not-found');
  return row;
}

/** Outside its hours nobody looks at the board: what came in the night would wait there unseen. @throws {ProblemError} `requests-closed` */
function requireOpen(documents: Documents, now: number): void {
  if (presentService(documents, now).state !== 'open') throw new ProblemError('requests-closed');
}

/** @throws {ProblemError} `invalid-request` */
function refuseUnknown(documents: Documents, { reason, reachable = [] }: PatientRequest, now: number): void {
  const reasons = reasonsOf(documents).map(({ code }) => code);
  if (!reasons.includes(reason))
    throw invalid({ path: 'reason', message: 'is no reason of this structure', accepted: reasons.join(', ') });
  const wrong = reachable.findIndex(({ from, to }) => fromInstant(to) <= now || fromInstant(from) > lastDay(now));
  if (wrong >= 0)
    throw invalid({
      path: `reachable.${String(wrong)}`,
      message: 'is over, or too far ahead',
      accepted: 'a time of the coming fortnight',
    });
}

/**
 * The class the checklist gives, which is the structure's own word signed by a doctor; else the one class of all such requests. Nothing else in a
 * request makes it more urgent.
 * @throws {ProblemError} `checklist-missing`, `checklist-outdated`, `checklist-blocks-booking`
 */
function classOf(documents: Documents, { checklistRun }: PatientRequest): CallbackClass {
  const [checklist] = documents.of(checklistDocument) ?? [];
  const { settings } = findService(documents) ?? {};
  if (!checklist || !settings) throw new ProblemError('checklist-missing');
  const result = evaluateChecklist(checklist, checklistRun);
  if (result.outcome === 'refused') throw new ProblemError('checklist-outdated');
  if (result.outcome === 'call-15') throw new ProblemError('checklist-blocks-booking', { outcome: result.outcome });
  const ticked = 'itemIds' in result ? checklist.items.filter(({ id }) => result.itemIds.includes(id)) : [];
  const named = ticked.map(({ action }) => checklist.actions[action]?.class);
  const classes = (documents.of(deskSettingsDocument)?.classes ?? []).filter(({ rank }) => rank > 0);
  const given = classes.filter(({ code }) => named.includes(code)).sort((one, other) => one.rank - other.rank)[0];
  const usual = classes.find(({ code }) => code === settings.class);
  const klass = given ?? usual;
  if (!klass) throw new ProblemError('requests-closed');
  return klass;
}

function acknowledge(context: ServiceContext, writing: Writing, { id, email, language }: CallbackRow): void {
  if (!context.sendsMail || email === null) return;
  queueMail(context, writing, {
    ...{ kind: REQUEST_MAIL, subject: id, recipient: email },
    ...{ language: language ?? 'fr', sequence: 0 },
  });
}

function reveal(context: ServiceContext, documents: Documents, row: CallbackRow): Done {
  return { body: presentRequest(context, documents, row), reveals: { purpose: REQUEST_LINK, id: row.id } };
}

function presentRequest(context: ServiceContext, documents: Documents, row: CallbackRow): PatientRequestView {
  const reachable = row.reachable === null ? [] : (JSON.parse(row.reachable) as { readonly from: string }[]);
  const firstReached = Math.min(...reachable.map(({ from }) => fromInstant(from)));
  const since = reachable.length > 0 ? Math.max(row.arrived_at, firstReached) : row.arrived_at;
  const again = row.snoozed_until;
  return {
    id: row.id,
    state: stateOf(row),
    arrivedAt: toInstant(row.arrived_at),
    expectedBy: toInstant(expectCall(documents, since, row.target_minutes)),
    attempts: row.attempts,
    ...(again !== null && again > ruleTime(context.clock()) && { againAt: toInstant(again) }),
    page: pageOf(context, documents) ?? '',
  };
}

function stateOf({ status, outcome }: CallbackRow): PatientRequestState {
  if (status === 'closed') return outcome === 'withdrawn' ? 'withdrawn' : 'ended';
  return status === 'claimed' ? 'calling' : 'waiting';
}
