import type { FormAnswer, FormItem } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { boxId, controlId, faultId, helpId, unitId } from './ids.ts';
import { kindOf } from './kinds.ts';
import { describedWith, formatOf, hasHelp, helpsOf, isInvalid, nameOf, unitOf } from './naming.ts';
import type { View } from './types.ts';
import { asides, isAside } from './look.ts';
import { isShown, renderItems } from './items.ts';

/** One question: its name, what helps to answer it, its answers, what is wrong with them, and the questions inside it. */
export function renderQuestion(view: View, item: FormItem): TemplateResult {
  const isTick = kindOf(item) === 'tick' && !item.repeats;
  const isSet = view.isWhole(item) || item.repeats;
  const name = html`${nameAndMark(view, item)}`;
  return questionBox(
    view,
    item,
    isTick
      ? tickParts(view, item, name)
      : isSet
        ? setParts(view, item, name)
        : html`<label class="label" part="label" for=${controlId(item)}>${name}</label>${answerParts(view, item)}`,
  );
}

/** The frame of a question around its name and answers; the questions inside it come below. */
export function questionBox(view: View, item: FormItem, content: TemplateResult): TemplateResult {
  return html`<div
    class="field"
    part="field"
    id=${boxId(item)}
    data-link-id=${item.linkId}
    @focusout=${(event: FocusEvent) => isLeaving(event) && view.leave(item)}
  >
    ${content} ${nestedItems(view, item)}
  </div>`;
}

/** A box to tick stands before its words. */
function tickParts(view: View, item: FormItem, name: TemplateResult): TemplateResult {
  return html`<div class="option">
      ${answersOf(view, item)}<label class="label" part="label" for=${controlId(item)}>${name}</label>
    </div>
    ${partsBefore(view, item)} ${partsBehind(view, item)}`;
}

/** Several fields under one name. */
function setParts(view: View, item: FormItem, name: TemplateResult): TemplateResult {
  const isRadio = isAnsweredByRadio(item);
  return html`<fieldset
    role=${isRadio ? 'radiogroup' : nothing}
    aria-required=${isRadio && item.required ? 'true' : nothing}
    aria-readonly=${isRadio && item.readOnly ? 'true' : nothing}
    aria-invalid=${isRadio && isInvalid(view, item) ? 'true' : nothing}
    aria-describedby=${describedWith(view, item)}
  >
    <legend class="label" part="label">${name}</legend>
    ${answerParts(view, item)}
  </fieldset>`;
}

function isAnsweredByRadio(item: FormItem): boolean {
  const kind = kindOf(item);
  return kind === 'boolean' || (/list$/.test(kind) && !item.repeats);
}

/** Whether the focus goes elsewhere than to another part of the same question. */
export function isLeaving({ currentTarget, relatedTarget }: FocusEvent): boolean {
  return !(relatedTarget instanceof Node && (currentTarget as Node).contains(relatedTarget));
}

/** What stands under the name of a question. */
export function answerParts(view: View, item: FormItem): TemplateResult {
  return html`${partsBefore(view, item)} ${answersOf(view, item)} ${partsBehind(view, item)}`;
}

export function partsBefore(view: View, item: FormItem): TemplateResult {
  return html`${helps(view, item)} ${view.media?.(view, item.definition.source)}`;
}

export function partsBehind(view: View, item: FormItem): TemplateResult {
  return html`${item.overridden ? view.feedback?.calculation(view, item) : nothing} ${clearing(view, item)}
  ${faults(view, item)} ${view.signing?.(view, item)}`;
}

export function nameAndMark(view: View, item: FormItem): TemplateResult {
  return html`${prefixOf(view, item)}${textOf(view, item)}${markOf(view, item)}${asides(item, 'flyover').map(
    (aside) => html`<small class="quiet"> ${textOf(view, aside)}</small>`,
  )}`;
}

export function markOf({ t }: View, { required }: FormItem): TemplateResult | typeof nothing {
  return required
    ? html` <span class="mark" aria-hidden="true">${t.requiredMark}</span
        ><span class="hidden">${` (${t.required})`}</span>`
    : nothing;
}

/** The text of an item, with its markup where that is supported. */
export function textOf(view: View, item: FormItem): unknown {
  return view.richly(item.definition.source, 'text', item.text);
}

export function prefixOf(view: View, item: FormItem): TemplateResult | typeof nothing {
  const { prefix } = item;
  if (!prefix) return nothing;
  return html`<span class="prefix">${view.richly(item.definition.source, 'prefix', prefix)}</span> `;
}

function helps(view: View, item: FormItem): TemplateResult | typeof nothing {
  const format = formatOf(item);
  return hasHelp(item)
    ? html`<div class="help" part="help" id=${helpId(item)}>
        ${helpsOf(item).map((aside) => html`<p>${textOf(view, aside)}</p>`)}
        ${format ? view.t.entryFormat(format) : nothing}
      </div>`
    : nothing;
}

function answersOf(view: View, item: FormItem): unknown {
  const field = view.field(kindOf(item));
  const [first] = item.answers;
  if (!field || !first) return html`<p class="quiet">${view.t.optionsLoading}</p>`;
  if (view.isWhole(item)) return field.render(view, item, first, 0);
  const control = (answer: FormAnswer, index: number): TemplateResult =>
    withUnit(item, index, field.render(view, item, answer, index));
  return item.repeats ? view.repeats?.answers(view, item, control) : control(first, 0);
}

function withUnit(item: FormItem, index: number, control: TemplateResult): TemplateResult {
  const unit = unitOf(item, index);
  return unit
    ? html`<span class="with-unit">${control}<span class="unit" id=${unitId(item, index)}>${unit}</span></span>`
    : control;
}

/** Radio buttons and sliders cannot be taken back by themselves. */
function clearing(view: View, item: FormItem): TemplateResult | typeof nothing {
  const kind = kindOf(item);
  const isStuck = isAnsweredByRadio(item) || kind === 'slider';
  if (!isStuck || item.readOnly || item.required || !item.answers.some(({ isAnswered }) => isAnswered)) return nothing;
  const clear = (): void => {
    view.form.answer(item, undefined);
    view.commit(item);
    void view.focus(item);
  };
  return html`<button type="button" class="link clear" @click=${clear}>
    ${view.t.clear}<span class="hidden"> – ${nameOf(view, item)}</span>
  </button>`;
}

export function faults(view: View, item: FormItem): TemplateResult | typeof nothing {
  const issues = view.issuesOf(item);
  if (issues.length === 0) return nothing;
  return html`<div id=${faultId(item)} part="fault">
    ${issues.map(({ severity, message }) => html`<p class=${severity === 'error' ? 'fault' : 'warning'}>${message}</p>`)}
  </div>`;
}

export function nestedItems(view: View, item: FormItem): unknown {
  const isEmpty = !item.items.some((child) => isShown(view, child) && !isAside(child));
  return isEmpty ? nothing : html`<div class="nested">${renderItems(view, item)}</div>`;
}
