import { cleanText } from '@relais/sdk/cleaning';
import { optionOf } from '@relais/sdk/questionnaire';
import { fold, matchingOptions, searchOptions } from '@relais/sdk/questionnaire/parts';
import type { FormAnswer, FormItem, Option, Reference } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { html } from '../../ui/html.ts';
import { live } from '../../ui/live-directive.ts';
import { controlId } from '../view/ids.ts';
import { describedBy, isAsked, isInvalid, plainName } from '../view/naming.ts';
import type { Field, Module, View } from '../view/types.ts';
import { typedField } from './basic.ts';
import { styles } from './combobox.styles.ts';
import { heldLabel, heldText, straysOf } from './held.ts';
import { isChosen, labelOf } from './options.ts';
import { isMissing, missing } from './waiting.ts';

/** Choices listed at once; who does not find his own among them types more. */
const LISTED = 50;
/** Milliseconds without a key before a terminology is asked. */
const PAUSE = 250;

const boxes = new WeakMap<FormItem, Combobox>();

function boxOf(view: View, item: FormItem): Combobox {
  let box = boxes.get(item);
  if (!box) boxes.set(item, (box = new Combobox(view, item)));
  return box;
}

type Search = 'searching' | 'found' | 'failed';

/**
 * Owns: what is typed into the field and not yet an answer, the list under it, which of its options the keys are on. The form
 * owns what is chosen. Follows the ARIA pattern of an editable combobox with a listbox, chosen by hand.
 */
class Combobox {
  readonly #view: View;
  readonly #item: FormItem;
  typed: string | undefined;
  isOpen = false;
  active = -1;
  found: readonly Option[] = [];
  search: Search = 'found';
  /** What was typed last and is no choice. */
  refused = '';
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #following: AbortController | undefined;

  constructor(view: View, item: FormItem) {
    this.#view = view;
    this.#item = item;
  }

