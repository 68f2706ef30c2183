import { define } from '../ui/define.ts';
import { QuestionnaireSummary } from './questionnaire-summary.ts';

define('relais-questionnaire-summary', QuestionnaireSummary);

declare global {
  interface HTMLElementTagNameMap {
    'relais-questionnaire-summary': QuestionnaireSummary;
  }
}
