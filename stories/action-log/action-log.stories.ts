import '@relais/elements';
import type { ActionLog } from '@relais/elements';
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

/** Of no role that may see it. */
export const Forbidden: Story = { args: { who: 'nadia' }, play: reading('réservé à la coordination') };
