import type {
  Coding,
  Element,
  Questionnaire,
  QuestionnaireResponse,
  ResponseAnswer,
  ResponseItem,
} from '@relais/model/fhir';
import { limitOf } from './definitions.ts';
import type { FormDefinition, ItemDefinition, LimitName, Tell } from './definitions.ts';
import type { Diagnostic, NotCarriedOver } from './diagnostics.ts';
import { readExtension } from './extensions.ts';
import type { IssueCode } from './issue-codes.ts';
import type { Messages } from './messages.ts';
import type { Option, OptionSets } from './options.ts';
import { localized } from './translations.ts';
import type { Languages } from './translations.ts';
import { isAnswer, isOfKey, isSameChoice } from './values.ts';
import type { Typed, UnitConverter, ValueKey } from './values.ts';

/** What can change about an item. `items`: its repetitions or answers were added or removed. */
export type Aspect = 'value' | 'enabled' | 'required' | 'readOnly' | 'options' | 'limits' | 'text' | 'issues' | 'items';

/** Something that is wrong with an item as it is answered now. */
export interface Issue {
  readonly code: IssueCode;
  /** A warning is told and stands in nobody's way. */
  readonly severity: 'error' | 'warning';
  readonly item: FormItem;
  /** The answer it is about; the whole item when undefined. */
  readonly answer: FormAnswer | undefined;
  /** A sentence in the language of the form. */
  readonly message: string;
}

/**
 * The form an item is part of, as everything that works on its items sees it: rules, checks, value sets, a response that is
 * resumed. `form.ts` says what a host sees of it.
 */
export interface FormState extends Languages {
  readonly questionnaire: Questionnaire;
  readonly definition: FormDefinition;
  /** Grows as things arrive or fail. */
  readonly diagnostics: Diagnostic[];
  /** The form itself, as the item that holds all others. */
  readonly root: FormItem;
  readonly mode: 'capture' | 'display';
  /** Whether what is required is asked for in groups nobody has begun. */
  readonly requiredGroups: boolean;
  /** Whether answers may be finished that a constraint of the form cannot be judged of. */
  readonly unjudged: 'refuse' | 'allow';
  readonly messages: Partial<Messages> | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly convert: UnitConverter;
  /** The value sets its options come from; undefined without the part that reads them. */
  readonly sets: OptionSets | undefined;
  readonly notCarriedOver: NotCarriedOver[];
  readonly parts: readonly ItemPart[];
  /** The response it was resumed from. */
  resumed: QuestionnaireResponse | undefined;
  /** True while answers are being resumed and calculated for the first time. */
  readonly resuming: boolean;
  /** Whether answers have changed since it was opened. */
  readonly isEdited: boolean;
  /** Resolves once it is open: what arrives from outside before waits for that. */
  readonly opened: Promise<void>;

  tell(...told: Parameters<Tell>): void;
  nextId(): number;
  /** The options written in the form, in its language. */
  ownOptions(definition: ItemDefinition): readonly Option[];
  /** Makes several edits one, told once. */
  edit(changes: () => void): void;
  setEnabled(item: FormItem, enabled: boolean): boolean;
  /** Stores the result of a calculation; it shows unless a person's answer stands in its place. True when it is another. */
  setComputed(item: FormItem, values: readonly Typed[]): boolean;
  /** Fills an item that nobody has answered yet; whether it did. */
  fill(item: FormItem, values: readonly Typed[]): boolean;
  /** Stores what an expression gives in place of a part of the item, and says what it changes. True when it is another. */
  setDynamic(item: FormItem, name: string, value: unknown, aspect: Aspect): boolean;
  /** Options of an item have arrived, or are called otherwise. */
  renewOptions(item: FormItem): void;
  /** Adds a repetition after the last of a group. */
  growGroup(holder: Holder, definition: ItemDefinition): FormItem;
  /** Makes an item with all it holds; `fresh`: with its initial value. */
  makeItem(definition: ItemDefinition, holder: Holder, fresh: boolean): FormItem;
  makeAnswer(item: FormItem, typed: Typed, fresh: boolean): FormAnswer;
  /** Counts something asked from outside, which must not fail, among what `settled` waits for. */
  track(load: Promise<void>): void;
}

