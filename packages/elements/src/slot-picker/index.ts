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
} from './booking/slot-picker-events.ts';
export type { RedirectedOutcome } from './booking/slot-picker-events.ts';
export type { PickerStateName } from './booking/picker-state.ts';
export type { Strings } from './words/fr.ts';
export { fr } from './words/fr.ts';
