import type { ServiceContext } from '../core/context.ts';
import { SYSTEM_ACTOR } from '../core/actors.ts';
import { createId } from '../core/identifiers.ts';
import { OutgoingError } from '../core/outgoing/outgoing.ts';
import { hashToken } from '../core/secrets.ts';
import { write } from '../core/write/write.ts';
import { writeMessage } from './message.ts';
import { WEBHOOK_SECRET } from './settings.ts';
import type { DeliveryRow, WebhookRow } from './tables.ts';

/** Receivers note what they hear and work on it afterwards: who takes longer keeps those behind waiting. */
const PATIENCE_MS = 8000;
/** Much longer than one attempt: while it lasts, no other backend tells this structure's software anything. */
const CLAIM_MS = 60_000;
/** So that a round ends, and a backend that stops is not kept. */
const MOST_A_ROUND = 50;
/** 5 s, 10 s, 20 s… then every hour. */
const FIRST_DELAY_MS = 5000;
const LONGEST_DELAY_MS = 3_600_000;
/** After that somebody has to look. */
const GIVE_UP_MS = 3 * 86_400_000;
/** « The receiver wants no more » (Standard Webhooks). */
const GONE = 'answered-410';
/** The server's secret is another one: the receiver could verify nothing. */
const SECRET_CHANGED = 'secret-changed';

/**
 * Tells the software of every structure what waits for it, in order: what fails keeps those behind it. One backend at a time tells one structure's,
 * under a claim that ends by itself. A backend that dies between the receiver's answer and its own note of it leaves the message to be sent once more,
 * under the same id.
 */
export async function deliverAll(context: ServiceContext, stopping?: AbortSignal): Promise<void> {
  if (!context.outgoing) return;
  const now = context.clock();
  const hooks = await context.store.db
    .selectFrom('webhook')
    .select('structure_id')
    .where('paused_at', 'is', null)
    .where('next_attempt_at', '<=', now)
    .where('claimed_until', '<=', now)
    .where((is) =>
      is.exists(
        is
          .selectFrom('webhook_delivery')
          .select('webhook_delivery.sequence')
          .whereRef('webhook_delivery.structure_id', '=', 'webhook.structure_id'),
      ),
    )
    .execute();
  await Promise.all(hooks.map(({ structure_id }) => deliverTo(context, structure_id, stopping)));
}

async function deliverTo(context: ServiceContext, structureId: string, stopping?: AbortSignal): Promise<void> {
  const claim = createId(context.random);
  if (!(await takeClaim(context, structureId, claim))) return;
  try {
    // What is on its way is waited for, so that nobody is told it twice.
    for (let count = 0; count < MOST_A_ROUND && !stopping?.aborted; count += 1) {
      const next = await findNext(context, structureId, claim);
      if (!next || !(await deliver(context, next.hook, next.delivery))) return;
    }
  } finally {
    await changeHook(context, structureId, claim, { claim: null, claimed_until: 0 });
  }
}

