import type { Form, FormAnswer, FormItem, Issue, ItemDefinition } from '@relais/sdk/questionnaire';
import type { QuestionnaireStrings } from '../words/fr.ts';
import { flatten } from '../view/flatten.ts';
import { boxId } from '../view/ids.ts';
import { kindOf } from '../view/kinds.ts';
import { hasControl } from '../view/look.ts';
import { isAsked } from '../view/naming.ts';
import type { Field, GroupLayout, Module, View, ViewHost } from '../view/types.ts';

/** Items drawn in the first task, and how long a later one may take. */
const FIRST_ITEMS = 12;
const TASK_MILLISECONDS = 12;

const CONTROLS =
  ':is(input, select, textarea, button, [tabindex]):not([hidden], :disabled, .menu, [role="tab"], #anchor)';

/**
 * Owns what the screen knows of a form and the form does not: what has been drawn so far, which faults are shown, what has been
 * typed but not yet made a value, which page is open. Items are drawn again only when their stamp, or their mark here, moves.
 */
export class FormView implements View {
  readonly form: Form;
  readonly host: ViewHost;
  readonly isMarked: boolean;
  t: QuestionnaireStrings;
  /** Whether the person has tried to finish: from then on every fault is shown. */
  attempted = false;
  page: FormItem | 'review' | undefined;
  finishes = false;
  finish: () => void = () => undefined;
  isCompleted = false;

  readonly #fields = new Map<string, Field>();
  // By names a form gives, which may be any.
  readonly #layouts = new Map<string, GroupLayout>();
  readonly #loading = new Set<string>();
  // What modules bring (`adopt`).
  declare text: Module['text'];
  declare markdown: Module['markdown'];
  declare media: Module['media'];
  declare keyboard: Module['keyboard'];
  declare signing: Module['signing'];
  declare room: Module['room'];
  declare repeats: Module['repeats'];
  declare feedback: Module['feedback'];
  declare asides: Module['asides'];
  declare unit: Module['unit'];
  declare folding: Module['folding'];
  declare repeated: Module['repeated'];
  declare scale: Module['scale'];
  declare arrangement: Module['arrangement'];
  declare brief: Module['brief'];
  readonly named = new WeakMap<FormItem, string>();

  readonly #marks = new WeakMap<FormItem, number>();
  readonly #withFaultsShown = new WeakSet<FormItem>();
  readonly #typed = new WeakMap<object, string>();
  #undrawn = new Set<FormItem>();
  #slice = FIRST_ITEMS;
  #mark = 0;

  constructor(
    form: Form,
    host: ViewHost,
    t: QuestionnaireStrings,
    modules: readonly Module[],
    isMarked = form.definition.all.some(isRequired),
  ) {
    this.form = form;
    this.isMarked = isMarked;
    this.host = host;
    this.t = t;
    modules.forEach((module) => this.adopt(module));
    this.#undrawn = new Set(flatten(form.root));
    this.draw(FIRST_ITEMS);
  }

  // ——— Drawing piece by piece ———

  get isDrawn(): boolean {
    return this.#undrawn.size === 0;
  }

  mayDraw(item: FormItem): boolean {
    return !this.#undrawn.has(item);
  }

  draw(count = Infinity): void {
    let left = count;
    for (const item of this.#undrawn) {
      if (left-- <= 0) return;
      this.#undrawn.delete(item);
      this.touch(item);
    }
  }

