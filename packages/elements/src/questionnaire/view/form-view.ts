import type { Change, Form, FormAnswer, FormItem, Issue } from '@relais/sdk/questionnaire';
import type { QuestionnaireStrings } from '../../translations/questionnaire/fr.ts';
import { hasControl } from './look.ts';
import {
  kindOf,
  loadModules,
  moduleOfKind,
  type Field,
  type GroupLayout,
  type Module,
  type ModuleName,
} from './modules.ts';

/** What the element gives its view. */
export interface ViewHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
  /** Has a text read aloud. */
  say(text: string): void;
  /** Brings the words that only lazy modules say. */
  loadWords(): Promise<void>;
  /** Tells the page. */
  dispatch(event: Event): void;
  /** A value has been committed by the person. */
  committed(): void;
}

/** Items drawn in the first task, and how long a later one may take. */
const FIRST_ITEMS = 30;
const TASK_MILLISECONDS = 12;

/**
 * Owns what the screen knows of a form and the form does not: what has been drawn so far, which faults are told, what has been
 * typed but not yet made a value, which page is open. Items are drawn again only when their stamp, or their mark here, moves.
 */
export class FormView {
  readonly form: Form;
  readonly host: ViewHost;
  t: QuestionnaireStrings;
  /** Whether the person has tried to finish: from then on every fault is told. */
  attempted = false;
  /** Which of the form's pages is open, once one is. */
  page: FormItem | 'review' | undefined;
  /** Whether the element offers a button to finish. */
  finishes = false;
  finish: () => void = () => undefined;
  /** Whether the person has finished, and changed nothing since. */
  isCompleted = false;

  readonly #fields = new Map<string, Field>();
  // By names a form gives, which may be any.
  readonly #layouts = new Map<string, GroupLayout>();
  readonly #loading = new Set<ModuleName>();
  text: Module['text'];
  markdown: Module['markdown'];
  media: Module['media'];
  signing: Module['signing'];
  repeats: Module['repeats'];
  after: Module['after'];
  /** What questions are called that stand in a table: by their row and column. */
  readonly named = new WeakMap<FormItem, string>();

  readonly #marks = new WeakMap<FormItem, number>();
  readonly #left = new WeakSet<FormItem>();
  readonly #typed = new WeakMap<object, string>();
  #undrawn = new Set<FormItem>();
  #slice = FIRST_ITEMS;
  #mark = 0;
  /** What edits have brought up, and calculated, since it was last said. */
  appeared = new Set<FormItem>();
  updated = new Set<FormItem>();

  constructor(form: Form, host: ViewHost, t: QuestionnaireStrings, modules: readonly Module[]) {
    this.form = form;
    this.host = host;
    this.t = t;
    modules.forEach((module) => this.adopt(module));
    this.#undrawn = new Set(flatten(form.root));
    this.draw(FIRST_ITEMS);
  }

  // ——— Drawing piece by piece ———

  /** Whether every item has its place in the page. */
  get isDrawn(): boolean {
    return this.#undrawn.size === 0;
  }

  /** Whether an item may be drawn now. Those that come later by an edit always may. */
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

  /** Has an item drawn again although nothing about it has changed in the form. */
  touch(item: FormItem): void {
    this.#mark++;
    for (let up: FormItem | undefined = item; up; up = up.parent) this.#marks.set(up, this.#mark);
  }

  redraw(item: FormItem = this.form.root): void {
    this.touch(item);
    this.host.requestUpdate();
  }

