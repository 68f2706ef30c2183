import type { ChecklistRun, SeverityChecklist } from '@relais/model';
import { createForm } from '../questionnaire/create.ts';
import type { Form } from '../questionnaire/form.ts';
import { checklistQuestionnaire, equipmentLinkId, outcomeLinkId, signLinkId } from './checklist-questionnaire.ts';

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

/** Judges a run against the list it answers, by the conditions of its questionnaire; the browser and the server call this same function. */
export function evaluateChecklist(
  checklist: SeverityChecklist,
  run: Pick<ChecklistRun, 'version' | 'yes'>,
): ChecklistResult {
  const { version, items, actions } = checklist;
  if (run.version !== version) return { outcome: 'refused', reason: 'version-mismatch', expected: version };
  const unknown = run.yes.filter((id) => !items.some((item) => item.id === id));
  if (unknown.length > 0) return { outcome: 'refused', reason: 'unknown-items', itemIds: unknown };

  const form = formOf(checklist);
  form.edit(() => {
    for (const { id } of items) answer(form, signLinkId(id), run.yes.includes(id));
  });
  const isEnabled = (linkId: string): boolean => form.item(linkId)?.enabled === true;
  const outcome = blocking.find((one) => isEnabled(outcomeLinkId(one)));
  if (outcome) {
    const leading = items.filter(({ id, action }) => run.yes.includes(id) && actions[action]?.outcome === outcome);
    return { outcome, itemIds: leading.map(({ id }) => id) };
  }
  const equipment = new Set(items.map(({ action }) => actions[action]?.equipment).filter((item) => item !== undefined));
  return { outcome: 'continue', requiredEquipment: [...equipment].filter((item) => isEnabled(equipmentLinkId(item))) };
}

function answer(form: Form, linkId: string, isTicked: boolean): void {
  const item = form.item(linkId);
  if (item) form.answer(item, isTicked || undefined);
}

const forms = new WeakMap<SeverityChecklist, Form>();

/** One form for a list, answered anew for every run: reading the list costs more than judging a run. */
function formOf(checklist: SeverityChecklist): Form {
  let form = forms.get(checklist);
  if (!form) forms.set(checklist, (form = createForm(checklistQuestionnaire(checklist), { now: () => 0 })));
  return form;
}
