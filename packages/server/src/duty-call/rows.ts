import { listRanges, onDutyIn } from '@relais/engine/planning';
import type { OpenRange } from '@relais/engine/planning';
import { toInstant } from '@relais/model';
import type { CalledRange, CalledVolunteer, Duty, DutyAnswer, DutyCall, DutyCallView } from '@relais/model';
import type { Kysely } from 'kysely';
import type { StructureView } from '../core/view.ts';
import { listDuties } from '../people/index.ts';
import { busyTimesOf } from '../planning/index.ts';
import { territoryDocument } from '../scheduling/index.ts';
import type { Database } from '../tables.ts';
import type { DutyCallAskedRow, DutyCallRangeRow, DutyCallRow } from './tables.ts';

const MOST_SHOWN = 30;

/** A call with its ranges and whom it asks. */
export interface FoundCall {
  readonly call: DutyCallRow;
  readonly ranges: readonly DutyCallRangeRow[];
  readonly asked: readonly DutyCallAskedRow[];
}

/** A structure as it is asked about: within a write, or outside any. */
export type Place = Pick<StructureView, 'structureId' | 'documents'>;

/** Those that are not erased, the newest first. */
export async function listCalls(db: Kysely<Database>, structureId: string): Promise<FoundCall[]> {
  const calls = await db
    .selectFrom('duty_call')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('erased_at', 'is', null)
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .limit(MOST_SHOWN)
    .execute();
  return Promise.all(calls.map((call) => withRest(db, call)));
}

export async function findCall(db: Kysely<Database>, structureId: string, id: string): Promise<FoundCall | undefined> {
  const call = await db
    .selectFrom('duty_call')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  return call && withRest(db, call);
}

export function findAsked(
  db: Kysely<Database>,
  structureId: string,
  id: string,
): Promise<DutyCallAskedRow | undefined> {
  return db
    .selectFrom('duty_call_asked')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .executeTakeFirst();
}

async function withRest(db: Kysely<Database>, call: DutyCallRow): Promise<FoundCall> {
  const ranges = await db
    .selectFrom('duty_call_range')
    .selectAll()
    .where('structure_id', '=', call.structure_id)
    .where('call_id', '=', call.id)
    .orderBy('number')
    .execute();
  const asked = await db
    .selectFrom('duty_call_asked')
    .selectAll()
    .where('structure_id', '=', call.structure_id)
    .where('call_id', '=', call.id)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return { call, ranges, asked };
}

export function isClosed({ closed_at: closedAt, closes_at: closesAt }: DutyCallRow, now: number): boolean {
  return closedAt !== null || closesAt <= now;
}

/** A range of a call as the planning in force has it by now, and who is on duty. */
export interface StandingRange {
  readonly row: DutyCallRangeRow;
  readonly state: CalledRange['state'];
  readonly endMs: number;
  readonly onDuty: readonly string[];
}

/** Looked up in the planning in force: it may have been published anew since it was asked. */
export async function standingRanges(
  db: Kysely<Database>,
  { structureId, documents }: Place,
  ranges: readonly DutyCallRangeRow[],
  now: number,
): Promise<StandingRange[]> {
  const territory = documents.of(territoryDocument);
  const dates = ranges.map(({ service_date: date }) => date).sort();
  const [from, to] = [dates[0], dates.at(-1)];
  if (from === undefined || to === undefined) return [];
  const practices = new Set(ranges.map(({ practice_id: id }) => id));
  const open = territory ? listRanges(territory, { from, to }, practices) : [];
  const duties = await listDuties(db, structureId, { from, to });
  return ranges.map((row) => standOf(row, { open, duties, now }));
}

interface Standing {
  readonly open: readonly OpenRange[];
  readonly duties: readonly Duty[];
  readonly now: number;
}

/** With another start it is another range; a later or earlier end leaves it what it is. */
function standOf(row: DutyCallRangeRow, { open, duties, now }: Standing): StandingRange {
  const found = open.find(({ practiceId, startMs }) => practiceId === row.practice_id && startMs === row.start_at);
  return {
    row,
    state: row.start_at <= now ? 'past' : found ? 'open' : 'gone',
    endMs: found?.endMs ?? row.end_at,
    onDuty: found ? onDutyIn(found, duties) : [],
  };
}

