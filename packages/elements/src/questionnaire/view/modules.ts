import type { Form, FormAnswer, FormDefinition, FormItem } from '@relais/sdk/questionnaire';
import type { CSSResult, TemplateResult } from 'lit';
import type { FormView } from './form-view.ts';
import { hasControl } from './look.ts';

/** One kind of control for the answers of a question. */
export interface Field {
  /** Draws all answers of the question (`repeating`: where it takes several) in one control, or one place for each. */
  readonly whole?: boolean | 'repeating';
  render(view: FormView, item: FormItem, answer: FormAnswer, index: number): TemplateResult;
}

export type GroupLayout = (view: FormView, group: FormItem) => TemplateResult;

export interface Repeats {
  /** Items that come and go, each of which keeps what is drawn of it. */
  list(items: readonly FormItem[], draw: (item: FormItem) => unknown): unknown;
  /** The answers of a question that takes several; `control` draws one. */
  answers(view: FormView, item: FormItem, control: (answer: FormAnswer, index: number) => TemplateResult): unknown;
  /** The button behind the last repetition. */
  adding(view: FormView, group: FormItem): unknown;
  removing(view: FormView, group: FormItem, isInTable?: boolean): unknown;
}

/** What is only wanted once a form is drawn, or has something wrong with it. */
export interface After {
  /** What is to be known of the form, and what is left to correct. */
  above(view: FormView): unknown;
  /** Says what an edit has changed besides what was edited. */
  announce(view: FormView): void;
  /** The way back from an answer of one's own to the calculated one. */
  calculation(view: FormView, item: FormItem): unknown;
  /** An item that cannot be shown. */
  unsupported(view: FormView, item: FormItem): TemplateResult;
  /** A text (`plain` without its markup), with its language where it is not in the one spoken. */
  spoken(view: FormView, element: object, property: string, plain: string, text: unknown): unknown;
  /** All answers as a list. */
  summary(view: FormView): TemplateResult;
}

/** What most forms do without, loaded for those that need it. */
export interface Module {
  readonly fields?: Readonly<Record<string, Field>>;
  readonly layouts?: Readonly<Record<string, GroupLayout>>;
  /** What only these look like. */
  readonly styles?: CSSResult;
  /** A text of an item or option (`element[property]`, shown as `plain`) with its markup; undefined when it has none. */
  readonly text?: (view: FormView, element: object, property: string, plain: string) => unknown;
  /** Markdown as HTML, not yet sanitized. */
  readonly markdown?: (text: string) => string;
  /** The way to sign an item that wants a signature. */
  readonly signing?: (view: FormView, item: FormItem) => unknown;
  /** Ways to add and to remove. */
  readonly repeats?: Repeats;
  readonly after?: After;
  /** Media of a question, or of one of its options (`source`). */
  readonly media?: (view: FormView, source: object) => unknown;
}

/** What draws one kind of control, and ways of the form any item may want. */
const LOADERS = {
  after: () => import('./after.ts'),
  choices: () => import('../fields/choices.ts'),
  combobox: () => import('../fields/combobox.ts'),
  date: () => import('../fields/date.ts'),
  file: () => import('../fields/file.ts'),
  quantity: () => import('../fields/quantity.ts'),
  repeats: () => import('./repeats.ts'),
  slider: () => import('../fields/slider.ts'),
  waiting: () => import('../fields/waiting.ts'),
} satisfies Record<string, () => Promise<{ module: Module }>>;
export type ModuleName = keyof typeof LOADERS;

export async function loadModules(names: Iterable<ModuleName>): Promise<Module[]> {
  return Promise.all([...names].map(async (name) => (await LOADERS[name]()).module));
}

/** What the conditions and extensions of a form ask for, whatever the kinds of its items; `say` brings the words for it. */
export async function loadExtras(definition: FormDefinition, say: () => Promise<void>): Promise<Module[]> {
  const text = JSON.stringify(definition.questionnaire);
  const isExtended = text.includes('"extension"');
  // What changes by itself is said, and can be given back.
  const isMoving = /"enableWhen"|"valueExpression"/.test(text);
  const [modules] = await Promise.all([
    Promise.all([
      isMoving ? loadModules(['after']) : [],
      isExtended ? import('./extras.ts').then(({ extrasFor }) => extrasFor(definition, text)) : [],
    ]),
    (isExtended || isMoving) && say(),
  ]);
  return modules.flat();
}

/** A list longer than that is searched rather than scrolled. */
export const LONG_LIST = 30;
/** Choices up to this many are shown at once. */
const SHORT_LIST = 7;

/** The kind of control an item is answered with. */
export function kindOf(item: FormItem): string {
  const { type } = item;
  if (type === 'choice' || type === 'open-choice') return kindOfChoice(item);
  if (item.optionsState !== 'none') return kindOfChoice(item);
  if (type === 'reference') return 'reference';
  const isNumber = type === 'integer' || type === 'decimal' || type === 'quantity';
  if (isNumber && hasControl(item, 'slider')) return 'slider';
  if (type === 'boolean') return hasControl(item, 'check-box', 'checkbox') ? 'tick' : 'boolean';
  return type === 'integer' || type === 'decimal' ? 'number' : type;
}

function kindOfChoice(item: FormItem): string {
  const { options, optionsState, type } = item;
  const isOpen = type === 'open-choice';
  if (hasControl(item, 'autocomplete', 'lookup') || optionsState === 'remote') return 'combobox';
  if (optionsState === 'loading' || optionsState === 'unavailable') return 'waiting';
  const list = isOpen ? 'open-list' : 'list';
  if (hasControl(item, 'radio-button', 'check-box')) return list;
  if (hasControl(item, 'drop-down')) return item.repeats || isOpen ? 'combobox' : 'select';
  if (options.length > LONG_LIST) return 'combobox';
  return options.length <= SHORT_LIST || item.repeats || isOpen ? list : 'select';
}

/** Kinds that are not named as the module that draws them. */
const MODULE_OF_KIND: Readonly<Record<string, ModuleName>> = {
  select: 'choices',
  'open-list': 'choices',
  dateTime: 'date',
  time: 'date',
  attachment: 'file',
  reference: 'combobox',
};

export function moduleOfKind(kind: string): ModuleName | undefined {
  return MODULE_OF_KIND[kind] ?? (kind in LOADERS ? (kind as ModuleName) : undefined);
}

/** What the items of a form need from the first screen on. */
export function modulesFor(form: Form): Set<ModuleName> {
  const names = new Set<ModuleName>();
  const visit = (item: FormItem): void => {
    const name = moduleOfKind(kindOf(item));
    if (name) names.add(name);
    if (item.definition.repeats && (item.type !== 'choice' || item.items.length > 0)) names.add('repeats');
    item.items.forEach(visit);
  };
  visit(form.root);
  const isForeign = form.questionnaire.language?.startsWith(form.language) === false;
  if (isForeign || form.diagnostics.some(({ severity }) => severity === 'error')) names.add('after');
  return names;
}
