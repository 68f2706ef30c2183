import '@relais/elements';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { createStage, type Stage } from '../support/stage.ts';
import { Visitor } from '../support/visitor.ts';

const meta: Meta = {
  title: 'Provider',
  component: 'relais-provider',
  loaders: [() => ({ stage: createStage({}) })],
  render: (_args, { loaded }) => html`
    <relais-provider .client=${(loaded['stage'] as Stage).client} language="en" .strings=${{ start: 'See a doctor' }}>
      <p>Two pickers, one client; the second speaks for itself.</p>
      <relais-slot-picker></relais-slot-picker>
      <p></p>
      <relais-slot-picker language="fr"></relais-slot-picker>
    </relais-provider>
  `,
};

export default meta;

/** One client, language and words for all that is inside. */
export const Shared: StoryObj = {
  play: async ({ canvasElement }) => {
    for (const picker of canvasElement.querySelectorAll('relais-slot-picker')) {
      await picker.updateComplete;
      await new Visitor(picker).press('See a doctor', 'checklist');
    }
  },
};
