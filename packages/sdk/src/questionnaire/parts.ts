export { messagesIn, searchOptions, sign } from '@relais/engine/questionnaire/parts';
