export {
  askAgain,
  canAskAgain,
  fold,
  matchingOptions,
  searchOptions,
  sign,
  sourcesOf,
  unitName,
} from '@relais/engine/questionnaire/parts';
