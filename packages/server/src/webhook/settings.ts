import { toInstant } from '@relais/model';
import type { NewWebhook, WebhookReport, WebhookState } from '@relais/model';
import { ruleTime } from '../core/context.ts';
import type { ServiceContext } from '../core/context.ts';
import { createId } from '../core/identifiers.ts';
import type { FoundMatter } from '../core/matter.ts';
import { ProblemError } from '../core/problem.ts';
import { hashToken } from '../core/secrets.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import type { WebhookRow } from './tables.ts';

export const WEBHOOK_SECRET = 'webhook';

/** Until then it is tried again by itself, and need not worry anybody. */
const PATIENT_MS = 3_600_000;

/** Another address, or the same with another secret. What waits, waits on, and is tried at once. */
export function decideSetting(context: ServiceContext, address: string, actor: string): Decide {
  return (writing) => {
    const { trx, structureId, at } = writing;
    const id = createId(context.random);
    const secret = context.secrets.shared(WEBHOOK_SECRET, structureId, id);
    const set = { id, address, secret_hash: hashToken(secret), set_at: at, ...UNTRIED };
    const unclaimed = { claim: null, claimed_until: 0 };
    const none = { last_sequence: 0, delivered_sequence: null, delivered_at: null };
    const body: Omit<NewWebhook, 'secret'> = { address, since: toInstant(at) };
    return Promise.resolve(async () => {
      await trx
        .insertInto('webhook')
        .values({ structure_id: structureId, ...set, ...none, ...unclaimed })
        .onConflict((conflict) => conflict.column('structure_id').doUpdateSet(set))
        .execute();
      writing.record({ type: 'webhook.set', subject: id, actor, data: {} });
      return { body, reveals: { purpose: WEBHOOK_SECRET, id, isShared: true } };
    });
  };
}

const UNTRIED = { attempts: 0, failing_since: null, last_error_code: null, next_attempt_at: 0, paused_at: null };

/** @throws {ProblemError} `not-found` where none is set */
export function decideResuming(actor: string): Decide {
  return async (writing) => {
    const { id } = await findHook(writing);
    return async () => {
      await writing.trx.updateTable('webhook').set(UNTRIED).where('structure_id', '=', writing.structureId).execute();
      writing.record({ type: 'webhook.resumed', subject: id, actor, data: {} });
      return { body: null };
    };
  };
}

/** @throws {ProblemError} `not-found` where none is set */
export function decideEnding(actor: string): Decide {
  return async (writing) => {
    const { id } = await findHook(writing);
    const { trx, structureId } = writing;
    return async () => {
      await trx.deleteFrom('webhook_delivery').where('structure_id', '=', structureId).execute();
      await trx.deleteFrom('webhook').where('structure_id', '=', structureId).execute();
      writing.record({ type: 'webhook.ended', subject: id, actor, data: {} });
      return { body: null };
    };
  };
}

async function findHook({ trx, structureId }: Writing): Promise<Pick<WebhookRow, 'id'>> {
  const hook = await trx.selectFrom('webhook').select('id').where('structure_id', '=', structureId).executeTakeFirst();
  if (!hook) throw new ProblemError('not-found');
  return hook;
}

/** The webhook of a structure with what waits for it, of one moment. */
async function look({ store }: ServiceContext, structureId: string) {
  return store.snapshot(async (trx) => {
    const hook = await trx.selectFrom('webhook').selectAll().where('structure_id', '=', structureId).executeTakeFirst();
    const { waiting } = await trx
      .selectFrom('webhook_delivery')
      .select(({ fn }) => fn.countAll<number | string>().as('waiting'))
      .where('structure_id', '=', structureId)
      .executeTakeFirstOrThrow();
    return { hook, waiting: Number(waiting) };
  });
}

export async function readHook(context: ServiceContext, structureId: string): Promise<WebhookReport> {
  const { hook, waiting } = await look(context, structureId);
  const now = toInstant(ruleTime(context.clock()));
  return hook ? { now, hook: present(hook, waiting) } : { now };
}

function present(hook: WebhookRow, waiting: number): NonNullable<WebhookReport['hook']> {
  const { delivered_sequence: sequence, delivered_at: at, failing_since: since, paused_at: paused } = hook;
  return {
    address: hook.address,
    since: toInstant(hook.set_at),
    state: stateOf(hook, waiting),
    lastSequence: hook.last_sequence,
    waiting,
    ...(at !== null && { delivered: { sequence: sequence ?? 0, at: toInstant(at) } }),
    ...(since !== null && {
      failure: {
        since: toInstant(since),
        attempts: hook.attempts,
        code: hook.last_error_code ?? '',
        ...(paused === null && { nextAttempt: toInstant(hook.next_attempt_at) }),
      },
    }),
  };
}

function stateOf({ paused_at: paused, failing_since: failing }: WebhookRow, waiting: number): WebhookState {
  if (paused !== null) return 'paused';
  if (failing !== null) return 'failing';
  return waiting > 0 ? 'waiting' : 'idle';
}

/** Ends of runs that nobody could be told for an hour, or that are not tried any more. */
export async function findStuck(context: ServiceContext, structureId: string): Promise<FoundMatter[]> {
  const { hook, waiting } = await look(context, structureId);
  if (!hook || hook.failing_since === null) return [];
  const since = hook.failing_since;
  const isStuck = hook.paused_at !== null || since <= context.clock() - PATIENT_MS;
  return isStuck ? [{ kind: 'webhookStuck', count: waiting, since }] : [];
}
