import type {
  Booking,
  BookingLink,
  Hold,
  NewBooking,
  NoSlot,
  NotBookable,
  RememberedBooking,
  SeverityChecklist,
} from '@relais/sdk';
import type { SlotChoice } from './slot-groups.ts';

/** A booking on screen, with what opens it. */
export interface OpenBooking {
  readonly booking: Booking;
  readonly link: BookingLink;
}

/** What opens a booking just made. */
export function linkOf({ id, token }: NewBooking): BookingLink {
  return { bookingId: id, token };
}

/** A booking made on this device, as far as it is known now. */
export interface RecalledBooking extends RememberedBooking {
  readonly isCancelled?: boolean;
}

/** Every screen by its name, with what only that screen knows. The element's first screen, `start`, comes before all of them. */
export type PickerState =
  | { readonly name: 'loading' | 'checklist-missing' | 'reason' }
  /** `isUnsuited`: the answers ask for equipment that the place held before does not have. */
  | { readonly name: 'ready' | 'moving'; readonly isUnsuited: boolean }
  | { readonly name: 'offline' | 'unreachable' | 'link-invalid' | 'misconfigured' }
  /** `origin`: the site as its browser names it, `null` for a page that has none. */
  | { readonly name: 'site-not-allowed'; readonly origin: string }
  | { readonly name: 'checklist'; readonly checklist: SeverityChecklist; readonly isOutdated?: boolean }
  | { readonly name: 'urgent' | 'callback' | 'attending'; readonly itemIds: readonly string[] }
  | { readonly name: 'none' | 'closed'; readonly none: NoSlot }
  | { readonly name: 'held' | 'possible-duplicate' | 'expired'; readonly hold: Hold }
  | { readonly name: 'taken'; readonly alternatives: readonly SlotChoice[] }
  /** Nobody has taken the slot: `reason` says what else keeps it from being booked. */
  | { readonly name: 'not-bookable'; readonly reason: NotBookable; readonly alternatives: readonly SlotChoice[] }
  /** `isStale`: the backend could not be asked how they stand. */
  | { readonly name: 'remembered'; readonly bookings: readonly RecalledBooking[]; readonly isStale: boolean }
  | { readonly name: 'forgetting' | 'forgotten'; readonly remembered: RememberedBooking }
  /** `isGuess`: a booking of this device, which may be another person's. */
  | { readonly name: 'duplicate'; readonly link?: BookingLink | undefined; readonly isGuess?: boolean }
  | ({ readonly name: 'confirmed' | 'moved' | 'booking' | 'too-late' | 'cancelling' | 'cancelled' } & OpenBooking)
  | { readonly name: 'waiting' | 'failed'; readonly code: string };

export type PickerStateName = PickerState['name'];

/** The state of one name, or of one of several. */
export type StateOf<Name extends PickerStateName> = PickerState & { readonly name: Name };

/** Screens that show the list of slots, or that it is empty. */
const LISTED: readonly PickerStateName[] = ['loading', 'ready', 'moving', 'none', 'closed'];

export function isListed({ name }: PickerState): boolean {
  return LISTED.includes(name);
}
