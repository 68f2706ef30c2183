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

export { sweep } from './expiry.ts';
export { createHold } from './holds.ts';
