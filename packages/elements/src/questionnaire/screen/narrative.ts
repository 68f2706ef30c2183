import { narrate, writeNarrative, type Paragraph } from '@relais/sdk/questionnaire/summary';
import type { View } from '../view/types.ts';

/** What the answers of a form say, in its language. */
export interface Narrative {
  readonly paragraphs: readonly Paragraph[];
  /** All of it as plain text; empty as long as nothing is answered. */
  readonly text: string;
  readonly language: string;
  /** What can be said while nothing is answered. */
  readonly empty: string;
}

const latest = new WeakMap<View, { state: readonly unknown[]; narrative: Narrative }>();

/** The same object as long as nothing has changed, however often the form is drawn. */
export function narrativeOf(view: View): Narrative {
  const { form, t } = view;
  const state = [form.root.stamp, form.language, t.yes, t.no, t.statement, t.narrativeEmpty];
  const last = latest.get(view);
  if (last && state.every((part, index) => part === last.state[index])) return last.narrative;
  const paragraphs = narrate(form, t);
  const text = writeNarrative(paragraphs);
  const narrative = { paragraphs, text, language: form.language, empty: t.narrativeEmpty };
  latest.set(view, { state, narrative });
  return narrative;
}
