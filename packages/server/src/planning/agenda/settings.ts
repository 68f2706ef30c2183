import { toInstant } from '@relais/model';
import type { NewAgenda, OwnAgenda } from '@relais/model';
import { ruleTime } from '../../core/context.ts';
import type { ServiceContext } from '../../core/context.ts';
import { actorOf } from '../../core/http/access.ts';
import type { Principal } from '../../core/http/access.ts';
import type { NewEvent } from '../../core/log/event.ts';
import { ProblemError } from '../../core/problem.ts';
import type { Decide, Writing } from '../../core/write/write.ts';
import type { Answer, IdempotentRequest } from '../../core/write/answers.ts';
import { writeOnce } from '../../core/write/write.ts';
import { findProvider } from '../../people/index.ts';
import { ownIdOf } from '../policy.ts';
import type { AgendaRow } from '../tables.ts';
import { sealAddress } from './address.ts';
import type { SealedAddress } from './address.ts';
import { NEVER_TRIED } from './follow.ts';

/** Of one's own agenda its host and how the last reading went. */
export async function readOwnAgenda(
  { store, clock, outgoing }: ServiceContext,
  { structureId, principal }: { readonly structureId: string; readonly principal: Principal },
): Promise<OwnAgenda> {
  const row = await store.db
    .selectFrom('agenda')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('professional_id', '=', ownIdOf(principal))
    .executeTakeFirst();
  return {
    ...{ now: toInstant(ruleTime(clock())), isReachable: outgoing !== undefined },
    ...(row && { agenda: { host: row.host, since: toInstant(row.set_at), ...readingOf(row) } }),
  };
}

/** How the last readings of an agenda went. */
export function readingOf({ read_at: at, unread, failing_since: since, last_error_code: code }: AgendaRow) {
  return {
    ...(at !== null && { readAt: toInstant(at) }),
    unread,
    ...(since !== null && { failure: { since: toInstant(since), code: code ?? '' } }),
  };
}

/**
 * Takes the address of one's own agenda. It is read within seconds, by itself: what its host makes of it is no matter of the one who writes it down.
 * @throws {ProblemError} `agenda-address-refused`; `unavailable` where this backend reaches nothing; `not-found`, to who receives nobody
 */
export async function setAgenda(
  context: ServiceContext,
  {
    structureId,
    principal,
    address,
  }: { readonly structureId: string; readonly principal: Principal; readonly address: string },
  key: IdempotentRequest,
): Promise<Answer> {
  const owner = { structure_id: structureId, professional_id: ownIdOf(principal) };
  const sealed = await sealAddress(context, owner, address);
  return writeOnce(context, structureId, key, decideSetting(sealed, principal));
}

function decideSetting(sealed: SealedAddress, principal: Principal): Decide {
  return async (writing) => {
    const { trx, structureId, at } = writing;
    const professional = ownIdOf(principal);
    if (!(await findProvider(trx, structureId, professional))) throw new ProblemError('not-found');
    const row = { ...sealed, set_at: at, ...UNREAD };
    return async () => {
      await trx
        .insertInto('agenda')
        .values({ structure_id: structureId, professional_id: professional, ...row })
        .onConflict((conflict) => conflict.columns(['structure_id', 'professional_id']).doUpdateSet(row))
        .execute();
      writing.record({ type: 'agenda.set', subject: professional, actor: actorOf(principal), data: {} });
      const body: NewAgenda = { host: sealed.host, since: toInstant(at) };
      return { body };
    };
  };
}

/** Nothing is known of it yet, and whoever reads a former address just now says nothing of this one. */
const UNREAD = {
  ...{ read_at: null, read_from: null, tag: null, busy: '[]', unread: 0 },
  ...{ attempts: 0, failing_since: null, last_error_code: null, next_attempt_at: NEVER_TRIED },
  ...{ claim: null, claimed_until: 0 },
};

/** Forgets the address with all that was read there. @throws {ProblemError} `not-found` where none is given */
export function decideEndOfAgenda(principal: Principal): Decide {
  return async (writing) => {
    const professional = ownIdOf(principal);
    if (!(await hasAgenda(writing, professional))) throw new ProblemError('not-found');
    return async () => {
      await endAgenda(writing, professional, actorOf(principal));
      return { body: null };
    };
  };
}

export async function hasAgenda({ trx, structureId }: Writing, professional: string): Promise<boolean> {
  const row = await trx
    .selectFrom('agenda')
    .select('set_at')
    .where('structure_id', '=', structureId)
    .where('professional_id', '=', professional)
    .executeTakeFirst();
  return row !== undefined;
}

/** Who is still there and receives nobody any more may end nothing here: it ends by itself. */
export async function followRoles(writing: Writing, { subject, actor }: NewEvent): Promise<void> {
  if (!(await hasAgenda(writing, subject))) return;
  const isProvider = await findProvider(writing.trx, writing.structureId, subject);
  if (!isProvider) await endAgenda(writing, subject, actor);
}

export async function endAgenda(writing: Writing, professional: string, actor: string): Promise<void> {
  await writing.trx
    .deleteFrom('agenda')
    .where('structure_id', '=', writing.structureId)
    .where('professional_id', '=', professional)
    .execute();
  writing.record({ type: 'agenda.ended', subject: professional, actor, data: {} });
}
