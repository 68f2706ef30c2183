import { readText } from '@relais/sdk/questionnaire';
import type { FormItem, ItemDefinition } from '@relais/sdk/questionnaire';
import { kindOf } from '../view/kinds.ts';
import { controlsOf } from '../view/look.ts';
import type { Module, View } from '../view/types.ts';
import { styles } from './scales.styles.ts';

/** More answers, or longer ones, find no room side by side. */
const MOST_ANSWERS = 7;
const LONGEST_ANSWER = 28;
/** So few leave more of the line to the name of the question. */
const FEW_ANSWERS = 3;
/** Fewer questions take less room each for itself. */
const LEAST_ROWS = 3;

/**
 * Questions that follow each other with the same answers are rows of one grid where there is room: the first shows the answers as heads of
 * the columns. To who listens or goes by keyboard each stays a question with its answers. By definition, whether a question is asked now
 * or not: none changes its frame when another appears.
 */
function scale(item: FormItem): string {
  const kind = kindOf(item);
  if (item.readOnly || (kind !== 'list' && kind !== 'boolean')) return '';
  const { options } = item;
  const fits = options.length <= MOST_ANSWERS && options.every(({ label }) => label.length <= LONGEST_ANSWER);
  const run = fits && runOf(item.definition);
  if (!run) return '';
  return options.length <= FEW_ANSWERS ? `${run} few` : run;
}

const runs = new WeakMap<ItemDefinition, string>();
const known = new WeakSet<ItemDefinition>();

/** The class of the run a question stands in: neighbouring runs have another, so that each begins with a head. */
function runOf(definition: ItemDefinition): string | undefined {
  const { parent } = definition;
  if (parent && !known.has(parent)) {
    known.add(parent);
    findRuns(parent.items);
  }
  return runs.get(definition);
}

function findRuns(items: readonly ItemDefinition[]): void {
  let count = 0;
  for (let start = 0; start < items.length;) {
    const answers = answersOf(items[start]!);
    let end = start + 1;
    while (answers && items[end] && answersOf(items[end]!) === answers) end++;
    if (end - start >= LEAST_ROWS) {
      count++;
      for (const one of items.slice(start, end)) runs.set(one, `scale run-${count % 2}`);
    }
    start = end;
  }
}

/** What a question offers, to be compared; undefined for what cannot be a row. */
function answersOf(definition: ItemDefinition): string | undefined {
  const { type, source, repeats, items } = definition;
  const controls = controlsOf({ definition });
  if (items.length > 0 || JSON.stringify(source.extension ?? '').includes('"vertical"')) return undefined;
  if (type === 'boolean' && !repeats && !controls.some((name) => name.startsWith('check'))) return type;
  const { answerOption, answerValueSet } = source;
  if (type !== 'choice' || !(answerOption ?? answerValueSet)) return undefined;
  return JSON.stringify([repeats, answerOption, answerValueSet]);
}

/** Side by side as the form asks, or where they are short enough; one under another where it asks for that, or shows pictures. */
function arrangement(view: View, item: FormItem): string {
  const orientation = readText(item.definition.source, 'choiceOrientation');
  if (orientation === 'horizontal') return 'row';
  const longest = Math.max(...item.options.map(({ label, prefix = '' }) => label.length + prefix.length));
  const width = [8, 14, 24, 34].find((one) => longest <= one);
  return orientation || view.media || !width ? '' : `columns upto-${width}`;
}

export const module: Module = { scale, arrangement, styles };
