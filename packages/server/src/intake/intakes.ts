import { listCommunes } from '@relais/engine';
import { fromInstant, isBirthDate, operations, toInstant } from '@relais/model';
import type {
  Booking,
  CallbackAction,
  CallbackRequest,
  IntakeReceipt,
  IntakeRecorded,
  IntakeRequest,
  Person,
} from '@relais/model';
import {
  decideBooking,
  decideCancellation,
  giveBack,
  openSeats,
  prepareBooking,
  presentBooking,
  reasonsOf,
} from '../booking/index.ts';
import type { PreparedBooking, Seating } from '../booking/index.ts';
import type { ServiceContext } from '../core/context.ts';
import type { Professional } from '../core/http/access.ts';
import { invalid } from '../core/http/parse.ts';
import { createId } from '../core/identifiers.ts';
import { defined } from '../core/known.ts';
import { ProblemError } from '../core/problem.ts';
import type { Answer, IdempotentRequest } from '../core/write/answers.ts';
import { writeOnce } from '../core/write/write.ts';
import {
  decideActions,
  decideRequest,
  deskSettingsDocument,
  findCallback,
  listOpen,
  requireTarget,
} from '../desk/index.ts';
import type { CallbackRow } from '../desk/index.ts';
import { patients, toEventPerson } from '../people/index.ts';
import type { PatientRow } from '../people/index.ts';
import { territoryDocument, todayIn } from '../scheduling/index.ts';
import { judgeSigns } from './checklist.ts';
import { judgeAnswers } from './answers.ts';
import type { JudgedAnswers } from './answers.ts';
import type { JudgedChecklist } from './checklist.ts';
import { findIntake, keyOfPerson, keyOfRow } from './known.ts';
import type { IntakeRow } from './known.ts';
import { holderOf } from './proposals.ts';

/** A call that was written down on a device without a network is late; older than this it is a mistake. */
const LATEST_MS = 31 * 86_400_000;

export interface IntakeCommand {
  readonly structureId: string;
  readonly caller: Professional;
  readonly request: IntakeRequest;
}

/** What a request has led to. */
interface End {
  readonly booking?: Booking | undefined;
  readonly callback?: string | undefined;
  readonly target?: string | undefined;
  readonly doctor?: IntakeReceipt['doctor'];
}

/** The seat a request is to have, and for whom. */
interface PreparedSeat {
  readonly token: string;
  readonly person: Person;
  readonly prepared: PreparedBooking;
}

/** A request while it is decided. */
interface Decision {
  readonly context: ServiceContext;
  readonly writing: Seating;
  readonly caller: Professional;
  readonly request: IntakeRequest;
  readonly seat: PreparedSeat | undefined;
  readonly judged: JudgedChecklist | undefined;
  readonly answered: JudgedAnswers;
}

/**
 * Records a request with where it ends, in one transaction: the booking, the entry of the call-back list and the request stand together or not at all.
 * The same id again, from the same person, is the same request.
 */
export function recordIntake(
  context: ServiceContext,
  key: IdempotentRequest,
  { structureId, caller, request }: IntakeCommand,
): Promise<Answer> {
  const seat = prepareSeat(context, structureId, request);
  return writeOnce(
    context,
    structureId,
    key,
    async (turn) => {
      const known = await findIntake(turn.trx, structureId, request.id);
      const writing = await openSeats(turn);
      if (known) return () => answerAgain(writing, known, caller);
      refuseUnknown(writing, request);
      const judged = judgeSigns(writing.documents, request);
      const answered = judgeAnswers(writing.documents, request);
      const decision: Decision = { context, writing, caller, request, seat, judged, answered };
      const end = await decideEnd(decision);
      const patient = await linkPatient(decision);
      return async () => {
        const led = await end();
        await keep(decision, led, patient);
        return { body: toReceipt(request.id, request.decision.kind, led) };
      };
    },
    { ...seat?.prepared.asks, holdClient: holderOf(context, request.id) },
  );
}

/** Said again as it was; the booking as it stands now. */
async function answerAgain(
  { bookings, documents, trx, structureId }: Seating,
  row: IntakeRow,
  { actor }: Professional,
) {
  if (row.created_by !== actor) throw new ProblemError('intake-known');
  const territory = documents.of(territoryDocument);
  const stored = row.booking_id === null ? undefined : await bookings.byId(row.booking_id);
  const booking = stored && territory && presentBooking(territory, stored, 'none');
  const waiting = row.callback_id === null ? undefined : await findCallback(trx, structureId, row.callback_id);
  const end = { booking, ...(waiting && toEnd(waiting)), target: row.target ?? undefined };
  return { body: toReceipt(row.id, row.outcome, end) };
}

