export { openBeginning } from '@relais/engine/questionnaire/beginning';
export type { Beginning } from '@relais/engine/questionnaire/beginning';
