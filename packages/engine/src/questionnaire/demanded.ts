import { FormAnswer } from './form-item.ts';
import type { FormItem } from './form-item.ts';

/**
 * Whether what a required item holds is asked for: "if a group is not included, there's no need to include items within the
 * group, even if they are marked as required" (SDC, `required`). A group is included once it has an answer, or is itself
 * required, or when the host demands all groups that do not repeat; the items of an answer, once there is one.
 */
export function isDemanded({ holder }: FormItem): boolean {
  if (!holder) return true;
  if (holder instanceof FormAnswer) return holder.isAnswered || holder.items.some(({ wasPresent }) => wasPresent);
  if (!holder.parent || holder.wasPresent) return true;
  const { repetitions, definition, form } = holder;
  if (form.requiredGroups && !definition.repeats) return isDemanded(holder);
  const isFirst = repetitions[0] === holder && !repetitions.some(({ wasPresent }) => wasPresent);
  return holder.required && isFirst && isDemanded(holder);
}
