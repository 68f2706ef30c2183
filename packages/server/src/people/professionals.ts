import type { Fault, Professional, ProfessionalList, RoleGrant } from '@relais/model';
import type { CompiledTerritory } from '@relais/engine';
import type { Kysely, Selectable } from 'kysely';
import { chunksOf } from '../core/db/chunks.ts';
import type { ServiceContext } from '../core/context.ts';
import { createId } from '../core/identifiers.ts';
import { canonicalJson } from '../core/log/canonical.ts';
import { ProblemError } from '../core/problem.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import { territoryDocument } from '../scheduling/index.ts';
import type { Database } from '../tables.ts';
import type { ProfessionalTable } from './tables.ts';

type ProfessionalRow = Selectable<ProfessionalTable>;

/** Somebody as the tables have them. */
interface Known {
  readonly row: ProfessionalRow;
  readonly grants: readonly RoleGrant[];
}

/**
 * Says who may act in a structure. Whom the list does not name keeps their row, for what they did, and may do nothing any more; who is named again
 * later is the same person.
 */
export function replaceProfessionals(
  context: ServiceContext,
  { professionals }: ProfessionalList,
  actor: string,
): Decide {
  return async (writing) => {
    const known = await readKnown(writing.trx, writing.structureId);
    const found = professionals.map((professional) => findIn(known, professional));
    refuseFaults([
      ...findTwice(professionals, found),
      ...findTaken(professionals, found, known),
      ...findNobodyInCharge(professionals),
      ...findUnknownPlaces(professionals, writing.documents.of(territoryDocument)),
    ]);
    return async () => {
      for (const [index, professional] of professionals.entries()) {
        await put(context, writing, professional, found[index], actor);
      }
      for (const one of known) {
        if (one.row.ended_at === null && !found.includes(one)) await end(writing, one.row, actor);
      }
      return { body: null };
    };
  };
}

/** Those who may act now, by name. */
export async function listProfessionals(db: Kysely<Database>, structureId: string): Promise<Professional[]> {
  const known = await readKnown(db, structureId);
  return known
    .filter(({ row }) => row.ended_at === null)
    .map(toProfessional)
    .sort((one, other) => nameOf(one).localeCompare(nameOf(other), 'fr'));
}

function nameOf({ familyName, givenName }: Professional): string {
  return `${familyName} ${givenName}`;
}

async function readKnown(db: Kysely<Database>, structureId: string): Promise<Known[]> {
  const rows = await db.selectFrom('professional').selectAll().where('structure_id', '=', structureId).execute();
  const grants = await db.selectFrom('role_grant').selectAll().where('structure_id', '=', structureId).execute();
  const byProfessional = Map.groupBy(grants, ({ professional_id }) => professional_id);
  return rows.map((row) => ({
    row,
    grants: (byProfessional.get(row.id) ?? []).map(({ role, practice_id, site_id }) => ({
      role,
      ...(practice_id === '' ? {} : { practiceId: practice_id }),
      ...(site_id === '' ? {} : { siteId: site_id }),
    })),
  }));
}

function findIn(known: readonly Known[], { rpps, issuer, subject }: Professional): Known | undefined {
  return (
    known.find(({ row }) => rpps !== undefined && row.rpps === rpps) ??
    known.find(({ row }) => issuer !== undefined && row.issuer === issuer && row.subject === subject)
  );
}

/** Two entries that are one person, whom each would describe otherwise. */
function findTwice(professionals: readonly Professional[], found: readonly (Known | undefined)[]): Fault[] {
  const seen = new Map<unknown, number>();
  return professionals.flatMap(({ rpps, issuer, subject }, index) => {
    const names = [found[index], rpps, issuer === undefined ? undefined : JSON.stringify([issuer, subject])].filter(
      (name) => name !== undefined,
    );
    const isTwice = names.some((name) => seen.has(name));
    for (const name of names) seen.set(name, index);
    return isTwice ? [{ path: `professionals.${index}`, message: 'is somebody who is in the list already' }] : [];
  });
}

/** A sign-in that is somebody else's already. */
function findTaken(
  professionals: readonly Professional[],
  found: readonly (Known | undefined)[],
  known: readonly Known[],
): Fault[] {
  return professionals.flatMap(({ issuer, subject }, index) => {
    if (issuer === undefined) return [];
    const isTaken = known.some(
      (one) => one !== found[index] && one.row.issuer === issuer && one.row.subject === subject,
    );
    return isTaken
      ? [{ path: `professionals.${index}.subject`, message: 'signs in another person of the structure' }]
      : [];
  });
}

/** Without one, nobody could ever change the list again but by the operator's command. */
function findNobodyInCharge(professionals: readonly Professional[]): Fault[] {
  const isSomebody = professionals.some(({ roles }) =>
    roles.some(({ role, practiceId, siteId }) => role === 'structureAdmin' && !practiceId && !siteId),
  );
  const accepted = 'one structureAdmin of the whole structure at least';
  return isSomebody ? [] : [{ path: 'professionals', message: 'leaves nobody in charge', accepted }];
}

