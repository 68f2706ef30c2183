import { evaluateChecklist, formatLocal, isTrialDay, listCommunes } from '@relais/engine';
import type { CompiledTerritory } from '@relais/engine';
import { fromInstant, isBirthDate, toInstant } from '@relais/model';
import type {
  Booking,
  BookingRequest,
  ChangeReason,
  ChecklistRun,
  Person,
  Role,
  SeverityChecklist,
  SlotKey,
} from '@relais/model';
import type { Insertable } from 'kysely';
import type { ChecklistRunTable } from './tables.ts';
import { findBooking } from './booking-book.ts';
import type { BookingRow, PersonKeys } from './booking-book.ts';
import type { ServiceContext } from '../core/context.ts';
import type { HoldRow } from './hold-book.ts';
import { chooseFor, findLiveHold, keepSeat } from './holds.ts';
import { createId, createReference } from '../core/identifiers.ts';
import type { Answer, IdempotentRequest } from '../core/write/answers.ts';
import { nameKey, patients, personKey, toEventPerson } from '../people/index.ts';
import type { PatientRow } from '../people/index.ts';
import { ProblemError } from '../core/problem.ts';
import { hashToken, isSame } from '../core/secrets.ts';
import { writeOnce } from '../core/write/write.ts';
import { checklistDocument, loadChecklists } from '../checklist/index.ts';
import { actorOf } from '../core/http/access.ts';
import type { Principal } from '../core/http/access.ts';
import { territoryDocument } from '../scheduling/index.ts';
import { queueMail } from '../core/mail/queue.ts';
import type { BookingMail } from './mail/kinds.ts';
import { judgeChange, judgeWhy, requireReach } from './policy.ts';
import { requestsBehind } from './requests-behind.ts';
import { reasonsOf } from './settings-document.ts';
import { seatDataOf } from './seat-data.ts';
import { decideSeated } from './seating.ts';
import type { Seating } from './seating.ts';

export interface ChangeCommand {
  readonly structureId: string;
  readonly bookingId: string;
  readonly caller: Principal;
  /** Of professionals who may do it. */
  readonly roles: readonly Role[];
  /** Why, where the desk says so. */
  readonly why?: ChangeReason | undefined;
  /** For colleagues. */
  readonly note?: string | undefined;
}

/** Confirms the held seat for a person. */
export function createBooking(
  context: ServiceContext,
  key: IdempotentRequest,
  { structureId, request, caller }: { structureId: string; request: BookingRequest; caller: Principal },
): Promise<Answer> {
  const prepared = prepareBooking(context, structureId, request);
  const decide = decideSeated(async (writing) => {
    const book = await decideBooking(context, writing, { request, caller, prepared });
    return () => {
      const body = book();
      return Promise.resolve({ body, reveals: { purpose: 'booking', id: body.id } });
    };
  });
  return writeOnce(context, structureId, key, decide, prepared.asks);
}

/** Who is to be seen on a held seat. Without a run of the checklist, somebody else has looked for grave signs. */
export type SeatRequest = Omit<BookingRequest, 'checklistRun'> & { readonly checklistRun?: ChecklistRun | undefined };

export interface BookingCommand {
  readonly request: SeatRequest;
  readonly caller: Principal;
  readonly prepared: PreparedBooking;
  /** A booking that this one takes the place of: it is no other. */
  readonly replaces?: string | undefined;
  /** What answers besides the checklist ask of the site. */
  readonly equipment?: readonly string[] | undefined;
}

/** What a booking is known by before its writer's turn comes, and what is going to be looked for. */
export interface PreparedBooking {
  readonly keys: PersonKeys;
  readonly reference: string;
  readonly asks: Readonly<Record<'person' | 'phone' | 'reference' | 'holdToken', string>>;
}

export function prepareBooking(
  context: ServiceContext,
  structureId: string,
  { person, token }: Pick<SeatRequest, 'person' | 'token'>,
): PreparedBooking {
  const keys = { person: personKey(context.secrets, structureId, person), phone: person.phone };
  const reference = createReference(context.random);
  return { keys, reference, asks: { ...keys, reference, holdToken: hashToken(token) } };
}

