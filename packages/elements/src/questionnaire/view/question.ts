import type { FormAnswer, FormItem } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { boxId, controlId, faultId, nameId, unitId } from './ids.ts';
import { kindOf } from './kinds.ts';
import { describedWith, isAsked, isInvalid, plainName } from './naming.ts';
import type { View } from './types.ts';
import { isAside, isNameless } from './look.ts';
import { isShown, renderItems } from './items.ts';

/** One question: its name, what helps to answer it, its answers, what is wrong with them, and the questions inside it. */
export function renderQuestion(view: View, item: FormItem): TemplateResult {
  const isTick = kindOf(item) === 'tick' && !item.repeats;
  const isSet = view.isWhole(item) || item.repeats;
  const name = nameAndMark(view, item);
  return questionBox(
    view,
    item,
    isTick ? tickParts(view, item, name) : isSet ? fieldSet(view, item, name) : labelled(view, item, name),
  );
}

/** One field under its name. */
export function labelled(
  view: View,
  item: FormItem,
  name: unknown,
  nameLook: string = nameClass(view, item),
): TemplateResult {
  return html`<label class=${nameLook} part="label" for=${controlId(item)}>${name}</label
    >${partsBefore(view, item)}${answersOf(view, item)}${partsBehind(view, item)}`;
}

/** The frame of a question around its name and answers; the questions inside it come below. */
export function questionBox(view: View, item: FormItem, content: TemplateResult): TemplateResult {
  const scale = view.scale?.(item);
  return html`<div
    class=${['field', scale || view.brief?.(view, item)].join(' ')}
    part="field"
    id=${boxId(item)}
    data-link-id=${item.linkId}
    @focusout=${(event: FocusEvent) => isLeaving(event) && view.leave(item)}
  >
    ${content} ${nestedItems(view, item)}
  </div>`;
}

/** A box to tick stands before its words. */
function tickParts(view: View, item: FormItem, name: unknown): TemplateResult {
  return html`<div class="option">
      ${answersOf(view, item)}<label class="label" part="label" for=${controlId(item)}>${name}</label>
    </div>
    ${partsBefore(view, item)} ${partsBehind(view, item)}`;
}

/** Several fields under one name. Not a `fieldset`: how its legend stands in a grid, and whether it may float there, depends on the browser. */
export function fieldSet(
  view: View,
  item: FormItem,
  name: unknown,
  nameLook: string = nameClass(view, item),
): TemplateResult {
  const isRadio = isAnsweredByRadio(item) && !item.readOnly;
  return html`<div
    class="set"
    role=${isRadio ? 'radiogroup' : 'group'}
    aria-labelledby=${nameId(item)}
    aria-required=${isRadio && isAsked(item) ? 'true' : nothing}
    aria-invalid=${isRadio && isInvalid(view, item) ? 'true' : nothing}
    aria-describedby=${describedWith(view, item)}
  >
    <div class=${nameLook} part="label" id=${nameId(item)}>${name}</div>
    ${partsBefore(view, item)} ${answersOf(view, item)} ${partsBehind(view, item)}
  </div>`;
}

export function isAnsweredByRadio(item: FormItem): boolean {
  const kind = kindOf(item);
  return kind === 'boolean' || (/list$/.test(kind) && !item.repeats);
}

/** Whether the focus goes elsewhere than to another part of the same question. */
export function isLeaving({ currentTarget, relatedTarget }: FocusEvent): boolean {
  return !(relatedTarget instanceof Node && (currentTarget as Node).contains(relatedTarget));
}

/** What stands under the name of a question, before its answers. */
export function partsBefore(view: View, item: FormItem): unknown {
  if (!view.asides && !view.media) return nothing;
  return html`${view.asides?.helps(view, item)} ${view.media?.(view, item.definition.source)}`;
}

/** Nothing stands behind most questions: a template of nothing costs as much as one of something. */
export function partsBehind(view: View, item: FormItem): unknown {
  const parts = [
    item.overridden && view.feedback?.calculation(view, item),
    view.feedback?.clearing(view, item),
    faults(view, item),
    view.signing?.(view, item),
    view.room?.(view, item),
  ].map((part) => part || nothing);
  return parts.some((part) => part !== nothing) ? parts : nothing;
}

/** A text alone where nothing stands beside it. */
export function nameAndMark(view: View, item: FormItem): unknown {
  const [prefix, text, mark] = [prefixOf(view, item), textOf(view, item), markOf(view, item)];
  if (prefix === nothing && mark === nothing && !view.asides) return text;
  return html`${prefix}${text}${mark}${view.asides?.flyover(view, item)}`;
}

/** A name that says nothing new takes no room; a star does. */
export function nameClass(view: View, item: FormItem): string {
  return (isNameless(item) || view.repeated?.(item)) && !isAsked(item) ? 'hidden' : 'label';
}

export function markOf({ t }: View, item: FormItem): TemplateResult | typeof nothing {
  return isAsked(item)
    ? html` <span class="mark" aria-hidden="true">${t.requiredMark}</span
        ><span class="hidden">${` (${t.required})`}</span>`
    : nothing;
}

/** The text of an item, with its markup where that is supported; what a question without one is called. */
export function textOf(view: View, item: FormItem): unknown {
  if (!item.text && isNameless(item) && item.definition.key) return plainName(view, item);
  return view.richly(item.definition.source, 'text', item.text);
}

export function prefixOf(view: View, item: FormItem): TemplateResult | typeof nothing {
  const { prefix } = item;
  if (!prefix) return nothing;
  return html`<span class="prefix">${view.richly(item.definition.source, 'prefix', prefix)}</span> `;
}

function answersOf(view: View, item: FormItem): unknown {
  const field = view.field(kindOf(item));
  const [first] = item.answers;
  if (!field || !first) return html`<p class="quiet">${view.t.optionsLoading}</p>`;
  if (view.isWhole(item)) return field.render(view, item, first, 0);
  const control = (answer: FormAnswer, index: number): TemplateResult =>
    withUnit(view, item, index, field.render(view, item, answer, index));
  return item.repeats ? view.repeats?.answers(view, item, control) : control(first, 0);
}

function withUnit(view: View, item: FormItem, index: number, control: TemplateResult): TemplateResult {
  const unit = view.unit?.(item, index);
  return unit
    ? html`<span class="with-unit">${control}<span class="unit" id=${unitId(item, index)}>${unit}</span></span>`
    : control;
}

export function faults(view: View, item: FormItem): TemplateResult | typeof nothing {
  const issues = view.issuesOf(item);
  if (issues.length === 0) return nothing;
  return html`<div id=${faultId(item)} part="fault">
    ${issues.map((issue) => html`<p class=${issue.severity === 'error' ? 'fault' : 'warning'}>${view.feedback?.told(view, issue) ?? issue.message}</p>`)}
  </div>`;
}

export function nestedItems(view: View, item: FormItem): unknown {
  const isEmpty = !item.items.some((child) => isShown(view, child) && !isAside(child));
  return isEmpty ? nothing : html`<div class="nested">${renderItems(view, item)}</div>`;
}
