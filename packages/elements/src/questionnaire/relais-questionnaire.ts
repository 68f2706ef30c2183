import { define } from '../ui/define.ts';
import { Questionnaire } from './questionnaire.ts';

define('relais-questionnaire', Questionnaire);

declare global {
  interface HTMLElementTagNameMap {
    'relais-questionnaire': Questionnaire;
  }
}
