import '@relais/elements';
import type { ProtocolTree } from '@relais/elements';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import table from '../../demo/protocols/cases/odynophagie.json' with { type: 'json' };
import cheville from '../../demo/protocols/entorse-cheville.json' with { type: 'json' };
import odynophagie from '../../demo/protocols/odynophagie.json' with { type: 'json' };
import { PATIENCE_MILLISECONDS } from '../support/patience.ts';

type Args = Partial<Pick<ProtocolTree, 'protocol' | 'answers' | 'view' | 'trial' | 'withoutTrial' | 'language'>>;

const meta: Meta<Args> = {
  title: 'Protocol/Tree',
  component: 'relais-protocol-tree',
  args: { protocol: odynophagie, language: 'fr' },
  render: ({ protocol, answers, view, trial = false, withoutTrial = false, language }) => html`
    <relais-protocol-tree
      .protocol=${protocol}
      .answers=${answers}
      .view=${view}
      .trial=${trial}
      .withoutTrial=${withoutTrial}
      .language=${language}
    ></relais-protocol-tree>
  `,
};

export default meta;

type Story = StoryObj<Args>;

async function until(canvas: HTMLElement, isTrue: (root: ShadowRoot) => boolean): Promise<void> {
  const root = canvas.querySelector('relais-protocol-tree')?.shadowRoot;
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  while (!root || !isTrue(root)) {
    if (performance.now() > deadline) throw new Error(`Not reached: ${root?.textContent ?? 'no element'}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const isDrawn = (root: ShadowRoot): boolean => root.querySelector('[role="treeitem"]') !== null;
const says = (words: string) => (root: ShadowRoot) =>
  root.querySelector('.verdict')?.textContent.replaceAll('\xa0', ' ').includes(words) === true &&
  root.querySelector('relais-questionnaire')?.matches(':state(ready)') === true;

/** Criteria, questions, rules in the order in which they go before each other, and what follows. */
export const Tree: Story = {
  args: { view: 'tree' },
  play: ({ canvasElement }) => until(canvasElement, isDrawn),
};

/** Conditions that are long, and of several parts. */
export const LongConditions: Story = {
  args: { protocol: cheville, view: 'tree' },
  play: ({ canvasElement }) => until(canvasElement, isDrawn),
};

/** What is shown on a telephone, and read aloud. */
export const List: Story = {
  args: { view: 'list' },
  play: ({ canvasElement }) => until(canvasElement, isDrawn),
};

/** An alert, with the answers and the rule that led there. */
export const Alert: Story = {
  args: { trial: true, answers: { ...table.ordinary, 'od.trod': 'non-concluant' } },
  play: ({ canvasElement }) => until(canvasElement, says('TROD non concluant')),
};

/** An urgency goes before everything. */
export const Urgent: Story = {
  args: { trial: true, answers: { ...table.ordinary, 'od.rf.neck': true, 'od.age': 5 } },
  play: ({ canvasElement }) => until(canvasElement, says('Signe de complication')),
};

/** Nothing is answered yet. */
export const Unanswered: Story = {
  args: { trial: true },
  play: ({ canvasElement }) => until(canvasElement, says('Il manque des réponses')),
};

/** Our words in English; those of the protocol stay. */
export const English: Story = {
  args: { view: 'tree', language: 'en' },
  play: ({ canvasElement }) =>
    until(canvasElement, (root) => root.textContent.includes('Who is concerned') && isDrawn(root)),
};

/** What cannot be read as a whole is not shown at all. */
export const Unreadable: Story = {
  args: { protocol: { ...odynophagie, kind: 'recipe' } },
  play: ({ canvasElement }) => until(canvasElement, (root) => root.querySelector('.trouble') !== null),
};

/** No protocol is given. */
export const Empty: Story = { args: { protocol: undefined } };
