import type { PlainDate } from '@relais/model';
import type { Kysely } from 'kysely';
import { professionalIdOf } from '../core/actors.ts';
import { actorOf } from '../core/http/access.ts';
import type { Principal } from '../core/http/access.ts';
import { ProblemError } from '../core/problem.ts';
import type { Database } from '../tables.ts';
import { loadDelegators } from '../team/index.ts';
import { findRun } from './store.ts';
import type { PhotographRow, RunRow } from './store.ts';

/** Who asks, as far as runs care. */
export interface Carer {
  readonly actor: string;
  readonly id: string;
}

/** @throws {ProblemError} `forbidden` */
export function carerOf(principal: Principal): Carer {
  const actor = actorOf(principal);
  const id = professionalIdOf(actor);
  if (id === undefined) throw new ProblemError('forbidden');
  return { actor, id };
}

const NOBODY: ReadonlySet<string> = new Set();

/** What somebody is in a run: who performs it, or a doctor in whose protocol it is. */
export type Part = 'delegate' | 'delegator';

/**
 * The care team of a run: its délégué, the délégant in whose name it is done, and the délégants of its protocol until the patient withdraws. Whoever
 * did something keeps reading it.
 *
 * @param delegators - of the run's protocol, today
 */
export function partIn(
  run: Pick<RunRow, 'delegate_id' | 'delegator_id' | 'withdrawn_at'>,
  { id }: Carer,
  delegators: ReadonlySet<string>,
): Part | undefined {
  if (run.delegate_id === id) return 'delegate';
  if (run.delegator_id === id) return 'delegator';
  return run.withdrawn_at === null && delegators.has(id) ? 'delegator' : undefined;
}

/**
 * Whether somebody with a part in a run sees a photograph of it: once the patient has withdrawn the consent to it, those alone who have done something
 * in the run, as with the run itself.
 */
export function seesPhotograph(
  run: Pick<RunRow, 'delegate_id' | 'delegator_id' | 'withdrawn_at'>,
  photograph: Pick<PhotographRow, 'withdrawn_at'>,
  carer: Carer,
): boolean {
  return photograph.withdrawn_at === null || partIn(run, carer, NOBODY) !== undefined;
}

/** Whether a run is done in one's own right: nobody delegates it. */
export function isOwnRight({ regime }: Pick<RunRow, 'regime'>): boolean {
  return regime !== null && regime !== 'delegation';
}

export async function delegatorsOf(
  db: Kysely<Database>,
  structureId: string,
  protocolId: string,
  day: PlainDate,
): Promise<ReadonlySet<string>> {
  return (await loadDelegators(db, structureId, day)).get(protocolId) ?? NOBODY;
}

/** The run, for its délégué alone. @throws {ProblemError} `not-found`, `forbidden` */
export async function ownRun(db: Kysely<Database>, structureId: string, id: string, carer: Carer): Promise<RunRow> {
  const run = await findRun(db, structureId, id);
  if (!run) throw new ProblemError('not-found');
  if (run.delegate_id !== carer.id) throw new ProblemError('forbidden');
  return run;
}
