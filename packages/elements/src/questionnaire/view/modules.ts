import { extensionOf } from '@relais/sdk/questionnaire';
import type { Form, FormAnswer, FormItem } from '@relais/sdk/questionnaire';
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
  /** Media of a question, or of one of its options (`source`). */
  readonly media?: (view: FormView, source: object) => unknown;
}

const LOADERS = {
  combobox: () => import('../fields/combobox.ts'),
  date: () => import('../fields/date.ts'),
  file: () => import('../fields/file.ts'),
  markdown: () => import('../fields/markdown.ts'),
  media: () => import('../fields/media.ts'),
  quantity: () => import('../fields/quantity.ts'),
  rich: () => import('../fields/rich-text.ts'),
  signature: () => import('../fields/signature.ts'),
  slider: () => import('../fields/slider.ts'),
  pages: () => import('../layouts/pages.ts'),
  tables: () => import('../layouts/tables.ts'),
  tabs: () => import('../layouts/tabs.ts'),
} satisfies Record<string, () => Promise<{ module: Module }>>;
export type ModuleName = keyof typeof LOADERS;

export async function loadModules(names: Iterable<ModuleName>): Promise<Module[]> {
  return Promise.all([...names].map(async (name) => (await LOADERS[name]()).module));
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
  if (hasControl(item, 'radio-button', 'check-box')) return 'list';
  if (hasControl(item, 'drop-down')) return item.repeats || isOpen ? 'combobox' : 'select';
  if (options.length > LONG_LIST) return 'combobox';
  return options.length <= SHORT_LIST || item.repeats || isOpen ? 'list' : 'select';
}

const MODULE_OF_KIND: Readonly<Record<string, ModuleName>> = {
  combobox: 'combobox',
  date: 'date',
  dateTime: 'date',
  time: 'date',
  attachment: 'file',
  quantity: 'quantity',
  reference: 'combobox',
  slider: 'slider',
};

export function moduleOfKind(kind: string): ModuleName | undefined {
  return MODULE_OF_KIND[kind];
}

/** What a form needs from the first screen on. */
export function modulesFor(form: Form): Set<ModuleName> {
  const names = new Set<ModuleName>();
  const visit = (item: FormItem): void => {
    const name = moduleOfKind(kindOf(item));
    if (name) names.add(name);
    if (item.type === 'group') layoutsOf(item, names);
    if (hasMedia(item)) names.add('media');
    if (extensionOf(item.definition.source, 'signatureRequired')) names.add('signature');
    if (isMarkedUp(RICH, textsOf(item))) names.add('rich');
    if (isMarkedUp(MARKDOWN, textsOf(item))) names.add('markdown');
    item.items.forEach(visit);
  };
  visit(form.root);
  const sets = form.questionnaire.contained?.filter(({ resourceType }) => resourceType === 'ValueSet');
  if (isMarkedUp(RICH, sets)) names.add('rich');
  return names;
}

function layoutsOf(item: FormItem, names: Set<ModuleName>): void {
  if (hasControl(item, 'page')) names.add('pages');
  if (hasControl(item, 'gtable', 'htable', 'table', 'atable', 'grid')) names.add('tables');
  if (hasControl(item, 'tab-container')) names.add('tabs');
}

function hasMedia({ definition: { source } }: FormItem): boolean {
  return /"[^"]*item(?:Answer)?Media"/.test(JSON.stringify([source.extension, source.answerOption]));
}

const RICH = /rendering-(?:xhtml|markdown|style)/;
const MARKDOWN = /rendering-markdown/;

/** Markup and styles stand in extensions beside a text. */
function textsOf({ definition: { source } }: FormItem): unknown[] {
  return [source['_text'], source['_prefix'], source.answerOption].filter((text) => text !== undefined);
}

function isMarkedUp(markup: RegExp, texts: readonly unknown[] = []): boolean {
  return texts.length > 0 && markup.test(JSON.stringify(texts));
}
