import { define } from '../ui/define.ts';
import { LetterElement } from './letter.ts';

define('relais-letter', LetterElement);

declare global {
  interface HTMLElementTagNameMap {
    'relais-letter': LetterElement;
  }
}