async function takeClaim({ store, clock }: ServiceContext, structureId: string, claim: string): Promise<boolean> {
  const now = clock();
  const { numUpdatedRows } = await store.db
    .updateTable('webhook')
    .set({ claim, claimed_until: now + CLAIM_MS })
    .where('structure_id', '=', structureId)
    .where('paused_at', 'is', null)
    .where('next_attempt_at', '<=', now)
    .where('claimed_until', '<=', now)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** What is first in line, while the claim is still ours: it is renewed for this attempt. */
async function findNext(
  context: ServiceContext,
  structureId: string,
  claim: string,
): Promise<{ readonly hook: WebhookRow; readonly delivery: DeliveryRow } | undefined> {
  const { db } = context.store;
  if (!(await changeHook(context, structureId, claim, { claimed_until: context.clock() + CLAIM_MS }))) return undefined;
  const hook = await db.selectFrom('webhook').selectAll().where('structure_id', '=', structureId).executeTakeFirst();
  const delivery = await db
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('structure_id', '=', structureId)
    .orderBy('sequence')
    .limit(1)
    .executeTakeFirst();
  return hook?.claim === claim && hook.paused_at === null && delivery ? { hook, delivery } : undefined;
}

/** Whether the next one may follow. */
async function deliver(context: ServiceContext, hook: WebhookRow, delivery: DeliveryRow): Promise<boolean> {
  const failure = await send(context, hook, delivery);
  if (failure === undefined) return noteDelivered(context, hook, delivery);
  const now = context.clock();
  const since = hook.failing_since ?? now;
  const isOver = failure === GONE || failure === SECRET_CHANGED || now - since >= GIVE_UP_MS;
  await noteFailure(context, hook, { failure, since, isOver });
  return false;
}

/** What it failed with. */
async function send(
  { outgoing, secrets, clock }: ServiceContext,
  hook: WebhookRow,
  delivery: DeliveryRow,
): Promise<string | undefined> {
  const secret = secrets.shared(WEBHOOK_SECRET, hook.structure_id, hook.id);
  if (hashToken(secret) !== hook.secret_hash) return SECRET_CHANGED;
  try {
    const message = writeMessage(delivery, secret, clock());
    const answer = await outgoing!.ask({ address: hook.address, method: 'POST', patience: PATIENCE_MS, ...message });
    return answer.status >= 200 && answer.status < 300 ? undefined : `answered-${answer.status}`;
  } catch (error) {
    if (error instanceof OutgoingError) return error.code;
    throw error;
  }
}

async function noteDelivered(context: ServiceContext, hook: WebhookRow, delivery: DeliveryRow): Promise<boolean> {
  return context.store.append(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('webhook')
      .set({
        ...{ delivered_sequence: delivery.sequence, delivered_at: context.clock() },
        ...{ attempts: 0, failing_since: null, last_error_code: null, next_attempt_at: 0 },
      })
      .where('structure_id', '=', hook.structure_id)
      .where('claim', '=', hook.claim)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return false;
    await trx
      .deleteFrom('webhook_delivery')
      .where('structure_id', '=', hook.structure_id)
      .where('sequence', '=', delivery.sequence)
      .execute();
    return true;
  });
}

async function noteFailure(
  context: ServiceContext,
  hook: WebhookRow,
  { failure, since, isOver }: { readonly failure: string; readonly since: number; readonly isOver: boolean },
): Promise<void> {
  const attempts = hook.attempts + 1;
  const next = context.clock() + delayAfter(attempts, context.random(new Uint8Array(1))[0]! / 255);
  const tried = { attempts, failing_since: since, last_error_code: failure, next_attempt_at: next };
  if (!isOver) {
    await changeHook(context, hook.structure_id, hook.claim!, tried);
    return;
  }
  await write(context, hook.structure_id, async (writing) => {
    const { numUpdatedRows } = await writing.trx
      .updateTable('webhook')
      .set({ ...tried, paused_at: writing.at })
      .where('structure_id', '=', hook.structure_id)
      .where('claim', '=', hook.claim)
      .where('id', '=', hook.id)
      .executeTakeFirst();
    if (numUpdatedRows === 1n)
      writing.record({ type: 'webhook.paused', subject: hook.id, actor: SYSTEM_ACTOR, data: { code: failure } });
  });
}

/** Changes nothing, and says so, where the claim is another backend's by now, or the webhook has ended. */
async function changeHook(
  { store }: ServiceContext,
  structureId: string,
  claim: string,
  change: Partial<WebhookRow>,
): Promise<boolean> {
  const { numUpdatedRows } = await store.db
    .updateTable('webhook')
    .set(change)
    .where('structure_id', '=', structureId)
    .where('claim', '=', claim)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Spread by a fifth either way, so that what failed together is not tried together. */
function delayAfter(attempts: number, chance: number): number {
  return Math.round(
    Math.min(FIRST_DELAY_MS * 2 ** Math.min(attempts - 1, 20), LONGEST_DELAY_MS) * (0.8 + 0.4 * chance),
  );
}
