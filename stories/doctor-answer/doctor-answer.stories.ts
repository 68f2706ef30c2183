import '@relais/elements';
import type { DoctorAnswerElement } from '@relais/elements';
import type { DeskSettings, StructureSettings, Territory } from '@relais/model';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import desk from '../../demo/desks/desk.json' with { type: 'json' };
import settings from '../../demo/structures/rives-de-lorme.json' with { type: 'json' };
import territory from '../../demo/territories/rives-de-lorme.json' with { type: 'json' };
import type { DeskDocuments } from '../waitlist/desk-stage.ts';
import { DoctorStage, TreatingDoctor } from './doctor-stage.ts';

const documents = { settings, territory, desk } as unknown as DeskDocuments & {
  readonly settings: StructureSettings;
  readonly territory: Territory;
  readonly desk: DeskSettings;
};

interface Args {
  readonly language?: 'fr' | 'en';
}

const meta: Meta<Args> = {
  title: 'Doctor answer',
  component: 'relais-doctor-answer',
  args: { language: 'fr' },
  render: ({ language }) => html`<relais-doctor-answer language=${language ?? nothing}></relais-doctor-answer>`,
};

export default meta;

type Story = StoryObj<Args>;

/** A treating doctor is asked, and opens the link, after what has happened before. */
function open(
  does: (doctor: TreatingDoctor, stage: DoctorStage, id: string) => Promise<void>,
  before: (stage: DoctorStage, id: string) => Promise<void> = () => Promise.resolve(),
): NonNullable<Story['play']> {
  return async ({ canvasElement }) => {
    const element = canvasElement.querySelector<DoctorAnswerElement>('relais-doctor-answer');
    if (!element) throw new Error('The story shows no question');
    const stage = new DoctorStage(documents);
    const id = await stage.ask();
    const link = await stage.link();
    const client = await stage.telephone();
    await before(stage, id);
    Object.assign(element, { link, client });
    await does(new TreatingDoctor(element), stage, id);
  };
}

/** Until when, two answers, and nothing of who it is. */
export const Asked: Story = { play: open((doctor) => doctor.says('Je la vois moi-même')) };
export const English: Story = {
  args: { language: 'en' },
  play: open((doctor) => doctor.says('I will see them myself')),
};

export const Sees: Story = {
  play: open(async (doctor) => {
    await doctor.says('Je la vois moi-même');
    await doctor.press('Je la vois');
    await doctor.says('C’est noté : vous la voyez');
  }),
};

export const Cannot: Story = {
  play: open(async (doctor) => {
    await doctor.says('Je ne peux pas');
    await doctor.press('Je ne peux pas');
    await doctor.says('La demande suit son cours');
  }),
};

/** The time passed while the page stood open. */
export const TooLate: Story = {
  play: open(async (doctor, stage) => {
    await doctor.says('Je la vois moi-même');
    await stage.wait(20);
    await doctor.press('Je la vois');
    await doctor.says('Le temps de répondre est passé');
  }),
};

/** Somebody at the desk is calling the person. */
export const DeskIsCalling: Story = {
  play: open(
    (doctor) => doctor.says('Le secrétariat s’en occupe'),
    (stage, id) => stage.desk.act('nadia', id, { kind: 'claim' }),
  ),
};

/** No network when the answer is sent: it can be sent again. */
export const Unreachable: Story = {
  play: open(async (doctor, stage) => {
    await doctor.says('Je la vois moi-même');
    (await stage.desk.backend()).fail('unavailable');
    await doctor.press('Je la vois');
    await doctor.says('Réessayer');
  }),
};

/** Opened without the link that was sent, or by one that opens nothing any more. */
export const WithoutLink: Story = {
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector<DoctorAnswerElement>('relais-doctor-answer');
    if (!element) throw new Error('The story shows no question');
    Object.assign(element, { client: await new DoctorStage(documents).telephone() });
    await new TreatingDoctor(element).says('Aucune demande à ouvrir');
  },
};
