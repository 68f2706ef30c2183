import { toInstant } from '@relais/model';
import type { DutyCalendars, NewDutyCalendar, operations } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { actorOf } from '../core/http/access.ts';
import type { Principal } from '../core/http/access.ts';
import type { Call } from '../core/http/call.ts';
import { createId } from '../core/identifiers.ts';
import type { NewEvent } from '../core/log/event.ts';
import { ProblemError } from '../core/problem.ts';
import { hashToken } from '../core/secrets.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import { findProvider } from '../people/index.ts';
import { endAgenda, hasAgenda } from './agenda/settings.ts';
import { comingDates, findDuties } from './duties.ts';
import { isPlanner, isVolunteer, ownIdOf, requireReader } from './policy.ts';

const PURPOSE = 'duty-calendar';

type Reading = Pick<Call<(typeof operations)['readDutyCalendars']>, 'principal' | 'view'>;

/** One's own, and of who answers for the planning everybody's. @throws {ProblemError} `forbidden`, to planners of one practice alone */
export async function readCalendars(context: ServiceContext, { principal, view }: Reading): Promise<DutyCalendars> {
  requireReader(principal);
  const { db } = context.store;
  const rows = await db
    .selectFrom('duty_calendar')
    .innerJoin('professional', (join) =>
      join
        .onRef('professional.structure_id', '=', 'duty_calendar.structure_id')
        .onRef('professional.id', '=', 'duty_calendar.professional_id'),
    )
    .select(['professional_id', 'made_at', 'family_name', 'given_name'])
    .where('duty_calendar.structure_id', '=', view.structureId)
    .orderBy('family_name')
    .orderBy('given_name')
    .orderBy('professional_id')
    .execute();
  const everybody = rows.map((row) => ({
    ...{ professional: row.professional_id, familyName: row.family_name, givenName: row.given_name },
    since: toInstant(row.made_at),
  }));
  return {
    ...(isVolunteer(principal) && { own: await ownOf(context, { principal, view }, everybody) }),
    ...(isPlanner(principal) && { everybody }),
  };
}

async function ownOf(
  context: ServiceContext,
  { principal, view }: Reading,
  everybody: NonNullable<DutyCalendars['everybody']>,
): Promise<NonNullable<DutyCalendars['own']>> {
  const { db } = context.store;
  const professional = ownIdOf(principal);
  const since = everybody.find((one) => one.professional === professional)?.since;
  const provider = await findProvider(db, view.structureId, professional);
  const coming = provider ? await findDuties(db, view, provider, comingDates(context, view)) : [];
  return { professional, ...(since !== undefined && { since }), coming: coming.length };
}

/** An address of one's own duties, in place of the former one. @throws {ProblemError} `not-found`, to whom no list of professionals names */
export function decideCalendar(context: ServiceContext, principal: Principal): Decide {
  return async (writing) => {
    const { trx, structureId, at } = writing;
    const professional = ownIdOf(principal);
    if (!(await findProvider(trx, structureId, professional))) throw new ProblemError('not-found');
    const id = createId(context.random);
    const row = { token_hash: hashToken(context.secrets.token(PURPOSE, structureId, id)), made_at: at };
    return async () => {
      await trx
        .insertInto('duty_calendar')
        .values({ structure_id: structureId, professional_id: professional, ...row })
        .onConflict((conflict) => conflict.columns(['structure_id', 'professional_id']).doUpdateSet(row))
        .execute();
      writing.record({ type: 'duty-calendar.made', subject: professional, actor: actorOf(principal), data: {} });
      const made: Omit<NewDutyCalendar, 'token'> = { since: toInstant(at) };
      return { body: made, reveals: { purpose: PURPOSE, id } };
    };
  };
}

/** Of somebody else than oneself only who answers for the planning may end it: to others there is none. @throws {ProblemError} `not-found` */
export function decideEnd(professional: string, principal: Principal): Decide {
  return async (writing) => {
    const isReached = isPlanner(principal) || (isVolunteer(principal) && ownIdOf(principal) === professional);
    if (!isReached || !(await isThere(writing, professional))) throw new ProblemError('not-found');
    return async () => {
      await end(writing, professional, actorOf(principal));
      return { body: null };
    };
  };
}

/** Who may do nothing any more has no address either, and their agenda is not read any more, also if they come back. */
export async function followLeaving(writing: Writing, { subject, actor }: NewEvent): Promise<void> {
  if (await isThere(writing, subject)) await end(writing, subject, actor);
  if (await hasAgenda(writing, subject)) await endAgenda(writing, subject, actor);
}

async function isThere({ trx, structureId }: Writing, professional: string): Promise<boolean> {
  const row = await trx
    .selectFrom('duty_calendar')
    .select('made_at')
    .where('structure_id', '=', structureId)
    .where('professional_id', '=', professional)
    .executeTakeFirst();
  return row !== undefined;
}

async function end(writing: Writing, professional: string, actor: string): Promise<void> {
  await writing.trx
    .deleteFrom('duty_calendar')
    .where('structure_id', '=', writing.structureId)
    .where('professional_id', '=', professional)
    .execute();
  writing.record({ type: 'duty-calendar.ended', subject: professional, actor, data: {} });
}