/** Volunteers of the territory file in force, by id. */
export function volunteersOf({
  documents,
}: Place): ReadonlyMap<string, { readonly label: string; readonly rpps?: string | undefined }> {
  const volunteers = documents.of(territoryDocument)?.territory.volunteers ?? [];
  return new Map(volunteers.map(({ id, label, rpps }) => [id, { label: label ?? id, rpps }]));
}

/** Whoever left is asked no more. */
export function hasLeft({ volunteer_id: id, revoked_at: revokedAt }: DutyCallAskedRow, place: Place): boolean {
  return revokedAt !== null || !volunteersOf(place).has(id);
}

/** As those see it who answer for the planning. */
export async function presentCall(
  db: Kysely<Database>,
  place: Place,
  { call, ranges, asked }: FoundCall,
  now: number,
): Promise<DutyCall> {
  const unsent = await findUnsent(db, place.structureId, asked);
  const standing = await standingRanges(db, place, ranges, now);
  return {
    id: call.id,
    status: isClosed(call, now) ? 'closed' : 'open',
    openedAt: toInstant(call.opened_at),
    closes: call.closes_on,
    ...(call.word !== null && { word: call.word }),
    ranges: standing.map(({ row, state, endMs, onDuty }) => ({
      ...{ number: row.number, practiceId: row.practice_id, siteId: row.site_id, serviceDate: row.service_date },
      ...{ start: row.start_time, startAt: toInstant(row.start_at), endAt: toInstant(endMs) },
      ...{ state, onDuty: [...onDuty] },
    })),
    volunteers: asked.map((row): CalledVolunteer => ({
      ...{ id: row.id, volunteerId: row.volunteer_id, name: row.name },
      way: row.has_mail === 0 ? 'link' : unsent.has(row.id) ? 'unsent' : 'mail',
      hasLeft: hasLeft(row, place),
      ...(row.answered_at !== null && { answeredAt: toInstant(row.answered_at) }),
      answers: readAnswers(row),
    })),
  };
}

/** As the link of one volunteer shows it: of the others only that somebody is on duty, and of their own agenda only that it is busy. */
export async function presentView(
  db: Kysely<Database>,
  place: Place,
  { call, ranges }: FoundCall,
  row: DutyCallAskedRow,
  now: number,
): Promise<DutyCallView> {
  const answers = new Map(readAnswers(row).map(({ range, answer }) => [range, answer]));
  const standing = await standingRanges(db, place, ranges, now);
  const { professional_id: professional } = row;
  const busy = professional === null ? [] : await busyTimesOf(db, place.structureId, professional);
  return {
    ...{ id: row.id, name: row.name, status: isClosed(call, now) ? 'closed' : 'open' },
    closesAt: toInstant(call.closes_at),
    ...(call.word !== null && { word: call.word }),
    ranges: standing.map(({ row: range, state, endMs, onDuty }) => {
      const answer = answers.get(range.number);
      const isYours = onDuty.includes(row.volunteer_id);
      const isBusy = busy.some((time) => time.startMs < endMs && range.start_at < time.endMs);
      return {
        ...{ number: range.number, practiceId: range.practice_id, siteId: range.site_id },
        ...{ startAt: toInstant(range.start_at), endAt: toInstant(endMs) },
        state: isYours ? 'yours' : state === 'open' && onDuty.length > 0 ? 'filled' : state,
        ...(isBusy && { isBusy }),
        ...(answer !== undefined && { answer }),
      };
    }),
    ...(row.answered_at !== null && { answeredAt: toInstant(row.answered_at) }),
  };
}

export function readAnswers({ answers }: DutyCallAskedRow): { range: number; answer: DutyAnswer }[] {
  return JSON.parse(answers) as { range: number; answer: DutyAnswer }[];
}

/** Of those who have an address, whom no mail has reached. */
async function findUnsent(
  db: Kysely<Database>,
  structureId: string,
  asked: readonly DutyCallAskedRow[],
): Promise<ReadonlySet<string>> {
  const mailed = asked.filter(({ has_mail: hasMail }) => hasMail !== 0).map(({ id }) => id);
  if (mailed.length === 0) return new Set();
  const rows = await db
    .selectFrom('mail')
    .select('subject')
    .where('structure_id', '=', structureId)
    .where('kind', '=', DUTY_MAIL)
    .where('state', '=', 'failed')
    .where('subject', 'in', mailed)
    .execute();
  return new Set(rows.map(({ subject }) => subject));
}

/** Kind of the mail that asks. */
export const DUTY_MAIL = 'duty-call.asked';
