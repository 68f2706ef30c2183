import '@relais/elements';
import type { LetterElement } from '@relais/elements';
import type { RunLetters } from '@relais/sdk/letter';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { ended, LettersInMemory, madeOnTest, prescribedOnTest } from './letters-in-memory.ts';

interface Args {
  language: 'fr' | 'en';
  given: Partial<RunLetters>;
}
type Story = StoryObj<Args>;

const meta: Meta<Args> = {
  title: 'Letter',
  component: 'relais-letter',
  args: { language: 'fr', given: {} },
  argTypes: { language: { control: 'inline-radio', options: ['fr', 'en'] } },
  render: ({ language, given }): TemplateResult =>
    html`<relais-letter
      language=${language}
      run="passage-de-demonstration"
      .letters=${new LettersInMemory(given)}
    ></relais-letter>`,
};

export default meta;

async function shown(canvas: HTMLElement): Promise<ShadowRoot> {
  const element = canvas.querySelector<LetterElement>('relais-letter')!;
  for (let turn = 0; turn < 300 && !element.shadowRoot?.querySelector('.card'); turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return element.shadowRoot!;
}

/** Each is read before it is made; what is missing for one is said. */
export const ToBeMade: Story = {
  play: async ({ canvasElement }) => {
    const root = await shown(canvasElement);
    root.querySelector('details')!.open = true;
  },
};

const [letter] = ended.drafts;
const made = { id: 'lettre', kind: 'liaisonLetter', madeAt: '2026-11-30T09:00:00Z', secrecy: false } as const;

/** It has left by the secure mail. */
export const Sent: Story = {
  args: { given: { letters: [{ ...made, content: letter!.content, delivery: { state: 'sent' } }] } },
  play: ({ canvasElement }) => shown(canvasElement).then(() => undefined),
};

/** It did not leave: it is tried again, or sent by hand. */
export const NotSent: Story = {
  args: {
    given: { letters: [{ ...made, content: letter!.content, delivery: { state: 'failed', code: 'EENVELOPE-550' } }] },
  },
  play: ({ canvasElement }) => shown(canvasElement).then(() => undefined),
};

/** The patient was not told yet. */
export const ToInform: Story = {
  args: { given: { exchange: 'toInform', minor: true } },
  play: ({ canvasElement }) => shown(canvasElement).then(() => undefined),
};

/** A backend without secure mail. */
export const ByHand: Story = {
  args: { given: { sends: false, letters: [{ ...made, content: letter!.content, delivery: { state: 'toHand' } }] } },
  play: ({ canvasElement }) => shown(canvasElement).then(() => undefined),
};

/** It is dispensed on a test: whoever hands it over says so, with its last day. */
export const OnATest: Story = {
  args: { given: prescribedOnTest() },
  play: async ({ canvasElement }) => {
    const root = await shown(canvasElement);
    root.querySelector('details')!.open = true;
  },
};

/** No source gives the condition, and no number of days is written. */
export const OnATestAsAnExample: Story = {
  args: { given: prescribedOnTest({ mention: 'si test d’exemple positif', illustrative: true }) },
  play: ({ canvasElement }) => shown(canvasElement).then(() => undefined),
};

/** It was made, and can be handed over until its last day. */
export const OnATestToHand: Story = {
  args: { given: madeOnTest() },
  play: ({ canvasElement }) => shown(canvasElement).then(() => undefined),
};

/** Its last day is over, and nobody has handed it over: it is read, and leaves no more. */
export const OnATestLapsed: Story = {
  args: { given: madeOnTest({ lapsed: true }) },
  play: ({ canvasElement }) => shown(canvasElement).then(() => undefined),
};

/** It was handed over in time, and its last day is over. */
export const OnATestHandedAndLapsed: Story = {
  args: { given: madeOnTest({ lapsed: true, delivery: { state: 'handed', at: made.madeAt } }) },
  play: ({ canvasElement }) => shown(canvasElement).then(() => undefined),
};

export const OnATestLapsedInEnglish: Story = {
  args: { language: 'en', given: madeOnTest({ lapsed: true }) },
  play: ({ canvasElement }) => shown(canvasElement).then(() => undefined),
};

export const InEnglish: Story = {
  args: { language: 'en' },
  play: ({ canvasElement }) => shown(canvasElement).then(() => undefined),
};
