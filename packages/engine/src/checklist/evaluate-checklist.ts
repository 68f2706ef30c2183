import type { ChecklistRun, SeverityChecklist } from '@relais/model';

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

/** Judges a run against the list it answers; the browser and the server call this same function. */
export function evaluateChecklist(
  checklist: SeverityChecklist,
  run: Pick<ChecklistRun, 'version' | 'yes'>,
): ChecklistResult {
  if (run.version !== checklist.version)
    return { outcome: 'refused', reason: 'version-mismatch', expected: checklist.version };
  const unknown = run.yes.filter((id) => !checklist.items.some((item) => item.id === id));
  if (unknown.length > 0) return { outcome: 'refused', reason: 'unknown-items', itemIds: unknown };

  const ticked = checklist.items
    .filter((item) => run.yes.includes(item.id))
    .map((item) => ({ id: item.id, action: checklist.actions[item.action] }));
  for (const outcome of blocking) {
    const itemIds = ticked.filter(({ action }) => action?.outcome === outcome).map(({ id }) => id);
    if (itemIds.length > 0) return { outcome, itemIds };
  }
  const equipment = ticked.map(({ action }) => action?.equipment).filter((item) => item !== undefined);
  return { outcome: 'continue', requiredEquipment: [...new Set(equipment)] };
}
