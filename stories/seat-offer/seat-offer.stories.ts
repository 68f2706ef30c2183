import '@relais/elements';
import type { SeatOfferElement } from '@relais/elements';
import type { DeskSettings, StructureSettings, Territory } from '@relais/model';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import desk from '../../demo/desks/desk.json' with { type: 'json' };
import settings from '../../demo/structures/rives-de-lorme.json' with { type: 'json' };
import territory from '../../demo/territories/rives-de-lorme.json' with { type: 'json' };
import type { DeskDocuments, Waiting } from '../waitlist/desk-stage.ts';
import { Asked, OfferStage } from './offer-stage.ts';

interface Args {
  readonly language?: 'fr' | 'en';
}
type Story = StoryObj<Args>;

const documents: DeskDocuments = {
  settings: settings as unknown as StructureSettings,
  territory: territory as unknown as Territory,
  desk: desk as unknown as DeskSettings,
};

const meta: Meta<Args> = {
  title: 'Seat offer',
  component: 'relais-seat-offer',
  args: { language: 'fr' },
  argTypes: { language: { control: 'inline-radio', options: ['fr', 'en'] } },
  // Its link comes with the message, once the story has begun.
  render: ({ language }): TemplateResult =>
    html`<relais-seat-offer language=${language ?? nothing} manage-page="/mon-rendez-vous.html"></relais-seat-offer>`,
};

export default meta;

/** Somebody is asked for a seat, and opens the link. */
function ask(
  does: (asked: Asked, stage: OfferStage) => Promise<void>,
  waiting: Partial<Waiting> = {},
): NonNullable<Story['play']> {
  return async ({ canvasElement }) => {
    const element = canvasElement.querySelector<SeatOfferElement>('relais-seat-offer');
    if (!element) throw new Error('The story shows no offer');
    const stage = new OfferStage(documents);
    const link = await stage.offer(waiting);
    Object.assign(element, { link, client: await stage.clientOf(link) });
    await does(new Asked(element), stage);
  };
}

const opened = 'Gardée jusqu’à';

/** Where, when, and until when it is kept. */
export const Offered: Story = { play: ask((asked) => asked.says(opened)) };
export const English: Story = { args: { language: 'en' }, play: ask((asked) => asked.says('Kept until')) };

/** The call-back list has a number alone: what a booking needs is asked. */
export const AsksWhoItIsFor: Story = {
  play: ask((asked) => asked.says('Pour qui'), {
    ...{ familyName: undefined, givenName: undefined, birthDate: undefined, reason: undefined },
  }),
};

export const Incomplete: Story = {
  play: ask(
    async (asked) => {
      await asked.says('Pour qui');
      await asked.press('Oui');
      await asked.says('réponses à corriger');
    },
    { familyName: undefined, givenName: undefined, birthDate: undefined },
  ),
};

export const Accepted: Story = {
  play: ask(async (asked) => {
    await asked.says(opened);
    await asked.press('Oui');
    await asked.says('la place est à vous');
  }),
};

export const Declined: Story = {
  play: ask(async (asked) => {
    await asked.says(opened);
    await asked.press('Non');
    await asked.says('proposée à quelqu’un d’autre');
  }),
};

/** The time to answer is over. */
export const Ended: Story = {
  play: ask(async (asked, stage) => {
    await asked.says(opened);
    await (await stage.desk.backend()).advance(11 * 60_000);
    await asked.press('Oui');
    await asked.says('n’est plus proposée');
  }),
};

/** Opened without the link of a message. */
export const WithoutLink: Story = {
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector<SeatOfferElement>('relais-seat-offer');
    if (!element) throw new Error('The story shows no offer');
    const stage = new OfferStage(documents);
    Object.assign(element, { client: await stage.clientOf('') });
    await new Asked(element).says('Aucune proposition');
  },
};
