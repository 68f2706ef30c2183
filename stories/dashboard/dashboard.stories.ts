import '@relais/elements';
import type { Board, Dashboard } from '@relais/elements';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import { PaperPort, type PaperOptions } from '../indicator/paper.ts';
import { Reader, wordsOf } from '../indicator/reader.ts';

interface Args extends PaperOptions {
  readonly board: string;
  readonly language?: 'fr' | 'en';
  readonly compare?: Dashboard['compare'];
  readonly boards?: readonly Board[];
  readonly indicators?: string;
  readonly from?: string;
  readonly to?: string;
}
type Story = StoryObj<Args>;

const meta: Meta<Args> = {
  title: 'Dashboard',
  component: 'relais-dashboard',
  args: { board: 'access', language: 'fr' },
  argTypes: {
    language: { control: 'inline-radio', options: ['fr', 'en'] },
    board: { control: 'select', options: ['live', 'protocols', 'access', 'pathways', 'territory', 'load'] },
  },
  render: ({ board, language, compare, boards, indicators, from, to, ...options }): TemplateResult =>
    html`<relais-dashboard
      .port=${new PaperPort(options)}
      .boards=${boards ?? []}
      board=${board}
      indicators=${indicators ?? nothing}
      from=${from ?? nothing}
      to=${to ?? nothing}
      compare=${compare ?? nothing}
      language=${language ?? nothing}
    ></relais-dashboard>`,
};

export default meta;

function act(does: (reader: Reader<Dashboard>) => Promise<void>): NonNullable<Story['play']> {
  return async ({ canvasElement }) => {
    const dashboard = canvasElement.querySelector('relais-dashboard');
    if (!dashboard) throw new Error('The story shows no dashboard');
    await does(new Reader(dashboard));
  };
}

/** All figures have come, and say something. */
const shown = async (reader: Reader<Dashboard>) => {
  const figures = () => [...reader.root.querySelectorAll('relais-indicator')];
  await reader.until('all figures', () => figures().length > 0 && figures().every(isThere));
};

function isThere({ shadowRoot }: Element): boolean {
  const text = wordsOf(shadowRoot?.querySelector('.root'));
  return text.length > 0 && !text.includes('Lecture') && !text.includes('Reading');
}

export const Live: Story = { args: { board: 'live' }, play: act(shown) };
export const Protocols: Story = { args: { board: 'protocols', compare: 'previous' }, play: act(shown) };
export const Access: Story = { play: act(shown) };
export const Pathways: Story = { args: { board: 'pathways' }, play: act(shown) };
export const Territory: Story = { args: { board: 'territory', compare: 'sameLastYear' }, play: act(shown) };
export const Load: Story = { args: { board: 'load' }, play: act(shown) };
export const English: Story = { args: { board: 'access', language: 'en' }, play: act(shown) };
/** Figures a page names itself. */
export const Chosen: Story = { args: { indicators: 'SNP-01 SNP-06 SNP-01:trend' }, play: act(shown) };

/** A filter that some figures do not have: those say so. */
export const Filtered: Story = {
  play: act(async (reader) => {
    await shown(reader);
    await reader.choose('filter-0', 'ageBand');
    await reader.choose('filter-0-value', '75+');
    await reader.says('Filtré');
    await shown(reader);
  }),
};
/** A period that cannot be: one message, and no figures that would be mistaken for an answer. */
export const Inverted: Story = {
  args: { from: '2026-11-30', to: '2026-01-01' },
  play: act((reader) => reader.says('La fin est avant le début')),
};
export const Sentence: Story = {
  play: act(async (reader) => {
    await reader.press('Emporter');
    await reader.press('La semaine en une phrase');
    await reader.says('Prête à envoyer');
  }),
};
/** What can be taken away, the report of the year among it. */
export const Taken: Story = {
  play: act(async (reader) => {
    await reader.press('Emporter');
    await reader.says('PDF, avec les images');
    await reader.says('Rapport d’activité 2026 (Word)');
  }),
};
export const Composed: Story = {
  play: act(async (reader) => {
    await reader.press('Composer un tableau');
    await reader.says('Nom du tableau');
  }),
};
export const Verify: Story = {
  play: act(async (reader) => {
    await reader.press('Emporter');
    await reader.press('Vérifier un fichier');
    await reader.says('dit s’il a été modifié');
  }),
};
export const Forbidden: Story = { args: { code: 'forbidden' }, play: act((reader) => reader.says('sont réservés')) };
export const Unreachable: Story = {
  args: { code: 'unreachable' },
  play: act((reader) => reader.says('Le serveur ne répond pas')),
};
export const Loading: Story = { args: { isSlow: true }, play: act((reader) => reader.says('Lecture')) };