function toReceipt(
  id: string,
  outcome: IntakeReceipt['outcome'],
  { booking, callback, target, doctor }: End,
): IntakeReceipt {
  return {
    ...{ id, outcome },
    ...(booking && { booking: { id: booking.id, reference: booking.reference, seat: booking.seat } }),
    ...(callback !== undefined && { callback }),
    ...(target !== undefined && { target }),
    ...(doctor && { doctor }),
  };
}

/** A seat is for somebody known by name: the desk has asked. @throws {ProblemError} `invalid-request` */
function prepareSeat(
  context: ServiceContext,
  structureId: string,
  { decision, person = {}, phone }: IntakeRequest,
): PreparedSeat | undefined {
  if (decision.kind !== 'seat') return undefined;
  const { familyName, givenName, birthDate, email } = person;
  if (familyName === undefined || givenName === undefined || birthDate === undefined) {
    const missing = (['familyName', 'givenName', 'birthDate'] as const).filter((name) => person[name] === undefined);
    throw invalid(...missing.map((name) => ({ path: `person.${name}`, message: 'is missing' })));
  }
  const booked: Person = { familyName, givenName, birthDate, phone, ...(email !== undefined && { email }) };
  const { token } = decision;
  return { token, person: booked, prepared: prepareBooking(context, structureId, { token, person: booked }) };
}

/** Decides where it ends, and what is no longer needed once it does. What it gives then does all of it. */
async function decideEnd(decision: Decision): Promise<() => Promise<End>> {
  const { context, writing, caller, request } = decision;
  const { structureId } = writing;
  const { replaces = {} } = request;
  const waiting = await findWaiting(decision);
  const freed =
    replaces.booking === undefined
      ? undefined
      : await decideCancellation(context, writing, {
          ...{ structureId, caller, bookingId: replaces.booking },
          roles: operations.cancelBooking.access.roles,
        });
  const kept = await writing.holds.ofClient(holderOf(context, request.id));
  const end = await decideOutcome(decision, waiting);
  return async () => {
    await freed?.();
    const led = await end();
    if (!led.booking) for (const hold of kept) await giveBack(writing, hold, caller.actor);
    return led;
  };
}

function decideOutcome(decision: Decision, waiting: CallbackRow | undefined): Promise<() => Promise<End>> {
  switch (decision.request.decision.kind) {
    case 'seat':
      return decideSeat(decision, waiting);
    case 'callback':
      return decideCallback(decision, decision.request.decision, waiting);
    case 'redirected':
      return decideRedirection(decision, decision.request.decision.target, waiting);
  }
}

async function decideSeat(decision: Decision, waiting: CallbackRow | undefined): Promise<() => Promise<End>> {
  const { context, writing, caller, request, seat, answered } = decision;
  const { reason, facts, checklistRun, language, anotherPerson, replaces } = request;
  if (!seat) throw new ProblemError('hold-expired');
  if (reason === undefined)
    throw invalid({ path: 'reason', message: 'is missing', accepted: 'a reason of the structure' });
  const { token, person, prepared } = seat;
  const closed = closeWaiting(decision, waiting, { kind: 'seatFound' });
  const book = await decideBooking(context, writing, {
    request: {
      ...{ token, person, reason, checklistRun },
      ...(facts && { facts }),
      ...(language && { language }),
      ...(anotherPerson !== undefined && { anotherPerson }),
    },
    ...{ caller, prepared, replaces: replaces?.booking, equipment: answered.equipment },
  });
  return async () => {
    await closed?.();
    return { booking: book() };
  };
}

/** Whoever waits already keeps their place, with what is new. */
async function decideCallback(
  { context, writing, caller, request, judged, answered }: Decision,
  { class: code, reachable, wants, note }: Extract<IntakeRequest['decision'], { kind: 'callback' }>,
  waiting: CallbackRow | undefined,
): Promise<() => Promise<End>> {
  // Whom the signs or the answers call a clinician for waits for nobody else, whatever class the desk has chosen.
  const needsClinician = judged?.outcome === 'clinician-callback' || answered.needsClinician;
  const equipment = [...new Set([...(wants?.equipment ?? []), ...(judged?.equipment ?? []), ...answered.equipment])];
  const wish = (wants || equipment.length > 0) && { ...wants, ...(equipment.length > 0 && { equipment }) };
  const said = { ...(reachable && { reachable }), ...(wish && { wants: wish }) };
  if (waiting) {
    const { reason, address, person } = request;
    const actions: Unnumbered[] = [
      { kind: 'amend', ...defined({ reason, address }), ...person, ...said },
      { kind: 'reclass', class: code, ...(needsClinician && { endsDoctorWait: true }) },
      ...(note === undefined ? [] : [{ kind: 'annotate', note } as const]),
    ];
    const changed = actOn(writing, caller, waiting, [...actions, { kind: 'release' }]);
    return async () => ({ callback: (await changed()).id });
  }
  const doctor = needsClinician ? undefined : request.attendingDoctor;
  const more = {
    ...said,
    ...(note !== undefined && { note }),
    ...(doctor !== undefined && { attendingDoctor: doctor }),
  };
  return enterList(context, writing, caller, request, { class: code, ...more });
}

