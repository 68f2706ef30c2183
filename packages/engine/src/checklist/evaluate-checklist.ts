import type { ChecklistAction, ChecklistRun } from '@relais/model';
import type { JudgedList } from './reason-questions.ts';

/**
 * What a run of the severity checklist leads to. Never a score: the gravest action named by a ticked item, and the items that name it, in the
 * order of the list. A run of another version, or one that ticks what the list does not have, is not judged.
 */
export type ChecklistResult =
  | { readonly outcome: 'continue'; readonly requiredEquipment: readonly string[] }
  | { readonly outcome: 'call-15' | 'clinician-callback' | 'attending-doctor'; readonly itemIds: readonly string[] }
  | { readonly outcome: 'refused'; readonly reason: 'version-mismatch'; readonly expected: string }
  | { readonly outcome: 'refused'; readonly reason: 'unknown-items'; readonly itemIds: readonly string[] };

/** Outcomes that stop a booking, gravest first. */
const blocking = ['call-15', 'clinician-callback', 'attending-doctor'] as const;

/**
 * Judges a run against the list it answers; the browser and the server call this same function. The list's questionnaire
 * (`checklistQuestionnaire`) says the same to software that reads FHIR.
 */
export function evaluateChecklist(
  { version, items, actions }: JudgedList,
  run: Pick<ChecklistRun, 'version' | 'yes'>,
): ChecklistResult {
  if (run.version !== version) return { outcome: 'refused', reason: 'version-mismatch', expected: version };
  const unknown = run.yes.filter((id) => !items.some((item) => item.id === id));
  if (unknown.length > 0) return { outcome: 'refused', reason: 'unknown-items', itemIds: unknown };

  const ticked = items.filter(({ id }) => run.yes.includes(id));
  const actionOf = ({ action }: { readonly action: string }): ChecklistAction | undefined => actions[action];
  const outcome = blocking.find((one) => ticked.some((item) => actionOf(item)?.outcome === one));
  if (outcome) {
    const leading = ticked.filter((item) => actionOf(item)?.outcome === outcome);
    return { outcome, itemIds: leading.map(({ id }) => id) };
  }
  const equipment = ticked.map((item) => actionOf(item)?.equipment).filter((needed) => needed !== undefined);
  return { outcome: 'continue', requiredEquipment: [...new Set(equipment)] };
}
