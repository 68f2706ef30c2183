// Where the shapes of pictures stand; whoever draws them gives them their colours.
export {
  HEAT_STEPS,
  heatCross,
  heatSquare,
  heatStepOf,
  planBars,
  planHeatmap,
  planTrend,
  trendSamples,
} from '@relais/engine/charts';
export type {
  BarsChart,
  Chart,
  HeatmapChart,
  Mark,
  Plan,
  Point,
  Sample,
  Series,
  Shape,
  Sheet,
  TrendChart,
} from '@relais/engine/charts';
