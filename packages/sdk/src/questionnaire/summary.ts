export { summarize, writeAnswer, writeValue } from '@relais/engine/questionnaire/summary';
export type { SummaryLine, SummaryWords } from '@relais/engine/questionnaire/summary';
