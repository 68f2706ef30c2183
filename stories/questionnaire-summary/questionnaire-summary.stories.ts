import '@relais/elements';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { Filler } from '../support/filler.ts';
import { wordsOf } from '../support/visitor.ts';
import { answered, beforeVisit } from '../questionnaire/before-visit.ts';

const meta: Meta = {
  title: 'Questionnaire/Summary',
  component: 'relais-questionnaire-summary',
  args: { for: 'formulaire' },
};

export default meta;

/** What the form beside it says so far, in sentences that follow every answer and its language. */
export const BesideItsForm: StoryObj<{ for: string }> = {
  render: (args) => html`
    <relais-questionnaire
      id="formulaire"
      language="fr"
      .questionnaire=${beforeVisit}
      .response=${answered}
    ></relais-questionnaire>
    <relais-questionnaire-summary for=${args.for}></relais-questionnaire-summary>
  `,
  play: async ({ canvasElement }) => {
    const [form, summary] = ['relais-questionnaire', 'relais-questionnaire-summary'].map((tag) =>
      canvasElement.querySelector(tag),
    ) as [HTMLElementTagNameMap['relais-questionnaire'], HTMLElementTagNameMap['relais-questionnaire-summary']];
    const filler = new Filler(form);
    await filler.ready();
    const told = () => wordsOf(summary.shadowRoot?.querySelector('.root') ?? null);
    await filler.until('the answers are told', () => told().includes('38,6'));
    await filler.type('Température', '39,2');
    await filler.until('the new answer is told', () => told().includes('39,2'));
    form.language = 'en';
    await filler.until('it is told in English', () => told().includes('Sore throat'));
    form.language = 'fr';
    await filler.until('it is told in French again', () => told().includes('Mal de gorge'));
  },
};

/** Nothing is answered yet. */
export const Empty: StoryObj<{ for: string }> = {
  render: (args) => html`
    <relais-questionnaire id="formulaire" language="fr" .questionnaire=${beforeVisit}></relais-questionnaire>
    <relais-questionnaire-summary for=${args.for}></relais-questionnaire-summary>
  `,
};
