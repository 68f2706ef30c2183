import { fromInstant } from '@relais/model';
import { PATIENT_ACTOR } from '../core/actors.ts';
import type { Subject } from '../core/subject.ts';
import { advanceAll, openFreedSeat } from './advance.ts';
import { provesOffer, withdrawOffers } from './answer.ts';
import { freedSeatWords } from './api-words.ts';
import { freedSeatsTopic } from './freed-seats-topic.ts';
import { offerMail, sendTexts } from './letters.ts';
import { rebuildFreedSeats } from './rebuild.ts';
import { freedSeatRoutes } from './routes.ts';

/** A seat that is given back finds whoever waits for it: one after the other, by the call-back order. */
export const freedSeat: Subject = {
  apiWords: freedSeatWords,
  routes: freedSeatRoutes,
  links: (context) => ({
    offer: { actor: PATIENT_ACTOR, proves: (...link) => provesOffer(context, ...link) },
  }),
  topics: { freedSeats: freedSeatsTopic },
  mails: { 'freed-seat.offer': offerMail },
  chores: [
    // Soon after an offer's end the next person is asked.
    { every: 1000, run: advanceAll },
    { every: 1000, run: sendTexts },
  ],
  reactions: (context) => ({
    'booking.cancelled': async (writing, event) => {
      if (event.type !== 'booking.cancelled') return;
      const { practiceId, start } = event.data;
      await openFreedSeat(context, writing, { bookingId: event.subject, practiceId, startMs: fromInstant(start) });
    },
    'booking.moved': async (writing, event) => {
      if (event.type !== 'booking.moved') return;
      const { practiceId, start } = event.data.from;
      await openFreedSeat(context, writing, { bookingId: event.subject, practiceId, startMs: fromInstant(start) });
    },
    'callback.closed': (writing, { subject }) => withdrawOffers(context, writing, subject),
    'callback.reclassed': async (writing, event) => {
      // Sent to 15 meanwhile: no seat is for her.
      if (event.type === 'callback.reclassed' && event.data.rank === 0)
        await withdrawOffers(context, writing, event.subject);
    },
  }),
  rebuild: rebuildFreedSeats,
};

export { advanceAll } from './advance.ts';
export { offerMail, sendTexts } from './letters.ts';
