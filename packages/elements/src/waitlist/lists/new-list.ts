import type { WaitingList } from '@relais/sdk';
import { openForm } from '../../ui/dialog/form-dialog.ts';
import { choiceField } from '../../ui/fields/chosen.ts';
import type { FieldFault } from '../../ui/fields/form.ts';
import { areaField, textField } from '../../ui/fields/typed.ts';
import { html } from '../../ui/html.ts';
import type { ListsDesk } from './desk.ts';
import { formDesk } from './people.ts';

/** What a new list needs of the screen it is made in. */
export interface NewListDesk extends Omit<ListsDesk, 'list'> {
  /** Reads again, and shows this list. */
  show(code: string): Promise<void>;
}

type Coded = WaitingList['outcomes'][number];

/** To begin with, in both languages. */
const USUAL_PRIORITIES = 'Rapide = Soon\nHabituelle = Usual';
const USUAL_OUTCOMES =
  'Prise en charge = Taken care of\nNe souhaite plus = Wants it no more\nInjoignable = Cannot be reached';

const LONGEST_CODE = 40;
const LONGEST_NAME = 80;
const MOST_PRIORITIES = 10;
const MOST_OUTCOMES = 20;

/**
 * A list is made with its name, its priorities and how one leaves it, open to the public or not. Its rules are made where those of every list are,
 * each tried first: without any, people are put there one at a time.
 */
export function openNewListForm(desk: NewListDesk): void {
  const { t } = desk;
  const draft = { name: '', priorities: USUAL_PRIORITIES, outcomes: USUAL_OUTCOMES, isOpen: '' };
  const typed = (id: 'name' | 'priorities' | 'outcomes', label: string, help: string, fault?: string) => ({
    ...{ id, label, help, fault, need: 'required' as const, value: draft[id], longest: id === 'name' ? 170 : 2000 },
    type: (value: string) => void (draft[id] = value),
  });
  let code = '';
  openForm(formDesk(desk), {
    title: t.newList,
    submit: t.makeList,
    fields: (faultOf) =>
      html`${textField(t, typed('name', t.listName, t.bothLanguages, faultOf('name')))}
        ${areaField(t, typed('priorities', t.listPriorities, t.listPrioritiesHelp, faultOf('priorities')))}
        ${areaField(t, typed('outcomes', t.listOutcomes, t.listOutcomesHelp, faultOf('outcomes')))}
        ${choiceField(t, {
          id: 'isOpen',
          label: t.inscriptionLabel,
          help: t.inscriptionText,
          options: [
            { value: '', text: t.inscriptionClosed },
            { value: 'open', text: t.inscriptionLast },
          ],
          chosen: draft.isOpen,
          choose: (value) => {
            draft.isOpen = value;
            desk.redraw();
          },
        })}
        <p class="quiet">${t.rulesAfterwards}</p>`,
    check: () => faultsOf(desk, draft),
    send: async () => {
      await desk.calls.changeSettings((settings) => {
        const known = settings.lists.map((list) => list.code);
        code = freeCode(draft.name, known);
        return { ...settings, lists: [...settings.lists, listOf(code, draft)] };
      });
      await desk.show(code);
    },
    done: () => t.listMade(labelOf(draft.name)[desk.language]),
  });
}

function listOf(code: string, draft: { readonly [Name in 'name' | 'priorities' | 'outcomes' | 'isOpen']: string }) {
  const priorities = codedLines(draft.priorities).map((priority, rank) => ({ ...priority, rank: rank + 1 }));
  const last = priorities.at(-1);
  return {
    ...{ code, label: labelOf(draft.name), priorities, rules: [], outcomes: codedLines(draft.outcomes) },
    ...(draft.isOpen && last && { inscription: { priority: last.code } }),
  };
}

function faultsOf(
  { t }: NewListDesk,
  draft: { readonly [Name in 'name' | 'priorities' | 'outcomes']: string },
): FieldFault[] {
  const isName = (text: string) => Object.values(labelOf(text)).every((name) => name && name.length <= LONGEST_NAME);
  const areNames = (text: string, most: number) => {
    const lines = linesOf(text);
    return lines.length > 0 && lines.length <= most && lines.every(isName);
  };
  return [
    ...(isName(draft.name) ? [] : [{ id: 'name', text: t.wrongListName }]),
    ...(areNames(draft.priorities, MOST_PRIORITIES) ? [] : [{ id: 'priorities', text: t.wrongLines(MOST_PRIORITIES) }]),
    ...(areNames(draft.outcomes, MOST_OUTCOMES) ? [] : [{ id: 'outcomes', text: t.wrongLines(MOST_OUTCOMES) }]),
  ];
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** What is written on each line, each with a code of its own. */
function codedLines(text: string): Coded[] {
  const codes: string[] = [];
  return linesOf(text).map((line) => {
    const code = freeCode(line, codes);
    codes.push(code);
    return { code, label: labelOf(line) };
  });
}

/** « Rapide = Soon »: French, and English after a sign no name has; the French stands for both where there is none. */
function labelOf(text: string): Coded['label'] {
  const [fr = '', en = ''] = text.split('=').map((name) => name.trim());
  return { fr, en: en || fr };
}

/** From the French name, in small letters, digits and hyphens, with a number where another has that code. */
function freeCode(text: string, known: readonly string[]): string {
  const plain = labelOf(text).fr.normalize('NFD').toLowerCase();
  const words = plain.replace(/\p{Mn}/gu, '').match(/[a-z0-9]+/g) ?? ['liste'];
  const code = words.join('-').slice(0, LONGEST_CODE - 3);
  for (let number = 1; ; number += 1) {
    const tried = number === 1 ? code : `${code}-${number}`;
    if (!known.includes(tried)) return tried;
  }
}
