export { extractFrom } from '@relais/engine/questionnaire/extract';
export type { Extraction, ExtractOptions } from '@relais/engine/questionnaire/extract';
