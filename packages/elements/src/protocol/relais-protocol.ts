import { ProtocolRun } from './protocol-run.ts';

if (!customElements.get('relais-protocol')) customElements.define('relais-protocol', ProtocolRun);

declare global {
  interface HTMLElementTagNameMap {
    'relais-protocol': ProtocolRun;
  }
}
