import type { Change, Form, FormAnswer, FormItem, Issue, Option } from '@relais/sdk/questionnaire';
import type { CSSResult, TemplateResult } from 'lit';
import type { QuestionnaireStrings } from '../words/fr.ts';

/** What the element gives its view. */
export interface ViewHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
  /** Has a text read aloud. */
  say(text: string): void;
  /** Brings the words that only lazy modules say. */
  loadWords(): Promise<void>;
  /** Brings what draws a kind of control. */
  loadField(kind: string): Promise<readonly Module[]>;
  /** Tells the page. */
  dispatch(event: Event): void;
  /** A value has been committed by the person. */
  committed(): void;
}

/** What those who draw parts of a form see of it, and ask of it. `FormView` is the one there is. */
export interface View extends Readonly<Ways> {
  readonly form: Form;
  readonly host: ViewHost;
  readonly t: QuestionnaireStrings;
  /** Whether anything in the form is required. */
  readonly isMarked: boolean;
  /** Which of the form's pages is open, once one is. */
  page: FormItem | 'review' | undefined;
  /** Whether the element offers a button to finish. */
  readonly finishes: boolean;
  readonly finish: () => void;
  /** Whether the person has finished, and changed nothing since. */
  readonly isCompleted: boolean;
  /** What questions are called that stand in a table: by their row and column. */
  readonly named: WeakMap<FormItem, string>;
  /** Bring an item on the screen: drawn, on the page that is open, in sections that are unfolded. */
  readonly reveal: ((item: FormItem) => void)[];

  /** Whether every item has its place in the page. */
  readonly isDrawn: boolean;
  /** Whether an item may be drawn now. Those that come later by an edit always may. */
  mayDraw(item: FormItem): boolean;
  draw(count?: number): void;
  /** Has an item drawn again although nothing about it has changed in the form. */
  touch(item: FormItem): void;
  redraw(item?: FormItem): void;
  /** What an item's drawing depends on. */
  stateOf(item: FormItem): readonly unknown[];

  field(kind: string): Field | undefined;
  layout(name: string | undefined): GroupLayout | undefined;
  isWhole(item: FormItem): boolean;
  /** A text of the form, an item or an option: with its markup where it has one, its language where nobody translated it. */
  richly(element: object, property: string, plain?: string): unknown;
  /** Takes in what has been loaded. */
  adopt(module: Module): void;

  /** What has been typed into the field of an answer, or beside the options of an item, until it is left. */
  typedIn(place: FormAnswer | FormItem): string | undefined;
  type(place: FormAnswer | FormItem, text: string): void;
  /** The field is left: it shows the answer again, also when typing has ended where it began. */
  stopTyping(place: FormAnswer | FormItem): void;
  /** The field is left, or its value committed: what it shows is the answer again. */
  settle(answer: FormAnswer): void;
  commit(item: FormItem): void;

  /** Faults of a question are shown once it has been left, not while it is being answered. */
  leave(item: FormItem): void;
  /** Shows the faults of an item from now on; whether they were not shown before. */
  showFaults(item: FormItem): boolean;
  issuesOf(item: FormItem): readonly Issue[];
  readonly errors: readonly Issue[];
  /** Whether the list of what is left to correct is shown. */
  readonly showsErrors: boolean;

  /** Moves the focus to the first control of an item. */
  focus(item: FormItem): Promise<void>;
}

/** Which keyboard a telephone shows. */
export type InputMode = 'numeric' | 'decimal' | 'url' | 'text' | 'tel' | 'email';

/** One kind of control for the answers of a question. */
export interface Field {
  /** Draws all answers of the question (`repeating`: where it takes several) in one control, or one place for each. */
  readonly whole?: boolean | 'repeating';
  render(view: View, item: FormItem, answer: FormAnswer, index: number): TemplateResult;
}

export type GroupLayout = (view: View, group: FormItem) => TemplateResult;

export interface Repeats {
  /** Items that come and go, each of which keeps what is drawn of it. */
  list(items: readonly FormItem[], draw: (item: FormItem) => unknown): unknown;
  /** The answers of a question that takes several; `control` draws one. */
  answers(view: View, item: FormItem, control: (answer: FormAnswer, index: number) => TemplateResult): unknown;
  /** The button behind the last repetition. */
  adding(view: View, group: FormItem): unknown;
  removing(view: View, group: FormItem, isInTable?: boolean): unknown;
}

