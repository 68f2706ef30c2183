import { define } from '../ui/define.ts';
import { SupervisionElement } from './supervision.ts';

define('relais-supervision', SupervisionElement);

declare global {
  interface HTMLElementTagNameMap {
    'relais-supervision': SupervisionElement;
  }
}