/** Decides whether a held seat can be booked for a person. What it gives then books it, and gives the booking as its link shows it. */
export async function decideBooking(
  context: ServiceContext,
  writing: Seating,
  { request, caller, prepared: { keys, reference: proposed }, replaces, equipment = [] }: BookingCommand,
): Promise<() => Booking> {
  const actor = actorOf(caller);
  const territory = territoryOf(writing);
  refuseUnknownReason(writing, request.reason);
  refuseBirthDate(writing, territory, request.person.birthDate);
  const hold = await findLiveHold(writing, request.token);
  refuseMissingEquipment(territory, hold, equipment);
  const { checklistRun } = request;
  const outcome = checklistRun && judgeChecklist(writing, territory, checklistRun, hold);
  await refuseDuplicate(writing, territory, request, { ...keys, replaces });
  const reference = await findFreeReference(context, writing, proposed);
  const wanted = { personKey: keys.person, corrects: caller.kind === 'professional' };
  const patient = await linkPatient(context, writing, territory, request, wanted);
  const parts = { hold, request, person: keys.person, patient: patient.id, reference };
  const booking = toBookingRow(context, writing, parts);
  return () => {
    writing.holds.remove(hold);
    const run = checklistRun && outcome ? toRunRow(booking, checklistRun, outcome, actor) : undefined;
    writing.bookings.add(booking, run);
    const { site_id: siteId, service_date: serviceDate, reason } = booking;
    writing.record({
      type: 'booking.confirmed',
      subject: booking.id,
      actor,
      data: { ...seatDataOf(hold), siteId, serviceDate, reason, ...trialOf(territory, serviceDate) },
      person: toEventPerson(context.secrets, patient, todayIn(territory, writing)),
    });
    return presentBooking(territory, booking, tellByMail(context, writing, booking, 'booking.confirmed'));
  };
}

/** Puts the booking on a held seat and frees the old one. */
export function moveBooking(
  context: ServiceContext,
  key: IdempotentRequest,
  command: ChangeCommand & { readonly token: string },
): Promise<Answer> {
  const decide = decideSeated(async (writing) => {
    const territory = territoryOf(writing);
    const old = await findChangeable(writing, territory, command);
    judgeWhy(command.caller, command.why);
    const hold = await findLiveHold(writing, command.token);
    refuseMissingEquipment(territory, hold, await findRequiredEquipment(writing, old.id));
    return async () => ({
      body: await putOnSeat(context, writing, territory, {
        ...{ old, hold, actor: actorOf(command.caller), why: command.why },
      }),
    });
  });
  return writeOnce(context, command.structureId, key, decide, { holdToken: hashToken(command.token) });
}

interface Move {
  readonly old: BookingRow;
  readonly hold: HoldRow;
  readonly actor: string;
  readonly why?: ChangeReason | undefined;
}

/** Puts a booking on a held seat, frees the old one and tells the person. */
export async function putOnSeat(
  context: ServiceContext,
  writing: Seating,
  territory: CompiledTerritory,
  { old, hold, actor, why }: Move,
): Promise<Booking> {
  writing.holds.remove(hold);
  writing.counts.free(old.practice_id, old.start_at);
  await writing.ledger.erase([old.entry_id]);
  const changed = { change_why: why ?? null, change_note: null, revision: old.revision + 1, updated_at: writing.at };
  const booking = { ...old, ...seatOf(hold), ...changed };
  await writing.bookings.update(booking);
  writing.record({
    type: 'booking.moved',
    subject: booking.id,
    actor,
    data: {
      from: seatDataOf({ ...old, id: old.entry_id }),
      to: { ...seatDataOf(hold), ...trialOf(territory, hold.service_date) },
      ...(why && { why }),
    },
  });
  return presentBooking(territory, booking, tellByMail(context, writing, booking, 'booking.moved'));
}

/**
 * Moves a booking to a seat of a territory that comes in force with this very write.
 * @throws {ProblemError} before anything is written, where the seat cannot be had, or its site lacks what the person needs
 */
export async function moveTo(
  context: ServiceContext,
  writing: Seating,
  territory: CompiledTerritory,
  { bookingId, slot, actor }: { readonly bookingId: string; readonly slot: SlotKey; readonly actor: string },
): Promise<Booking> {
  const old = await writing.bookings.byId(bookingId);
  if (old?.status !== 'confirmed') throw new ProblemError('not-found');
  const choice = chooseFor(writing, territory, await writing.ledger.state(), { target: { slot } });
  refuseMissingEquipment(territory, { site_id: choice.slot.siteId }, await findRequiredEquipment(writing, old.id));
  const client = { clientHash: context.secrets.pseudonym('client', `moved:${old.id}`), actor };
  const { body } = await keepSeat(context, writing, territory, client, choice);
  const hold = await writing.holds.byId(String(body?.['id']));
  if (!hold) throw new TypeError('A seat that was kept is not held');
  return putOnSeat(context, writing, territory, { old, hold, actor });
}