  /** Draws on after a piece has been drawn, as much as the last one allows. `spent`: milliseconds it took. */
  drawOn(spent: number): void {
    const factor = Math.min(2, Math.max(0.25, TASK_MILLISECONDS / Math.max(1, spent)));
    this.#slice = Math.max(10, Math.round(this.#slice * factor));
    this.draw(this.#slice);
  }

  touch(item: FormItem): void {
    this.#mark++;
    for (let up: FormItem | undefined = item; up; up = up.parent) this.#marks.set(up, this.#mark);
  }

  redraw(item: FormItem = this.form.root): void {
    this.touch(item);
    this.host.requestUpdate();
  }

  stateOf(item: FormItem): readonly unknown[] {
    const state: unknown[] = [item, item.stamp, this.#marks.get(item), this.attempted, this.t, isAsked(item)];
    if (isTable(item)) for (const one of item.repetitions) state.push(one, one.stamp, this.#marks.get(one));
    return state;
  }

  // ——— Kinds of fields and layouts ———

  field(kind: string): Field | undefined {
    const field = this.#fields.get(kind);
    if (!field) void this.#load(kind);
    return field;
  }

  layout(name: string | undefined): GroupLayout | undefined {
    return name === undefined ? undefined : this.#layouts.get(name);
  }

  isWhole(item: FormItem): boolean {
    const whole = this.field(kindOf(item))?.whole;
    return whole === 'repeating' ? item.repeats : whole === true;
  }

  richly(element: object, property: string, plain = ''): unknown {
    const text = this.text?.(this, element, property, plain) ?? plain;
    return this.feedback?.spoken(this, element, property, plain, text) ?? text;
  }

  adopt({ fields = {}, layouts = {}, styles, ...ways }: Module): void {
    for (const [kind, field] of Object.entries(fields)) this.#fields.set(kind, field);
    for (const [name, layout] of Object.entries(layouts)) this.#layouts.set(name, layout);
    Object.assign(this, ways);
    const { renderRoot } = this.host;
    if (styles?.styleSheet && renderRoot instanceof ShadowRoot)
      renderRoot.adoptedStyleSheets = [...new Set([...renderRoot.adoptedStyleSheets, styles.styleSheet])];
  }

  /** A list has grown into another kind of control since the form was opened. */
  async #load(kind: string): Promise<void> {
    if (this.#loading.has(kind)) return;
    this.#loading.add(kind);
    try {
      const [modules] = await Promise.all([this.host.loadField(kind), this.host.loadWords()]);
      for (const module of modules) this.adopt(module);
    } catch {
      // It is asked for again when the item is drawn next.
      this.#loading.delete(kind);
      return;
    }
    for (const item of flatten(this.form.root)) this.touch(item);
    this.host.requestUpdate();
  }

  // ——— What is typed ———

  typedIn(place: FormAnswer | FormItem): string | undefined {
    return this.#typed.get(place);
  }

  type(place: FormAnswer | FormItem, text: string): void {
    this.#typed.set(place, text);
  }

  stopTyping(place: FormAnswer | FormItem): void {
    if (this.#typed.delete(place)) this.redraw('question' in place ? place.question : place);
  }

  settle(answer: FormAnswer): void {
    this.#typed.delete(answer);
    // Also when the answer is the one it was before: what was typed is written again in full each time.
    this.redraw(answer.question);
    this.commit(answer.question);
  }

  commit(item: FormItem): void {
    this.leave(item);
    this.feedback?.announce(this);
    this.host.committed();
  }

  // ——— Faults ———

  leave(item: FormItem): void {
    if (item.touched) this.showFaults(item);
  }

  showFaults(item: FormItem): boolean {
    if (this.#withFaultsShown.has(item)) return false;
    this.#withFaultsShown.add(item);
    this.redraw(item);
    return true;
  }

  issuesOf(item: FormItem): readonly Issue[] {
    return this.attempted || this.#withFaultsShown.has(item) ? item.issues : [];
  }

  get errors(): readonly Issue[] {
    return this.form.issues.filter(({ severity }) => severity === 'error');
  }

  get showsErrors(): boolean {
    return this.attempted && this.errors.length > 0;
  }

  // ——— Where things are ———

  /** Brings an item on the screen: drawn, on the page that is open, in sections that are unfolded. */
  reveal: ((item: FormItem) => void)[] = [];

  async focus(item: FormItem): Promise<void> {
    this.draw();
    for (const show of this.reveal) show(item);
    this.redraw(item);
    await this.host.updateComplete;
    const box = this.host.renderRoot.querySelector<HTMLElement>(`#${boxId(item)}`);
    for (let up = box; up; up = up.parentElement) if (up instanceof HTMLDetailsElement) up.open = true;
    if (box && !focusIn(box)) box.focus();
    box?.scrollIntoView({ block: 'nearest' });
  }
}

/** Moves the focus to the first control in a box that is seen: a narrow or a wide screen leaves some out. Whether there was one. */
export function focusIn(box: Element): boolean {
  const control = [...box.querySelectorAll<HTMLElement>(CONTROLS)].find((one) => one.getClientRects().length > 0);
  control?.focus();
  return control !== undefined;
}

function isRequired({ source }: ItemDefinition): boolean {
  return (source.required === true || source['_required'] !== undefined) && source.readOnly !== true;
}

/** The repetitions of a group in a table are drawn with the first of them. */
function isTable(item: FormItem): boolean {
  return item.definition.repeats && item === item.repetitions[0] && hasControl(item, 'gtable');
}
