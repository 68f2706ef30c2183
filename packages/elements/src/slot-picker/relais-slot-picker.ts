import { define } from '../ui/define.ts';
import { SlotPicker } from './slot-picker.ts';

define('relais-slot-picker', SlotPicker);

declare global {
  interface HTMLElementTagNameMap {
    'relais-slot-picker': SlotPicker;
  }
}
