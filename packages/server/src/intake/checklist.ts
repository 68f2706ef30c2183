import { evaluateChecklist } from '@relais/engine';
import type { ChecklistOutcome, IntakeRequest } from '@relais/model';
import { checklistDocument } from '../checklist/index.ts';
import type { Documents } from '../core/documents.ts';
import { ProblemError } from '../core/problem.ts';

export interface JudgedChecklist {
  readonly version: string;
  readonly outcome: ChecklistOutcome;
  /** What a site must have for whoever has these signs. */
  readonly equipment: readonly string[];
}

/**
 * What the signs that were looked for lead to, judged again. Nobody is given a seat unless they were, here or by whoever regulated the call; one grave
 * sign leads to 15 and to nothing else.
 * @throws {ProblemError} `checklist-missing`, `checklist-outdated`, `checklist-blocks-booking`
 */
export function judgeSigns(
  documents: Documents,
  { checklistRun, regulated, decision }: Pick<IntakeRequest, 'checklistRun' | 'regulated' | 'decision'>,
): JudgedChecklist | undefined {
  if (!checklistRun) {
    if (decision.kind === 'seat' && !regulated) throw new ProblemError('checklist-missing');
    return undefined;
  }
  const [checklist] = documents.of(checklistDocument) ?? [];
  const result = checklist && evaluateChecklist(checklist, checklistRun);
  if (!result || result.outcome === 'refused') throw new ProblemError('checklist-outdated');
  const { outcome } = result;
  const isRefused =
    outcome === 'call-15' ? decision.kind !== 'redirected' : decision.kind === 'seat' && outcome !== 'continue';
  if (isRefused) throw new ProblemError('checklist-blocks-booking', { outcome });
  const equipment = result.outcome === 'continue' ? result.requiredEquipment : [];
  return { version: checklistRun.version, outcome, equipment };
}