/** Whoever is sent to 15 is called back, to know that they have been answered: their number and address stand on the list, before all others. */
async function decideRedirection(
  decision: Decision,
  asked: string,
  waiting: CallbackRow | undefined,
): Promise<() => Promise<End>> {
  const { context, writing, caller, request, judged } = decision;
  const target = requireTarget(writing.documents, asked);
  const closed = closeWaiting(decision, waiting, { kind: 'redirected', target });
  const isRed = judged?.outcome === 'call-15';
  const checking = isRed
    ? writing.documents.of(deskSettingsDocument)?.classes.find(({ rank }) => rank === 0)
    : undefined;
  const check = checking && (await enterList(context, writing, caller, request, { class: checking.code }));
  return async () => {
    await closed?.();
    return { target, ...(await check?.()) };
  };
}

async function enterList(
  context: ServiceContext,
  writing: Seating,
  caller: Professional,
  { id, entryPoint, phone, address, reason, person = {}, startedAt, language }: IntakeRequest,
  more: Pick<CallbackRequest, 'class' | 'reachable' | 'wants' | 'note' | 'attendingDoctor'>,
): Promise<() => Promise<End>> {
  const { familyName, givenName, birthDate, email } = person;
  const enter = await decideRequest(context, writing, {
    caller,
    request: {
      ...{ id, entryPoint, phone, ...more },
      ...(address !== undefined && { address }),
      ...(reason !== undefined && { reason }),
      ...(familyName !== undefined && { familyName }),
      ...(givenName !== undefined && { givenName }),
      ...(birthDate !== undefined && { birthDate }),
      ...(email !== undefined && { email }),
      ...(language && { language }),
      ...(startedAt !== undefined && { arrivedAt: startedAt }),
    },
  });
  return async () => toEnd(await enter());
}

function toEnd(row: CallbackRow): End {
  const { doctor_channel: channel, doctor_until: until } = row;
  const isAsked = channel !== null && until !== null;
  return { callback: row.id, ...(isAsked && { doctor: { channel, until: toInstant(until) } }) };
}

/**
 * The entry of the call-back list that this request takes the place of. One of the same person that it says nothing of is told before anything is
 * doubled; whoever has grave signs is not held up by it.
 * @throws {ProblemError} `not-found`, `request-known`
 */
async function findWaiting({ context, writing, request, judged }: Decision): Promise<CallbackRow | undefined> {
  const { structureId, trx, now } = writing;
  const { replaces, anotherPerson, phone, person } = request;
  const open = await listOpen(trx, structureId, now);
  if (replaces?.callback !== undefined) {
    const named = open.find(({ id }) => id === replaces.callback);
    if (!named) throw new ProblemError('not-found');
    return named;
  }
  if (anotherPerson === true || judged?.outcome === 'call-15') return undefined;
  const wanted = keyOfPerson(context, structureId, person);
  const isSame = (row: CallbackRow): boolean => {
    const key = keyOfRow(context, structureId, row);
    // A number alone may be anybody's of the household: the desk is asked.
    return wanted === undefined || key === undefined ? row.phone === phone : key === wanted;
  };
  const same = open.find(isSame);
  if (same) throw new ProblemError('request-known', { callback: same.id });
  return undefined;
}

type Unnumbered = CallbackAction extends infer Action
  ? Action extends unknown
    ? Omit<Action, 'revision'>
    : never
  : never;

/** One thing after the other on an entry, taken first so that nobody else has its call. */
function actOn(writing: Seating, caller: Professional, row: CallbackRow, actions: readonly Unnumbered[]) {
  const isOwn = row.status === 'claimed' && row.owner === caller.actor;
  const all: readonly Unnumbered[] = isOwn ? actions : [{ kind: 'claim' }, ...actions];
  const numbered = all.map((action, index) => ({ ...action, revision: row.revision + index }));
  return decideActions(writing, caller, row, numbered);
}

function closeWaiting({ writing, caller }: Decision, waiting: CallbackRow | undefined, end: Unnumbered) {
  return waiting && actOn(writing, caller, waiting, [end]);
}

