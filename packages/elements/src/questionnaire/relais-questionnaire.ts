import { Questionnaire } from './questionnaire.ts';

if (!customElements.get('relais-questionnaire')) customElements.define('relais-questionnaire', Questionnaire);

declare global {
  interface HTMLElementTagNameMap {
    'relais-questionnaire': Questionnaire;
  }
}
