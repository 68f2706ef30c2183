import { QuestionnaireSummary } from './questionnaire-summary.ts';

if (!customElements.get('relais-questionnaire-summary'))
  customElements.define('relais-questionnaire-summary', QuestionnaireSummary);

declare global {
  interface HTMLElementTagNameMap {
    'relais-questionnaire-summary': QuestionnaireSummary;
  }
}
