import { define } from '../ui/define.ts';
import { DoctorAnswerElement } from './doctor-answer.ts';

define('relais-doctor-answer', DoctorAnswerElement);

declare global {
  interface HTMLElementTagNameMap {
    'relais-doctor-answer': DoctorAnswerElement;
  }
}
