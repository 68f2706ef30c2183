export { checkForm } from './check-form.ts';
export type { FormReport } from './check-form.ts';
export type { CheckCode, FormFinding, FormFindingCode } from './finding.ts';
