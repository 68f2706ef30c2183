// What the rest of the package may know of the picker.
export { SlotPicker } from './slot-picker.ts';
export {
  BookingCancelledEvent,
  BookingMovedEvent,
  BookingRequestEvent,
  SlotBookedEvent,
  SlotHeldEvent,
  SlotRedirectedEvent,
  SlotRequestEvent,
} from './slot-picker-events.ts';
export type { RedirectedOutcome } from './slot-picker-events.ts';
export type { PickerStateName } from './picker-state.ts';
export type { Strings } from './words/fr.ts';
export { fr } from './words/fr.ts';
