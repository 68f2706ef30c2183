import '@relais/elements';
import type { Waitlist } from '@relais/elements';
import type { DeskSettings, StructureSettings, Territory, WaitingListSettings } from '@relais/model';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import desk from '../../demo/desks/desk.json' with { type: 'json' };
import lists from '../../demo/lists/listes.json' with { type: 'json' };
import settings from '../../demo/structures/rives-de-lorme.json' with { type: 'json' };
import territory from '../../demo/territories/rives-de-lorme.json' with { type: 'json' };
import type { Colleague } from './desk-stage.ts';
import { FILE, ListReader, ListsStage } from './lists-stage.ts';

interface Args {
  readonly language?: 'fr' | 'en';
  readonly view?: Waitlist['view'];
  /** Who sits in front of it. */
  readonly who?: Colleague;
  readonly isSignedOut?: boolean;
  readonly hasLists?: boolean;
  readonly list?: string;
}
type Story = StoryObj<Args>;

const stages = new WeakMap<object, ListsStage>();

const meta: Meta<Args> = {
  title: 'Waiting lists',
  component: 'relais-waitlist',
  args: { language: 'fr', view: 'lists', who: 'nadia' },
  argTypes: { language: { control: 'inline-radio', options: ['fr', 'en'] } },
  render: ({ language, view, who = 'nadia', isSignedOut, hasLists = true, list }): TemplateResult => {
    const stage = new ListsStage({
      settings: settings as unknown as StructureSettings,
      territory: territory as unknown as Territory,
      desk: desk as unknown as DeskSettings,
      ...(hasLists && { lists: lists as unknown as WaitingListSettings }),
    });
    const client = stage.clientOf(who, !isSignedOut);
    stages.set(client, stage);
    return html`<relais-waitlist
      .client=${client}
      language=${language ?? nothing}
      view=${view ?? nothing}
      list=${list ?? nothing}
    ></relais-waitlist>`;
  },
};

export default meta;

function act(does: (reader: ListReader, stage: ListsStage) => Promise<void>): NonNullable<Story['play']> {
  return async ({ canvasElement }) => {
    const element = canvasElement.querySelector<Waitlist>('relais-waitlist');
    const stage = element?.client && stages.get(element.client);
    if (!element || !stage) throw new Error('The story shows no lists');
    await does(new ListReader(element), stage);
  };
}

/** Two people were put there at the desk, one by a rule: the rule is said. */
const filled = (does: (reader: ListReader, stage: ListsStage) => Promise<void> = () => Promise.resolve()) =>
  act(async (reader, stage) => {
    await stage.fill();
    await stage.takeCall('1951-02-14', 'none');
    await reader.until('the list is there', () => /Aucune|Personne sur|Comment on|How one/.test(reader.text));
    await reader.element.refresh();
    await reader.until('everybody is there', () => /Ferrand|réservés|reserved/.test(reader.text));
    await does(reader, stage);
  });

/** Who waits, by priority and then who was first; with which priority, since when, and why. */
export const Lists: Story = { play: filled() };
export const English: Story = { args: { language: 'en' }, play: filled() };

/** Off the list, with the outcome and the way back. */
export const Left: Story = {
  play: filled(async (reader) => {
    await reader.press('Sortie');
    await reader.press('Médecin traitant trouvé');
    await reader.says('sort de la liste');
  }),
};

/** Who has left, when and with which outcome, and the way back for a slip. */
export const Exits: Story = {
  play: filled(async (reader) => {
    await reader.press('Sortie');
    await reader.press('Médecin traitant trouvé');
    await reader.says('sort de la liste');
    await reader.press('Personnes sorties');
    await reader.says('Remettre sur la liste');
  }),
};

/** Nobody has left it yet. */
export const NoExits: Story = {
  play: filled(async (reader) => {
    await reader.press('Personnes sorties');
    await reader.says('Personne n’en est sorti');
  }),
};

/** Before a list is closed: what that means, and how many stay on it. */
export const Closing: Story = {
  args: { who: 'claire' },
  play: filled(async (reader) => {
    await reader.press('Fermer la liste');
    await reader.says('personnes y restent');
  }),
};

/** A closed list, as whoever has it at the desk sees it. */
export const Closed: Story = {
  play: filled(async (reader, stage) => {
    await stage.closeList('sans-medecin-traitant');
    await reader.says('Liste fermée');
  }),
};

/** What becomes of everybody who waits on a closed list. */
export const Clearing: Story = {
  args: { who: 'claire' },
  play: filled(async (reader, stage) => {
    await stage.closeList('sans-medecin-traitant');
    await reader.says('Vider la liste');
    await reader.press('Vider la liste');
    await reader.says('Ce qu’elles deviennent');
  }),
};

/** A list is made by whoever decides: its name, its priorities, how one leaves it, open to the public or not. */
export const NewList: Story = {
  args: { who: 'claire' },
  play: filled(async (reader) => {
    await reader.press('Nouvelle liste');
    await reader.press('Créer la liste');
    await reader.says('Une réponse à corriger');
  }),
};

export const Add: Story = {
  play: filled(async (reader) => {
    await reader.press('Ajouter une personne');
    await reader.press('Ajouter à la liste');
    await reader.says('4 réponses à corriger');
  }),
};

/** The columns of a file, what is refused of it with line, column and reason; nothing is taken yet. */
export const Import: Story = {
  play: filled(async (reader) => {
    await reader.press('Reprendre un tableau');
    await reader.take('sheet', FILE, 'liste.csv');
    await reader.says('2 lignes lues, 1 ligne refusée');
  }),
};

/** Whoever decides about lists sees no names, and tries a rule before it is saved. */
export const TriedRule: Story = {
  args: { who: 'claire' },
  play: filled(async (reader) => {
    await reader.press('Ajouter une règle');
    await reader.press('Voir ce qu’elle aurait fait');
    await reader.says('en aurait mis 1 sur la liste');
  }),
};

export const Nobody: Story = { play: act((reader) => reader.says('Personne sur cette liste')) };
export const NoLists: Story = { args: { hasLists: false }, play: act((reader) => reader.says('Aucune liste')) };
export const SignedOut: Story = {
  args: { isSignedOut: true },
  play: act((reader) => reader.says('Votre session est terminée')),
};

/** Where the public writes somebody down. */
export const Inscription: Story = {
  args: { view: 'inscription', list: 'sans-medecin-traitant', isSignedOut: true },
  play: act((reader) => reader.says('Qui remplit cette page')),
};

export const InscriptionIncomplete: Story = {
  args: { view: 'inscription', list: 'sans-medecin-traitant', isSignedOut: true },
  play: act(async (reader) => {
    await reader.says('Qui remplit cette page');
    await reader.press('Inscrire');
    await reader.says('5 réponses à corriger');
  }),
};

export const InscriptionClosed: Story = {
  args: { view: 'inscription', list: 'autre', isSignedOut: true },
  play: act((reader) => reader.says('n’est pas ouverte')),
};