/** Cancels the booking and frees its seat. */
export function cancelBooking(
  context: ServiceContext,
  key: IdempotentRequest,
  command: ChangeCommand,
): Promise<Answer> {
  const decide = decideSeated(async (writing) => {
    const cancel = await decideCancellation(context, writing, command);
    return async () => ({ body: await cancel() });
  });
  return writeOnce(context, command.structureId, key, decide);
}

/** Decides whether somebody may cancel a booking. What it gives then does, and gives the booking as it is afterwards. */
export async function decideCancellation(
  context: ServiceContext,
  writing: Seating,
  command: ChangeCommand,
): Promise<() => Promise<Booking>> {
  const territory = territoryOf(writing);
  const old = await findChangeable(writing, territory, command);
  return async () => {
    writing.counts.free(old.practice_id, old.start_at);
    await writing.ledger.erase([old.entry_id]);
    const { why, note } = command;
    const changed = { change_why: why ?? null, change_note: note ?? null, updated_at: writing.at };
    const booking = { ...old, ...changed, status: 'cancelled' as const, revision: old.revision + 1 };
    await writing.bookings.update(booking);
    writing.record({
      type: 'booking.cancelled',
      subject: booking.id,
      actor: actorOf(command.caller),
      data: { ...seatDataOf({ ...old, id: old.entry_id }), ...(why && { why }) },
    });
    return presentBooking(territory, booking, tellByMail(context, writing, booking, 'booking.cancelled'));
  };
}

/** Whether the token is that of this booking. */
export async function provesBooking(
  context: ServiceContext,
  structureId: string,
  bookingId: string,
  token: string,
): Promise<boolean> {
  const booking = await findBooking(context.store.db, structureId, bookingId);
  const expected = booking?.token_hash ?? hashToken(context.secrets.token('booking', structureId, bookingId));
  return isSame(expected, hashToken(token));
}

/** A booking as its link shows it: nothing about the person. */
export function presentBooking(territory: CompiledTerritory, booking: BookingRow, mail: Booking['mail']): Booking {
  return {
    id: booking.id,
    reference: booking.reference,
    status: booking.status,
    seat: {
      practiceId: booking.practice_id,
      start: toInstant(booking.start_at),
      siteId: booking.site_id,
      serviceDate: booking.service_date,
      startLocal: formatLocal(territory.zone, booking.start_at),
      end: toInstant(booking.end_at),
    },
    changeableUntil: toInstant(changeableUntil(territory, booking)),
    revision: booking.revision,
    mail,
  };
}

/** What became of the mail about the booking as it stands. A mail that waits while nobody sends is as good as none. */
export async function readMailState(context: ServiceContext, booking: BookingRow): Promise<Booking['mail']> {
  const mail = await context.store.db
    .selectFrom('mail')
    .select('state')
    .where('structure_id', '=', booking.structure_id)
    .where('subject', '=', booking.id)
    .where('sequence', '=', booking.revision)
    .executeTakeFirst();
  if (!mail || (mail.state === 'queued' && !context.sendsMail)) return 'none';
  return mail.state;
}

function changeableUntil(territory: CompiledTerritory, booking: BookingRow): number {
  return booking.start_at - territory.rules.cancelDeadlineMinutes * 60_000;
}

export function territoryOf({ documents }: Seating): CompiledTerritory {
  const territory = documents.of(territoryDocument);
  if (!territory) throw new ProblemError('hold-expired');
  return territory;
}

/** Said once, by the planning in force at the write: a rebuild from the log alone knows it. */
export function trialOf({ territory }: CompiledTerritory, serviceDate: string): { trial?: true } {
  return isTrialDay(territory, serviceDate) ? { trial: true } : {};
}

function refuseUnknownReason({ documents }: Seating, reason: string): void {
  const codes = reasonsOf(documents).map(({ code }) => code);
  if (codes.includes(reason)) return;
  const fault = { path: 'reason', message: 'is not a reason of this structure', accepted: codes.join(', ') };
  throw new ProblemError('invalid-request', { faults: [fault] });
}

/** The territory's calendar says which day it is. */
function todayIn({ zone }: CompiledTerritory, { now }: Seating): string {
  return formatLocal(zone, now).slice(0, 10);
}

