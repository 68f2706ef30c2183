import { Provider } from './provider.ts';

if (!customElements.get('relais-provider')) customElements.define('relais-provider', Provider);

declare global {
  interface HTMLElementTagNameMap {
    'relais-provider': Provider;
  }
}