  /** What an item's drawing depends on. */
  stateOf(item: FormItem): readonly unknown[] {
    const drawn = isTable(item) ? item.repetitions : [item];
    return [...drawn.flatMap((one) => [one, one.stamp, this.#marks.get(one)]), this.attempted, this.t];
  }

  // ——— Kinds of fields and layouts ———

  field(kind: string): Field | undefined {
    const field = this.#fields.get(kind);
    const name = field ? undefined : moduleOfKind(kind);
    if (name) void this.#load(name);
    return field;
  }

  layout(name: string | undefined): GroupLayout | undefined {
    return name === undefined ? undefined : this.#layouts.get(name);
  }

  isWhole(item: FormItem): boolean {
    const whole = this.field(kindOf(item))?.whole;
    return whole === 'repeating' ? item.repeats : whole === true;
  }

  /** A text of the form, an item or an option: with its markup where it has one, its language where nobody translated it. */
  richly(element: object, property: string, plain = ''): unknown {
    const text = this.text?.(this, element, property, plain) ?? plain;
    return this.after?.spoken(this, element, property, plain, text) ?? text;
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
  async #load(name: ModuleName): Promise<void> {
    if (this.#loading.has(name)) return;
    this.#loading.add(name);
    try {
      const [modules] = await Promise.all([loadModules([name]), this.host.loadWords()]);
      for (const module of modules) this.adopt(module);
    } catch {
      // It is asked for again when the item is drawn next.
      this.#loading.delete(name);
      return;
    }
    for (const item of flatten(this.form.root)) this.touch(item);
    this.host.requestUpdate();
  }

  // ——— What is typed ———

  /** What has been typed into the field of an answer, or beside the options of an item, until it is left. */
  typedIn(place: FormAnswer | FormItem): string | undefined {
    return this.#typed.get(place);
  }

  type(place: FormAnswer | FormItem, text: string): void {
    this.#typed.set(place, text);
  }

  /** The field is left: it shows the answer again, also when typing has ended where it began. */
  stopTyping(place: FormAnswer | FormItem): void {
    if (this.#typed.delete(place)) this.redraw('question' in place ? place.question : place);
  }

  /** The field is left, or its value committed: what it shows is the answer again. */
  settle(answer: FormAnswer): void {
    this.#typed.delete(answer);
    this.commit(answer.question);
  }

  commit(item: FormItem): void {
    this.leave(item);
    this.after?.announce(this);
    this.host.committed();
  }

  // ——— What is told ———

  /** Faults of a question are told once it has been left, not while it is being answered. */
  leave(item: FormItem): void {
    if (item.touched) this.tell(item);
  }

  /** Tells the faults of an item from now on; whether they were not told before. */
  tell(item: FormItem): boolean {
    if (this.#left.has(item)) return false;
    this.#left.add(item);
    this.redraw(item);
    return true;
  }

  issuesOf(item: FormItem): readonly Issue[] {
    return this.attempted || this.#left.has(item) ? item.issues : [];
  }

  get errors(): readonly Issue[] {
    return this.form.issues.filter(({ severity }) => severity === 'error');
  }

  /** Whether the list of what is left to correct is shown. */
  get errorsTold(): boolean {
    return this.attempted && this.errors.length > 0;
  }

  /** Notes what an edit has changed besides what was edited, to be said when the field is left. */
  note({ items }: Change): void {
    for (const [item, aspects] of items) {
      if (aspects.has('enabled') && item.definition.key) this.appeared.add(item);
      if (aspects.has('value') && item.computed && !item.overridden && item.enabled && !item.hidden)
        this.updated.add(item);
    }
  }

  // ——— Where things are ———

  /** Brings an item on the screen: drawn, on the page that is open, in sections that are unfolded. */
  reveal: ((item: FormItem) => void)[] = [];

  /** Moves the focus to the first control of an item. */
  async focus(item: FormItem): Promise<void> {
    this.draw();
    for (const show of this.reveal) show(item);
    this.redraw(item);
    await this.host.updateComplete;
    const box = this.host.renderRoot.querySelector<HTMLElement>(`#${boxId(item)}`);
    for (let up = box; up; up = up.parentElement) if (up instanceof HTMLDetailsElement) up.open = true;
    const control = box?.querySelector<HTMLElement>(
      ':is(input, select, textarea, button, [tabindex]):not([hidden], :disabled)',
    );
    (control ?? box)?.focus();
    box?.scrollIntoView({ block: 'nearest' });
  }
}

export function boxId(item: FormItem): string {
  return `q${item.id}`;
}

export function controlId(item: FormItem, index = 0): string {
  return `f${item.id}-${index}`;
}

/** The repetitions of a group in a table are drawn with the first of them. */
function isTable(item: FormItem): boolean {
  return item.definition.repeats && item === item.repetitions[0] && hasControl(item, 'gtable');
}

export function flatten(item: FormItem): FormItem[] {
  return [item, ...item.items.flatMap(flatten)];
}
