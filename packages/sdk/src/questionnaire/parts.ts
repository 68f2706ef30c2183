export { searchOptions, sign } from '@relais/engine/questionnaire/parts';
