import '@relais/elements';
import type { TeamElement } from '@relais/elements';
import type { Client, Role } from '@relais/sdk';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import odynophagie from '../../demo/protocols/odynophagie.json' with { type: 'json' };
import pollakiurie from '../../demo/protocols/pollakiurie.json' with { type: 'json' };
import settings from '../../demo/structures/rives-de-lorme.json' with { type: 'json' };
import territory from '../../demo/territories/rives-de-lorme.json' with { type: 'json' };
import { TeamReader } from './reader.ts';
import {
  ANNE,
  createTeamStage,
  IDA,
  LEO,
  type TeamDocuments,
  type TeamStage,
  type TeamStageOptions,
} from './team-stage.ts';

const documents = { settings, territory, protocols: [odynophagie, pollakiurie] } as unknown as TeamDocuments;

interface Args extends TeamStageOptions {
  readonly role: Role;
  readonly person?: { readonly rpps: string };
  readonly view: TeamElement['view'];
  readonly language: 'fr' | 'en';
  readonly protocol?: string;
  readonly startable?: boolean;
  readonly density?: 'comfortable' | 'compact';
  readonly isUnavailable?: boolean;
}

interface Loaded {
  readonly stage: TeamStage;
  readonly client: Client;
}

const meta: Meta<Args> = {
  title: 'Team',
  component: 'relais-team',
  args: { role: 'structureAdmin', view: 'team', language: 'fr', protocol: 'odynophagie' },
  loaders: [
    async ({ args }): Promise<Loaded> => {
      const stage = await createTeamStage(documents, args);
      if (args.isUnavailable) stage.backend.fail('unavailable');
      return { stage, client: stage.as(args.role, args.person) };
    },
  ],
  render: ({ view, language, protocol, startable = false, density }, { loaded }) => html`
    <relais-team
      .client=${(loaded as Loaded).client}
      .view=${view}
      .language=${language}
      .protocol=${protocol}
      .startable=${startable}
      .density=${density}
    ></relais-team>
  `,
};

export default meta;

type Story = StoryObj<Args>;

function readerOf(canvas: HTMLElement): TeamReader {
  const element = canvas.querySelector('relais-team');
  if (!element) throw new Error('No team is on the page');
  return new TeamReader(element);
}

/** Délégants first, each with what their file lacks. */
export const People: Story = {
  play: ({ canvasElement }) => readerOf(canvasElement).says('Roux Ida'),
};

export const English: Story = {
  args: { language: 'en' },
  play: ({ canvasElement }) => readerOf(canvasElement).says('Team of the protocols'),
};

export const Compact: Story = {
  args: { density: 'compact' },
  play: ({ canvasElement }) => readerOf(canvasElement).says('Roux Ida'),
};

/** Papers, training and certificate are there. */
export const CompleteFile: Story = {
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Roux Ida');
    await reader.press('Roux Ida');
    await reader.says('signée le 05/11/2026');
  },
};

/** Everything that is missing, and who can mend it. */
export const LackingFile: Story = {
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Petit Léo');
    await reader.press('Petit Léo');
    await reader.says('Ce qui manque');
  },
};

export const WithThoseWhoLeft: Story = {
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Roux Ida');
    await reader.tick('Montrer aussi');
    await reader.says('Etcheverry Maïa');
  },
};

export const Declaring: Story = {
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Roux Ida');
    await reader.press('Déclarer une personne');
  },
};

/** What is wrong with each answer, and the way to it. */
export const DeclaringWithMistakes: Story = {
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Roux Ida');
    await reader.press('Déclarer une personne');
    await reader.type('rpps', '123');
    await reader.press('Enregistrer');
    await reader.says('Un numéro RPPS a onze chiffres');
  },
};

export const Papers: Story = {
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Petit Léo');
    await reader.press('Petit Léo');
    await reader.press('Noter les papiers');
  },
};

export const Ending: Story = {
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Roux Ida');
    await reader.press('Roux Ida');
    await reader.press('Mettre fin');
  },
};

/** A délégant signs in her own name. */
export const Certifying: Story = {
  args: { role: 'delegator', person: ANNE },
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Petit Léo');
    await reader.press('Petit Léo');
    await reader.press('Attester la formation');
    await reader.says('signée de votre nom');
  },
};

/** A certificate ends within sixty days. */
export const Renewals: Story = {
  args: { validTo: '2026-12-20' },
  play: ({ canvasElement }) => readerOf(canvasElement).says('Attestations à renouveler'),
};

/** Who is called, in which order, and the coming month. */
export const Roster: Story = {
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Roux Ida');
    await reader.press('Astreinte');
    await reader.says('Appelé en premier');
  },
};

