// How figures are said and drawn: by the elements, and by whoever prints what they show.
export {
  aboutFigureEn,
  aboutFigureFr,
  conditionOf,
  figureEn,
  figureFr,
  figureNamesEn,
  figureNamesFr,
  heatOf,
  isNarrowed,
  isPartial,
  namesOf,
  sayComparison,
  sayIn,
  seriesOf,
  takenOverSeries,
  whyNot,
} from '@relais/engine/indicators/pictures';
export type { FigureWords, Say, Showing } from '@relais/engine/indicators/pictures';
