export { widthOf } from './chart.ts';
export type { Anchor, Chart, Mark, Plan, Point, Sample, Series, Shape, Sheet } from './chart.ts';
export { planBars } from './bars.ts';
export type { BarsChart } from './bars.ts';
export { HEAT_STEPS, heatCross, heatSquare, heatStepOf, planHeatmap } from './heatmap.ts';
export type { Heading, HeatmapChart } from './heatmap.ts';
export { planTrend, trendSamples } from './trend.ts';
export type { TrendChart } from './trend.ts';
