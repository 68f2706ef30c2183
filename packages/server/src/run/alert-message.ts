import type { ServiceContext } from '../core/context.ts';
import { SmsNotSentError } from '../core/sms/sms.ts';
import { settingsDocument } from '../structure/index.ts';
import type { CallRow } from './store.ts';

/** Every few seconds, as long as somebody is given to answer at the least. */
const AGAIN_MS = 5000;
const MOST_ATTEMPTS = 10;
/** Longer than a gateway is waited for: while it lasts, no other backend sends the same message. */
const CLAIM_MS = 30_000;

/**
 * Sends the messages that say that a délégué waits: nothing of the patient, the protocol or the reason is in one. A message is claimed by a guarded update
 * before it goes, so that of several backends one sends it; one that an answer has overtaken does not go.
 */
export async function sendMessages(context: ServiceContext): Promise<void> {
  const { sms, store, clock } = context;
  if (!sms) return;
  const rows = await store.db
    .selectFrom('run_call')
    .selectAll()
    .where('message_due', '<=', clock())
    .orderBy('message_due')
    .limit(50)
    .execute();
  await Promise.all(rows.map((row) => sendMessage(context, row)));
}

async function sendMessage(context: ServiceContext, row: CallRow): Promise<void> {
  const { sms, clock } = context;
  const claimed = { message_due: clock() + CLAIM_MS, message_attempts: row.message_attempts + 1 };
  if (!sms || row.message_to === null || !(await change(context, row, claimed))) return;
  const ours: CallRow = { ...row, ...claimed };
  const done = { message_to: null, message_due: null };
  if (!(await isWaiting(context, row))) return void (await change(context, ours, done));
  const view = await context.views.read(row.structure_id);
  const name = view?.documents.of(settingsDocument)?.name ?? row.structure_id;
  try {
    await sms.send({ to: row.message_to, text: wordsOf(name) });
    await change(context, ours, done);
  } catch (error) {
    const isLast = claimed.message_attempts >= MOST_ATTEMPTS;
    await change(context, ours, isLast ? done : { message_due: clock() + AGAIN_MS });
    if (!(error instanceof SmsNotSentError)) throw error;
  }
}

function wordsOf(structure: string): string {
  return `${structure} : un professionnel attend votre réponse, avec le patient devant lui. Ouvrez votre page de délégant ou appelez-le.`;
}

/** Whether the alert is still to be answered. */
async function isWaiting({ store }: ServiceContext, { structure_id, run_id, rule }: CallRow): Promise<boolean> {
  const alert = await store.db
    .selectFrom('run_alert')
    .select('due_at')
    .where('structure_id', '=', structure_id)
    .where('run_id', '=', run_id)
    .where('rule', '=', rule)
    .executeTakeFirst();
  return alert?.due_at != null;
}

/** Only whoever still finds the row as it was read changes it. */
async function change(
  { store }: ServiceContext,
  row: CallRow,
  to: Partial<Pick<CallRow, 'message_to' | 'message_due' | 'message_attempts'>>,
): Promise<boolean> {
  const { numUpdatedRows } = await store.db
    .updateTable('run_call')
    .set(to)
    .where('structure_id', '=', row.structure_id)
    .where('run_id', '=', row.run_id)
    .where('rule', '=', row.rule)
    .where('number', '=', row.number)
    .where('message_attempts', '=', row.message_attempts)
    .where('message_due', '=', row.message_due)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
