// For whoever writes forms: what is wrong with one, where, and what would mend it.
export { checkForm } from '@relais/engine/questionnaire/check';
export type { FormFinding, FormReport } from '@relais/engine/questionnaire/check';
