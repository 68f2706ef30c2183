import type { CallbackClass } from '@relais/model';
import type { Kysely } from 'kysely';
import { SYSTEM_ACTOR } from '../core/actors.ts';
import type { ServiceContext } from '../core/context.ts';
import type { Documents } from '../core/documents.ts';
import { renderHtml, renderText } from '../core/mail/letter.ts';
import type { Block } from '../core/mail/letter.ts';
import { MailNotSentError } from '../core/mail/mail-not-sent.ts';
import { queueMail } from '../core/mail/queue.ts';
import type { MailKind } from '../core/mail/worker.ts';
import type { FoundMatter } from '../core/matter.ts';
import type { StructureView } from '../core/view.ts';
import { write } from '../core/write/write.ts';
import { settingsDocument } from '../structure/index.ts';
import type { Database } from '../tables.ts';
import { deskSettingsDocument } from './settings-document.ts';
import type { CallbackRow } from './tables.ts';

/** Tells whoever a class names, once for each entry, that its target has been missed: one mail for all of a class that are found together. */
export async function escalate(context: ServiceContext): Promise<void> {
  if (!context.sendsMail) return;
  const { db } = context.store;
  const structures = await db.selectFrom('structure').select('structure_id').execute();
  for (const { structure_id: structureId } of structures) {
    const view = await context.views.read(structureId);
    const classes = toldOf(view?.documents);
    if (classes.length === 0) continue;
    // Looked at without the lock, which people who work at the list need more.
    const due = (await findMissed(db, structureId, context.clock())).filter(({ escalated_at: at }) => at === null);
    if (!due.some((row) => classes.some(({ code }) => code === row.class))) continue;
    await escalateIn(context, structureId);
  }
}

function escalateIn(context: ServiceContext, structureId: string): Promise<void> {
  return write(context, structureId, async (writing) => {
    const missed = (await findMissed(writing.trx, structureId, writing.at)).filter(
      ({ escalated_at: at }) => at === null,
    );
    for (const { code, escalationMail: recipient = '' } of toldOf(writing.documents)) {
      const rows = missed.filter((row) => row.class === code);
      if (rows.length === 0) continue;
      queueMail(context, writing, { kind: 'desk.escalation', subject: code, recipient, language: 'fr', sequence: 0 });
      for (const { id } of rows) {
        await writing.trx
          .updateTable('callback')
          .set({ escalated_at: writing.at })
          .where('structure_id', '=', structureId)
          .where('id', '=', id)
          .execute();
        writing.record({ type: 'callback.escalated', subject: id, actor: SYSTEM_ACTOR, data: {} });
      }
    }
  });
}

function toldOf(documents: Documents | undefined): readonly CallbackClass[] {
  const classes = documents?.of(deskSettingsDocument)?.classes ?? [];
  return classes.filter(({ escalationMail }) => escalationMail !== undefined);
}

/** Those nobody is calling, later than their target. Rank 0 has none. */
async function findMissed(db: Kysely<Database>, structureId: string, now: number): Promise<CallbackRow[]> {
  const rows = await db
    .selectFrom('callback')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('status', '=', 'waiting')
    .where('rank', '>', 0)
    .execute();
  return rows.filter(({ arrived_at: since, target_minutes: minutes }) => since + minutes * 60_000 <= now);
}

export async function findLateCallbacks(
  context: ServiceContext,
  { structureId }: StructureView,
): Promise<FoundMatter[]> {
  const missed = await findMissed(context.store.db, structureId, context.clock());
  const since = Math.min(...missed.map(({ arrived_at: arrived }) => arrived));
  return [{ kind: 'callbacksLate', count: missed.length, since }];
}

/** How many of which class wait too long. Nobody's name: it goes through ordinary mail. */
export const escalationMail: MailKind = {
  async compose(context, { structure_id: structureId, subject: code }) {
    const view = await context.views.read(structureId);
    const missed = await findMissed(context.store.db, structureId, context.clock());
    const count = missed.filter((row) => row.class === code).length;
    if (!view || count === 0) throw new MailNotSentError('overtaken', { permanent: true });
    const { label } = toldOf(view.documents).find((one) => one.code === code) ?? {};
    const name = view.documents.of(settingsDocument)?.name ?? structureId;
    const heading = count > 1 ? `${count} rappels ont dépassé leur délai` : 'Un rappel a dépassé son délai';
    const blocks: Block[] = [
      { kind: 'text', text: 'Bonjour,' },
      { kind: 'text', text: `${heading} (classe «\u00a0${label?.fr ?? code}\u00a0»). Ouvrez le tableau des rappels.` },
      { kind: 'text', text: name },
    ];
    const fact = (title: string, value: string) => `${title}\u00a0: ${value}`;
    return {
      letter: { subject: heading, text: renderText(blocks, fact), html: renderHtml(blocks, 'fr', heading) },
      senderName: name,
    };
  },
};
