import '@relais/elements';
import type { OpenNowElement } from '@relais/elements';
import type { Role } from '@relais/sdk';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import checklist from '../../demo/checklists/severity.fr.json' with { type: 'json' };
import settings from '../../demo/structures/rives-de-lorme.json' with { type: 'json' };
import territory from '../../demo/territories/rives-de-lorme.json' with { type: 'json' };
import { Reader } from '../support/reader.ts';
import { OpenNowStage, type OpenNowDocuments, type OpenNowStageOptions } from './open-now-stage.ts';

const documents = { settings, territory, checklist } as unknown as OpenNowDocuments;

interface Args extends OpenNowStageOptions {
  readonly role: Role;
  readonly language: 'fr' | 'en';
  readonly isFull?: boolean;
  readonly isSlow?: boolean;
  readonly isUnavailable?: boolean;
}

interface Loaded {
  readonly stage: OpenNowStage;
}

const meta: Meta<Args> = {
  title: 'Open now',
  component: 'relais-open-now',
  args: { role: 'dispatcher', language: 'fr' },
  loaders: [
    async ({ args: { isFull, isSlow, isUnavailable, at, isBusy, closedOn, isBare } }): Promise<Loaded> => {
      const options = { ...(at && { at }), ...(closedOn && { closedOn }), isBusy: !!isBusy, isBare: !!isBare };
      const stage = await OpenNowStage.open(documents, options);
      if (isFull) await stage.fill();
      if (isSlow) stage.backend.delay(3_600_000);
      if (isUnavailable) stage.backend.fail('unavailable');
      return { stage };
    },
  ],
  render: ({ language, role }, { loaded }) => html`
    <relais-open-now .client=${(loaded as Loaded).stage.as(role)} .language=${language}></relais-open-now>
  `,
};

export default meta;

type Story = StoryObj<Args>;

function readerOf(canvas: HTMLElement): Reader<OpenNowElement> {
  const element = canvas.querySelector<OpenNowElement>('relais-open-now');
  if (!element) throw new Error('Nothing to see is on the page');
  return new Reader(element);
}

const says = (words: string): NonNullable<Story['play']> =>
  function play({ canvasElement }) {
    return readerOf(canvasElement).says(words);
  };

/** A Tuesday afternoon: two places receive, one opens at five, one is closed; of four who were sent, one came. */
export const Open: Story = {
  args: { isBusy: true },
  play: says('ouvert jusqu’à 19 h'),
};

/** It is being read: nothing is said of what is open. */
export const Loading: Story = {
  args: { isSlow: true },
  play: says('Lecture…'),
};

/** It is open, and every seat of the next hours is taken. */
export const NoSeatLeft: Story = {
  args: { isFull: true },
  play: says('plus aucune place'),
};

/** In the morning: the day's places are still to open. */
export const OpensLater: Story = {
  args: { at: '2026-11-10T08:00:00Z' },
  play: says('Rien n’est ouvert en ce moment'),
};

/** In the evening, after the last session. */
export const Over: Story = {
  args: { at: '2026-11-10T19:00:00Z', isBusy: true },
  play: says('Les ouvertures d’aujourd’hui sont finies'),
};

/** The eleventh of November, a public holiday; one place is closed on other grounds. */
export const Holiday: Story = {
  args: { at: '2026-11-11T09:00:00Z' },
  play: says('jour férié'),
};

/** The coordination has closed every place. */
export const Closed: Story = {
  args: { closedOn: '2026-11-10' },
  play: says('Fermé aujourd’hui : fermeture'),
};

/** A Sunday. */
export const NonePlanned: Story = {
  args: { at: '2026-11-15T09:00:00Z' },
  play: says('Aucune ouverture n’est prévue aujourd’hui'),
};

/** The structure has told no place yet, and no bypass telephone. */
export const NoPlace: Story = {
  args: { isBare: true },
  play: says('La structure n’a encore fait connaître aucun lieu'),
};

/** The server has stopped answering: what was last read stays, with how old it is. */
export const Stale: Story = {
  args: { isBusy: true },
  play: async ({ canvasElement, loaded }) => {
    const reader = readerOf(canvasElement);
    await reader.says('ouvert jusqu’à 19 h');
    const { backend } = (loaded as Loaded).stage;
    backend.fail('unavailable');
    await backend.advance(12 * 60_000);
    await reader.element.refresh();
    await reader.says('Relecture impossible');
  },
};

/** The server does not answer: that does not mean that nothing is open. */
export const Unreachable: Story = {
  args: { isUnavailable: true },
  play: says('Ce qui est ouvert ne peut pas être lu'),
};

/** The coordination answers for something else. */
export const NotAllowed: Story = {
  args: { role: 'coordinator' },
  play: says('Vous n’avez pas accès'),
};

export const InEnglish: Story = {
  args: { language: 'en', isBusy: true },
  play: says('open until 19:00'),
};
