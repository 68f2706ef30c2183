import '@relais/elements';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import settings from '../../demo/structures/rives-de-lorme.json' with { type: 'json' };
import territory from '../../demo/territories/rives-de-lorme.json' with { type: 'json' };
import { DutyStage, type DutyDocuments } from '../duty-call/duty-stage.ts';
import { BUSY } from './agenda-host.ts';
import { PlanningReader } from './reader.ts';

const documents = { settings, territory } as unknown as DutyDocuments;

interface Args {
  readonly language: 'fr' | 'en';
}

const meta: Meta<Args> = {
  title: 'Planning/Duty calls',
  component: 'relais-planning',
  args: { language: 'fr' },
  // Put there by each story, once there is something to read.
  render: () => html`<div class="place"></div>`,
};

export default meta;

type Story = StoryObj<Args>;

/** The coordinator opens « Qui peut ? » after what has happened before. */
function open(
  does: (reader: PlanningReader, stage: DutyStage) => Promise<void>,
  before: (stage: DutyStage) => Promise<void> = () => Promise.resolve(),
  stage = () => new DutyStage(documents),
): NonNullable<Story['play']> {
  return async ({ canvasElement, args }) => {
    const made = stage();
    await before(made);
    const element = document.createElement('relais-planning');
    Object.assign(element, { client: await made.as('coordinator'), language: args.language });
    canvasElement.querySelector('.place')?.append(element);
    const reader = new PlanningReader(element);
    await reader.says(args.language === 'en' ? 'Who receives, and when' : 'Qui reçoit, et quand');
    await reader.press(args.language === 'en' ? 'Who can?' : 'Qui peut');
    await does(reader, made);
  };
}

async function answered(stage: DutyStage): Promise<void> {
  const call = await stage.call('Congés d’Alix, merci d’avance.');
  await stage.answer(call, ['yes', 'ifNeeded', 'no']);
  await stage.give(call, 2, 'v22');
}

export const NoCallYet: Story = { play: open((reader) => reader.says('Aucun appel')) };

/** Nobody has said where links lead: nobody can be asked. */
export const NoPage: Story = {
  play: open(
    (reader) => reader.says('dutyUrl'),
    undefined,
    () => new DutyStage(documents, { hasPage: false }),
  ),
};

/** Who can, who can if need be, who has not answered, and one range given. */
export const WithAnswers: Story = { play: open((reader) => reader.says('sur cette plage'), answered) };
export const English: Story = {
  args: { language: 'en' },
  play: open((reader) => reader.says('on duty'), answered),
};

/** A range that the planning has lost since it was asked for. */
export const RangeGone: Story = {
  play: open(
    (reader) => reader.says('n’est plus au planning publié'),
    async (stage) => stage.shut(await stage.call()),
  ),
};

/** Another coordinator has given the range meanwhile. */
export const GivenMeanwhile: Story = {
  play: open(async (reader, stage) => {
    const call = await stage.call();
    await stage.answer(call, ['yes', 'no', 'no']);
    await reader.press('Actualiser');
    await reader.says('Dr B. Bouleau');
    await stage.give(call, 1, 'v21');
    await reader.press('Inscrire');
    await reader.says('Quelqu’un d’autre vient d’être inscrit');
  }),
};

export const Asking: Story = {
  play: open(async (reader) => {
    await reader.says('Demander qui peut');
    await reader.press('Demander qui peut');
    await reader.says('Plages à pourvoir');
    await reader.tick('vendredi');
  }),
};

/** One of those who are asked is busy by her own agenda. */
export const AskingWhileBusy: Story = {
  play: open(
    async (reader) => {
      await reader.says('Demander qui peut');
      await reader.press('Demander qui peut');
      await reader.says('Plages à pourvoir');
      await reader.tick('mardi 10');
      await reader.says('agenda occupé sur 1 plage choisie');
    },
    undefined,
    () => new DutyStage(documents, { agenda: BUSY }),
  ),
};

export const Incomplete: Story = {
  play: open(async (reader) => {
    await reader.says('Demander qui peut');
    await reader.press('Demander qui peut');
    await reader.says('Plages à pourvoir');
    await reader.press('Envoyer l’appel');
    await reader.says('Cochez une plage au moins');
  }),
};
