import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import './tokens.ts';
import type { Shown, ThemeName } from './tokens.ts';

interface Args {
  theme: ThemeName;
  scheme: 'light' | 'dark';
  shows: Shown;
}

type Story = StoryObj<Args>;

/** What a host may set (docs/themes.md), the themes that are ready, and the shared parts in each. */
const meta: Meta<Args> = {
  title: 'Tokens',
  args: { theme: 'none', scheme: 'light', shows: 'tokens' },
  argTypes: {
    theme: { control: 'inline-radio', options: ['none', 'calm', 'contrast', 'dark'] },
    scheme: { control: 'inline-radio', options: ['light', 'dark'] },
    shows: { control: 'inline-radio', options: ['tokens', 'parts'] },
  },
  render: ({ theme, scheme, shows }) =>
    html`<relais-story-tokens theme=${theme} scheme=${scheme} shows=${shows}></relais-story-tokens>`,
};

export default meta;

const of = (args: Partial<Args>): Story => ({ args });

export const Tokens: Story = of({});
export const TokensInTheDark: Story = of({ scheme: 'dark' });
export const Calm: Story = of({ theme: 'calm', shows: 'parts' });
/** Every text 7 or more to what it stands on. */
export const Contrast: Story = of({ theme: 'contrast', shows: 'parts' });
export const ContrastInTheDark: Story = of({ theme: 'contrast', scheme: 'dark', shows: 'parts' });
export const ContrastTokens: Story = of({ theme: 'contrast' });
/** On a page that is light. */
export const Dark: Story = of({ theme: 'dark', shows: 'parts' });
