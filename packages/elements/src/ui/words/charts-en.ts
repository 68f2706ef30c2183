import type { ChartWords } from './charts-fr.ts';

export const charts: ChartWords = {
  arrows: 'The arrow keys lead from one point to the next.',
  partial: 'Period not over',
  hidden: 'hidden: too few patients',
  upTo: (value) => `up to ${value}`,
};
