import '@relais/elements';
import type { Client, SeverityChecklist } from '@relais/sdk';
import type { DeskSettings, ReasonAnswer, StructureSettings, Territory, VisitSettings } from '@relais/model';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import checklist from '../../demo/checklists/severity.fr.json' with { type: 'json' };
import settings from '../../demo/structures/rives-de-lorme.json' with { type: 'json' };
import territory from '../../demo/territories/rives-de-lorme.json' with { type: 'json' };
import visits from '../../demo/visits/visites.json' with { type: 'json' };
import { deskSettings } from '../intake/desk.ts';
import { TeamReader } from '../team/reader.ts';
import { VisitStage, type Colleague, type VisitDocuments } from './visit-stage.ts';

const documents = { settings, territory, checklist, visits } as unknown as {
  readonly settings: StructureSettings;
  readonly territory: Territory;
  readonly checklist: SeverityChecklist;
  readonly visits: VisitSettings;
} satisfies VisitDocuments;

/** Examples: what a desk asks somebody who comes for their ears, nose or throat. */
const asking: DeskSettings = {
  ...deskSettings,
  reasonQuestions: [
    {
      reason: 'orl',
      questions: [
        {
          ...{ id: 'depuis', kind: 'text', toDoctor: true, illustrative: true },
          text: { fr: 'Depuis quand\u202f?', en: 'Since when?' },
        },
        {
          ...{ id: 'temperature', kind: 'number', toDoctor: true, illustrative: true },
          text: { fr: 'Température mesurée', en: 'Measured temperature' },
          unit: { fr: '°C', en: '°C' },
        },
      ],
    },
  ],
};
const answered: readonly ReasonAnswer[] = [
  { question: 'depuis', value: 'Mardi soir' },
  { question: 'temperature', value: '38,5' },
];

interface Args {
  /** Who sits in front of it. */
  readonly who: Colleague;
  readonly language: 'fr' | 'en';
  /** How many have an appointment. */
  readonly booked: number;
  /** Hours since 14:00. */
  readonly hours: number;
  readonly isUnavailable: boolean;
  /** Whether letters have an operator of the secure mail. */
  readonly hasSecureMail: boolean;
  /** Of the first patient: whether the visit is closed, with a letter, and what became of it. */
  readonly closed: 'no' | 'none' | 'sent' | 'failed' | 'corrected';
  /** Whether the desk has asked the first patient questions for the reason. */
  readonly isAsked?: boolean;
  readonly density?: 'comfortable' | 'compact';
}

interface Loaded {
  readonly client: Client;
}

async function open(args: Args): Promise<Loaded> {
  const { who, booked, hours, isUnavailable, hasSecureMail, closed, isAsked } = args;
  const stage = await (isAsked
    ? VisitStage.open({ ...documents, desk: asking }, booked, hasSecureMail, answered)
    : VisitStage.open(documents, booked, hasSecureMail));
  if (hours > 1) await stage.begin();
  await stage.goOn(hours);
  if (closed !== 'no') await stage.closeFirst(closed === 'failed' ? 'sent' : closed);
  if (closed === 'failed') await stage.backend.settleMail('failed');
  if (isUnavailable) stage.backend.fail('unavailable');
  return { client: stage.clientOf(who) };
}

const meta: Meta<Args> = {
  title: 'Visit',
  component: 'relais-visit',
  args: { who: 'ines', language: 'fr', booked: 3, hours: 1, isUnavailable: false, hasSecureMail: true, closed: 'no' },
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

/** What the desk has asked for the reason, as it was asked. */
export const AskedForTheReason: Story = {
  args: { isAsked: true },
  play: steps(['says', 'Delaunay Capucine'], ['press', 'Commencer'], ['says', 'Température mesurée 38,5']),
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

/** The text for the treating doctor, and the letter that says the same. */
export const Feedback: Story = {
  args: { closed: 'none' },
  play: steps(['says', 'clos'], ['press', 'Retour au médecin'], ['says', 'Tapez le début du nom']),
};

/** No operator of the secure mail is configured: the letter is prepared, and printed or taken as a mail. */
export const FeedbackByHand: Story = { ...Feedback, args: { closed: 'none', hasSecureMail: false } };

/** It waits for the secure mail. */
export const LetterQueued: Story = { args: { closed: 'sent' }, play: steps(['says', 'lettre en attente']) };

/** It has not left: the list says so, and the letter why and what can be done. */
export const LetterFailed: Story = {
  args: { closed: 'failed' },
  play: steps(['says', 'lettre non partie'], ['press', 'Retour au médecin'], ['says', 'non partie.']),
};

/** What was written has changed since: a second letter takes the place of the first. */
export const LetterOutdated: Story = {
  args: { closed: 'corrected' },
  play: steps(['says', 'Corrigé après le retour'], ['press', 'Retour au médecin'], ['says', 'Écrire une lettre']),
};

export const FeedbackEnglish: Story = {
  args: { closed: 'none', language: 'en' },
  play: steps(['says', 'closed'], ['press', 'To the treating doctor'], ['says', 'Type the beginning']),
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
