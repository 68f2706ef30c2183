import '@relais/elements';
import type { Client, SeverityChecklist } from '@relais/sdk';
import type { StructureSettings, Territory, VisitSettings } from '@relais/model';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import checklist from '../../demo/checklists/severity.fr.json' with { type: 'json' };
import settings from '../../demo/structures/rives-de-lorme.json' with { type: 'json' };
import territory from '../../demo/territories/rives-de-lorme.json' with { type: 'json' };
import visits from '../../demo/visits/visites.json' with { type: 'json' };
import { TeamReader } from '../team/reader.ts';
import { VisitStage, type Colleague, type VisitDocuments } from './visit-stage.ts';

const documents = { settings, territory, checklist, visits } as unknown as {
  readonly settings: StructureSettings;
  readonly territory: Territory;
  readonly checklist: SeverityChecklist;
  readonly visits: VisitSettings;
} satisfies VisitDocuments;

interface Args {
  /** Who sits in front of it. */
  readonly who: Colleague;
  readonly language: 'fr' | 'en';
  /** How many have an appointment. */
  readonly booked: number;
  /** Hours since 14:00. */
  readonly hours: number;
  readonly isUnavailable: boolean;
  readonly density?: 'comfortable' | 'compact';
}

interface Loaded {
  readonly client: Client;
}

async function open({ who, booked, hours, isUnavailable }: Args): Promise<Loaded> {
  const stage = await VisitStage.open(documents, booked);
  if (hours > 1) await stage.begin();
  await stage.goOn(hours);
  if (isUnavailable) stage.backend.fail('unavailable');
  return { client: stage.clientOf(who) };
}

const meta: Meta<Args> = {
  title: 'Visit',
  component: 'relais-visit',
  args: { who: 'ines', language: 'fr', booked: 3, hours: 1, isUnavailable: false },
  loaders: [({ args }) => open(args)],
  render: ({ language, density }, { loaded }) => html`
    <relais-visit .client=${(loaded as Loaded).client} .language=${language} .density=${density}></relais-visit>
  `,
};

export default meta;

type Story = StoryObj<Args>;

/** Reads, presses and reads in turn. */
function steps(...all: readonly (readonly [does: 'says' | 'press', words: string])[]): NonNullable<Story['play']> {
  return async ({ canvasElement }) => {
    const element = canvasElement.querySelector('relais-visit');
    if (!element) throw new Error('No list of visits is on the page');
    const reader = new TeamReader(element);
    for (const [does, words] of all) await reader[does](words);
  };
}

/** The list of the day as the doctor finds it. */
export const Day: Story = { play: steps(['says', 'Delaunay Capucine']) };

export const Compact: Story = { args: { density: 'compact' }, play: steps(['says', 'Delaunay Capucine']) };

/** A patient is being seen: what came with them is open. */
export const Started: Story = {
  play: steps(['says', 'Delaunay Capucine'], ['press', 'Commencer'], ['says', 'en consultation']),
};

/** The second press of three: what is usual is chosen. */
export const Closing: Story = {
  play: steps(
    ['says', 'Delaunay'],
    ['press', 'Commencer'],
    ['says', 'en consultation'],
    ['says', 'Terminer'],
    ['press', 'Terminer'],
    ['says', 'Motif retenu'],
  ),
};

export const NobodyExpected: Story = { args: { booked: 0 }, play: steps(['says', 'Personne n’est attendu']) };

/** The next morning: one press closes each. */
export const LeftOpen: Story = {
  args: { hours: 18 },
  play: steps(['says', 'Restés ouverts'], ['press', 'Restés ouverts'], ['says', 'Une pression suffit']),
};

/** The coordinator sees what is open, and nobody’s name. */
export const Overseen: Story = { args: { who: 'claire', hours: 18 }, play: steps(['says', '3 passages à clore']) };

/** Who has come, without what came along. */
export const FrontDesk: Story = { args: { who: 'nadia' }, play: steps(['says', 'Delaunay Capucine']) };

export const Unavailable: Story = { args: { isUnavailable: true }, play: steps(['says', 'Le serveur ne répond pas']) };

export const English: Story = { args: { language: 'en' }, play: steps(['says', 'Start']) };