export const PlanningShifts: Story = {
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Roux Ida');
    await reader.press('Astreinte');
    await reader.says('Appelé en premier');
    await reader.press('Ajouter des gardes');
  },
};

/** Nobody can be called, and nobody is planned. */
export const EmptyRoster: Story = {
  args: { withoutRoster: true },
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Roux Ida');
    await reader.press('Astreinte');
    await reader.says('Aucune garde prévue');
  },
};

/** Columns that were found, and what is refused with its line, column and reason. */
export const Import: Story = {
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Roux Ida');
    await reader.press('Importer');
    await reader.take(
      'sheet',
      'RPPS;Nom;Prénom;Profession;Fonction;Protocoles\n10000000021;Sanchez;Lou;IDEL;Déléguée;odynophagie\n1,0E+10;Petit;Zoé;Astrologue;Délégué;otite',
    );
    await reader.says('1 ligne refusée');
  },
};

export const ImportOfAnotherFile: Story = {
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Roux Ida');
    await reader.press('Importer');
    await reader.take('sheet', 'PK\u0003\u0004', 'equipe.xlsx');
    await reader.says('ni un classeur XLSX ni un tableau');
  },
};

/** Who is engaged, and every dated change. */
export const Declaration: Story = {
  async play({ canvasElement }) {
    const reader = readerOf(canvasElement);
    await reader.says('Roux Ida');
    await reader.press('Déclaration');
    await reader.says('Changements de l’équipe');
  },
};

export const NobodyDeclared: Story = {
  args: { withoutPeople: true },
  play: ({ canvasElement }) => readerOf(canvasElement).says('Personne n’est déclaré'),
};

export const NoProtocols: Story = {
  args: { withoutProtocols: true },
  play: ({ canvasElement }) => readerOf(canvasElement).says('Aucun protocole à déléguer'),
};

/** A délégué at sign-in: what she can begin, and what keeps her from the rest. */
export const Mine: Story = {
  args: { view: 'mine', role: 'delegate', person: IDA, startable: true },
  play: ({ canvasElement }) => readerOf(canvasElement).says('Vous pouvez commencer 1 protocole'),
};

export const MineInEnglish: Story = {
  args: { view: 'mine', role: 'delegate', person: IDA, language: 'en' },
  play: ({ canvasElement }) => readerOf(canvasElement).says('You can begin 1 protocol'),
};

/** Nobody can be called: told before there is a patient in front of her. */
export const MineWithoutDelegator: Story = {
  args: { view: 'mine', role: 'delegate', person: IDA, withoutRoster: true },
  play: ({ canvasElement }) => readerOf(canvasElement).says('Aucun délégant joignable'),
};

export const MineRenewing: Story = {
  args: { view: 'mine', role: 'delegate', person: IDA, validTo: '2026-12-20' },
  play: ({ canvasElement }) => readerOf(canvasElement).says('Votre attestation se termine'),
};

export const MineExpired: Story = {
  args: { view: 'mine', role: 'delegate', person: IDA, validTo: '2026-11-15', daysLater: 10 },
  play: ({ canvasElement }) => readerOf(canvasElement).says('Attestation de formation expirée'),
};

/** A pharmacist acts in his own right: nobody has to delegate, or to be on call. */
export const MineInOwnRight: Story = {
  args: { view: 'mine', role: 'delegate', person: LEO, withoutRoster: true },
  play: ({ canvasElement }) => readerOf(canvasElement).says('En compétence propre'),
};

export const MineWithoutProtocols: Story = {
  args: { view: 'mine', role: 'delegate', withoutProtocols: true },
  play: ({ canvasElement }) => readerOf(canvasElement).says('Aucun protocole'),
};

/** Somebody who has nothing to do with the team. */
export const Forbidden: Story = {
  args: { role: 'secretary' },
  play: ({ canvasElement }) => readerOf(canvasElement).says('Vous n’avez pas accès'),
};

/** The server does not answer: not the same as nobody. */
export const Unreachable: Story = {
  args: { isUnavailable: true },
  play: ({ canvasElement }) => readerOf(canvasElement).says('L’équipe ne peut pas être lue'),
};

/** The network has gone since: what is there stays, and says of when it is. */
export const Stale: Story = {
  async play({ canvasElement, loaded }) {
    const reader = readerOf(canvasElement);
    await reader.says('Roux Ida');
    (loaded as unknown as Loaded).stage.setOnline(false);
    await reader.element.refresh();
    await reader.says('La mise à jour n’a pas abouti');
    (loaded as unknown as Loaded).stage.setOnline(true);
  },
};