  get #isOpenChoice(): boolean {
    return this.#item.type === 'open-choice';
  }

  get listId(): string {
    return `${controlId(this.#item)}-list`;
  }

  optionId(index: number): string {
    return `${this.listId}-${index}`;
  }

  // ——— The list ———

  open(): void {
    if (this.#item.readOnly || this.isOpen) return;
    this.isOpen = true;
    this.active = -1;
    this.#find(0);
    this.#follow();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#turn++;
    this.isOpen = false;
    this.active = -1;
    this.#following?.abort();
    this.#view.redraw(this.#item);
  }

  type(text: string): void {
    this.typed = text;
    this.refused = '';
    this.active = -1;
    if (this.isOpen) this.#find(PAUSE);
    else this.open();
  }

  #find(pause: number): void {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    const text = cleanText(this.typed ?? '').trim();
    if (this.#item.optionsState !== 'remote') this.#receive(matchingOptions(this.#item.options, text));
    else {
      this.search = 'searching';
      this.#timer = setTimeout(() => void this.#ask(text, turn), pause);
    }
    this.#view.redraw(this.#item);
  }

  /** Answers may come in another order than they were asked for: the last question counts. */
  async #ask(text: string, turn: number): Promise<void> {
    try {
      const found = await searchOptions(this.#item, text, LISTED);
      if (turn === this.#turn) this.#receive(found);
    } catch {
      if (turn === this.#turn) this.#receive([], 'failed');
    }
  }

  #receive(found: readonly Option[], search: Search = 'found'): void {
    this.found = found.slice(0, LISTED);
    this.search = search;
    this.active = this.typed === undefined ? this.found.findIndex((one) => isChosen(this.#item, one)) : -1;
    this.#view.host.say(this.status || this.#view.t.searchCount(this.found.length));
    this.#view.redraw(this.#item);
    this.#showActive();
  }

  /** What stands under the options, or in place of them. */
  get status(): string {
    const { t } = this.#view;
    if (this.#item.optionsState === 'loading') return t.optionsLoading;
    if (this.search !== 'found') return this.search === 'failed' ? t.searchFailed : t.searching;
    if (this.found.length === 0) return this.#isOpenChoice ? t.searchFree : t.searchNone;
    return this.found.length < LISTED ? '' : t.searchMore;
  }

  // ——— Keys ———

  readonly press = (event: KeyboardEvent): void => {
    if (event.isComposing || this.#item.readOnly) return;
    const isHandled = event.altKey ? this.#pressAlt(event.key) : this.#press(event.key);
    if (!isHandled) return;
    event.preventDefault();
    // A dialog around the form is not closed by the key that closes the list.
    event.stopPropagation();
  };

  #pressAlt(key: string): boolean {
    if (key === 'ArrowDown') this.open();
    else if (key === 'ArrowUp' && this.isOpen) this.close();
    else return false;
    return true;
  }

  #press(key: string): boolean {
    const last = this.found.length - 1;
    const isOnOption = this.isOpen && this.active >= 0;
    if (key === 'ArrowDown' || key === 'ArrowUp') this.#step(key === 'ArrowDown' ? 1 : -1);
    else if (key === 'Home' && isOnOption) this.#moveTo(0);
    else if (key === 'End' && isOnOption) this.#moveTo(last);
    else if (key === 'Escape') return this.#escape();
    else if (key === 'Enter') return this.#enter();
    else return false;
    return true;
  }

  #step(by: 1 | -1): void {
    if (!this.isOpen) {
      this.open();
      return;
    }
    const count = this.found.length;
    if (count === 0) return;
    const from = this.active < 0 && by < 0 ? count : this.active;
    this.#moveTo((from + by + count) % count);
  }

  #moveTo(index: number): void {
    this.active = index;
    this.#view.redraw(this.#item);
    this.#showActive();
  }

  #escape(): boolean {
    if (this.isOpen) this.close();
    else if (this.typed === undefined) return false;
    else {
      this.typed = undefined;
      this.#view.redraw(this.#item);
    }
    return true;
  }

  #enter(): boolean {
    const option = this.isOpen ? this.found[this.active] : undefined;
    if (option) this.choose(option);
    else if (this.typed !== undefined) this.settle();
    else return false;
    return true;
  }

  // ——— Answering ———

  choose(option: Option): void {
    const { form, host, t } = this.#view;
    const item = this.#item;
    if (option.disabled) return;
    const isTakenBack = item.repeats && isChosen(item, option);
    form.choose(item, option, !isTakenBack);
    if (item.repeats) host.say(isTakenBack ? t.removed(option.label) : t.added(option.label));
    this.#finish();
  }

  /** What is typed becomes an answer when the field is left: an option of that name, or free text where that is allowed. */
  settle(): void {
    const text = this.typed === undefined ? undefined : cleanText(this.typed).trim();
    if (text === undefined) {
      if (this.isOpen) this.close();
      return;
    }
    const named = [...this.#item.options, ...this.found].find(({ label }) => fold(label) === fold(text));
    if (named?.disabled) this.#refuse(text);
    else if (named && !(this.#item.repeats && isChosen(this.#item, named))) this.choose(named);
    else this.#settleFree(named ? '' : text);
  }

  #settleFree(text: string): void {
    const { form } = this.#view;
    const item = this.#item;
    if (text && !this.#isOpenChoice) {
      this.#refuse(text);
      return;
    }
    if (!item.repeats) form.answer(item, text || undefined);
    else if (text) form.answer(item, [...item.values.map(({ value }) => value), text]);
    this.#finish();
  }

  #refuse(text: string): void {
    const { host, t } = this.#view;
    this.refused = t.searchRefused(text);
    host.say(this.refused);
    this.#finish();
  }

  clear(): void {
    this.#view.form.answer(this.#item, undefined);
    this.#finish();
    this.#input?.focus();
  }

  remove(answer: FormAnswer): void {
    const { form, host, t } = this.#view;
    const label = labelOfAnswer(this.#view, answer);
    form.removeAnswer(answer);
    host.say(t.removed(label));
    this.#finish();
    this.#input?.focus();
  }

  #finish(): void {
    this.typed = undefined;
    this.close();
    this.#view.commit(this.#item);
  }

  // ——— Where the list stands ———

  get #input(): HTMLElement | null {
    return this.#view.host.renderRoot.querySelector<HTMLElement>(`#${controlId(this.#item)}`);
  }

  get #popup(): HTMLElement | null {
    return this.#view.host.renderRoot.querySelector<HTMLElement>(`#${this.listId}-box`);
  }

  /** Keeps the list at its field, in the top layer, where nothing around the form can clip it. */
  #follow(): void {
    this.#following = new AbortController();
    const { signal } = this.#following;
    addEventListener('scroll', this.#place, { capture: true, passive: true, signal });
    addEventListener('resize', this.#place, { signal });
    globalThis.visualViewport?.addEventListener('resize', this.#place, { signal });
    void this.#view.host.updateComplete.then(() => {
      const popup = this.#popup;
      if (popup?.isConnected && !popup.matches(':popover-open')) popup.showPopover();
      this.#place();
    });
  }

  readonly #place = (): void => {
    const [input, popup] = [this.#input, this.#popup];
    if (!input?.isConnected) this.#following?.abort();
    if (!input || !popup) return;
    const { top, bottom, left, width } = input.getBoundingClientRect();
    const height = visualViewport?.height ?? innerHeight;
    const [above, below] = [top - MARGIN, height - bottom - MARGIN];
    const isAbove = below < Math.min(ROOM, above);
    const { style } = popup;
    style.setProperty('left', `${left}px`);
    style.setProperty('width', `${width}px`);
    style.setProperty('max-height', `${Math.max(96, Math.min(ROOM * 1.5, isAbove ? above : below))}px`);
    style.setProperty('top', isAbove ? 'auto' : `${bottom + GAP}px`);
    style.setProperty('bottom', isAbove ? `${innerHeight - top + GAP}px` : 'auto');
  };

  #showActive(): void {
    void this.#view.host.updateComplete.then(() => {
      this.#popup?.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
    });
  }
}

