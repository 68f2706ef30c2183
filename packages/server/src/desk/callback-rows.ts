import { isAwaitingDoctor, orderCallbacks, whyAway } from '@relais/engine/desk';
import type { QueueEntry } from '@relais/engine/desk';
import { fromInstant, toInstant } from '@relais/model';
import type {
  AttendingDoctor,
  Callback,
  CallbackOwner,
  CallbackWants,
  CallbackReceipt,
  DeskMember,
  ReachableWindow,
} from '@relais/model';
import type { Kysely } from 'kysely';
import { PATIENT_ACTOR } from '../core/actors.ts';
import { defined, instantOrNull } from '../core/known.ts';
import type { Professional } from '../core/http/access.ts';
import { attendingDoctorsOf, namesOf } from '../people/index.ts';
import type { Database } from '../tables.ts';
import { isClinician } from './policy.ts';
import { presentQuestion, waitOf } from './doctor-rows.ts';
import type { CallbackRow } from './tables.ts';

/** As many as can be called in a week by ten people; what they weigh stays within what an answer may. */
export const MOST_OPEN = 2000;
const CLOSED_SHOWN = 200;

/** Those who wait or are being called, in the order of the rule; those not to be called yet come after, the soonest first. */
export async function listOpen(db: Kysely<Database>, structureId: string, now: number): Promise<CallbackRow[]> {
  const rows = await db
    .selectFrom('callback')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('status', 'in', ['waiting', 'claimed'])
    .execute();
  const entries = rows.map((row) => ({ ...toEntry(row), row }));
  const away = entries
    .filter((entry) => whyAway(entry, now) !== undefined)
    .sort((left, right) => backAt(left, now) - backAt(right, now) || left.arrivedAt - right.arrivedAt);
  return [...orderCallbacks(entries, now).map(({ entry }) => entry), ...away].map(({ row }) => row);
}

/** The latest that have ended, the last first. */
export function listClosed(db: Kysely<Database>, structureId: string): Promise<CallbackRow[]> {
  return db
    .selectFrom('callback')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('status', '=', 'closed')
    .orderBy('closed_at', 'desc')
    .orderBy('id')
    .limit(CLOSED_SHOWN)
    .execute();
}

export function findCallback(db: Kysely<Database>, structureId: string, id: string): Promise<CallbackRow | undefined> {
  return db
    .selectFrom('callback')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function countOpen(db: Kysely<Database>, structureId: string): Promise<number> {
  const { open } = await db
    .selectFrom('callback')
    .select(({ fn }) => fn.countAll<number | string>().as('open'))
    .where('structure_id', '=', structureId)
    .where('status', 'in', ['waiting', 'claimed'])
    .executeTakeFirstOrThrow();
  return Number(open);
}

/** Rows as the desk sees them, with the names of those who have the calls. */
export async function presentCallbacks(
  db: Kysely<Database>,
  structureId: string,
  rows: readonly CallbackRow[],
  isNamed = true,
): Promise<Callback[]> {
  if (!isNamed) return rows.map((row) => present(withoutNames(row), new Map(), new Map()));
  const names = await namesOf(
    db,
    structureId,
    rows.flatMap(({ owner }) => owner ?? []),
  );
  const doctors = await attendingDoctorsOf(
    db,
    structureId,
    rows.flatMap(({ doctor_id: id }) => id ?? []),
  );
  return rows.map((row) => present(row, names, doctors));
}

/** Whoever asks, by the name colleagues see beside their calls. */
export async function presentMember(db: Kysely<Database>, caller: Professional): Promise<DeskMember> {
  const { actor, structureId } = caller;
  const name = (await namesOf(db, structureId, [actor])).get(actor);
  return { actor, isClinician: isClinician(caller), ...(name === undefined ? {} : { name }) };
}

/** Left by the patient herself: nobody at the desk has heard her. */
export function isOwn({ created_by: by }: Pick<CallbackRow, 'created_by'>): boolean {
  return by === PATIENT_ACTOR;
}

export function toReceipt({ id, revision, status }: CallbackRow): CallbackReceipt {
  return { id, revision, status };
}

export function toEntry(row: CallbackRow): QueueEntry {
  return {
    id: row.id,
    rank: row.rank,
    targetMinutes: row.target_minutes,
    arrivedAt: row.arrived_at,
    snoozedUntil: row.snoozed_until ?? undefined,
    reachable: readWindows(row)?.map(({ from, to }) => ({ from: fromInstant(from), to: fromInstant(to) })),
    doctor: waitOf(row),
  };
}

/** When somebody away can be called again, as far as is known. */
function backAt({ snoozedUntil = 0, reachable, doctor }: QueueEntry, now: number): number {
  const from = Math.max(snoozedUntil, isAwaitingDoctor(doctor, now) ? doctor!.until : now);
  const open = reachable?.filter(({ to }) => to > from).map((window) => Math.max(window.from, from));
  return open ? Math.min(...open, Infinity) : from;
}

function readWindows({ reachable }: CallbackRow): ReachableWindow[] | undefined {
  return reachable === null ? undefined : (JSON.parse(reachable) as ReachableWindow[]);
}

/** What a screen that anybody may see is sent: nothing that tells who it is. */
function withoutNames(row: CallbackRow): CallbackRow {
  return {
    ...row,
    ...{ phone: '', address: null, family_name: null, given_name: null, birth_date: null },
    ...{ email: null, note: null, wants: null, patient_id: null, doctor_id: null },
  };
}

function readWants({ wants }: CallbackRow): CallbackWants | undefined {
  return wants === null ? undefined : (JSON.parse(wants) as CallbackWants);
}

function present(
  row: CallbackRow,
  names: ReadonlyMap<string, string>,
  doctors: ReadonlyMap<string, AttendingDoctor>,
): Callback {
  return {
    id: row.id,
    revision: row.revision,
    status: row.status,
    class: row.class,
    rank: row.rank,
    targetMinutes: row.target_minutes,
    clinicianOnly: row.clinician_only === 1,
    entryPoint: row.entry_point,
    ...(isOwn(row) && { isOwn: true as const }),
    arrivedAt: toInstant(row.arrived_at),
    attempts: row.attempts,
    phone: row.phone,
    ...defined({
      reason: row.reason,
      snoozedUntil: instantOrNull(row.snoozed_until),
      reachable: readWindows(row),
      doctor: presentQuestion(row, doctors.get(row.doctor_id ?? '')),
      address: row.address,
      familyName: row.family_name,
      givenName: row.given_name,
      birthDate: row.birth_date,
      email: row.email,
      wants: readWants(row),
      note: row.note,
      owner: ownerOf(row, names),
      outcome: row.outcome,
      target: row.target,
      closedAt: instantOrNull(row.closed_at),
    }),
  };
}

function ownerOf({ owner, owned_since: since }: CallbackRow, names: ReadonlyMap<string, string>): CallbackOwner | null {
  if (owner === null || since === null) return null;
  const name = names.get(owner);
  return { actor: owner, since: toInstant(since), ...(name === undefined ? {} : { name }) };
}
