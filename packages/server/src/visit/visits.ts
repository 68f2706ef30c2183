import { isTrialDay } from '@relais/engine';
import { measuredMinutes } from '@relais/engine/visit';
import { isBirthDate, toInstant } from '@relais/model';
import type { AddVisit, FeedbackWay, VisitAction, VisitOutcome, VisitReceipt, VisitSeen } from '@relais/model';
import { findBooking, reasonsOf } from '../booking/index.ts';
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
import { territoryDocument, todayIn } from '../scheduling/index.ts';
import { judgeAction, reaches } from './policy.ts';
import { findVisit } from './rows.ts';
import { requireListed, visitSettingsDocument } from './settings-document.ts';
import { stateOf, stepVisit, untouched } from './step.ts';
import type { VisitEvent } from './step.ts';
import type { LoggedVisit, VisitRow } from './tables.ts';

interface Command {
  readonly structureId: string;
  readonly caller: Professional;
}

/** Somebody has come without an appointment. The same id again, from the same person, is the same visit. */
export function addVisit(
  context: ServiceContext,
  key: IdempotentRequest,
  { structureId, caller, request }: Command & { readonly request: AddVisit },
): Promise<Answer> {
  return writeOnce(context, structureId, key, async (writing) => {
    const { trx, at } = writing;
    const known = (await findVisit(trx, structureId, request.id))?.row;
    if (known?.booked === 0 && known.created_by === caller.actor)
      return () => Promise.resolve({ body: toReceipt(known) });
    if (known ?? (await findBooking(trx, structureId, request.id))) throw new ProblemError('visit-known');
    const seen = placeIn(writing, request);
    const row = toRow(writing, caller, request, seen);
    if (!reaches(caller, row)) throw new ProblemError('forbidden');
    const patient = await linkPatient(context, writing, request);
    return async () => {
      const territory = writing.documents.of(territoryDocument)?.territory;
      const isTrial = territory !== undefined && isTrialDay(territory, seen.serviceDate);
      const said = { type: 'visit.added', data: { ...seen, ...(isTrial && { trial: true as const }) } } as const;
      const added = {
        ...row,
        ...stepVisit(toLogged(row), said, { at, actor: caller.actor }),
        patient_id: patient?.id ?? null,
      };
      await trx.insertInto('visit').values(added).execute();
      record(context, writing, added, { said, caller, patient });
      return { body: toReceipt(added) };
    };
  });
}

/** Does what somebody has said, on the visit as they saw it. */
export function actOnVisit(
  context: ServiceContext,
  key: IdempotentRequest,
  { structureId, caller, visitId, action }: Command & { readonly visitId: string; readonly action: VisitAction },
): Promise<Answer> {
  return writeOnce(context, structureId, key, async (writing) => {
    const { trx, at } = writing;
    const row = (await findVisit(trx, structureId, visitId))?.row;
    if (!row) throw new ProblemError('not-found');
    judgeAction(caller, row, action, writing.now);
    const said = say(writing, row, action);
    const shared = sharedBy(action);
    const patient = await readPatient(writing, row);
    return async () => {
      const changed = { ...row, ...stepVisit(toLogged(row), said, { at, actor: caller.actor }), ...shared };
      await keep(writing, row, changed);
      record(context, writing, changed, { said, caller, patient });
      return { body: toReceipt(changed) };
    };
  });
}

/** A letter about it has been sent or handed over: within the write that does so. */
export async function giveFeedback(
  context: ServiceContext,
  writing: Writing,
  row: VisitRow,
  { actor, channel, letter }: { readonly actor: string; readonly channel: FeedbackWay; readonly letter: string },
): Promise<void> {
  const said: VisitEvent = { type: 'visit.feedback-given', data: { ...seenOf(row), channel, letter } };
  const patient = await readPatient(writing, row);
  const changed = { ...row, ...stepVisit(toLogged(row), said, { at: writing.at, actor }) };
  await keep(writing, row, changed);
  record(context, writing, changed, { said, caller: { actor }, patient });
}

/** One of which nothing is written yet begins with what is said now. */
function toLogged(row: VisitRow): LoggedVisit | undefined {
  return row.revision === 0 ? undefined : row;
}

function toReceipt(row: VisitRow): VisitReceipt {
  return { id: row.id, revision: row.revision, state: stateOf(row) };
}

async function keep({ trx }: Writing, before: VisitRow, row: VisitRow): Promise<void> {
  if (before.revision === 0) {
    await trx.insertInto('visit').values(row).execute();
    return;
  }
  const { structure_id, id, ...columns } = row;
  await trx.updateTable('visit').set(columns).where('structure_id', '=', structure_id).where('id', '=', id).execute();
}

function record(
  { secrets }: ServiceContext,
  writing: Writing,
  { id }: VisitRow,
  {
    said,
    caller: { actor },
    patient,
  }: {
    readonly said: VisitEvent;
    readonly caller: Pick<Professional, 'actor'>;
    readonly patient: PatientRow | undefined;
  },
): void {
  const person = patient && toEventPerson(secrets, patient, todayIn(writing.documents, writing.now));
  writing.record({ ...said, subject: id, actor, ...(person && { person }) });
}