/** Pixels around the list, and how high it should at least be to stand under its field. */
const GAP = 4;
const MARGIN = 12;
const ROOM = 220;

function labelOfAnswer(view: View, answer: FormAnswer): string {
  return optionOf(answer.question.options, answer)?.label ?? heldText(view, answer);
}

const combobox: Field = {
  whole: 'repeating',
  render: (view, item, answer) => {
    const box = boxOf(view, item);
    const isBroken = (item.optionsState === 'unavailable' || isMissing(item)) && item.type !== 'open-choice';
    return html`<div class="combobox">
        ${inputOf(view, item, answer, box, isBroken || item.readOnly)}
        ${!item.repeats && answer.isAnswered && !item.readOnly ? clearing(view, item, box) : nothing}
        ${box.isOpen ? popup(view, item, box) : nothing}
      </div>
      ${box.refused ? html`<p class="quiet">${box.refused}</p>` : nothing}
      ${!item.repeats && isStray(answer) ? html`<p class="quiet">${view.t.statement(labelOfAnswer(view, answer), view.t.notOffered)}</p>` : nothing}
      ${isBroken || isMissing(item) ? missing(view, item) : nothing}
      ${item.repeats ? chosenOnes(view, item, box) : nothing}`;
  },
};

/** Whether an answer is not among the choices, where these are known. */
function isStray(answer: FormAnswer): boolean {
  const { question } = answer;
  return question.optionsState === 'ready' && straysOf(question).includes(answer);
}

