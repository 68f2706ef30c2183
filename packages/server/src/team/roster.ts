import { fromInstant, toInstant } from '@relais/model';
import type { Fault, OnCall, PlainDate, Roster, RosterChange, Shift } from '@relais/model';
import { firstCalled } from '@relais/engine/team';
import type { CalledShift } from '@relais/engine/team';
import type { Kysely, Selectable } from 'kysely';
import type { ServiceContext } from '../core/context.ts';
import { chunksOf } from '../core/db/chunks.ts';
import { createId } from '../core/identifiers.ts';
import { canonicalJson } from '../core/log/canonical.ts';
import { ProblemError } from '../core/problem.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import type { Database } from '../tables.ts';
import { isShiftFor, loadDelegators, loadShifts, toShift } from './store.ts';
import type { TeamShiftTable } from './tables.ts';

type ShiftRow = Selectable<TeamShiftTable>;

/** Says who can be called over a time. Shifts that are the same stay the same rows. */
export function decideRoster(context: ServiceContext, { from, to, shifts }: Roster, actor: string): Decide {
  return async (writing) => {
    await refuseUnknown(writing, shifts, 'shifts');
    const [start, end] = [fromInstant(from), fromInstant(to)];
    const known = await loadStarting(writing, start, end);
    const wanted = new Set(shifts.map(nameOf));
    return writeRoster(context, writing, actor, { known, add: shifts, remove: (name) => !wanted.has(name) });
  };
}

/** Adds shifts and takes others out. What is there already is not added again, and what is gone already is no fault. */
export function decideRosterChange(context: ServiceContext, { add, remove }: RosterChange, actor: string): Decide {
  return async (writing) => {
    await refuseUnknown(writing, add, 'add');
    const starts = [...add, ...remove].map(({ start }) => fromInstant(start));
    if (starts.length === 0) return () => Promise.resolve({ body: null });
    const known = await loadStarting(writing, starts.reduce(least), starts.reduce(most) + 1);
    const unwanted = new Set(remove.map(nameOf));
    return writeRoster(context, writing, actor, { known, add, remove: (name) => unwanted.has(name) });
  };
}

const least = (one: number, other: number) => Math.min(one, other);
const most = (one: number, other: number) => Math.max(one, other);

/** The shifts that begin from an instant on and before another. */
async function loadStarting({ trx, structureId }: Writing, start: number, end: number): Promise<ShiftRow[]> {
  const rows = await loadShifts(trx, structureId, { after: start, before: end });
  return rows.filter((row) => row.starts_at >= start);
}

interface RosterWriting {
  readonly known: readonly ShiftRow[];
  readonly add: readonly Shift[];
  /** Whether a known shift goes, by what it is called. */
  readonly remove: (name: string) => boolean;
}

function writeRoster(
  context: ServiceContext,
  writing: Writing,
  actor: string,
  { known, add, remove }: RosterWriting,
): Awaited<ReturnType<Decide>> {
  const { trx, structureId } = writing;
  const standing = new Set(known.map((row) => nameOf(toShift(row))));
  const wanted = new Map(add.map((shift) => [nameOf(shift), shift]));
  const removed = known.filter((row) => remove(nameOf(toShift(row))));
  const added = [...wanted].flatMap(([name, shift]) => (standing.has(name) ? [] : [shift]));
  return async () => {
    for (const chunk of chunksOf(removed.map(({ id }) => id)))
      await trx.deleteFrom('team_shift').where('structure_id', '=', structureId).where('id', 'in', chunk).execute();
    for (const row of removed)
      writing.record({ type: 'team.shift-removed', subject: row.id, actor, data: withoutPhone(toShift(row)) });
    const rows = added.map((shift) => toRow(structureId, createId(context.random), shift));
    for (const chunk of chunksOf(rows)) await trx.insertInto('team_shift').values(chunk).execute();
    for (const row of rows)
      writing.record({ type: 'team.shift-recorded', subject: row.id, actor, data: withoutPhone(toShift(row)) });
    return { body: null };
  };
}

/** Whoever is called delegates in something, and in each protocol the shift names. */
async function refuseUnknown(
  { trx, structureId }: Writing,
  shifts: readonly Shift[],
  list: 'shifts' | 'add',
): Promise<void> {
  const parts = await trx
    .selectFrom('team_member')
    .select(['professional_id', 'protocol_id'])
    .where('structure_id', '=', structureId)
    .where('function', '=', 'delegator')
    .execute();
  const protocolsOf = Map.groupBy(parts, ({ professional_id }) => professional_id);
  const faults = shifts.flatMap(({ professional, protocols = [] }, index): Fault[] => {
    const known = protocolsOf.get(professional)?.map(({ protocol_id }) => protocol_id);
    if (!known) return [{ path: `${list}.${index}.professional`, message: 'is no délégant of this structure' }];
    return protocols.flatMap((id, place) =>
      known.includes(id)
        ? []
        : [
            {
              path: `${list}.${index}.protocols.${place}`,
              message: 'is no protocol this délégant delegates in',
              accepted: known.join(', '),
            },
          ],
    );
  });
  if (faults.length > 0) throw new ProblemError('invalid-request', { faults: faults.slice(0, 100) });
}

/** The shifts in which somebody can be called for a protocol, now or later. */
export async function shiftsFor(
  db: Kysely<Database>,
  structureId: string,
  { now, day }: { readonly now: number; readonly day: PlainDate },
): Promise<(protocolId: string) => (CalledShift & { readonly row: ShiftRow })[]> {
  const rows = await loadShifts(db, structureId, { after: now });
  const delegators = await loadDelegators(db, structureId, day);
  const nobody = new Set<string>();
  return (protocolId) =>
    rows
      .filter((row) => isShiftFor(row, protocolId, delegators.get(protocolId) ?? nobody))
      .map((row) => ({
        professional: row.professional_id,
        startMs: row.starts_at,
        endMs: row.ends_at,
        phone: row.phone,
        rank: row.rank,
        row,
      }));
}

/** Who can be called for a protocol now, first who is called first. */
export async function readOnCall(
  db: Kysely<Database>,
  structureId: string,
  protocolId: string,
  moment: { readonly now: number; readonly day: PlainDate },
): Promise<OnCall> {
  const called = firstCalled((await shiftsFor(db, structureId, moment))(protocolId), moment.now);
  const people = await db
    .selectFrom('professional')
    .select(['id', 'family_name', 'given_name'])
    .where('structure_id', '=', structureId)
    .execute();
  const byId = new Map(people.map((row) => [row.id, row]));
  return {
    at: toInstant(moment.now),
    delegators: called.map(({ professional, phone, rank, endMs }) => ({
      professional,
      familyName: byId.get(professional)?.family_name ?? '',
      givenName: byId.get(professional)?.given_name ?? '',
      phone,
      rank,
      until: toInstant(endMs),
    })),
  };
}

function nameOf(shift: Shift): string {
  return canonicalJson(shift);
}

function withoutPhone({ phone: _, ...shift }: Shift) {
  return shift;
}

function toRow(structureId: string, id: string, { professional, start, end, phone, rank, protocols }: Shift): ShiftRow {
  return {
    structure_id: structureId,
    id,
    professional_id: professional,
    starts_at: fromInstant(start),
    ends_at: fromInstant(end),
    phone,
    rank,
    protocols: protocols === undefined ? null : JSON.stringify(protocols),
  };
}
