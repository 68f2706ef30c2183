import '@relais/elements';
import type { ActionLog, ActionLogPort } from '@relais/elements';
import type { DeskSettings, StructureSettings, Territory } from '@relais/model';
import type { Client } from '@relais/sdk';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import desk from '../../demo/desks/desk.json' with { type: 'json' };
import settings from '../../demo/structures/rives-de-lorme.json' with { type: 'json' };
import territory from '../../demo/territories/rives-de-lorme.json' with { type: 'json' };
import { Reader } from '../indicator/reader.ts';
import { DeskStage, type Colleague } from '../waitlist/desk-stage.ts';
import { declareAll } from './a-year.ts';

interface Args {
  readonly language: 'fr' | 'en';
  readonly who: Colleague;
  readonly isEmpty: boolean;
}
type Story = StoryObj<Args>;

const documents = { settings, territory, desk } as unknown as {
  settings: StructureSettings;
  territory: Territory;
  desk: DeskSettings;
};

const meta: Meta<Args> = {
  title: 'Action log',
  component: 'relais-action-log',
  args: { language: 'fr', who: 'claire', isEmpty: false },
  argTypes: { language: { control: 'inline-radio', options: ['fr', 'en'] } },
  loaders: [
    async ({ args }): Promise<{ client: Client }> => {
      const stage = new DeskStage(documents);
      if (!args.isEmpty) await declareAll(stage.clientOf('claire'));
      return { client: stage.clientOf(args.who) };
    },
  ],
  render: ({ language }, { loaded }): TemplateResult =>
    html`<relais-action-log language=${language} .client=${(loaded as { client: Client }).client}></relais-action-log>`,
};

export default meta;

function reading(words: string, then?: (reader: Reader<ActionLog>) => Promise<void>): NonNullable<Story['play']> {
  return async ({ canvasElement }) => {
    const reader = new Reader(canvasElement.querySelector<ActionLog>('relais-action-log')!);
    await reader.says(words);
    await then?.(reader);
  };
}

/** What was declared, an entry that was put right among it. */
export const Entries: Story = { play: reading('Corrigé, ne compte plus') };
export const English: Story = { args: { language: 'en' }, play: reading('Put right, counts no more') };

/** Nothing yet: what that means, and what to do. */
export const Nothing: Story = { args: { isEmpty: true }, play: reading('Aucune action déclarée') };

/** An action, with what is wrong of it. */
export const Declaring: Story = {
  play: reading('Réunion', async (reader) => {
    await reader.press('Déclarer une action');
    await reader.press('Enregistrer');
    await reader.says('4 réponses à corriger');
  }),
};

/** An entry is put right from what it says. */
export const PuttingRight: Story = {
  play: reading('Réunion', async (reader) => {
    await reader.press('Corriger');
    await reader.says('L’entrée d’origine reste lisible');
  }),
};

const PAST = [
  'Date;Type;Mission;Intitulé;Fiche;Bénéficiaires',
  '14/03/2025;Dépistage;Prévention;Dépistage rénal, marché de Brume;Fiche 4;42',
  '12/02/2025;RCP;Qualité;Réunion plaies;Fiche 2;',
].join('\n');
const FAULTY = `${PAST}\n31/02/2025;RCP;Qualité;Réunion douleur;;\n12/04/2025;Fête;Qualité;Pot de départ;;`;
const COUNTED = 'Indicateur;Période;n;N\nSNP-01;2025;1 240;\nCOOP-02;T1 2025;12;80\nSNP-01;03/2025;90;';

const takingOver = (then: (reader: Reader<ActionLog>) => Promise<void>): NonNullable<Story['play']> =>
  reading('Déclarer une action', async (reader) => {
    await reader.press('Reprendre un historique');
    await reader.says('Que contient le tableau');
    await then(reader);
  });

