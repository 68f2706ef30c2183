import type { Form, FormDefinition, FormItem } from '@relais/sdk/questionnaire';
import { kindOf } from '../view/kinds.ts';
import type { Module } from '../view/types.ts';

/** Items of a form that is drawn as a large one. */
const LARGE = 150;

export function isLarge({ all }: FormDefinition): boolean {
  return all.length > LARGE;
}

const choices = () => import('../fields/choices.ts');
const combobox = () => import('../fields/combobox.ts');
const date = () => import('../fields/date.ts');

/** What draws the kinds of controls that are not here from the start, by kind; and ways of the form any item may want. */
const LOADERS = {
  attachment: () => import('../fields/file.ts'),
  combobox,
  reference: combobox,
  date,
  dateTime: date,
  time: date,
  number: () => import('../fields/numbers.ts'),
  'open-list': choices,
  select: choices,
  tick: choices,
  quantity: () => import('../fields/quantity.ts'),
  slider: () => import('../fields/slider.ts'),
  waiting: () => import('../fields/waiting.ts'),

  compact: () => import('./compact.ts'),
  feedback: () => import('./feedback.ts'),
  large: () => import('./large.ts'),
  repeats: () => import('./repeats.ts'),
  // It only takes less room: where it cannot be had, the form is drawn without.
  scales: () => import('../layouts/scales.ts').catch(() => ({ module: {} })),
  unit: () => import('../fields/number-units.ts'),
} satisfies Record<string, () => Promise<{ module: Module }>>;
export type ModuleName = keyof typeof LOADERS;

export async function loadModules(names: Iterable<ModuleName>): Promise<Module[]> {
  return Promise.all([...names].map(async (name) => (await LOADERS[name]()).module));
}

/** What the conditions and extensions of a form ask for, whatever the kinds of its items; `say` brings the words for it. */
export async function loadWays(definition: FormDefinition, say: () => Promise<void>): Promise<Module[]> {
  const text = JSON.stringify(definition.questionnaire);
  const isExtended = text.includes('"extension"');
  // What changes by itself is said, and can be given back.
  const isMoving = /"enableWhen"|"valueExpression"/.test(text);
  const [modules] = await Promise.all([
    Promise.all([
      isMoving ? loadModules(['feedback']) : [],
      isExtended ? import('./extensions.ts').then(({ loadExtensions }) => loadExtensions(definition, text)) : [],
    ]),
    (isExtended || isMoving) && say(),
  ]);
  return modules.flat();
}

/** What draws a kind of control; nothing for what is here from the start. */
export function loadField(kind: string): Promise<Module[]> {
  return loadModules(isLoaded(kind) ? [kind] : []);
}

function isLoaded(kind: string): kind is ModuleName {
  return Object.hasOwn(LOADERS, kind);
}

/** What the items of a form need from the first screen on. */
export function modulesFor(form: Form): Set<ModuleName> {
  const names = new Set<ModuleName>();
  const visit = (item: FormItem): void => {
    const kind = kindOf(item);
    if (isLoaded(kind)) names.add(kind);
    // Its unit is an extension of it, or stands in a text below it that is marked by one.
    if (kind === 'number' && JSON.stringify(item.definition.source).includes('"extension"')) names.add('unit');
    if (/list$|boolean/.test(kind)) names.add('scales');
    if (item.definition.repeats && (item.type !== 'choice' || item.items.length > 0)) names.add('repeats');
    item.items.forEach(visit);
  };
  visit(form.root);
  if (isLarge(form.definition)) names.add('large');
  // What is held and what is locked are shown from the first.
  if (form.root.form.resumed || form.definition.all.some(({ source }) => source.readOnly ?? source['_readOnly']))
    names.add('feedback');
  const isForeign = form.questionnaire.language?.startsWith(form.language) === false;
  const isEmpty = form.items.length === 0;
  if (
    isEmpty ||
    isForeign ||
    form.notCarriedOver.length > 0 ||
    form.diagnostics.some(({ severity }) => severity === 'error')
  )
    names.add('feedback');
  return names;
}
