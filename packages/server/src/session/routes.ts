import { operations, toInstant } from '@relais/model';
import type { SessionInfo, SessionPerson, SessionsEnd } from '@relais/model';
import { professionalActor } from '../core/actors.ts';
import type { ServiceContext } from '../core/context.ts';
import { actorOf } from '../core/http/access.ts';
import type { Principal, Professional } from '../core/http/access.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { ProblemError } from '../core/problem.ts';
import { writeOnce } from '../core/write/write.ts';
import type { Writing } from '../core/write/write.ts';
import { deviceKey } from './device-key.ts';
import { revokeSessions } from './sessions.ts';

export function sessionRoutes(context: ServiceContext, pipeline: Pipeline) {
  return {
    readSession: pipeline.reads(operations.readSession, async ({ view, principal }): Promise<SessionInfo> => {
      const { id, name } = context.describe(view, 'fr');
      return { structure: { id, name }, signIn: context.signsPeopleIn, ...(await describeSession(context, principal)) };
    }),
    readSessionKey: pipeline.reads(operations.readSessionKey, ({ structureId, principal }) => ({
      key: deviceKey(context.secrets, structureId, idOf(principal)),
    })),
    endSessions: pipeline.writes(operations.endSessions, ({ structureId, body, principal }, key) =>
      writeOnce(context, structureId, key, async (writing) => {
        const meant = await findMeant(writing, body);
        return async () => {
          await revokeSessions(writing, meant, actorOf(principal));
          return { body: null };
        };
      }),
    ),
  };
}

async function describeSession(context: ServiceContext, principal: Principal): Promise<Partial<SessionInfo>> {
  if (principal.kind !== 'professional') return {};
  const person = await describePerson(context, principal);
  if (!principal.session) return { person };
  const { endsAt, idle } = principal.session;
  const endsInSeconds = Math.max(0, Math.round((endsAt - context.clock()) / 1000));
  return { person, endsAt: toInstant(endsAt), endsInSeconds, idleSeconds: Math.floor(idle / 1000) };
}

async function describePerson({ store }: ServiceContext, professional: Professional): Promise<SessionPerson> {
  const id = idOf(professional);
  const row = await store.db
    .selectFrom('professional')
    .select(['family_name', 'given_name', 'profession'])
    .where('structure_id', '=', professional.structureId)
    .where('id', '=', id)
    .executeTakeFirst();
  const names = row && {
    familyName: row.family_name,
    givenName: row.given_name,
    ...(row.profession === null ? {} : { profession: row.profession }),
  };
  return { id, ...names, roles: [...professional.grants] };
}

function idOf(principal: Principal): string {
  if (principal.kind !== 'professional') throw new ProblemError('unauthenticated');
  return principal.actor.slice(professionalActor('').length);
}

/** Undefined for everybody; somebody who is not there is refused, for the sessions that were meant would go on. */
async function findMeant(
  { trx, structureId }: Writing,
  { of, rpps, issuer, subject }: SessionsEnd,
): Promise<string[] | undefined> {
  if (of === 'everybody') return undefined;
  const rows = await trx
    .selectFrom('professional')
    .select('id')
    .where('structure_id', '=', structureId)
    .$if(rpps !== undefined, (query) => query.where('rpps', '=', rpps ?? ''))
    .$if(issuer !== undefined, (query) => query.where('issuer', '=', issuer ?? '').where('subject', '=', subject ?? ''))
    .execute();
  if (rows.length === 0) throw new ProblemError('not-found');
  return rows.map(({ id }) => id);
}
