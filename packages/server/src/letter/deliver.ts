import type { HandLetter, LetterState } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { queueMail } from '../core/mail/queue.ts';
import { ProblemError } from '../core/problem.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import type { Principal } from '../core/http/access.ts';
import { actorOf } from '../core/http/access.ts';
import { todayIn } from '../scheduling/index.ts';
import { requireExchange } from './exchange.ts';
import { groundOf } from './grounds.ts';
import { contentOf, doctorOf, isOnItsWay, isReplaced, LETTER_MAIL, letterOf, refuseLapsed, stateOf } from './store.ts';
import type { About, LetterRow } from './store.ts';

export interface LetterNamed {
  readonly about: About;
  readonly letterId: string;
  readonly principal: Principal;
}

/** Gives a letter to the secure mail. Once it waits or has gone, asking again changes nothing; one that was given up is tried anew. */
export function decideSending(context: ServiceContext, { about, letterId, principal }: LetterNamed): Decide {
  return async (writing) => {
    const { trx, structureId, at } = writing;
    const ground = groundOf(about);
    const actor = actorOf(principal);
    const basis = await ground.own(trx, structureId, about.id, principal);
    const letter = await letterOf(trx, structureId, about, letterId);
    if (letter.kind !== 'liaisonLetter') throw new ProblemError('letter-not-sendable');
    if (await isReplaced(trx, letter)) throw new ProblemError('letter-replaced');
    await requireExchange(writing, basis, letter);
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
      writing.record({ type: 'letter.queued', subject: letterId, actor, data: saidOf(letter) });
      await ground.left?.(context, writing, basis, { actor, channel: 'secureMail', letter: letterId });
      return { body };
    };
  };
}

/** Somebody has given it away: on paper, or by a mailbox or record of their own. */
export function decideHanding(
  context: ServiceContext,
  { about, letterId, principal }: LetterNamed,
  { how, on }: HandLetter,
): Decide {
  return async (writing) => {
    const { trx, structureId, at } = writing;
    const ground = groundOf(about);
    const actor = actorOf(principal);
    const basis = await ground.own(trx, structureId, about.id, principal);
    const letter = await letterOf(trx, structureId, about, letterId);
    if (await isReplaced(trx, letter)) throw new ProblemError('letter-replaced');
    const earlier = earlierDay(writing, letter, on);
    return async () => {
      const handed = { handed_at: at, handed_how: how, handed_on: earlier ?? null } as const;
      await change(writing, letter, handed);
      writing.record({
        type: 'letter.handed',
        subject: letterId,
        actor,
        data: { ...saidOf(letter), how, ...(earlier !== undefined && { on: earlier }) },
      });
      await ground.left?.(context, writing, basis, { actor, channel: how, letter: letterId });
      return { body: await stateOf(trx, { ...letter, ...handed }) };
    };
  };
}

/**
 * The day on which it was handed over, where that is noted later: a prescription that was given on its last day is noted the morning after, too.
 *
 * @throws {ProblemError} `prescription-lapsed`, `handing-day-refused`
 */
function earlierDay({ at, documents }: Writing, letter: LetterRow, on: HandLetter['on']): HandLetter['on'] | undefined {
  const today = todayIn(documents, at);
  if (on === undefined || on === today) {
    refuseLapsed(letter, at);
    return undefined;
  }
  const lastDay = contentOf(letter).condition?.lastDay;
  if (on < todayIn(documents, letter.made_at) || on > today || (lastDay !== undefined && on > lastDay))
    throw new ProblemError('handing-day-refused');
  return on;
}

/** What each event of a letter says of it. */
export function saidOf({ about, about_id: id, kind }: LetterRow) {
  return { ...(about === 'run' ? { run: id } : { visit: id }), kind };
}

async function change({ trx }: Writing, letter: LetterRow, values: Partial<LetterRow>): Promise<void> {
  await trx
    .updateTable('letter')
    .set(values)
    .where('structure_id', '=', letter.structure_id)
    .where('id', '=', letter.id)
    .execute();
}
