import type { Membership, PlainDate, Shift, TeamFunction, TeamMember, TrainingCertificate } from '@relais/model';
import { toInstant } from '@relais/model';
import type { Kysely, Selectable } from 'kysely';
import type { Database } from '../tables.ts';
import type { TeamCertificateTable, TeamMemberTable, TeamShiftTable } from './tables.ts';

type Db = Kysely<Database>;

export interface PartKey {
  readonly professionalId?: string;
  readonly protocolId?: string;
}

/** Parts of people in protocols, each with its latest certificate and its quiz, by professional. */
export async function loadMemberships(
  db: Db,
  structureId: string,
  key: PartKey = {},
): Promise<Map<string, Membership[]>> {
  const where = columnsOf(structureId, key);
  const members = await db
    .selectFrom('team_member')
    .selectAll()
    .where((is) => is.and(where))
    .orderBy('protocol_id')
    .orderBy('function')
    .execute();
  const certificates = await db
    .selectFrom('team_certificate')
    .selectAll()
    .where((is) => is.and(where))
    .orderBy('at')
    .orderBy('id')
    .execute();
  const passed = await db
    .selectFrom('team_attempt')
    .select(['professional_id', 'protocol_id', ({ fn }) => fn.min('at').as('at')])
    .where((is) => is.and({ ...where, passed: 1 }))
    .groupBy(['professional_id', 'protocol_id'])
    .execute();
  // The later of two stands.
  const certificateOf = new Map(certificates.map((row) => [nameOf(row), row]));
  const passedAt = new Map(passed.map((row) => [nameOf(row), row.at]));
  const rows = Map.groupBy(members, ({ professional_id }) => professional_id);
  return new Map(
    [...rows].map(([id, parts]) => [
      id,
      parts.map((row) => toMembership(row, certificateOf.get(nameOf(row)), passedAt.get(nameOf(row)))),
    ]),
  );
}

/** Certificates and quizzes are a délégué's. */
function toMembership(
  row: Selectable<TeamMemberTable>,
  certificate: Selectable<TeamCertificateTable> | undefined,
  passedAt: number | undefined,
): Membership {
  const isDelegate = row.function === 'delegate';
  return {
    protocol: row.protocol_id,
    function: row.function,
    from: row.declared_on,
    ...(row.ended_on === null ? {} : { to: row.ended_on }),
    ...(row.commitment_on === null ? {} : { commitmentOn: row.commitment_on }),
    ...(row.sworn_on === null ? {} : { swornOn: row.sworn_on }),
    ...(isDelegate && certificate ? { certificate: toCertificate(certificate) } : {}),
    ...(isDelegate && passedAt !== undefined ? { quizPassedAt: toInstant(passedAt) } : {}),
  };
}

function toCertificate(row: Selectable<TeamCertificateTable>): TrainingCertificate {
  return {
    theoryHours: row.theory_hours,
    clinicalCases: row.clinical_cases,
    validTo: row.valid_to,
    signature: {
      by: row.signed_by,
      ...(row.rpps === null ? {} : { rpps: row.rpps }),
      ...(row.role === null ? {} : { role: row.role }),
      on: row.signed_on,
    },
  };
}

/** How to reach the professionals of a structure, by id. */
export async function loadContacts(
  db: Db,
  structureId: string,
): Promise<Map<string, { readonly phone?: string; readonly email?: string }>> {
  const rows = await db
    .selectFrom('professional')
    .select(['id', 'phone', 'email'])
    .where('structure_id', '=', structureId)
    .execute();
  return new Map(
    rows.map(({ id, phone, email }) => [
      id,
      { ...(phone === null ? {} : { phone }), ...(email === null ? {} : { email }) },
    ]),
  );
}

