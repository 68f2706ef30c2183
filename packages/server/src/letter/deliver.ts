import type { HandLetter, LetterState } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { queueMail } from '../core/mail/queue.ts';
import { ProblemError } from '../core/problem.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import { ownRun } from '../run/index.ts';
import type { Carer } from '../run/index.ts';
import { requireExchange } from './exchange.ts';
import { doctorOf, isOnItsWay, LETTER_MAIL, letterOf, stateOf } from './store.ts';
import type { LetterRow } from './store.ts';

export interface LetterNamed {
  readonly runId: string;
  readonly letterId: string;
}

/** Gives a letter to the secure mail. Once it waits or has gone, asking again changes nothing; one that was given up is tried anew. */
export function decideSending(context: ServiceContext, { runId, letterId }: LetterNamed, carer: Carer): Decide {
  return async (writing) => {
    const { trx, structureId, at } = writing;
    const run = await ownRun(trx, structureId, runId, carer);
    const letter = await letterOf(trx, structureId, runId, letterId);
    if (letter.kind !== 'liaisonLetter') throw new ProblemError('letter-not-sendable');
    await requireExchange(writing, run);
    if (!context.secureMail) throw new ProblemError('secure-mail-missing');
    const recipient = doctorOf(letter)?.msSanteAddress;
    if (recipient === undefined) throw new ProblemError('letter-without-address');
    if (await isOnItsWay(trx, letter)) return async () => ({ body: await stateOf(trx, letter) });
    const sequence = letter.sendings + 1;
    return async () => {
      // Mails are written at the end of the group of writers: what is said now is what they will say.
      const body: LetterState = { id: letterId, kind: letter.kind, delivery: { state: 'queued' } };
      await change(writing, letter, { queued_at: at, sendings: sequence });
      queueMail(context, writing, { kind: LETTER_MAIL, subject: letterId, recipient, language: 'fr', sequence });
      writing.record({ type: 'letter.queued', subject: letterId, actor: carer.actor, data: saidOf(letter) });
      return { body };
    };
  };
}

/** Somebody has given it away: on paper, or by a mailbox or record of their own. */
export function decideHanding({ runId, letterId }: LetterNamed, { how }: HandLetter, carer: Carer): Decide {
  return async (writing) => {
    const { trx, structureId, at } = writing;
    await ownRun(trx, structureId, runId, carer);
    const letter = await letterOf(trx, structureId, runId, letterId);
    return async () => {
      const handed = { handed_at: at, handed_how: how } as const;
      await change(writing, letter, handed);
      writing.record({
        type: 'letter.handed',
        subject: letterId,
        actor: carer.actor,
        data: { ...saidOf(letter), how },
      });
      return { body: await stateOf(trx, { ...letter, ...handed }) };
    };
  };
}

function saidOf({ run_id: run, kind }: LetterRow) {
  return { run, kind };
}

async function change({ trx }: Writing, letter: LetterRow, values: Partial<LetterRow>): Promise<void> {
  await trx
    .updateTable('letter')
    .set(values)
    .where('structure_id', '=', letter.structure_id)
    .where('id', '=', letter.id)
    .execute();
}
