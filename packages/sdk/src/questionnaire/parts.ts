export { askAgain, canAskAgain, fold, matchingOptions, searchOptions, sign } from '@relais/engine/questionnaire/parts';
