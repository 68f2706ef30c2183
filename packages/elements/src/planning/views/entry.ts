import type { Site } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { selectField, tickBox } from '../../ui/fields/chosen.ts';
import { form, submitButton } from '../../ui/fields/form.ts';
import { areaField, textField } from '../../ui/fields/typed.ts';
import { button, heading } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import type { Desk, EntryState } from '../shared/desk.ts';
import {
  DETAILS,
  faultsOfEntry,
  putEntry,
  putReason,
  minutesFieldOf,
  typeCommune,
  typePractice,
  typeReason,
  typeSite,
  typeVolunteer,
  type TypedEntry,
} from '../shared/typed-entry.ts';
import type { Detail, EntryKind } from '../words/detail.ts';
import { change } from './plan.ts';
import { preview, problemsOf } from './preview.ts';

export function openEntry({ flow, plan }: Desk, kind: EntryKind, entry?: TypedEntry): void {
  const [site] = plan.sites;
  const details = kind === 'practice' && site ? { siteId: site.id } : {};
  flow.go({ name: 'entry', typed: entry ?? { kind, name: '', details }, faults: [] });
}

/** What there is of a kind, each as it would be typed. */
export function entriesOf({ plan, reasons }: Desk, kind: EntryKind): readonly TypedEntry[] {
  const { practices, volunteers = [] } = plan.territory;
  switch (kind) {
    case 'site':
      return plan.sites.map(typeSite);
    case 'practice':
      return practices.map(typePractice);
    case 'commune':
      return plan.engine.listCommunes(plan.territory).map(typeCommune);
    case 'volunteer':
      return volunteers.map(typeVolunteer);
    case 'reason':
      return reasons.map(typeReason);
  }
}

/** A site, a practice, communes, volunteers or reasons as they are typed, beside what the coming weeks would then be where they change them. */
export function drawEntry(desk: Desk, state: EntryState): TemplateResult {
  const { t, flow, plan } = desk;
  const { typed, faults } = state;
  const found = faultsOfEntry(t, typed, entriesOf(desk, typed.kind), plan.engine);
  const isSeated = typed.kind !== 'reason' && typed.kind !== 'commune';
  const outlook = plan.lookAt(!isSeated || found.length > 0 ? plan.territory : candidateOf(desk, typed));
  const fields = html`${fieldsOf(desk, state, typed.name === '' ? faults : found)}
    ${isSeated ? problemsOf(desk, outlook) : nothing}
    <div class="actions">${submitButton(t.save)} ${button(t.cancel, () => flow.back(), 'link')}</div>`;
  return html`${heading(t.forms[typed.kind])}
    <div class="beside">
      ${form(t, faults, fields, () => keep(desk, { ...state, faults: found }))}
      ${isSeated ? preview(desk, outlook) : nothing}
    </div>`;
}

/** @param state with what is wrong by now */
function keep(desk: Desk, state: EntryState): void {
  const { t, flow, plan, api } = desk;
  const { typed, faults } = state;
  if (faults.length > 0) {
    flow.update(state);
    return flow.focus('summary');
  }
  if (typed.kind !== 'reason') {
    change(desk, candidateOf(desk, typed));
    return flow.back();
  }
  void flow.run(async () => {
    desk.reasons = await api.changeReasons((reasons) => putReason(reasons, typed, plan.engine));
    flow.back();
    desk.say(t.saved);
  });
}

const candidates = new WeakMap<TypedEntry, { readonly of: object; readonly made: ReturnType<typeof putEntry> }>();

/** The draft with what is typed in its place; the same for the same, so that it is looked at once. */
function candidateOf({ plan: { territory, engine } }: Desk, typed: TypedEntry) {
  const known = candidates.get(typed);
  if (known?.of === territory) return known.made;
  const made = putEntry(territory, typed, engine);
  candidates.set(typed, { of: territory, made });
  return made;
}

function fieldsOf(desk: Desk, state: EntryState, faults: EntryState['faults']): TemplateResult {
  const { t, flow, plan } = desk;
  const { typed } = state;
  const set = (changes: Partial<TypedEntry>) => flow.update({ ...state, typed: { ...typed, ...changes } });
  const isSeveral = typed.id === undefined && typed.kind !== 'site';
  const draw = isSeveral ? areaField : textField;
  const faultOf = (id: string) => faults.find((fault) => fault.id === id)?.text;
  const detail = (id: Detail) => {
    const value = typed.details[id] ?? '';
    const type = (text: string) => set({ details: { ...typed.details, [id]: text } });
    if (id === 'siteId') {
      const options = plan.sites.map((site) => ({ value: site.id, text: site.name ?? site.id }));
      return selectField(t, { id, label: t.details[id], options, chosen: value, choose: type });
    }
    const field = { id, label: t.details[id], help: t.detailHelps[id], need: 'optional' as const, value, type };
    // Of several, those two differ from one to the next.
    return (id === 'english' || id === 'rpps' ? draw : textField)(t, { ...field, fault: faultOf(id) });
  };
  const way = ({ id, name = id }: Site) => {
    const value = typed.minutes?.[id] ?? '';
    return draw(t, {
      ...{ id: minutesFieldOf(id), label: t.minutesTo(name), need: 'optional', value },
      ...{ help: isSeveral ? t.minutesHelp : undefined, fault: faultOf(minutesFieldOf(id)) },
      type: (text) => set({ minutes: { ...typed.minutes, [id]: text } }),
    });
  };
  return html`${draw(t, {
    ...{ id: 'name', label: t.name, help: isSeveral ? t.onePerLine : undefined, value: typed.name },
    fault: faultOf('name'),
    type: (name) => set({ name }),
  })}
  ${DETAILS[typed.kind].map(detail)} ${typed.kind === 'commune' ? plan.sites.map(way) : nothing}
  ${
    typed.kind === 'site'
      ? tickBox({
          ...{ text: t.stepFree, isTicked: typed.isStepFree ?? false },
          tick: (isStepFree) => set({ isStepFree }),
        })
      : nothing
  }`;
}
