import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import './pictures.ts';
import type { PictureName } from './pictures.ts';

interface Args {
  shows: PictureName;
}

type Story = StoryObj<Args>;

/** How figures are drawn: `packages/elements/src/ui/charts`. Each can be walked through with the arrow keys. */
const meta: Meta<Args> = {
  title: 'Pictures',
  tags: ['every-browser'],
  render: ({ shows }) => html`<relais-story-picture shows=${shows}></relais-story-picture>`,
};

export default meta;

/** Two periods, told apart by their lines and points; a month with nothing to calculate, one hidden, one that is not over. */
export const Trend: Story = { args: { shows: 'trend' } };
/** Values that are all below zero: zero is in the picture. */
export const Below: Story = { args: { shows: 'below' } };
/** Names that are sentences; the earlier period hatched. */
export const Bars: Story = { args: { shows: 'bars' } };
export const Week: Story = { args: { shows: 'week' } };
/** Every day of a year; on a telephone weeks go down. */
export const Year: Story = { args: { shows: 'year' } };
