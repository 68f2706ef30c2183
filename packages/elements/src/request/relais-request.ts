import { define } from '../ui/define.ts';
import { RequestElement } from './request.ts';

define('relais-request', RequestElement);

declare global {
  interface HTMLElementTagNameMap {
    'relais-request': RequestElement;
  }
}