/** What a part of a form does for its items. */
export interface ItemPart {
  /** What an expression gives, as options. */
  readonly asOptions?: (values: readonly unknown[], languages: Languages) => readonly Option[];
  /** Whether a value may stand in an item that nobody has answered: what may not is ignored, and told. */
  readonly accepts?: (item: FormItem, typed: Typed) => boolean;
  /** Whether it keeps an item out of sight in this use of the form. */
  readonly hides?: (item: FormItem) => boolean;
  /** The units of a quantity, and the one it starts with first. */
  readonly units?: (item: FormItem) => readonly Coding[];
}

/** Holds items: a group, the form itself, or an answer (the children of a question belong to its answers). */
export type Holder = FormItem | FormAnswer;

/** One answer of a question, or the place for one: `value` is undefined until something is answered. */
export class FormAnswer implements Typed {
  readonly question: FormItem;
  key: ValueKey;
  value: unknown;
  /** What was given and cannot be a value of this question, for the field to show again. */
  rejected: unknown;
  /** The question's child items, one list for each child of the definition. */
  children: FormItem[][] = [];
  /** Extensions and id of a resumed answer. */
  origin: Element | undefined;
  /** Gives the answer out as it was written. */
  seal: ((answer: ResponseAnswer) => ResponseAnswer) | undefined;

  constructor(question: FormItem, { key, value }: Typed) {
    this.question = question;
    this.key = key;
    this.value = value;
  }

  get items(): readonly FormItem[] {
    return this.children.flat();
  }

  /** Whether it holds a value that can be submitted. */
  get isAnswered(): boolean {
    return isAnswer(this) && isOfKey(this);
  }
}

/**
 * One item of the form as it stands now: one repetition of a group, or a question with its answers. Read it freely; change it
 * through the form, which tells everything that follows from the change.
 */
export class FormItem {
  /** Unique in the form, and kept as long as the item lives. */
  readonly id: number;
  readonly definition: ItemDefinition;
  readonly form: FormState;
  /** What holds it; undefined for the form itself. */
  readonly holder: Holder | undefined;
  /** The nearest item above it. */
  readonly parent: FormItem | undefined;
  /** The items of a group, one list for each child of the definition; see `items`. */
  children: FormItem[][] = [];
  /** At least one for a question, possibly empty; none for a group or a display. */
  answers: FormAnswer[] = [];
  /** Whether its own conditions hold, and those of all above it. */
  enabled = true;
  issues: readonly Issue[] = [];
  /** Whether a person changed its answer. */
  touched = false;
  /** Whether a person's answer stands where one was calculated. */
  overridden = false;

  /** @internal Whether its own conditions hold, whatever stands above it. */
  ownEnabled = true;
  /** @internal The last result of its calculation. */
  computed: readonly Typed[] | undefined;
  /** @internal Results of expressions, by the name of what they replace: a limit, `text`, `required`, `options`… */
  dynamic: Map<string, unknown> | undefined;
  /** @internal Its initial value waits until it is enabled for the first time. */
  initialPending = false;
  /** @internal Whether it held an answer at the last validation. */
  wasPresent = false;
  /** @internal When it, or something in it, last changed. */
  stamp = 0;
  /** @internal The item of the response it was resumed from, without its content. */
  origin: Partial<ResponseItem> | undefined;

  constructor(form: FormState, definition: ItemDefinition, holder: Holder | undefined) {
    this.form = form;
    this.id = form.nextId();
    this.definition = definition;
    this.holder = holder;
    this.parent = holder instanceof FormAnswer ? holder.question : holder;
  }

  get linkId(): string {
    return this.definition.linkId;
  }

  get type(): ItemDefinition['type'] {
    return this.definition.type;
  }

  /** Its children in order: those of a group, or of all the answers of a question. */
  get items(): readonly FormItem[] {
    return this.answers.length > 0 ? this.answers.flatMap(({ items }) => items) : this.children.flat();
  }

  /** The repetitions it is one of, itself included. */
  get repetitions(): readonly FormItem[] {
    return this.holder?.children[this.definition.position] ?? [this];
  }

