import '@relais/elements';
import type { Client, Role } from '@relais/sdk';
import type { ConsentText } from '@relais/sdk/consent';
import { createRuns } from '@relais/sdk/run';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import textes from '../../demo/consents/textes.json' with { type: 'json' };
import odynophagie from '../../demo/protocols/odynophagie.json' with { type: 'json' };
import pollakiurie from '../../demo/protocols/pollakiurie.json' with { type: 'json' };
import settings from '../../demo/structures/rives-de-lorme.json' with { type: 'json' };
import territory from '../../demo/territories/rives-de-lorme.json' with { type: 'json' };
import { TeamReader } from '../team/reader.ts';
import { ANNE, IDA, type TeamDocuments } from '../team/team-stage.ts';
import { createSupervisionStage, type RunPlan, type SupervisionStage, UNCLEAR } from './supervision-stage.ts';

const documents = { settings, territory, protocols: [odynophagie, pollakiurie] } as unknown as TeamDocuments;

const texts = textes.texts as unknown as readonly ConsentText[];

interface Args {
  readonly role: Role;
  readonly person: { readonly rpps: string };
  readonly language: 'fr' | 'en';
  readonly plans: readonly RunPlan[];
  /** Something that went wrong has been declared. */
  readonly hasEvent: boolean;
  readonly isUnavailable: boolean;
  readonly density?: 'comfortable' | 'compact';
}

interface Loaded {
  readonly client: Client;
}

async function open({ role, person, plans, hasEvent, isUnavailable }: Args): Promise<Loaded> {
  const stage: SupervisionStage = await createSupervisionStage(documents, texts);
  for (const plan of plans) await stage.run(plan);
  if (hasEvent)
    await createRuns(stage.as('delegate', IDA)).declareAdverseEvent({
      protocol: 'odynophagie',
      type: 'care',
      severity: 'serious',
      occurredOn: '2026-11-09',
      description: 'Malaise après le prélèvement.',
      done: 'Allongée, surveillée dix minutes.',
    });
  if (isUnavailable) stage.backend.fail('unavailable');
  return { client: stage.as(role, person) };
}

const meta: Meta<Args> = {
  title: 'Supervision',
  component: 'relais-supervision',
  args: { role: 'delegator', person: ANNE, language: 'fr', plans: [], hasEvent: false, isUnavailable: false },
  loaders: [({ args }) => open(args)],
  render: ({ language, density }, { loaded }) => html`
    <relais-supervision
      .client=${(loaded as Loaded).client}
      .language=${language}
      .density=${density}
    ></relais-supervision>
  `,
};

export default meta;

type Story = StoryObj<Args>;

function readerOf(canvas: HTMLElement): TeamReader {
  const element = canvas.querySelector('relais-supervision');
  if (!element) throw new Error('No supervision is on the page');
  return new TeamReader(element);
}

/** Reads, presses and reads in turn. */
function steps(...all: readonly (readonly [does: 'says' | 'press', words: string])[]): NonNullable<Story['play']> {
  return async ({ canvasElement }) => {
    const reader = readerOf(canvasElement);
    for (const [does, words] of all) await reader[does](words);
  };
}

const WAITING = { plans: [{ givenName: 'Odette', differs: UNCLEAR }] };
const OVER = {
  plans: [
    { givenName: 'Odette', ends: true },
    { givenName: 'Lise', ends: true },
  ],
};

/** What the délégué saw, in the protocol's words, and the three answers. */
export const AlertToAnswer: Story = {
  args: WAITING,
  play: steps(['says', 'TROD non concluant']),
};

export const English: Story = {
  args: { ...WAITING, language: 'en' },
  play: steps(['says', 'is waiting for your answer']),
};

export const Compact: Story = {
  args: { ...WAITING, density: 'compact' },
  play: steps(['says', 'TROD non concluant']),
};

/** Read and empty is another thing than not read. */
export const NobodyWaits: Story = { play: steps(['says', 'Personne ne vous attend']) };

export const Unavailable: Story = {
  args: { isUnavailable: true },
  play: steps(['says', 'Les passages ne peuvent pas être lus']),
};

/** Answers, and why they come to what they do; that somebody looks is in the log. */
export const OneRun: Story = {
  args: WAITING,
  play: steps(['says', 'TROD non concluant'], ['press', 'Voir les réponses'], ['says', 'Résultat TROD']),
};

export const AllRuns: Story = {
  args: { plans: [...OVER.plans, ...WAITING.plans] },
  play: steps(['says', 'Tous'], ['press', 'Tous'], ['says', 'Des sept derniers jours']),
};

/** The list of the evening, countersigned at once. */
export const ToCountersign: Story = {
  args: OVER,
  play: steps(['says', 'À contresigner'], ['press', 'À contresigner'], ['says', 'Contresigner les 2 passages']),
};

/** Page and server did not conclude alike: somebody looks before it counts. */
export const ToReview: Story = {
  args: { plans: [{ givenName: 'Odette', ends: true, isDiffering: true }] },
  play: steps(['says', 'Passages à relire'], ['press', 'Ouvrir'], ['says', 'Relu : ce passage compte']),
};

/** The patient's file, handed over; what it does not hold is said beside the button. */
export const FileTaken: Story = {
  args: WAITING,
  play: steps(
    ['says', 'TROD non concluant'],
    ['press', 'Voir les réponses'],
    ['says', 'Résultat TROD'],
    ['press', 'Remettre le dossier'],
    ['says', 'Dossier enregistré sur cet appareil'],
  ),
};

/** A photograph that was asked for, larger. */
export const Photograph: Story = {
  args: { plans: [{ givenName: 'Odette', differs: UNCLEAR, photograph: 'Éruption de l’avant-bras, en relief' }] },
  play: steps(
    ['says', 'Voir les réponses'],
    ['press', 'Voir les réponses'],
    ['says', 'Voir la photographie'],
    ['press', 'Voir la photographie'],
    ['says', 'Agrandir'],
  ),
};

export const Commenting: Story = {
  args: OVER,
  play: steps(
    ['says', 'Tous'],
    ['press', 'Tous'],
    ['press', 'Ouvrir'],
    ['says', 'Écrire un commentaire'],
    ['press', 'Écrire un commentaire'],
  ),
};

export const NoAdverseEvent: Story = {
  play: steps(['says', 'Événements'], ['press', 'Événements'], ['says', 'Aucun événement indésirable']),
};

export const AdverseEvents: Story = {
  args: { hasEvent: true },
  play: steps(['says', 'Événements'], ['press', 'Événements'], ['says', 'Malaise après']),
};

export const Analysing: Story = {
  args: { hasEvent: true },
  play: steps(['says', 'Événements'], ['press', 'Événements'], ['press', 'Analyser']),
};

/** What is wrong with each answer, and the way to it. */
export const DeclaringWithMistakes: Story = {
  play: steps(
    ['says', 'Événements'],
    ['press', 'Événements'],
    ['press', 'Déclarer un événement'],
    ['press', 'Déclarer'],
    ['says', 'réponses à corriger'],
  ),
};

/** Anonymous but for protocol and part. */
export const Opinion: Story = {
  play: steps(['says', 'Votre avis'], ['press', 'Votre avis'], ['says', 'Très satisfait']),
};

/** A délégué finds her own runs, and what was said of them. */
export const OfADelegate: Story = {
  args: { ...OVER, role: 'delegate', person: IDA },
  play: steps(['says', 'Fauvergue']),
};
