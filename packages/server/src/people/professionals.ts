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
      ...findNobodyInCharge(professionals),
      ...findUnknownPlaces(professionals, found, writing.documents.of(territoryDocument)),
    ]);
    return async () => {
      const changes = professionals.flatMap((professional, index): Change[] => {
        const one = found[index];
        const isUnchanged = one?.row.ended_at === null && isSame(toProfessional(one), professional);
        return isUnchanged ? [] : [{ professional, known: one, id: one?.row.id ?? createId(context.random) }];
      });
      const ended = known.filter((one) => one.row.ended_at === null && !found.includes(one)).map(({ row }) => row.id);
      await freeSignIns(writing, changes, known);
      await writeRows(writing, changes);
      await endRows(writing, ended);
      await replaceGrants(writing, changes, ended);
      for (const change of changes) writing.record(toRecorded(change, actor));
      for (const subject of ended) writing.record({ type: 'professional.ended', subject, actor, data: {} });
      return { body: null };
    };
  };
}

/** Somebody new, or described otherwise than before. */
interface Change {
  readonly id: string;
  readonly professional: Professional;
  readonly known: Known | undefined;
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

/** Without one, nobody could ever change the list again but by the operator's command. */
function findNobodyInCharge(professionals: readonly Professional[]): Fault[] {
  const isSomebody = professionals.some(({ roles }) =>
    roles.some(({ role, practiceId, siteId }) => role === 'structureAdmin' && !practiceId && !siteId),
  );
  const accepted = 'one structureAdmin of the whole structure at least';
  return isSomebody ? [] : [{ path: 'professionals', message: 'leaves nobody in charge', accepted }];
}

/**
 * A role bound to a place that is not there would be held nowhere, and nobody would know why. One that was given while the place was there is
 * left: a list that was read can be put back.
 */
function findUnknownPlaces(
  professionals: readonly Professional[],
  found: readonly (Known | undefined)[],
  territory: CompiledTerritory | undefined,
): Fault[] {
  const practices = new Set(territory?.practices.keys());
  const sites = new Set(territory?.sites.keys());
  return professionals.flatMap(({ roles }, index) =>
    roles.flatMap((grant, place): Fault[] => {
      const { practiceId, siteId } = grant;
      if (found[index]?.grants.some((old) => canonicalJson(old) === canonicalJson(grant))) return [];
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

/** Who signs in as somebody of the list does it no longer as anybody else: a sign-in that was given to the wrong person can be mended. */
async function freeSignIns({ trx, structureId }: Writing, changes: readonly Change[], known: readonly Known[]) {
  const takers = new Map(
    changes.flatMap(({ id, professional: { issuer, subject } }) =>
      issuer === undefined ? [] : [[JSON.stringify([issuer, subject]), id]],
    ),
  );
  const losers = known
    .filter(({ row }) => (takers.get(JSON.stringify([row.issuer, row.subject])) ?? row.id) !== row.id)
    .map(({ row }) => row.id);
  for (const chunk of chunksOf(losers)) {
    await trx
      .updateTable('professional')
      .set({ issuer: null, subject: null })
      .where('structure_id', '=', structureId)
      .where('id', 'in', chunk)
      .execute();
  }
}

async function writeRows({ trx, structureId, at }: Writing, changes: readonly Change[]): Promise<void> {
  for (const { id, professional, known } of changes) {
    if (!known) continue;
    await trx
      .updateTable('professional')
      .set({ ...toColumns(professional), updated_at: at, ended_at: null })
      .where('structure_id', '=', structureId)
      .where('id', '=', id)
      .execute();
  }
  const added = changes
    .filter(({ known }) => !known)
    .map(({ id, professional }) => ({
      structure_id: structureId,
      id,
      ...toColumns(professional),
      created_at: at,
      updated_at: at,
      ended_at: null,
    }));
  for (const chunk of chunksOf(added)) await trx.insertInto('professional').values(chunk).execute();
}

async function endRows({ trx, structureId, at }: Writing, ended: readonly string[]): Promise<void> {
  for (const chunk of chunksOf(ended)) {
    await trx
      .updateTable('professional')
      .set({ ended_at: at, updated_at: at })
      .where('structure_id', '=', structureId)
      .where('id', 'in', chunk)
      .execute();
  }
}

async function replaceGrants({ trx, structureId }: Writing, changes: readonly Change[], ended: readonly string[]) {
  for (const chunk of chunksOf([...changes.map(({ id }) => id), ...ended])) {
    await trx
      .deleteFrom('role_grant')
      .where('structure_id', '=', structureId)
      .where('professional_id', 'in', chunk)
      .execute();
  }
  const rows = changes.flatMap(({ id, professional: { roles } }) =>
    distinct(roles).map(({ role, practiceId = '', siteId = '' }) => ({
      structure_id: structureId,
      professional_id: id,
      role,
      practice_id: practiceId,
      site_id: siteId,
    })),
  );
  for (const chunk of chunksOf(rows)) await trx.insertInto('role_grant').values(chunk).execute();
}

function toRecorded({ id, professional: { profession, roles } }: Change, actor: string) {
  const data = { ...(profession === undefined ? {} : { profession }), roles: distinct(roles) };
  return { type: 'professional.recorded', subject: id, actor, data } as const;
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