/** Nothing was taken over yet. */
export const History: Story = { play: takingOver((reader) => reader.says('Aucune reprise')) };
export const HistoryInEnglish: Story = {
  args: { language: 'en' },
  play: reading('Put right', async (reader) => {
    await reader.press('Take over a history');
    await reader.says('What is in the spreadsheet');
  }),
};
/** A file whose columns nobody can guess: what they are is said before anything is read. */
export const HistoryColumns: Story = {
  play: takingOver(async (reader) => {
    await reader.take('sheet', 'Quand;Quoi\n14/03/2025;Marche', 'carnet.csv');
    await reader.says('Dites dans quelle colonne');
  }),
};
/** Each line that cannot be taken, with its column and why. */
export const HistoryRefused: Story = {
  play: takingOver(async (reader) => {
    await reader.take('sheet', FAULTY, 'journal-2025.csv');
    await reader.says('2 lignes à reprendre, 2 lignes à corriger');
  }),
};
/** Two counts of the same days: one of them is refused. */
export const HistoryCounts: Story = {
  play: takingOver(async (reader) => {
    reader.root.querySelector<HTMLInputElement>('input[value="counts"]')!.click();
    await reader.take('sheet', COUNTED, 'comptes-2025.csv');
    await reader.says('porte déjà sur une partie de ces jours');
  }),
};
export const HistoryUnreadable: Story = {
  play: takingOver(async (reader) => {
    await reader.take('sheet', 'a\u0000b', 'photo.jpg');
    await reader.says('ni un classeur XLSX ni un tableau');
  }),
};
const taken = async (reader: Reader<ActionLog>): Promise<void> => {
  await reader.take('sheet', PAST, 'journal-2025.csv');
  await reader.press('Reprendre 2 lignes');
  await reader.says('2 lignes reprises');
};
export const HistoryDone: Story = { play: takingOver(taken) };
/** The same file again: nothing is counted twice. */
export const HistoryAgain: Story = {
  play: takingOver(async (reader) => {
    await taken(reader);
    await reader.take('sheet', PAST, 'journal-2025.csv');
    await reader.press('Reprendre 2 lignes');
    await reader.says('Rien n’a été repris');
  }),
};
export const HistoryUndoing: Story = {
  play: takingOver(async (reader) => {
    await taken(reader);
    await reader.press('Annuler cette reprise');
    await reader.says('ne comptent plus');
  }),
};
export const HistoryUndone: Story = {
  play: takingOver(async (reader) => {
    await taken(reader);
    await reader.press('Annuler cette reprise');
    await reader.press('Annuler la reprise');
    await reader.says('Annulé le');
  }),
};
/** In the log, past actions bear their mark. */
export const PastYear: Story = {
  play: takingOver(async (reader) => {
    await taken(reader);
    await reader.press('Revenir au journal');
    await reader.choose('year', '2025');
    await reader.says('Dépistage rénal');
  }),
};

/** What keeps actions answers, and what keeps imports does not. */
const withoutHistory = (code: string): Pick<Story, 'render' | 'play'> => ({
  render: ({ language }): TemplateResult =>
    html`<relais-action-log
      language=${language}
      .port=${
        {
          now: () => Date.parse('2026-11-10T08:40:00Z'),
          list: () => Promise.resolve({ actions: [] }),
          declare: () => Promise.reject(new Error(code)),
          history: {
            list: () => Promise.reject(Object.assign(new Error(code), { code })),
            take: () => Promise.reject(new Error(code)),
            undo: () => Promise.reject(new Error(code)),
          },
        } satisfies ActionLogPort
      }
    ></relais-action-log>`,
});
export const HistoryForbidden: Story = {
  ...withoutHistory('forbidden'),
  play: reading('Aucune action', async (reader) => {
    await reader.press('Reprendre un historique');
    await reader.says('La reprise d’un historique est réservée');
  }),
};
export const HistoryUnreachable: Story = {
  ...withoutHistory('unreachable'),
  play: reading('Aucune action', async (reader) => {
    await reader.press('Reprendre un historique');
    await reader.says('Le serveur ne répond pas');
  }),
};

/** Of no role that may see it. */
export const Forbidden: Story = { args: { who: 'nadia' }, play: reading('réservé à la coordination') };
