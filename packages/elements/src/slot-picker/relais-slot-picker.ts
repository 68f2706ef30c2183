import { SlotPicker } from './slot-picker.ts';

if (!customElements.get('relais-slot-picker')) customElements.define('relais-slot-picker', SlotPicker);

declare global {
  interface HTMLElementTagNameMap {
    'relais-slot-picker': SlotPicker;
  }
}