/** The patient the booking is for, with what figures may know of them. Its last step, so that nobody is recorded for a booking that is refused. */
function linkPatient(
  context: ServiceContext,
  writing: Seating,
  territory: CompiledTerritory,
  { person, facts = {} }: SeatRequest,
  wanted: { readonly personKey: string; readonly corrects: boolean },
): Promise<PatientRow> {
  refuseUnknownCommune(territory, facts.commune);
  return writing.open(patients).link({ id: createId(context.random), ...wanted, person, facts }, writing.at);
}

function refuseUnknownCommune(territory: CompiledTerritory, commune: string | undefined): void {
  if (commune === undefined) return;
  const communes = listCommunes(territory.territory).map(({ id }) => id);
  if (communes.includes(commune)) return;
  const accepted = communes.slice(0, 20).join(', ') || 'none: this territory lists no communes';
  const fault = { path: 'facts.commune', message: 'is not a commune of this structure', accepted };
  throw new ProblemError('invalid-request', { faults: [fault] });
}

function refuseBirthDate(writing: Seating, territory: CompiledTerritory, birthDate: string): void {
  if (isBirthDate(birthDate, todayIn(territory, writing))) return;
  const fault = {
    path: 'person.birthDate',
    message: 'is not a date of birth',
    accepted: 'a date of the last 130 years',
  };
  throw new ProblemError('invalid-request', { faults: [fault] });
}

/** Judges the run again; what the browser concluded is not asked. */
function judgeChecklist(writing: Seating, territory: CompiledTerritory, run: ChecklistRun, hold: HoldRow): string {
  const [checklist] = writing.documents.of(checklistDocument) ?? [];
  if (!checklist) throw new ProblemError('checklist-outdated', { detail: 'The structure has no checklist' });
  const result = evaluateChecklist(checklist, run);
  if (result.outcome === 'refused') throw new ProblemError('checklist-outdated');
  if (result.outcome !== 'continue') throw new ProblemError('checklist-blocks-booking', { outcome: result.outcome });
  refuseMissingEquipment(territory, hold, result.requiredEquipment);
  return result.outcome;
}

function refuseMissingEquipment(
  territory: CompiledTerritory,
  hold: Pick<HoldRow, 'site_id'>,
  required: readonly string[],
): void {
  const there = territory.sites.get(hold.site_id)?.equipment ?? [];
  if (required.every((item) => there.includes(item))) return;
  throw new ProblemError('checklist-blocks-booking', {
    outcome: 'continue',
    detail: `The site of the held seat does not have what the answers ask for: ${required.join(', ')}`,
  });
}

/** What the person's answers ask of a site: to the list, and to the questions of the reason. */
async function findRequiredEquipment(writing: Seating, bookingId: string): Promise<readonly string[]> {
  const requests = await requestsBehind(writing.trx, writing.structureId, [bookingId]);
  const answers = requests.flatMap((row) => JSON.parse(row.answers ?? '[]') as { readonly equipment?: string }[]);
  const asked = answers.flatMap(({ equipment }) => equipment ?? []);
  const run = await writing.bookings.runOf(bookingId);
  const signs = [
    ...requests.map((row) => ({ version: row.checklist_version, yes: row.checklist_yes })),
    ...(run ? [run] : []),
  ];
  const lists = signs.length > 0 ? await loadChecklists(writing.trx, writing.structureId) : [];
  return [...asked, ...signs.flatMap((one) => findListedEquipment(lists, one))];
}

interface LookedFor {
  readonly version: string | null;
  /** A list in JSON; erased after its time. */
  readonly yes: string | null;
}

/** By the version of the list that was answered. */
function findListedEquipment(lists: readonly SeverityChecklist[], { version, yes }: LookedFor): readonly string[] {
  const answered = lists.find((list) => list.version === version);
  if (!answered || yes === null) return [];
  const result = evaluateChecklist(answered, { version: answered.version, yes: JSON.parse(yes) as string[] });
  return result.outcome === 'continue' ? result.requiredEquipment : [];
}

/**
 * Refuses a person who has as many live bookings as the territory allows; bookings that are over do not count, a person may come back once
 * seen. Asks about somebody who may be that person, one thing having been typed otherwise: the telephone is the same, and so is the birth
 * date (a mistyped or another name, but twins too) or the names, in either order (a mistyped birth date, but a father and son of one name
 * too). Only the person knows which, and says so by `anotherPerson`.
 *
 * The question tells nothing of the other booking but that there is one. Who asks it of strangers needs a held seat each time, and is limited
 * by address as every booking is.
 */
