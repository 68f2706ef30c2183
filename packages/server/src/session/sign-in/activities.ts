import type { Role } from '@relais/model';
import { professionalActor } from '../../core/actors.ts';
import type { SignedIn } from '../../core/auth/verifier.ts';
import type { ServiceContext } from '../../core/context.ts';
import { recognize } from '../../people/index.ts';

/** A structure somebody may act in, and as what. */
export interface Activity {
  readonly structureId: string;
  readonly structureName: string;
  readonly professionalId: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** Everywhere somebody may act, by the rows of the structures alone; by name of the structure. */
export async function listActivities(context: ServiceContext, signedIn: SignedIn): Promise<Activity[]> {
  const found: Activity[] = [];
  for (const structureId of await findStructures(context, signedIn)) {
    const activity = await describeActivity(context, signedIn, structureId);
    if (activity) found.push(activity);
  }
  return found.sort((one, other) => one.structureName.localeCompare(other.structureName, 'fr'));
}

async function findStructures({ store }: ServiceContext, { rpps, issuer, subject }: SignedIn): Promise<string[]> {
  const bySubject = store.db
    .selectFrom('professional')
    .select('structure_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .where('ended_at', 'is', null);
  const byRpps = store.db
    .selectFrom('professional')
    .select('structure_id')
    .where('rpps', '=', rpps ?? '')
    .where('ended_at', 'is', null);
  const rows = [...(await bySubject.execute()), ...(rpps === undefined ? [] : await byRpps.execute())];
  return [...new Set(rows.map(({ structure_id }) => structure_id))];
}

async function describeActivity(
  context: ServiceContext,
  signedIn: SignedIn,
  structureId: string,
): Promise<Activity | undefined> {
  const known = await recognize(context, signedIn, structureId);
  const view = known && (await context.views.read(structureId));
  if (!known || !view) return undefined;
  const professionalId = known.actor.slice(professionalActor('').length);
  const row = await context.store.db
    .selectFrom('professional')
    .select(['given_name', 'family_name'])
    .where('structure_id', '=', structureId)
    .where('id', '=', professionalId)
    .executeTakeFirstOrThrow();
  return {
    structureId,
    structureName: context.describe(view, 'fr').name,
    professionalId,
    name: `${row.given_name} ${row.family_name}`,
    roles: [...new Set(known.grants.map(({ role }) => role))],
  };
}
