import type { StateSatisfaction } from '@relais/model';
import { sha256 } from '#digest';
import { ANONYMOUS_ACTOR } from '../core/actors.ts';
import type { ServiceContext } from '../core/context.ts';
import { createId } from '../core/identifiers.ts';
import { ProblemError } from '../core/problem.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import { todayIn } from '../scheduling/index.ts';
import { findPart } from '../team/index.ts';
import type { Carer } from './policy.ts';

/**
 * Says how content somebody is with a protocol they have a part in. The log knows the protocol, the part and a pseudonym that is made with the salt of the
 * year: within it a later answer takes the place of an earlier one, and after it nobody can tell whose it was. @throws {ProblemError} `not-found`
 */
export function decideSatisfaction(context: ServiceContext, request: StateSatisfaction, carer: Carer): Decide {
  return async (writing) => {
    const { trx, structureId, documents, at } = writing;
    const { protocol, part, level } = request;
    const day = todayIn(documents, at);
    const membership = { professionalId: carer.id, protocolId: protocol, function: part };
    const member = await findPart(trx, structureId, membership);
    if (!member || (member.ended_on !== null && member.ended_on < day)) throw new ProblemError('not-found');
    const period = day.slice(0, 4);
    return async () => {
      const salt = await saltOf(context, writing, period);
      const subject = sha256(`${salt}|${carer.id}|${protocol}|${part}`);
      const data = { protocol, part, level, period };
      writing.record({ type: 'satisfaction.stated', subject, actor: ANONYMOUS_ACTOR, data });
      return { body: null };
    };
  };
}

async function saltOf(context: ServiceContext, { trx, structureId }: Writing, period: string): Promise<string> {
  const known = await trx
    .selectFrom('satisfaction_period')
    .select('salt')
    .where('structure_id', '=', structureId)
    .where('period', '=', period)
    .executeTakeFirst();
  if (known) return known.salt;
  const salt = createId(context.random);
  await trx.insertInto('satisfaction_period').values({ structure_id: structureId, period, salt }).execute();
  return salt;
}

/** Forgets the salts of years that are over everywhere. */
export async function forgetSalts(context: ServiceContext): Promise<void> {
  const yesterday = new Date(context.clock() - 86_400_000).toISOString();
  await context.store.db.deleteFrom('satisfaction_period').where('period', '<', yesterday.slice(0, 4)).execute();
}
