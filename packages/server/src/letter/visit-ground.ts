import { ProblemError } from '../core/problem.ts';
import { write } from '../core/write/write.ts';
import { findVisit, giveFeedback, requireMember, treats, writesOf } from '../visit/index.ts';
import type { FoundVisit } from '../visit/index.ts';
import type { Basis, Ground, LetterHead } from './basis.ts';
import type { LetterRow } from './store.ts';
import { loadPerson } from './told.ts';

export interface VisitBasis extends Basis {
  readonly found: FoundVisit;
}

/** Letters of visits: written by whoever has seen the patient, seen by those who treat patients there. */
export const visitGround: Ground<VisitBasis> = {
  async own(db, structureId, id, principal) {
    const found = await requireVisit(db, structureId, id);
    if (!writesOf(requireMember(principal), found.row)) throw new ProblemError('forbidden');
    return toBasis(found);
  },
  look: (context, { structureId, about, principal }, see) =>
    write(context, structureId, async (writing) => {
      const found = await requireVisit(writing.trx, structureId, about.id);
      if (!treats(requireMember(principal), found.row)) throw new ProblemError('forbidden');
      return see(writing, toBasis(found));
    }),
  async find(db, structureId, id) {
    const found = await findVisit(db, structureId, id);
    return found && toBasis(found);
  },
  headOf: (_basis, letter) => JSON.parse(letter.head ?? '') as LetterHead,
  authorOf: (db, _basis, letter: LetterRow) => loadPerson(db, letter.structure_id, letter.made_actor),
  left: (context, writing, { found }, told) => giveFeedback(context, writing, found.row, told),
};

async function requireVisit(...at: Parameters<typeof findVisit>): Promise<FoundVisit> {
  const found = await findVisit(...at);
  if (!found) throw new ProblemError('not-found');
  return found;
}

function toBasis(found: FoundVisit): VisitBasis {
  return { found, patientId: found.row.patient_id ?? undefined };
}