function inputOf(view: View, item: FormItem, answer: FormAnswer, box: Combobox, isReadonly: boolean): TemplateResult {
  const shown = item.repeats || !answer.isAnswered ? '' : labelOfAnswer(view, answer);
  const isExpanded = box.isOpen;
  return html`<input
    id=${controlId(item)}
    class="input"
    part="control"
    type="text"
    role="combobox"
    autocomplete="off"
    autocapitalize="none"
    spellcheck="false"
    aria-autocomplete="list"
    aria-expanded=${isExpanded ? 'true' : 'false'}
    aria-controls=${isExpanded ? box.listId : nothing}
    aria-activedescendant=${isExpanded && box.active >= 0 ? box.optionId(box.active) : nothing}
    aria-label=${item.repeats ? view.t.searchFor(plainName(view, item)) : nothing}
    aria-required=${isAsked(item) ? 'true' : nothing}
    aria-invalid=${isInvalid(view, item) ? 'true' : nothing}
    aria-describedby=${describedBy(view, item)}
    placeholder=${isReadonly ? nothing : view.t.searchHint}
    .value=${live(box.typed ?? shown)}
    ?readonly=${isReadonly}
    @input=${(event: Event) => box.type((event.target as HTMLInputElement).value)}
    @keydown=${box.press}
    @click=${() => !isReadonly && box.open()}
    @blur=${() => box.settle()}
  />`;
}

function clearing(view: View, item: FormItem, box: Combobox): TemplateResult {
  return html`<button
    type="button"
    class="remove"
    aria-label=${view.t.clearOf(plainName(view, item))}
    @click=${() => box.clear()}
  >
    ✕
  </button>`;
}

/** The field keeps the focus while the list is touched. */
function popup(view: View, item: FormItem, box: Combobox): TemplateResult {
  return html`<div
    class="popup"
    id="${box.listId}-box"
    popover="manual"
    @mousedown=${(event: Event) => event.preventDefault()}
  >
    <ul
      role="listbox"
      id=${box.listId}
      aria-label=${plainName(view, item)}
      aria-multiselectable=${item.repeats ? 'true' : nothing}
    >
      ${repeat(
        box.found,
        (option, index) => `${index} ${option.label}`,
        (option, index) => listed(view, item, box, option, index),
      )}
    </ul>
    ${box.status ? html`<p class="quiet">${box.status}</p>` : nothing}
  </div>`;
}

function listed(view: View, item: FormItem, box: Combobox, option: Option, index: number): TemplateResult {
  // The keys belong to the field, which keeps the focus.
  // eslint-disable-next-line lit-a11y/click-events-have-key-events
  return html`<li
    role="option"
    id=${box.optionId(index)}
    class=${index === box.active ? 'active' : ''}
    aria-selected=${isChosen(item, option) ? 'true' : 'false'}
    aria-disabled=${option.disabled ? 'true' : nothing}
    @click=${() => box.choose(option)}
  >
    ${view.media?.(view, option.source)}${labelOf(view, option)}
  </li>`;
}

function chosenOnes(view: View, item: FormItem, box: Combobox): TemplateResult | typeof nothing {
  const answers = item.answers.filter(({ isAnswered }) => isAnswered);
  if (answers.length === 0) return nothing;
  return html`<ul class="chosen" role="list" aria-label=${view.t.chosenOf(plainName(view, item))}>
    ${repeat(
      answers,
      (answer) => answer,
      (answer) =>
        html`<li>
          <span>${heldLabel(labelOfAnswer(view, answer), isStray(answer) ? view.t.notOffered : undefined)}</span>
          ${
            item.readOnly
              ? nothing
              : html`<button
                  type="button"
                  class="remove"
                  aria-label=${view.t.remove(labelOfAnswer(view, answer))}
                  @click=${() => box.remove(answer)}
                >
                  ✕
                </button>`
          }
        </li>`,
    )}
  </ul>`;
}

/** What points at a resource: `Patient/1`, an address, a name within the form. */
const POINTER = /^(?:[A-Z][A-Za-z]+\/[\w.-]+\S*|https?:\/\/\S+|urn:\S+|#\S+)$/;

/** A reference that is to be chosen among nothing: its address, or the name of what is meant. */
const reference: Field = {
  render: (view, item, answer, index) =>
    typedField(view, item, answer, index, {
      format: (value) => {
        const { display, reference: address } = value as Reference;
        return display ?? address ?? '';
      },
      parse: (text) => {
        const plain = cleanText(text).trim();
        if (!plain) return undefined;
        return POINTER.test(plain) ? { reference: plain } : { display: plain };
      },
    }),
};

export const module: Module = { fields: { combobox, reference }, styles };