async function refuseDuplicate(
  writing: Seating,
  territory: CompiledTerritory,
  request: SeatRequest,
  { replaces, ...keys }: PersonKeys & { readonly replaces?: string | undefined },
): Promise<void> {
  const { maxActiveBookingsPerPerson: most } = territory.rules;
  const { person } = keys;
  const live = (await writing.bookings.liveOf(keys, writing.now)).filter(({ id }) => id !== replaces);
  const own = live.filter((booking) => booking.person_key === person);
  const [first] = own;
  if (first && own.length >= most) {
    const href = `/api/v1/structures/${writing.structureId}/bookings/${first.id}`;
    throw new ProblemError('duplicate-booking', { booking: { id: first.id, href } });
  }
  const alike = live.filter((booking) => booking.person_key !== person && isAlike(booking, request.person));
  if (alike.length > 0 && own.length + alike.length >= most && !request.anotherPerson)
    throw new ProblemError('possible-duplicate');
}

/** Of two people with one telephone number. */
function isAlike(booking: BookingRow, person: Person): boolean {
  const names = { familyName: booking.family_name, givenName: booking.given_name };
  return booking.birth_date === person.birthDate || nameKey(names) === nameKey(person);
}

/** A billion codes: a second try is rare, a third one practically never. */
async function findFreeReference(context: ServiceContext, writing: Seating, proposed: string): Promise<string> {
  let reference = proposed;
  while (await writing.bookings.isReferenceTaken(reference)) reference = createReference(context.random);
  return reference;
}

interface NewBookingParts {
  readonly hold: HoldRow;
  readonly request: SeatRequest;
  readonly person: string;
  readonly patient: string;
  readonly reference: string;
}

function toBookingRow(context: ServiceContext, writing: Seating, parts: NewBookingParts): BookingRow {
  const { hold, request, person, patient, reference } = parts;
  const id = createId(context.random);
  return {
    structure_id: writing.structureId,
    id,
    reference,
    status: 'confirmed',
    ...seatOf(hold),
    token_hash: hashToken(context.secrets.token('booking', writing.structureId, id)),
    patient_id: patient,
    person_key: person,
    ...personColumns(request.person),
    reason: request.reason,
    language: request.language ?? 'fr',
    ...{ change_why: null, change_note: null },
    revision: 0,
    created_at: writing.at,
    updated_at: writing.at,
  };
}

function personColumns({ familyName, givenName, birthDate, phone, email }: Person) {
  return {
    family_name: familyName,
    given_name: givenName,
    birth_date: birthDate,
    phone,
    email: email ?? null,
  };
}

export function seatOf(hold: HoldRow) {
  return {
    practice_id: hold.practice_id,
    site_id: hold.site_id,
    service_date: hold.service_date,
    start_at: hold.start_at,
    end_at: hold.end_at,
    entry_id: hold.id,
    overbooked: hold.overbooked,
  };
}

function toRunRow(
  { structure_id, id }: BookingRow,
  run: ChecklistRun,
  outcome: string,
  author: string,
): Insertable<ChecklistRunTable> {
  return {
    structure_id,
    booking_id: id,
    version: run.version,
    yes: JSON.stringify(run.yes),
    outcome,
    author,
    answered_at: fromInstant(run.answeredAt),
  };
}

/** @throws {ProblemError} `not-found`, `booking-cancelled`, `deadline-passed` */
async function findChangeable(
  writing: Seating,
  territory: CompiledTerritory,
  command: ChangeCommand,
): Promise<BookingRow> {
  const booking = await writing.bookings.byId(command.bookingId);
  if (!booking) throw new ProblemError('not-found');
  requireReach(command.caller, command.roles, booking);
  judgeChange(command.caller, booking, { now: writing.now, deadline: changeableUntil(territory, booking) });
  return booking;
}

/** Tells the person by mail, where one is wanted and can be sent. */
export function tellByMail(
  context: ServiceContext,
  writing: Seating,
  booking: BookingRow,
  kind: BookingMail,
): Booking['mail'] {
  const { id: subject, email: recipient, language, revision: sequence } = booking;
  if (!context.sendsMail || recipient === null) return 'none';
  queueMail(context, writing, { kind, subject, recipient, language, sequence });
  return 'queued';
}
