import '@relais/elements';
import type { RequestElement } from '@relais/elements';
import type { DeskSettings } from '@relais/model';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import demo from '../../demo/desks/desk.json' with { type: 'json' };
import type { StageOptions } from '../support/stage.ts';
import { Asking, createRequestStage, usualHours } from './request-stage.ts';

const desk = demo as unknown as DeskSettings;

interface Args {
  readonly language?: 'fr' | 'en';
}

const meta: Meta<Args> = {
  title: 'Request',
  component: 'relais-request',
  args: { language: 'fr' },
  render: ({ language }) => html`<relais-request language=${language ?? nothing}></relais-request>`,
};

export default meta;

type Story = StoryObj<Args>;

/** Somebody opens the page of a structure that takes requests, or does not. */
function ask(
  does: (asking: Asking, stage: ReturnType<typeof createRequestStage>) => Promise<void>,
  options: StageOptions = {},
  hours: typeof usualHours | undefined = usualHours,
): NonNullable<Story['play']> {
  return async ({ canvasElement }) => {
    const element = canvasElement.querySelector<RequestElement>('relais-request');
    if (!element) throw new Error('The story shows no request');
    const stage = createRequestStage(desk, hours, options);
    element.client = stage.client;
    await does(new Asking(element), stage);
  };
}

/** Grave signs first, as before a booking. */
export const Signs: Story = { play: ask((asking) => asking.says('Aucun de ces signes')) };
export const English: Story = {
  args: { language: 'en' },
  play: ask((asking) => asking.says('None of these signs')),
};

/** One sign of the 15 leads there and nowhere else. */
export const Urgent: Story = {
  play: ask(async (asking) => {
    await asking.says('Aucun de ces signes');
    asking.root.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click();
    await asking.says('Appelez le 15 maintenant');
  }),
};

/** A reason, a contact, when she can be reached; and an address, where there is mail. */
export const Form: Story = { play: ask((asking) => asking.fill(), { sendsMail: true }) };

export const Faulty: Story = {
  play: ask(async (asking) => {
    await asking.says('Aucun de ces signes');
    await asking.press('Aucun de ces signes');
    await asking.says('Demander à être rappelé');
    await asking.press('Demander un rappel');
    await asking.says('4 réponses à corriger');
  }),
};

/** By when she is called, and the link that shows it. */
export const Left: Story = {
  play: ask(async (asking) => {
    await asking.send();
    await asking.says('Votre demande de rappel est enregistrée');
  }),
};

export const Withdrawing: Story = {
  play: ask(async (asking) => {
    await asking.send();
    await asking.says('Retirer ma demande');
    await asking.press('Retirer ma demande');
    await asking.says('Retirer votre demande');
  }),
};

export const Withdrawn: Story = {
  play: ask(async (asking) => {
    await asking.send();
    await asking.says('Retirer ma demande');
    await asking.press('Retirer ma demande');
    await asking.says('Retirer votre demande');
    await asking.press('Retirer ma demande');
    await asking.says('Votre demande est retirée');
  }),
};

/** A Tuesday evening before a holiday. */
export const OutsideHours: Story = {
  play: ask((asking) => asking.says('Le service de rappel est fermé en ce moment'), { now: '2026-11-10T19:00:00Z' }),
};

/** A structure that takes none. */
export const Closed: Story = {
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector<RequestElement>('relais-request');
    if (!element) throw new Error('The story shows no request');
    element.client = createRequestStage(desk, undefined).client;
    await new Asking(element).says('n’est pas ouverte ici');
  },
};

/** The network is lost while it is sent: nobody knows whether it has arrived. */
export const Unsure: Story = {
  play: ask(async (asking, stage) => {
    await asking.fill();
    await stage.setOnline(false);
    await asking.press('Demander un rappel');
    await asking.says('Nous ne savons pas si votre demande est arrivée');
  }),
};

export const ServerAway: Story = {
  play: ask(async (asking, stage) => {
    await asking.fill();
    (await stage.backend()).fail('unavailable');
    await asking.press('Demander un rappel');
    await asking.says('Nous ne savons pas si votre demande est arrivée');
  }),
};

/** The page stands on a site that may not write. */
export const SiteNotAllowed: Story = {
  play: ask(
    async (asking) => {
      await asking.send();
      await asking.says('Le service n’est pas ouvert sur ce site');
    },
    { origin: 'https://ailleurs.example' },
  ),
};

/** Opened by a link that opens nothing. */
export const WithoutRequest: Story = {
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector<RequestElement>('relais-request');
    if (!element) throw new Error('The story shows no request');
    const stage = createRequestStage(desk, usualHours);
    Object.assign(element, { client: stage.client, link: '#relais-request=rives-de-lorme.none-0000000000000000.rl_x' });
    await new Asking(element).says('Aucune demande à ouvrir');
  },
};
