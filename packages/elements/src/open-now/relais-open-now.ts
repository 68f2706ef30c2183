import { define } from '../ui/define.ts';
import { OpenNowElement } from './open-now.ts';

define('relais-open-now', OpenNowElement);

declare global {
  interface HTMLElementTagNameMap {
    'relais-open-now': OpenNowElement;
  }
}