/** @throws {ProblemError} `invalid-request` */
function refuseUnknown({ documents, now }: Seating, { reason, facts, person, startedAt }: IntakeRequest): void {
  const reasons = reasonsOf(documents).map(({ code }) => code);
  if (reason !== undefined && !reasons.includes(reason)) {
    throw invalid({ path: 'reason', message: 'is not a reason of this structure', accepted: reasons.join(', ') });
  }
  const territory = documents.of(territoryDocument);
  const communes = territory ? listCommunes(territory.territory).map(({ id }) => id) : [];
  if (facts?.commune !== undefined && !communes.includes(facts.commune)) {
    const accepted = communes.slice(0, 20).join(', ') || 'none: this territory lists no communes';
    throw invalid({ path: 'facts.commune', message: 'is not a commune of this structure', accepted });
  }
  if (person?.birthDate !== undefined && !isBirthDate(person.birthDate, todayIn(documents, now))) {
    const accepted = 'a date of the last 130 years';
    throw invalid({ path: 'person.birthDate', message: 'is not a date of birth', accepted });
  }
  if (startedAt !== undefined && fromInstant(startedAt) < now - LATEST_MS) {
    throw invalid({ path: 'startedAt', message: 'is too long ago', accepted: 'an instant of the last 31 days' });
  }
}

/** The patient, where names and birth date are known. Its last step, so that nobody is recorded for a request that is refused. */
async function linkPatient({ context, writing, request }: Decision): Promise<PatientRow | undefined> {
  const { phone, facts = {}, person = {} } = request;
  const { familyName, givenName, birthDate, email } = person;
  const key = keyOfPerson(context, writing.structureId, person);
  if (key === undefined || familyName === undefined || givenName === undefined || birthDate === undefined)
    return undefined;
  const named: Person = { familyName, givenName, birthDate, phone, ...(email !== undefined && { email }) };
  const wanted = { id: createId(context.random), personKey: key, person: named, facts, corrects: true };
  return writing.open(patients).link(wanted, writing.at);
}

async function keep(
  { context, writing, caller, request, judged, answered }: Decision,
  led: End,
  patient: PatientRow | undefined,
): Promise<void> {
  const { person = {}, decision, regulated, checklistRun } = request;
  const row: IntakeRow = {
    structure_id: writing.structureId,
    id: request.id,
    entry_point: request.entryPoint,
    phone: request.phone,
    address: request.address ?? null,
    regulated_by: regulated?.by ?? null,
    regulated_number: regulated?.number ?? null,
    checklist_version: judged?.version ?? null,
    checklist_yes: checklistRun ? JSON.stringify(checklistRun.yes) : null,
    checklist_outcome: judged?.outcome ?? null,
    reason: request.reason ?? null,
    answers: answered.kept.length > 0 ? JSON.stringify(answered.kept) : null,
    prior_pathway: request.priorPathway ?? null,
    label: request.label ?? null,
    family_name: person.familyName ?? null,
    given_name: person.givenName ?? null,
    birth_date: person.birthDate ?? null,
    patient_id: patient?.id ?? null,
    outcome: decision.kind,
    target: led.target ?? null,
    booking_id: led.booking?.id ?? null,
    callback_id: led.callback ?? null,
    started_at: startOf(request, writing.at),
    created_by: caller.actor,
    created_at: writing.at,
  };
  await writing.trx.insertInto('intake').values(row).execute();
  writing.record({
    type: 'intake.recorded',
    subject: row.id,
    actor: caller.actor,
    data: toEvent(row, judged),
    ...(patient && { person: toEventPerson(context.secrets, patient, todayIn(writing.documents, writing.now)) }),
  });
}

/** To the second, as the log says it; a device's clock may be ahead. */
function startOf({ startedAt }: IntakeRequest, at: number): number {
  const now = Math.floor(at / 1000) * 1000;
  return startedAt === undefined ? now : Math.min(fromInstant(startedAt), now);
}

function toEvent(row: IntakeRow, judged: JudgedChecklist | undefined): IntakeRecorded {
  return {
    entryPoint: row.entry_point,
    startedAt: toInstant(row.started_at),
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.prior_pathway !== null && { priorPathway: row.prior_pathway }),
    ...(row.label !== null && { label: row.label }),
    ...(row.regulated_by !== null && { regulatedBy: row.regulated_by }),
    ...(judged && { checklist: { version: judged.version, outcome: judged.outcome } }),
    outcome: row.outcome,
    ...(row.target !== null && { target: row.target }),
    ...(row.booking_id !== null && { booking: row.booking_id }),
    ...(row.callback_id !== null && { callback: row.callback_id }),
  };
}
