import type { FormItem } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { boxId, faultId } from './ids.ts';
import type { View } from './types.ts';
import { renderItems } from './items.ts';
import { controlsOf } from './look.ts';
import { faults, markOf, nameClass, prefixOf, textOf } from './question.ts';

/** A group in the layout it asks for, else one below the other. Behind the last repetition stands the way to add one. */
export function renderGroup(view: View, group: FormItem): TemplateResult {
  // The form turns its pages; each of them is a group like any other.
  const draw = controlsOf(group)
    .filter((name) => name !== 'page')
    .map((name) => view.layout(name))
    .find((layout) => layout !== undefined);
  return draw ? draw(view, group) : plainGroup(view, group);
}

function plainGroup(view: View, group: FormItem): TemplateResult {
  return html`${groupBox(view, group, renderItems(view, group))} ${view.repeats?.adding(view, group)}`;
}

/** What is said of a group above its items: helps, where to read more, faults. */
export function sayings(view: View, group: FormItem): TemplateResult {
  return html`${view.asides?.above(view, group)} ${view.media?.(view, group.definition.source)} ${faults(view, group)}`;
}

/** The frame of a group around its content: name, helps, faults, a way to remove it. */
export function groupBox(view: View, group: FormItem, content: unknown): TemplateResult {
  const name = groupName(view, group);
  const inner = html`${sayings(view, group)} ${content} ${view.asides?.below(view, group)}
  ${view.signing?.(view, group)} ${view.repeats?.removing(view, group)}`;
  const id = boxId(group);
  const folded = name === nothing ? undefined : view.folding?.(group, name, inner);
  if (folded) return folded;
  if (name === nothing)
    return html`<div class="stack" part="group" id=${id} data-link-id=${group.linkId}>${inner}</div>`;
  return html`<fieldset
    class="group"
    part="group"
    id=${id}
    data-link-id=${group.linkId}
    aria-describedby=${view.issuesOf(group).length > 0 ? faultId(group) : nothing}
  >
    <legend class=${nameClass(view, group)} part="legend">${name}</legend>
    <div class="stack">${inner}</div>
  </fieldset>`;
}

export function groupName(view: View, group: FormItem, isCounted = true): unknown {
  const { repetitions } = group;
  const place = isCounted ? view.t.nth('', repetitions.indexOf(group) + 1, repetitions.length) : '';
  if (!group.text && !place && !group.definition.source['_text']) return nothing;
  return html`${prefixOf(view, group)}${textOf(view, group)}${place}${markOf(view, group)}`;
}