/** A role bound to a place that is not there would be held nowhere, and nobody would know why. */
function findUnknownPlaces(professionals: readonly Professional[], territory: CompiledTerritory | undefined): Fault[] {
  const practices = new Set(territory?.practices.keys());
  const sites = new Set(territory?.sites.keys());
  return professionals.flatMap(({ roles }, index) =>
    roles.flatMap(({ practiceId, siteId }, place): Fault[] => {
      const path = `professionals.${index}.roles.${place}`;
      if (practiceId !== undefined && !practices.has(practiceId)) {
        return [
          { path: `${path}.practiceId`, message: 'is not a practice of this territory', accepted: listOf(practices) },
        ];
      }
      if (siteId === undefined || sites.has(siteId)) return [];
      return [{ path: `${path}.siteId`, message: 'is not a site of this territory', accepted: listOf(sites) }];
    }),
  );
}

function listOf(ids: ReadonlySet<string>): string {
  return ids.size > 0 ? [...ids].slice(0, 20).join(', ') : 'none: there is no territory yet';
}

const MOST_FAULTS = 100;

function refuseFaults(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new ProblemError('invalid-request', { faults: faults.slice(0, MOST_FAULTS) });
}

async function put(
  context: ServiceContext,
  writing: Writing,
  professional: Professional,
  known: Known | undefined,
  actor: string,
): Promise<void> {
  const { trx, structureId, at } = writing;
  const isUnchanged = known && known.row.ended_at === null && isSame(toProfessional(known), professional);
  if (isUnchanged) return;
  const columns = { ...toColumns(professional), updated_at: at, ended_at: null };
  const id = known?.row.id ?? createId(context.random);
  if (known) {
    await trx
      .updateTable('professional')
      .set(columns)
      .where('structure_id', '=', structureId)
      .where('id', '=', id)
      .execute();
  } else {
    await trx
      .insertInto('professional')
      .values({ structure_id: structureId, id, ...columns, created_at: at })
      .execute();
  }
  await replaceGrants(trx, structureId, id, professional.roles);
  const { profession, roles } = professional;
  writing.record({
    type: 'professional.recorded',
    subject: id,
    actor,
    data: { ...(profession === undefined ? {} : { profession }), roles: distinct(roles) },
  });
}

async function end(writing: Writing, { structure_id, id }: ProfessionalRow, actor: string): Promise<void> {
  await writing.trx
    .updateTable('professional')
    .set({ ended_at: writing.at, updated_at: writing.at })
    .where('structure_id', '=', structure_id)
    .where('id', '=', id)
    .execute();
  await replaceGrants(writing.trx, structure_id, id, []);
  writing.record({ type: 'professional.ended', subject: id, actor, data: {} });
}

async function replaceGrants(
  db: Kysely<Database>,
  structureId: string,
  professionalId: string,
  roles: readonly RoleGrant[],
): Promise<void> {
  await db
    .deleteFrom('role_grant')
    .where('structure_id', '=', structureId)
    .where('professional_id', '=', professionalId)
    .execute();
  const rows = distinct(roles).map(({ role, practiceId = '', siteId = '' }) => ({
    structure_id: structureId,
    professional_id: professionalId,
    role,
    practice_id: practiceId,
    site_id: siteId,
  }));
  for (const chunk of chunksOf(rows)) await db.insertInto('role_grant').values(chunk).execute();
}

/** Each grant once, in one order whatever the list's. */
function distinct(roles: readonly RoleGrant[]): RoleGrant[] {
  const byText = new Map(roles.map((grant) => [canonicalJson(grant), grant]));
  return [...byText].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, grant]) => grant);
}

function isSame(one: Professional, other: Professional): boolean {
  const normal = (professional: Professional) =>
    canonicalJson({ ...professional, roles: distinct(professional.roles) });
  return normal(one) === normal(other);
}

function toColumns(professional: Professional) {
  return {
    rpps: professional.rpps ?? null,
    issuer: professional.issuer ?? null,
    subject: professional.subject ?? null,
    family_name: professional.familyName,
    given_name: professional.givenName,
    profession: professional.profession ?? null,
    employer_finess: professional.employerFiness ?? null,
    phone: professional.phone ?? null,
    email: professional.email ?? null,
  };
}

function toProfessional({ row, grants }: Known): Professional {
  return {
    ...(row.rpps === null ? {} : { rpps: row.rpps }),
    ...(row.issuer === null ? {} : { issuer: row.issuer }),
    ...(row.subject === null ? {} : { subject: row.subject }),
    familyName: row.family_name,
    givenName: row.given_name,
    ...(row.profession === null ? {} : { profession: row.profession }),
    ...(row.employer_finess === null ? {} : { employerFiness: row.employer_finess }),
    ...(row.phone === null ? {} : { phone: row.phone }),
    ...(row.email === null ? {} : { email: row.email }),
    roles: distinct(grants),
  };
}