/** What a form says of itself and of its answers. */
export interface Feedback {
  /** What is to be known of the form, and what is left to correct. */
  above(view: View): unknown;
  /** Notes what an edit has changed besides what was edited, to be said when the field is left. */
  note(view: View, change: Change): void;
  /** Says it. */
  announce(view: View): void;
  /** The way back from an answer of one's own to the calculated one. */
  calculation(view: View, item: FormItem): unknown;
  /** Where to go to mend a fault: to what a calculated value is made of, which nobody can fill in itself. */
  mending(issue: Issue): FormItem;
  /** What is said of a fault. */
  told(view: View, issue: Issue): string;
  /** Whether the person is to be asked if she really means to finish: asks, when it has not been asked before. */
  asks(view: View): boolean;
  /** The question, while it is asked. */
  asking(view: View): unknown;
  /** Before the form is drawn: notes what has the focus, and gives what brings it back after. */
  holdFocus(root: HTMLElement | DocumentFragment): (() => void) | undefined;
  /** Answers that are held and not offered, each with a way to take it back. */
  held(view: View, item: FormItem): unknown;
  /** An option that is only read, or switched off. */
  option(view: View, item: FormItem, option: Option, index: number): TemplateResult;
  /** The answers of a choice that cannot be changed. */
  locked(view: View, item: FormItem): TemplateResult;
  /** The way to take back what cannot be taken back by itself: radio buttons, sliders. */
  clearing(view: View, item: FormItem): unknown;
  /** An item that cannot be shown. */
  unsupported(view: View, item: FormItem): TemplateResult;
  /** A text (`plain` without its markup), with its language where it is not in the one spoken. */
  spoken(view: View, element: object, property: string, plain: string, text: unknown): unknown;
  /** All answers as a list. */
  summary(view: View): TemplateResult;
}

export interface Asides {
  /** Whether something helps to answer a question. */
  has(item: FormItem): boolean;
  /** What does, as it stands under its name, and behind it. */
  helps(view: View, item: FormItem): unknown;
  flyover(view: View, item: FormItem): unknown;
  /** What is said of a group before and behind its items. */
  above(view: View, group: FormItem): unknown;
  below(view: View, group: FormItem): unknown;
}

/** Ways of a form that most do without. */
export interface Ways {
  /** A text of an item or option (`element[property]`, shown as `plain`) with its markup; undefined when it has none. */
  text?: ((view: View, element: object, property: string, plain: string) => unknown) | undefined;
  /** Markdown as HTML, not yet sanitized. */
  markdown?: ((text: string) => string) | undefined;
  /** The way to sign an item that wants a signature. */
  signing?: ((view: View, item: FormItem) => unknown) | undefined;
  /** Room behind a question for what the host puts there. */
  room?: ((view: View, item: FormItem) => unknown) | undefined;
  /** Ways to add and to remove. */
  repeats?: Repeats | undefined;
  /** What stands beside questions and groups to help. */
  asides?: Asides | undefined;
  /** The unit of a number, as it is written behind it. */
  unit?: ((item: FormItem, index?: number) => string) | undefined;
  /** A group that folds. */
  folding?: ((group: FormItem, name: unknown, inner: unknown) => TemplateResult | undefined) | undefined;
  /** Classes of a question that is a row among others with the same answers. */
  scale?: ((item: FormItem) => string) | undefined;
  /** Whether the name of an item says once more what stands right above it. */
  repeated?: ((item: FormItem) => boolean) | undefined;
  /** How the answers of a choice stand: side by side, one under another. */
  arrangement?: ((view: View, item: FormItem) => string) | undefined;
  /** Classes of a question that stands close to others. */
  brief?: ((view: View, item: FormItem) => string) | undefined;
  feedback?: Feedback | undefined;
  /** Which keyboard a form wants for what is typed. */
  keyboard?: ((item: FormItem) => InputMode | undefined) | undefined;
  /** Media of a question, or of one of its options (`source`). */
  media?: ((view: View, source: object) => unknown) | undefined;
}

/** What is loaded for the forms that need it. */
export interface Module extends Readonly<Ways> {
  readonly fields?: Readonly<Record<string, Field>>;
  readonly layouts?: Readonly<Record<string, GroupLayout>>;
  /** What only these look like. */
  readonly styles?: CSSResult;
}
