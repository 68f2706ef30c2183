import { define } from '../ui/define.ts';
import { MattersElement } from './matters.ts';

define('relais-matters', MattersElement);

declare global {
  interface HTMLElementTagNameMap {
    'relais-matters': MattersElement;
  }
}
