import { addDays } from '@relais/engine';
import { RENEWAL_DAYS } from '@relais/engine/team';
import { SYSTEM_ACTOR } from '../core/actors.ts';
import type { ServiceContext } from '../core/context.ts';
import { MailNotSentError } from '../core/mail/mail-not-sent.ts';
import { renderHtml, renderText } from '../core/mail/letter.ts';
import type { Block } from '../core/mail/letter.ts';
import { queueMail } from '../core/mail/queue.ts';
import type { MailKind } from '../core/mail/worker.ts';
import type { FoundMatter } from '../core/matter.ts';
import type { StructureView } from '../core/view.ts';
import { write } from '../core/write/write.ts';
import type { Writing } from '../core/write/write.ts';
import { loadVersions } from '../protocol/index.ts';
import { todayIn } from '../scheduling/index.ts';
import { settingsDocument } from '../structure/index.ts';

type Db = Writing['trx'] | ServiceContext['store']['db'];

/**
 * Reminds every délégué once, sixty days before, that a certificate ends. One that a later certificate has followed, of somebody who has left the
 * protocol or has no address, is not told of: the administrator sees it in the team.
 */
export async function remindOfRenewals(context: ServiceContext): Promise<void> {
  if (!context.sendsMail) return;
  const structures = await context.store.db.selectFrom('structure').select('structure_id').execute();
  for (const { structure_id: structureId } of structures) {
    // Looked at without the lock, which patients who book need more than an hourly round does.
    const view = await context.views.read(structureId);
    if (!view) continue;
    const today = todayIn(view.documents, context.clock());
    if ((await findDue(context.store.db, structureId, today)).length === 0) continue;
    await write(context, structureId, (writing) => remind(context, writing, today));
  }
}

async function remind(context: ServiceContext, writing: Writing, today: string): Promise<void> {
  const { trx, structureId, at } = writing;
  for (const { id, email } of await findDue(trx, structureId, today)) {
    queueMail(context, writing, { kind: 'team.renewal', subject: id, recipient: email, language: 'fr', sequence: 0 });
    await trx
      .updateTable('team_certificate')
      .set({ reminded_at: at })
      .where('structure_id', '=', structureId)
      .where('id', '=', id)
      .execute();
    writing.record({ type: 'team.renewal-reminded', subject: id, actor: SYSTEM_ACTOR, data: {} });
  }
}

/** Whom a mail reminds: once, at an address. */
async function findDue(db: Db, structureId: string, today: string) {
  const ending = await findEnding(db, structureId, today);
  return ending.flatMap(({ id, email, valid_to: end, reminded_at: reminded }) =>
    email !== null && reminded === null && end >= today ? [{ id, email }] : [],
  );
}

/** Certificates of délégués that have ended or do within the time to renew one, and that no later one has followed. */
async function findEnding(db: Db, structureId: string, today: string) {
  const rows = await db
    .selectFrom('team_certificate as certificate')
    .innerJoin('team_member as member', (join) =>
      join
        .onRef('member.structure_id', '=', 'certificate.structure_id')
        .onRef('member.professional_id', '=', 'certificate.professional_id')
        .onRef('member.protocol_id', '=', 'certificate.protocol_id')
        .on('member.function', '=', 'delegate'),
    )
    .innerJoin('professional', (join) =>
      join
        .onRef('professional.structure_id', '=', 'certificate.structure_id')
        .onRef('professional.id', '=', 'certificate.professional_id'),
    )
    .select([
      'certificate.id',
      'certificate.valid_to',
      'certificate.reminded_at',
      'professional.email',
      'member.ended_on',
    ])
    .where('certificate.structure_id', '=', structureId)
    .where('certificate.valid_to', '<', addDays(today, RENEWAL_DAYS))
    .where('professional.ended_at', 'is', null)
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('team_certificate as later')
            .select('later.id')
            .whereRef('later.structure_id', '=', 'certificate.structure_id')
            .whereRef('later.professional_id', '=', 'certificate.professional_id')
            .whereRef('later.protocol_id', '=', 'certificate.protocol_id')
            .whereRef('later.at', '>', 'certificate.at'),
        ),
      ),
    )
    .execute();
  return rows.filter(({ ended_on }) => ended_on === null || ended_on >= today);
}

export async function findEndingTraining(
  context: ServiceContext,
  { structureId, documents }: StructureView,
): Promise<FoundMatter[]> {
  const ending = await findEnding(context.store.db, structureId, todayIn(documents, context.clock()));
  return [{ kind: 'trainingEnding', count: ending.length }];
}

/** Tells which certificate ends when. There is nothing of patients in it. */
export const renewalMail: MailKind = {
  async compose(context, { structure_id: structureId, subject: id }) {
    const certificate = await context.store.db
      .selectFrom('team_certificate')
      .selectAll()
      .where('structure_id', '=', structureId)
      .where('id', '=', id)
      .executeTakeFirst();
    const view = await context.views.read(structureId);
    if (!certificate || !view) throw new MailNotSentError('certificate-missing', { permanent: true });
    const { protocol_id: protocolId, valid_to: validTo } = certificate;
    const title =
      (await loadVersions(context.store.db, structureId, { protocolId })).at(-1)?.summary.title ?? protocolId;
    const name = view.documents.of(settingsDocument)?.name ?? structureId;
    const end = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(validTo));
    const heading = `Votre attestation de formation se termine le ${end}`;
    const blocks: Block[] = [
      { kind: 'text', text: 'Bonjour,' },
      {
        kind: 'text',
        text: `Votre attestation de formation pour le protocole ci-dessous se termine bientôt. Après cette date, vous ne pourrez plus commencer de passage de ce protocole par délégation, jusqu’à ce qu’un médecin de la structure en ait signé une nouvelle.`,
      },
      {
        kind: 'facts',
        facts: [
          ['Protocole', title],
          ['Valable jusqu’au', end],
        ],
      },
      { kind: 'text', text: name },
    ];
    const fact = (label: string, value: string) => `${label}\u00a0: ${value}`;
    return {
      letter: { subject: heading, text: renderText(blocks, fact), html: renderHtml(blocks, 'fr', heading) },
      senderName: name,
    };
  },
};
