import { define } from '../ui/define.ts';
import { Indicator } from './indicator.ts';

define('relais-indicator', Indicator);

declare global {
  interface HTMLElementTagNameMap {
    'relais-indicator': Indicator;
  }
}
