export { narrate, summarize, writeAnswer, writeNarrative, writeValue } from '@relais/engine/questionnaire/summary';
export type { NarrativeWords, Paragraph, SummaryLine, SummaryWords } from '@relais/engine/questionnaire/summary';
