import { composeLetter, lacksOf, offeredLetters } from '@relais/engine/letter';
import { toInstant } from '@relais/model';
import type { RunLetters, RunPatient } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import type { Documents } from '../core/documents.ts';
import type { Writing } from '../core/write/write.ts';
import { lookAt } from '../run/index.ts';
import type { Look, RunRow } from '../run/index.ts';
import { ADULT, exchangeOf } from './exchange.ts';
import { deliveriesOf, letterOf, listRows, toLetter } from './store.ts';
import type { LetterRow } from './store.ts';
import { loadTold } from './told.ts';

/** What can leave a run, as it would be written now, and what has. @throws {ProblemError} `not-found`, `forbidden` */
export async function listLetters(context: ServiceContext, look: Look, documents: Documents): Promise<RunLetters> {
  const { db } = context.store;
  const { run, exchange } = await lookAt(context, look, async (writing, run) => {
    record(writing, look, 'list');
    return { run, exchange: await exchangeOf(writing, run) };
  });
  const rows = await listRows(db, look.structureId, run.id);
  const deliveries = await deliveriesOf(db, rows);
  return {
    exchange,
    minor: (JSON.parse(run.patient) as RunPatient).ageYears < ADULT,
    sends: context.secureMail !== undefined,
    prints: context.stationery !== undefined,
    drafts: run.state === 'ended' ? await draftsOf(context, run, documents) : [],
    letters: rows.map((row) => toLetter(row, deliveries.get(row.id) ?? { state: 'toHand' })),
  };
}

async function draftsOf(context: ServiceContext, run: RunRow, documents: Documents): Promise<RunLetters['drafts']> {
  const told = await loadTold(context.store.db, run, documents);
  const at = toInstant(context.clock());
  return offeredLetters(told.protocol, told.run).map((offered) => ({
    ...offered,
    content: composeLetter(told, offered.kind, {}, at),
    missing: lacksOf(told, offered.kind),
  }));
}

/** A letter that somebody takes away, which the log says. @throws {ProblemError} `not-found`, `forbidden` */
export function takeLetter(
  context: ServiceContext,
  look: Look & { readonly letterId: string },
  as: 'pdf' | 'package' | 'message',
): Promise<{ readonly run: RunRow; readonly letter: LetterRow }> {
  return lookAt(context, look, async (writing, run) => {
    const letter = await letterOf(writing.trx, look.structureId, run.id, look.letterId);
    record(writing, look, as);
    return { run, letter };
  });
}

function record(writing: Writing, { runId, carer }: Look, as: 'list' | 'pdf' | 'package' | 'message'): void {
  writing.record({ type: 'letter.read', subject: runId, actor: carer.actor, data: { as } });
}