  /** The answers that count: none while the item is disabled (R4, `enableWhen`: as though it weren't present). */
  get values(): readonly FormAnswer[] {
    return this.enabled ? this.answers.filter((answer) => answer.isAnswered) : [];
  }

  /** The first answer that counts. */
  get value(): unknown {
    return this.values[0]?.value;
  }

  /** Whether it, or something it holds, has an answer that counts. */
  get isPresent(): boolean {
    if (!this.enabled) return false;
    return this.answers.some(hasContent) || this.children.some(somePresent);
  }

  /** Its words; of the form itself, its title. */
  get text(): string {
    const text = this.dynamic?.get('text');
    if (typeof text === 'string') return text;
    return localized(this.definition.source, this.parent ? 'text' : 'title', this.form) ?? '';
  }

  get prefix(): string | undefined {
    return localized(this.definition.source, 'prefix', this.form);
  }

  get required(): boolean {
    return this.#flag('required');
  }

  get readOnly(): boolean {
    return this.#flag('readOnly');
  }

  /** Whether it takes several answers, or can be repeated. */
  get repeats(): boolean {
    return this.definition.repeats && this.#flag('repeats');
  }

  /** Whether the form keeps it out of sight, always or in this use (SDC, `usageMode`): itself, or something it stands in. */
  get hidden(): boolean {
    return (
      readExtension(this.definition.source, 'hidden') === true ||
      this.form.parts.some((part) => part.hides?.(this)) ||
      this.parent?.hidden === true
    );
  }

  /** A limit as it stands now: the one of the form, or the one its expression gives. */
  limit(name: LimitName): unknown {
    return this.dynamic?.get(name) ?? limitOf(this.definition, name);
  }

  /** What can be chosen now; empty when the answer is free, or when the options are not known (`optionsState`). */
  get options(): readonly Option[] {
    const base = this.#offered();
    const off = this.dynamic?.get('off') as readonly Typed[] | undefined;
    if (!off?.length) return base;
    return base.map((one) => (off.some((other) => isSameChoice(one, other)) ? { ...one, disabled: true } : one));
  }

  /** @internal The value set its options come from. */
  get valueSet(): string | undefined {
    const dynamic = this.dynamic?.get('answerValueSet');
    return typeof dynamic === 'string' ? dynamic : this.definition.source.answerValueSet;
  }

  /** `none`: a free answer. `remote`: the set is only searched. */
  get optionsState(): 'none' | 'ready' | 'loading' | 'remote' | 'unavailable' {
    const url = this.valueSet;
    if (url) return this.form.sets?.stateOf(url) ?? 'unavailable';
    return this.#offered().length > 0 ? 'ready' : 'none';
  }

  /** Answers proposed to start from, which bind nobody (SDC, `candidateExpression`). */
  get candidates(): readonly Option[] {
    return this.#given('candidates') ?? [];
  }

  /** The units of a quantity, and the one it starts with first. */
  get units(): readonly Coding[] {
    return this.form.parts.flatMap((part) => part.units?.(this) ?? []);
  }

  #offered(): readonly Option[] {
    const url = this.valueSet;
    return (
      this.#given('options') ?? (url ? (this.form.sets?.optionsOf(url) ?? []) : this.form.ownOptions(this.definition))
    );
  }

  #given(name: string): readonly Option[] | undefined {
    const values = this.dynamic?.get(name) as readonly unknown[] | undefined;
    return values && this.form.parts.flatMap((part) => part.asOptions?.(values, this.form) ?? []);
  }

  #flag(name: 'required' | 'readOnly' | 'repeats'): boolean {
    const dynamic = this.dynamic?.get(name);
    return typeof dynamic === 'boolean' ? dynamic : this.definition.source[name] === true;
  }
}

/** Whether an answer holds a value, or items that do. */
export function hasContent(answer: FormAnswer): boolean {
  return answer.isAnswered || answer.children.some(somePresent);
}

function somePresent(repetitions: readonly FormItem[]): boolean {
  return repetitions.some((item) => item.isPresent);
}