/** What the log says of an action. @throws {ProblemError} `invalid-request` */
function say(writing: Writing, row: VisitRow, action: VisitAction): VisitEvent {
  const seen = seenOf(row);
  switch (action.kind) {
    case 'arrived':
    case 'started':
    case 'done':
      return { type: `visit.${action.kind}`, data: seen };
    case 'noShow':
      return { type: 'visit.no-show', data: seen };
    case 'close':
      return { type: 'visit.closed', data: { ...seen, ...write(writing, row, action) } };
    case 'correct':
      return { type: 'visit.corrected', data: { ...seen, ...write(writing, row, action), corrects: row.revision } };
    case 'retract':
      return { type: 'visit.retracted', data: { ...seen, state: stateOf(row) } };
    case 'share':
      return { type: 'visit.shared', data: seen };
    case 'feedback':
      return { type: 'visit.feedback-given', data: { ...seen, channel: action.channel } };
  }
}

type Written = Extract<VisitAction, { readonly kind: 'close' | 'correct' }>;

/** What is written of a visit: minutes that somebody says count before those between two presses. @throws {ProblemError} `invalid-request` */
function write({ documents, at }: Writing, row: VisitRow, written: Written): VisitOutcome {
  const finalReason = requireListed(documents, 'finalReasons', 'finalReason', written.finalReason);
  const { redirection, withoutUs } = written;
  if (redirection !== undefined) requireListed(documents, 'redirections', 'redirection', redirection);
  const { longestMinutes = 0 } = documents.of(visitSettingsDocument) ?? {};
  const done = row.done_at ?? row.closed_at ?? at;
  const measured = measuredMinutes(row.started_at ?? undefined, done, longestMinutes);
  const minutes = written.minutes ?? measured;
  return {
    finalReason,
    ...(minutes !== undefined && { minutes, measured: written.minutes === undefined }),
    ...(redirection !== undefined && { redirection }),
    ...(withoutUs !== undefined && { withoutUs }),
    ...(written.kind === 'close' && written.usual === true && { usual: true }),
  };
}

function sharedBy(action: VisitAction): Pick<VisitRow, 'treatments' | 'history'> | object {
  if (action.kind !== 'share') return {};
  const { treatments, history } = action;
  return {
    ...(treatments !== undefined && { treatments: treatments || null }),
    ...(history !== undefined && { history: history || null }),
  };
}

function seenOf(row: VisitRow): VisitSeen {
  const { practice_id: practiceId, site_id: siteId, service_date: serviceDate, start_at: start, reason } = row;
  return {
    ...{ practiceId, siteId, serviceDate, booked: row.booked === 1 },
    ...(start !== null && { start: toInstant(start) }),
    ...(reason !== null && { reason }),
  };
}

/** Where somebody without an appointment is seen: today, at the site of a practice. @throws {ProblemError} `invalid-request` */
function placeIn({ documents, now }: Writing, { practiceId, reason }: AddVisit): VisitSeen {
  const practices = documents.of(territoryDocument)?.territory.practices ?? [];
  const practice = practices.find(({ id }) => id === practiceId);
  if (!practice) {
    const accepted = practices
      .slice(0, 20)
      .map(({ id }) => id)
      .join(', ');
    throw invalid({ path: 'practiceId', message: 'is not a practice of this structure', accepted });
  }
  const reasons = reasonsOf(documents).map(({ code }) => code);
  if (reason !== undefined && !reasons.includes(reason))
    throw invalid({ path: 'reason', message: 'is not a reason of this structure', accepted: reasons.join(', ') });
  const serviceDate = todayIn(documents, now);
  return { practiceId, siteId: practice.siteId, serviceDate, booked: false, ...(reason !== undefined && { reason }) };
}

function toRow(writing: Writing, { actor }: Professional, request: AddVisit, seen: VisitSeen): VisitRow {
  const { structureId, documents, now, at } = writing;
  const { id, familyName, givenName, birthDate = null, phone = null } = request;
  if (birthDate !== null && !isBirthDate(birthDate, todayIn(documents, now)))
    throw invalid({ path: 'birthDate', message: 'is not a date of birth', accepted: 'a date of the last 130 years' });
  return {
    ...{ structure_id: structureId, id, ...untouched(seen, { at, actor }) },
    ...{ family_name: familyName, given_name: givenName, birth_date: birthDate, phone },
    ...{ patient_id: null, treatments: null, history: null },
  };
}

/** A patient is known by names, birth date and telephone together; with less there is somebody to see, and nobody to count. */
async function linkPatient(
  context: ServiceContext,
  writing: Writing,
  { familyName, givenName, birthDate, phone }: AddVisit,
): Promise<PatientRow | undefined> {
  if (birthDate === undefined || phone === undefined) return undefined;
  const person = { familyName, givenName, birthDate, phone };
  const key = personKey(context.secrets, writing.structureId, person);
  const wanted = { id: createId(context.random), personKey: key, person, facts: {}, corrects: true };
  return writing.open(patients).link(wanted, writing.at);
}

function readPatient({ trx, structureId }: Writing, { patient_id: id }: VisitRow): Promise<PatientRow | undefined> {
  if (id === null) return Promise.resolve(undefined);
  return trx
    .selectFrom('patient')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .executeTakeFirst();
}
