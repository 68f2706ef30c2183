import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import type { Trouble } from '../../packages/elements/src/ui/flow/trouble.ts';
import './desk.ts';
import type { Part, StoryDesk } from './desk.ts';

interface Args {
  part: Part;
  language: StoryDesk['language'];
  density: 'comfortable' | 'compact';
  rowCount: number;
  trouble?: Trouble;
}

type Story = StoryObj<Args>;

/** What elements share: `packages/elements/src/ui`. One element of the stories is made of them, as a desk is. */
const meta: Meta<Args> = {
  title: 'Parts',
  tags: ['every-browser'],
  args: { part: 'all', language: 'fr', density: 'comfortable', rowCount: 12 },
  argTypes: {
    language: { control: 'inline-radio', options: ['fr', 'en', 'ar'] },
    density: { control: 'inline-radio', options: ['comfortable', 'compact'] },
  },
  render: ({ part, language, density, rowCount, trouble }) =>
    html`<relais-story-desk
      shows=${part}
      language=${language}
      density=${density}
      .rowCount=${rowCount}
      .trouble=${trouble ?? nothing}
    ></relais-story-desk>`,
};

export default meta;

function of(part: Part, more: Partial<Args> = {}): Story {
  return { args: { part, ...more } };
}

function act(
  does: (desk: StoryDesk, press: (label: string) => Promise<void>) => Promise<void>,
): NonNullable<Story['play']> {
  return async ({ canvasElement }) => {
    const desk = canvasElement.querySelector('relais-story-desk');
    if (!desk) throw new Error('The story shows no desk');
    await desk.updateComplete;
    await does(desk, async (label) => {
      const buttons = [...(desk.shadowRoot?.querySelectorAll('button') ?? [])];
      const button = buttons.find((one) => one.textContent.includes(label));
      if (!button) throw new Error(`No button ${label}`);
      button.click();
      await desk.updateComplete;
    });
  };
}

/** All of them on one page, as a finger wants them. */
export const Together: Story = of('all');
/** The same for a mouse and many rows. */
export const TogetherCompact: Story = of('all', { density: 'compact' });
export const TogetherInEnglish: Story = of('all', { language: 'en' });
/** In a pseudo-language that is written from right to left. */
export const TogetherFromRightToLeft: Story = of('all', { language: 'ar' });
export const TogetherFromRightToLeftCompact: Story = of('all', { language: 'ar', density: 'compact' });

/** Steps, and the way back. */
export const Flow: Story = { ...of('flow'), play: act((_desk, press) => press('Continuer')) };
/** Fields of every kind. */
export const Fields: Story = of('fields');
/** Refused: how many answers are to be corrected, and the way to each. */
export const FieldsRefused: Story = { ...of('fields'), play: act((_desk, press) => press('Enregistrer')) };
/** Sorted by a column; cards where there is little room. */
export const Table: Story = { ...of('table'), play: act((_desk, press) => press('Attend depuis')) };
export const TableCompact: Story = of('table', { density: 'compact', rowCount: 40 });
/** A list, and what is chosen beside it. */
export const ListAndDetail: Story = { ...of('list'), play: act((_desk, press) => press('Delaunay')) };
export const ListAndDetailCompact: Story = of('list', { density: 'compact', rowCount: 40 });
export const Tabs: Story = of('tabs');
export const TabsBeside: Story = of('side');
export const Menu: Story = { ...of('menu'), play: act((_desk, press) => press('Plus d’actions')) };
export const Dialog: Story = { ...of('dialog'), play: act((_desk, press) => press('Clore le rappel')) };
/** Said aloud, stays while somebody is at it, and can be taken back. */
export const Toast: Story = { ...of('toast'), play: act((_desk, press) => press('Retirer la première')) };
export const Badges: Story = of('badges');
/** A list that was read and holds nothing: no failure. */
export const Empty: Story = of('empty');
/** Somebody else was first: what they have changed, and the ways on. */
export const Overtaken: Story = { ...of('overtaken'), play: act((_desk, press) => press('Enregistrer la liste')) };
/** People, dates and times; whose clock it is, where it is not the browser's. */
export const Formats: Story = of('formats');

export const Offline: Story = of('all', { trouble: { name: 'offline' } });
export const Unreachable: Story = of('all', { trouble: { name: 'unreachable' } });
export const SignedOut: Story = of('all', { trouble: { name: 'signed-out' } });
export const Forbidden: Story = of('all', { trouble: { name: 'forbidden' } });
export const Missing: Story = of('all', { trouble: { name: 'missing' } });
export const Misconfigured: Story = of('all', { trouble: { name: 'misconfigured' } });
export const RefusedSite: Story = of('all', {
  trouble: { name: 'site-not-allowed', origin: 'https://www.mairie.example' },
});
export const Waiting: Story = of('all', { trouble: { name: 'waiting', retryAt: 0 } });
export const Failed: Story = of('all', { trouble: { name: 'failed', code: 'unexpected' } });
