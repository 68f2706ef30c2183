import '@relais/elements';
import type { Indicator, IndicatorView } from '@relais/elements';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import { PaperPort, type PaperOptions } from './paper.ts';
import { Reader } from './reader.ts';

interface Args extends PaperOptions {
  readonly indicator: string;
  readonly view?: IndicatorView;
  readonly by?: string;
  readonly from?: string;
  readonly to?: string;
  readonly compare?: Indicator['compare'];
  readonly language?: 'fr' | 'en';
  readonly publishableKey?: string;
}
type Story = StoryObj<Args>;

const meta: Meta<Args> = {
  title: 'Indicator',
  component: 'relais-indicator',
  args: { indicator: 'SNP-04', from: '2026-01-01', to: '2026-11-30', language: 'fr' },
  argTypes: {
    language: { control: 'inline-radio', options: ['fr', 'en'] },
    view: { control: 'inline-radio', options: ['number', 'trend', 'bars', 'heatmap', 'table'] },
  },
  render: ({ indicator, view, by, from, to, compare, language, publishableKey, ...options }): TemplateResult =>
    html`<relais-indicator
      .port=${new PaperPort(options)}
      indicator=${indicator}
      view=${view ?? nothing}
      by=${by ?? nothing}
      from=${from ?? nothing}
      to=${to ?? nothing}
      compare=${compare ?? nothing}
      language=${language ?? nothing}
      publishable-key=${publishableKey ?? nothing}
    ></relais-indicator>`,
};

export default meta;

function act(does: (reader: Reader) => Promise<void>): NonNullable<Story['play']> {
  return async ({ canvasElement }) => {
    const indicator = canvasElement.querySelector('relais-indicator');
    if (!indicator) throw new Error('The story shows no figure');
    await does(new Reader(indicator));
  };
}

const says = (words: string) => act((reader) => reader.says(words));

/** A share, with what it is made of. */
export const Number: Story = { play: says('/') };
/** A year before: the change is in points, and no colour says whether more is better. */
export const Compared: Story = { args: { compare: 'sameLastYear' }, play: says('points') };
export const English: Story = { args: { language: 'en', compare: 'previous' }, play: says('the period before') };
export const Delay: Story = { args: { indicator: 'SNP-06' }, play: says('9 fois sur 10') };
export const Declared: Story = { args: { indicator: 'ACI-C1' }, play: says('Déclaré') };

/** What is not counted here says why, and is no zero. */
export const NotMeasured: Story = { args: { indicator: 'SNP-22' }, play: says('Non mesuré ici') };
export const Hidden: Story = { args: { indicator: 'COOP-01', mood: 'hidden' }, play: says('masqué') };
export const Empty: Story = { args: { indicator: 'SNP-01', mood: 'empty' }, play: says('Rien n’a été enregistré') };
export const NothingToDivideBy: Story = { args: { mood: 'incalculable' }, play: says('Non calculable') };
export const TooEarly: Story = { args: { mood: 'early' }, play: says('Pas encore assez') };
export const Behind: Story = { args: { mood: 'behind' }, play: says('12 événements pas encore comptés') };
/** Days at an end that make no block of five patients are left out, and that is said. */
export const Narrowed: Story = { args: { mood: 'narrowed' }, play: says('Compté du 1er janvier au 22 novembre') };
/** What was counted elsewhere stands beside the figure, with its own mark, and is added to nothing. */
export const TakenOver: Story = {
  args: { indicator: 'SNP-01', hasHistory: true, from: '2025-10-01' },
  play: says('jamais ajouté'),
};
/** Not counted here, and brought from elsewhere: it is still no figure measured here. */
export const TakenOverAlone: Story = {
  args: { indicator: 'ACI-A1', hasHistory: true, from: '2025-10-01' },
  play: says('pas un chiffre mesuré'),
};
/** Imported actions count as declared, and how many they are is told. */
export const TakenOverActions: Story = {
  args: { indicator: 'ACI-V1', hasHistory: true },
  play: says('Dont 12 reprises'),
};
/** Below the line, and in a column of its own of the table behind it. */
export const TakenOverTrend: Story = {
  args: { indicator: 'SNP-01', view: 'trend', hasHistory: true, from: '2025-01-01' },
  play: act((reader) => reader.picture()),
};
export const TakenOverTable: Story = {
  args: { indicator: 'SNP-01', view: 'table', hasHistory: true, from: '2025-01-01' },
  play: says('janvier 2025'),
};

/** A later reading failed: the older figure stays, with its time. */
export const Stale: Story = {
  args: { isLostLater: true },
  play: act(async (reader) => {
    await reader.says('/');
    reader.port.move();
    await reader.says('le serveur ne répond plus');
  }),
};

export const Loading: Story = { args: { isSlow: true }, play: says('Lecture du chiffre') };
export const Forbidden: Story = { args: { code: 'forbidden' }, play: says('réservés à la coordination') };
export const Unreachable: Story = { args: { code: 'unreachable' }, play: says('Le serveur ne répond pas') };
export const Failed: Story = { args: { code: 'unexpected' }, play: says('unexpected') };
export const Unknown: Story = { args: { indicator: 'SNP-99' }, play: says('n’existe pas') };
export const Inverted: Story = {
  args: { from: '2026-11-30', to: '2026-01-01' },
  play: says('La période finit avant de commencer'),
};
export const Future: Story = { args: { to: '2027-01-31' }, play: says('au-delà d’aujourd’hui') };

/** On a page that anybody may see. */
export const Public: Story = { args: { indicator: 'SNP-01', publishableKey: 'pk_rives' }, play: says('demandes') };

export const Trend: Story = {
  args: { indicator: 'SNP-01', view: 'trend', compare: 'sameLastYear' },
  play: act((reader) => reader.picture()),
};
export const Bars: Story = {
  args: { indicator: 'SNP-03', view: 'bars', compare: 'previous' },
  play: act((reader) => reader.picture()),
};
export const Week: Story = { args: { indicator: 'SNP-01', view: 'heatmap' }, play: act((reader) => reader.picture()) };
export const Year: Story = {
  args: { indicator: 'SNP-01', view: 'heatmap', by: 'day' },
  play: act((reader) => reader.picture()),
};
export const Table: Story = { args: { indicator: 'SNP-01', view: 'table' }, play: says('novembre 2026') };

/** Where it comes from: definition, what was left out, freshness, and on demand the lines that make it. */
export const About: Story = {
  play: act(async (reader) => {
    await reader.says('/');
    await reader.press('D’où vient ce chiffre');
    await reader.says('Place dans le journal');
    await reader.press('Voir les lignes');
    await reader.says('8 sur 212');
  }),
};
/** Lines are refused wherever the figure is hidden. */
export const LinesHidden: Story = {
  args: { indicator: 'COOP-01', mood: 'hidden' },
  play: act(async (reader) => {
    await reader.says('masqué');
    await reader.press('D’où vient ce chiffre');
    await reader.press('Voir les lignes');
    await reader.says('Les lignes sont masquées');
  }),
};
