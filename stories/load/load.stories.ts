import '@relais/elements';
import type { LoadElement } from '@relais/elements';
import type { Client, SeverityChecklist } from '@relais/sdk';
import type { StructureSettings, Territory } from '@relais/model';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import checklist from '../../demo/checklists/severity.fr.json' with { type: 'json' };
import settings from '../../demo/structures/rives-de-lorme.json' with { type: 'json' };
import territory from '../../demo/territories/rives-de-lorme.json' with { type: 'json' };
import { LoadStage, type Colleague, type LoadDocuments } from './load-stage.ts';
import { LoadReader } from './reader.ts';

const documents = { settings, territory, checklist } as unknown as {
  readonly settings: StructureSettings;
  readonly territory: Territory;
  readonly checklist: SeverityChecklist;
} satisfies LoadDocuments;

interface Args {
  /** Who sits in front of it. */
  readonly who: Colleague | 'delegate';
  readonly language: 'fr' | 'en';
  /** Seats booked on each of four Tuesdays. */
  readonly bookings: number;
  readonly isCorrected: boolean;
  readonly isEmpty: boolean;
  readonly isUnavailable: boolean;
  readonly density?: 'comfortable' | 'compact';
}

interface Loaded {
  readonly client: Client;
}

async function open({ who, bookings, isCorrected, isEmpty, isUnavailable }: Args): Promise<Loaded> {
  const stage = await LoadStage.open(documents, { bookings, isCorrected, isEmpty });
  if (isUnavailable) stage.backend.fail('unavailable');
  return { client: who === 'delegate' ? stage.as(who) : stage.clientOf(who) };
}

const meta: Meta<Args> = {
  title: 'Load',
  component: 'relais-load',
  args: { who: 'claire', language: 'fr', bookings: 5, isCorrected: false, isEmpty: false, isUnavailable: false },
  argTypes: { language: { control: 'inline-radio', options: ['fr', 'en'] } },
  loaders: [({ args }) => open(args)],
  render: ({ language, density }, { loaded }) => html`
    <relais-load .client=${(loaded as Loaded).client} .language=${language} .density=${density}></relais-load>
  `,
};

export default meta;

type Story = StoryObj<Args>;

/** Reads, presses and reads in turn. */
function steps(...all: readonly (readonly [does: 'says' | 'press', words: string])[]): NonNullable<Story['play']> {
  return async ({ canvasElement }) => {
    const reader = new LoadReader(canvasElement.querySelector<LoadElement>('relais-load')!);
    for (const [does, words] of all) await reader[does](words);
  };
}

/** What each practice offered, its share, what it received and the gap, who comes next first. */
export const Practices: Story = { play: steps(['says', 'Cabinet de la Haie']) };

export const Compact: Story = { args: { density: 'compact' }, play: steps(['says', 'Cabinet de la Haie']) };

/** Derived from who was on duty; what was nobody’s is said. */
export const Volunteers: Story = {
  play: steps(['says', 'Volontaires'], ['press', 'Volontaires'], ['says', 'Plages sans personne de désigné']),
};

/** A volunteer finds her own account above the table, and opens no other. */
export const Own: Story = {
  args: { who: 'ines' },
  play: steps(['says', 'Volontaires'], ['press', 'Volontaires'], ['says', 'Votre compte']),
};

/** One account: its sentence, how it went from week to week, and every booking behind it. */
export const Account: Story = {
  tags: ['every-browser'],
  play: steps(['says', 'Détail'], ['press', 'Détail'], ['says', 'Écart de semaine en semaine']),
};

/** A correction stands among the bookings, with its reason and its name. */
export const CorrectedAccount: Story = {
  args: { isCorrected: true },
  play: steps(['says', 'Détail'], ['press', 'Détail'], ['says', 'accord du bureau']),
};

export const Corrections: Story = {
  args: { isCorrected: true },
  play: steps(['says', 'Corrections'], ['press', 'Corrections'], ['says', 'Claire Fontaine']),
};

export const NoCorrection: Story = {
  play: steps(['says', 'Corrections'], ['press', 'Corrections'], ['says', 'Aucune correction']),
};

/** What is asked before accounts are corrected, and what is wrong of it. */
export const Correcting: Story = {
  play: steps(
    ['says', 'Corriger des comptes'],
    ['press', 'Corriger des comptes'],
    ['press', 'Signer'],
    ['says', '3 réponses à corriger'],
  ),
};

/** Nothing was booked yet: every account is even. */
export const Beginning: Story = { args: { bookings: 0 }, play: steps(['says', 'à jour']) };

/** An account behind which nothing stands. */
export const EmptyAccount: Story = {
  args: { bookings: 0 },
  play: steps(['says', 'Détail'], ['press', 'Détail'], ['says', 'Rien n’a encore été compté']),
};

/** The planning knows of nobody yet, which is no failure. */
export const Empty: Story = { args: { isEmpty: true }, play: steps(['says', 'Aucun cabinet']) };

/** Of no role that may see it. */
export const Forbidden: Story = {
  args: { who: 'delegate' },
  play: steps(['says', 'Les comptes de charge sont lus par']),
};

export const Unavailable: Story = {
  args: { isUnavailable: true },
  play: steps(['says', 'Cela ne veut pas dire que les comptes sont à zéro']),
};

export const English: Story = {
  args: { language: 'en', isCorrected: true },
  play: steps(['says', 'Details'], ['press', 'Details'], ['says', 'Gap from week to week']),
};
