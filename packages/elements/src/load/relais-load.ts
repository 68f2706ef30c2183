import { define } from '../ui/define.ts';
import { LoadElement } from './load.ts';

define('relais-load', LoadElement);

declare global {
  interface HTMLElementTagNameMap {
    'relais-load': LoadElement;
  }
}
