import { nothing, type TemplateResult } from 'lit';
import { selectField } from '../../ui/fields/chosen.ts';
import { html } from '../../ui/html.ts';
import { factAnswers, type FactName } from '../booking/facts.ts';
import { button, folded, type View } from './parts.ts';

/** What figures of activity count by: folded, since nobody has to answer any of it, and what for is said before it is asked. */
export function facts(view: View): TemplateResult {
  const { picker, t } = view;
  const { communes } = picker.structure;
  const content = html`<p class="quiet">${t.factsWhy}</p>
    <div class="pair">
      ${fixed(view, 'sex', 'sex')} ${communes.length ? commune(view) : nothing} ${fixed(view, 'attendingDoctor')}
    </div>`;
  return folded(view, 'facts', t.facts, content);
}

/** A question whose answers are the same everywhere. */
function fixed({ picker, t }: View, name: Exclude<FactName, 'commune'>, complete?: 'sex') {
  return selectField(t, {
    id: name,
    label: t.factNames[name],
    none: t.factUnsaid,
    options: factAnswers[name].map((value) => ({ value, text: t.factAnswers[value] })),
    chosen: picker.facts[name],
    choose: (value) => (picker.facts[name] = value),
    complete,
  });
}

/** Said for the journey already, it is shown and can be taken back; otherwise it is asked. */
function commune({ picker, t }: View) {
  const { saidCommune: said } = picker;
  const label = t.factNames.commune;
  if (said) {
    return html`<div class="field">
      <strong>${label}</strong>
      <div class="aside said">
        <span translate="no">${said.name}</span>
        ${button(t.factTakeBack, () => picker.takeBackCommune(), 'link', label)}
      </div>
    </div>`;
  }
  return selectField(t, {
    id: 'commune',
    label,
    none: t.factUnsaid,
    options: picker.structure.communes.map(({ id, name }) => ({ value: id, text: name })),
    chosen: picker.facts.commune ?? picker.needs.filters.commune,
    choose: (value) => (picker.facts.commune = value),
    complete: 'address-level2',
    fault: picker.faults.includes('commune') ? t.faults.commune : undefined,
  });
}
