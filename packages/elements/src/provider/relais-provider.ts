import { define } from '../ui/define.ts';
import { Provider } from './provider.ts';

define('relais-provider', Provider);

declare global {
  interface HTMLElementTagNameMap {
    'relais-provider': Provider;
  }
}
