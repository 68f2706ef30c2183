import '@relais/elements';
import type { MattersElement } from '@relais/elements';
import type { Client, Role } from '@relais/sdk';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import checklist from '../../demo/checklists/severity.fr.json' with { type: 'json' };
import settings from '../../demo/structures/rives-de-lorme.json' with { type: 'json' };
import territory from '../../demo/territories/rives-de-lorme.json' with { type: 'json' };
import { createPlanningStage, type PlanningDocuments } from '../planning/planning-stage.ts';
import { Reader } from '../support/reader.ts';

const documents = { settings, territory, checklist } as unknown as PlanningDocuments;

/** Pages of the demonstration. */
const LINKS = { patientsToCall: '/pro/planning.html', visitsLeftOpen: '/pro/visites.html' };

interface Args {
  readonly role: Role;
  readonly language: 'fr' | 'en';
  readonly isBusy?: boolean;
  readonly isUnavailable?: boolean;
}

const meta: Meta<Args> = {
  title: 'Matters',
  component: 'relais-matters',
  args: { role: 'coordinator', language: 'fr' },
  loaders: [
    async ({ args: { isBusy, isUnavailable, role } }): Promise<{ readonly client: Client }> => {
      const { backend, as } = await createPlanningStage(documents, isBusy ? { bookings: 2, isClosed: true } : {});
      if (isUnavailable) backend.fail('unavailable');
      return { client: as(role) };
    },
  ],
  render: ({ language }, { loaded }) => html`
    <relais-matters
      .client=${(loaded as { readonly client: Client }).client}
      .links=${LINKS}
      .language=${language}
    ></relais-matters>
  `,
};

export default meta;

type Story = StoryObj<Args>;

function says(canvas: HTMLElement, words: string): Promise<void> {
  const element = canvas.querySelector<MattersElement>('relais-matters');
  if (!element) throw new Error('Nothing to see is on the page');
  return new Reader(element).says(words);
}

/** Two patients have lost their seats: the row leads to where they are called from. */
export const PatientsToCall: Story = {
  args: { isBusy: true },
  play: ({ canvasElement }) => says(canvasElement, '2 patients à appeler'),
};

/** Nothing needs anybody, and when that was read. */
export const Nothing: Story = {
  play: ({ canvasElement }) => says(canvasElement, 'Rien n’attend personne'),
};

/** A secretary answers for something else. */
export const NotAllowed: Story = {
  args: { role: 'secretary' },
  play: ({ canvasElement }) => says(canvasElement, 'Vous n’avez pas accès'),
};

/** The server does not answer: that does not mean that there is nothing. */
export const Unreachable: Story = {
  args: { isUnavailable: true },
  play: ({ canvasElement }) => says(canvasElement, 'La liste ne peut pas être lue'),
};

export const InEnglish: Story = {
  args: { language: 'en', isBusy: true },
  play: ({ canvasElement }) => says(canvasElement, '2 patients to call'),
};
