import type { Role, RoleGrant } from '@relais/model';
import { professionalActor } from '../core/actors.ts';
import { DEVELOPMENT_ISSUER } from '../core/auth/development-token.ts';
import type { SignedIn } from '../core/auth/verifier.ts';
import type { ServiceContext } from '../core/context.ts';
import type { Professional } from '../core/http/access.ts';

/**
 * Finds who has signed in among the professionals of a structure: by RPPS, else by issuer and subject. Their roles are those of their row; the
 * token can leave some out and add none. A development token, which a backend without an issuer signs for its operator, brings its own.
 */
export async function recognize(
  context: ServiceContext,
  signedIn: SignedIn,
  structureId: string,
): Promise<Professional | undefined> {
  if (signedIn.structureId !== undefined && signedIn.structureId !== structureId) return undefined;
  if (signedIn.issuer === DEVELOPMENT_ISSUER) return ofDevelopment(signedIn, structureId);
  const rows = await findGrants(context, signedIn, structureId);
  const [first] = rows;
  // Two numbers are two people, whichever of them has signed in.
  const isAnother = signedIn.rpps !== undefined && first?.rpps != null && first.rpps !== signedIn.rpps;
  if (!first || isAnother) return undefined;
  const grants = rows.flatMap((row) => toGrant(row, signedIn.roles));
  return professionalWith(structureId, professionalActor(first.id), grants);
}

/** Who may do nothing in a structure is nobody there. */
function professionalWith(structureId: string, actor: string, grants: readonly RoleGrant[]): Professional | undefined {
  return grants.length > 0 ? { kind: 'professional', structureId, actor, grants } : undefined;
}

function ofDevelopment({ subject, structureId: named, roles = [] }: SignedIn, structureId: string) {
  if (named === undefined) return undefined;
  const grants = roles.map((role) => ({ role }));
  return professionalWith(structureId, professionalActor(subject), grants);
}

/** One row for each role, or one without any. Where RPPS and subject lead to two people, the RPPS counts. */
async function findGrants({ store }: ServiceContext, { rpps, issuer, subject }: SignedIn, structureId: string) {
  const rows = await store.db
    .selectFrom('professional')
    .leftJoin('role_grant', (join) =>
      join
        .onRef('role_grant.structure_id', '=', 'professional.structure_id')
        .onRef('role_grant.professional_id', '=', 'professional.id'),
    )
    .select(['professional.id', 'professional.rpps', 'role', 'practice_id', 'site_id'])
    .where('ended_at', 'is', null)
    // Each half names the structure, or SQLite would use no index.
    .where((is) =>
      is.or([
        is.and({ 'professional.structure_id': structureId, issuer, subject }),
        ...(rpps === undefined ? [] : [is.and({ 'professional.structure_id': structureId, rpps })]),
      ]),
    )
    .execute();
  const byRpps = rpps === undefined ? [] : rows.filter((row) => row.rpps === rpps);
  return byRpps.length > 0 ? byRpps : rows;
}

interface Granted {
  readonly role: Role | null;
  readonly practice_id: string | null;
  readonly site_id: string | null;
}

function toGrant({ role, practice_id, site_id }: Granted, kept: readonly Role[] | undefined): RoleGrant[] {
  if (role === null || kept?.includes(role) === false) return [];
  return [{ role, ...(practice_id ? { practiceId: practice_id } : {}), ...(site_id ? { siteId: site_id } : {}) }];
}
