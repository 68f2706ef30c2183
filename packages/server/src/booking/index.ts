import { ANONYMOUS_ACTOR, PATIENT_ACTOR } from '../core/actors.ts';
import { bookingWords } from './api-words.ts';
import type { Subject } from '../core/subject.ts';
import { provesBooking } from './bookings.ts';
import { sweeping } from './expiry.ts';
import { provesHold } from './holds.ts';
import { bookingMails } from './mail/kinds.ts';
import { rebuildBookings } from './rebuild/index.ts';
import { bookingRoutes } from './routes.ts';
import { bookingSettingsDocument, reasonsOf } from './settings-document.ts';

/** Seats held for a few minutes, booked for a person, moved and cancelled. */
export const booking: Subject = {
  apiWords: bookingWords,
  documents: [bookingSettingsDocument],
  describe: ({ documents }, language) => ({
    reasons: reasonsOf(documents).map(({ code, label }) => ({ code, label: label[language] })),
  }),
  routes: bookingRoutes,
  links: (context) => ({
    hold: { actor: ANONYMOUS_ACTOR, proves: (...link) => provesHold(context, ...link) },
    booking: { actor: PATIENT_ACTOR, proves: (...link) => provesBooking(context, ...link) },
  }),
  mails: bookingMails,
  chores: [sweeping],
  rebuild: rebuildBookings,
};

export { findBooking } from './booking-book.ts';
export type { BookingRow } from './booking-book.ts';
export { decideBooking, decideCancellation, moveTo, prepareBooking, presentBooking } from './bookings.ts';
export type { PreparedBooking } from './bookings.ts';
export { printable } from './calendar/calendar.ts';
export { describeStart } from './calendar/visit-time.ts';
export type { VisitTime } from './calendar/visit-time.ts';
export { listOverbooked, overbookedIn } from './overbooked-seats.ts';
export { chooseAbove } from './overbooking.ts';
export { mayChange, mayOverbook, mayRestore } from './policy.ts';
export { requestsBehind } from './requests-behind.ts';
export { decideRestoration, findDeskChange } from './restore.ts';
export type { DeskChange } from './restore.ts';
export { sweep } from './expiry.ts';
export { availabilityOf, chooseFor, createHold, giveBack, keepSeat } from './holds.ts';
export type { SeatTarget } from './holds.ts';
export { markOf } from './seat-data.ts';
export { decideSeated, openSeats } from './seating.ts';
export type { Seating } from './seating.ts';
export { reasonsOf } from './settings-document.ts';
