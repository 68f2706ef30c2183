import { define } from '../ui/define.ts';
import { SessionElement } from './session.ts';

define('relais-session', SessionElement);

declare global {
  interface HTMLElementTagNameMap {
    'relais-session': SessionElement;
  }
}
