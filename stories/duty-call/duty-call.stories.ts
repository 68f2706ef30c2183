import '@relais/elements';
import type { DutyCallElement } from '@relais/elements';
import type { DutyCall } from '@relais/sdk';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import settings from '../../demo/structures/rives-de-lorme.json' with { type: 'json' };
import territory from '../../demo/territories/rives-de-lorme.json' with { type: 'json' };
import { BUSY_ON_MONDAY } from '../planning/agenda-host.ts';
import { DutyStage, Volunteer, type DutyDocuments } from './duty-stage.ts';

const documents = { settings, territory } as unknown as DutyDocuments;

interface Args {
  readonly language?: 'fr' | 'en';
}

const meta: Meta<Args> = {
  title: 'Duty call',
  component: 'relais-duty-call',
  args: { language: 'fr' },
  render: ({ language }) => html`<relais-duty-call language=${language ?? nothing}></relais-duty-call>`,
};

export default meta;

type Story = StoryObj<Args>;

/** Somebody is asked, and opens the link, after what has happened before. */
function ask(
  does: (volunteer: Volunteer, stage: DutyStage, call: DutyCall) => Promise<void>,
  before: (stage: DutyStage, call: DutyCall) => Promise<void> = () => Promise.resolve(),
): NonNullable<Story['play']> {
  return async ({ canvasElement }) => {
    const element = canvasElement.querySelector<DutyCallElement>('relais-duty-call');
    if (!element) throw new Error('The story shows no call');
    const stage = new DutyStage(documents);
    const call = await stage.call('Congés d’Alix, merci d’avance.');
    const link = await stage.linkOf(call);
    await before(stage, call);
    Object.assign(element, { link, client: await stage.telephone() });
    await does(new Volunteer(element), stage, call);
  };
}

/** Each range with its three answers, what the coordination says, and until when. */
export const Asked: Story = { play: ask((volunteer) => volunteer.says('Envoyer mes réponses')) };
export const English: Story = {
  args: { language: 'en' },
  play: ask((volunteer) => volunteer.says('Send my answers')),
};

export const NothingChosen: Story = {
  play: ask(async (volunteer) => {
    await volunteer.says('Envoyer');
    await volunteer.press('Envoyer');
    await volunteer.says('Répondez pour une plage au moins');
  }),
};

export const Answered: Story = {
  play: ask(async (volunteer) => {
    await volunteer.says('Envoyer');
    await volunteer.choose(1, 'yes');
    await volunteer.choose(2, 'ifNeeded');
    await volunteer.press('Envoyer');
    await volunteer.says('Merci, c’est noté');
  }),
};

/** Inès, whose mail has not reached her, is busy at one of the ranges by the calendar she keeps herself. */
export const WhileBusy: Story = {
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector<DutyCallElement>('relais-duty-call');
    if (!element) throw new Error('The story shows no call');
    const stage = new DutyStage(documents, { agenda: BUSY_ON_MONDAY });
    Object.assign(element, { link: await stage.unsentLinkOf(await stage.call()), client: await stage.telephone() });
    await new Volunteer(element).says('Votre agenda est occupé à ces heures');
  },
};

/** Opened again: one range is theirs, one a colleague's, and one has left the planning. */
export const HowItStands: Story = {
  play: ask(
    (volunteer) => volunteer.says('Cette plage est à vous'),
    async (stage, call) => {
      await stage.answer(call, ['yes', 'yes', 'no']);
      await stage.give(call, 2, 'v22');
      await stage.give(call, 3, 'v21');
    },
  ),
};

/** The planning was published anew: what it has no more is said, and not asked. */
export const RangeGone: Story = {
  play: ask(
    (volunteer) => volunteer.says('n’est plus au planning'),
    (stage, call) => stage.shut(call),
  ),
};

/** Closed while the page stood open. */
export const Closed: Story = {
  play: ask(async (volunteer, stage, call) => {
    await volunteer.says('Envoyer');
    await volunteer.choose(1, 'yes');
    await stage.end(call);
    await volunteer.press('Envoyer');
    await volunteer.says('Cet appel est clos');
  }),
};

/** No network when the answers are sent. */
export const Offline: Story = {
  play: ask(async (volunteer, stage) => {
    await volunteer.says('Envoyer');
    await volunteer.choose(1, 'yes');
    (await stage.backend()).fail('unavailable');
    await volunteer.press('Envoyer');
    await volunteer.says('Réessayer');
  }),
};

/** Opened without the link that was given, or by one that opens nothing any more. */
export const WithoutLink: Story = {
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector<DutyCallElement>('relais-duty-call');
    if (!element) throw new Error('The story shows no call');
    Object.assign(element, { client: await new DutyStage(documents).telephone() });
    await new Volunteer(element).says('Aucun appel à ouvrir');
  },
};