/** Everybody who has or had a part, by name. */
export async function loadMembers(db: Db, structureId: string, key: PartKey = {}): Promise<TeamMember[]> {
  const memberships = await loadMemberships(db, structureId, key);
  const people = await db
    .selectFrom('professional')
    .select(['id', 'rpps', 'family_name', 'given_name', 'profession', 'employer_finess', 'ended_at'])
    .where('structure_id', '=', structureId)
    .execute();
  return people
    .filter(({ id }) => memberships.has(id))
    .map((row) => ({
      professional: row.id,
      ...(row.rpps === null ? {} : { rpps: row.rpps }),
      familyName: row.family_name,
      givenName: row.given_name,
      ...(row.profession === null ? {} : { profession: row.profession }),
      ...(row.employer_finess === null ? {} : { employerFiness: row.employer_finess }),
      present: row.ended_at === null,
      memberships: memberships.get(row.id) ?? [],
    }))
    .sort((one, other) =>
      `${one.familyName} ${one.givenName}`.localeCompare(`${other.familyName} ${other.givenName}`, 'fr'),
    );
}

/** One part, as its row has it. */
export function findPart(
  db: Db,
  structureId: string,
  part: { readonly professionalId: string; readonly protocolId: string; readonly function: TeamFunction },
) {
  return db
    .selectFrom('team_member')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('professional_id', '=', part.professionalId)
    .where('protocol_id', '=', part.protocolId)
    .where('function', '=', part.function)
    .executeTakeFirst();
}

/** Shifts that end after an instant and begin before another. */
export function loadShifts(
  db: Db,
  structureId: string,
  { after, before }: { readonly after: number; readonly before?: number },
): Promise<Selectable<TeamShiftTable>[]> {
  return db
    .selectFrom('team_shift')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('ends_at', '>', after)
    .$if(before !== undefined, (query) => query.where('starts_at', '<', before ?? 0))
    .orderBy('starts_at')
    .orderBy('rank')
    .orderBy('id')
    .execute();
}

/** Whether a shift is for a protocol: it names it or none, and the person delegates in it that day. */
export function isShiftFor(
  row: Selectable<TeamShiftTable>,
  protocolId: string,
  delegators: ReadonlySet<string>,
): boolean {
  if (!delegators.has(row.professional_id)) return false;
  return row.protocols === null || (JSON.parse(row.protocols) as string[]).includes(protocolId);
}

/** Who delegates in a protocol on a day, and may still act in the structure. */
export async function loadDelegators(
  db: Db,
  structureId: string,
  day: PlainDate,
): Promise<Map<string, ReadonlySet<string>>> {
  const rows = await db
    .selectFrom('team_member')
    .innerJoin('professional', (join) =>
      join
        .onRef('professional.structure_id', '=', 'team_member.structure_id')
        .onRef('professional.id', '=', 'team_member.professional_id'),
    )
    .select(['team_member.professional_id', 'team_member.protocol_id', 'team_member.ended_on'])
    .where('team_member.structure_id', '=', structureId)
    .where('team_member.function', '=', 'delegator')
    .where('team_member.declared_on', '<=', day)
    .where('professional.ended_at', 'is', null)
    .execute();
  const standing = rows.filter(({ ended_on }) => ended_on === null || day <= ended_on);
  const byProtocol = Map.groupBy(standing, ({ protocol_id }) => protocol_id);
  return new Map(
    [...byProtocol].map(([id, members]) => [id, new Set(members.map(({ professional_id }) => professional_id))]),
  );
}

export function toShift(row: Selectable<TeamShiftTable>): Shift {
  return {
    professional: row.professional_id,
    start: toInstant(row.starts_at),
    end: toInstant(row.ends_at),
    phone: row.phone,
    rank: row.rank,
    ...(row.protocols === null ? {} : { protocols: JSON.parse(row.protocols) as string[] }),
  };
}

function columnsOf(structureId: string, { professionalId, protocolId }: PartKey) {
  return {
    structure_id: structureId,
    ...(professionalId === undefined ? {} : { professional_id: professionalId }),
    ...(protocolId === undefined ? {} : { protocol_id: protocolId }),
  };
}

function nameOf({ professional_id, protocol_id }: { readonly professional_id: string; readonly protocol_id: string }) {
  return JSON.stringify([professional_id, protocol_id]);
}
