export { askAgain, canAskAgain, searchOptions, sign } from '@relais/engine/questionnaire/parts';
