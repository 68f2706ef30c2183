import { define } from '../ui/define.ts';
import { DutyCallElement } from './duty-call.ts';

define('relais-duty-call', DutyCallElement);

declare global {
  interface HTMLElementTagNameMap {
    'relais-duty-call': DutyCallElement;
  }
}
