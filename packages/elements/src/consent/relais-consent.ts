import { Consent } from './consent.ts';

if (!customElements.get('relais-consent')) customElements.define('relais-consent', Consent);

declare global {
  interface HTMLElementTagNameMap {
    'relais-consent': Consent;
  }
}
