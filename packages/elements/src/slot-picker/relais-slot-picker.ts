import { ContextRoot } from '@lit/context';
import { SlotPicker } from './slot-picker.ts';

if (!customElements.get('relais-slot-picker')) {
  // Keeps what pickers ask for until a provider around them is defined, in whatever order a page loads the two.
  new ContextRoot().attach(document.documentElement);
  customElements.define('relais-slot-picker', SlotPicker);
}

declare global {
  interface HTMLElementTagNameMap {
    'relais-slot-picker': SlotPicker;
  }
}
