import { siteProblems, writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import { deskReaders } from '../desk/index.ts';
import { frontDesk, RestorationRequest } from '../booking/index.ts';
import { OfferAnswer } from './requests.ts';
import * as routes from './routes.ts';

export const freedSeatOperations = {
  listFreedSeats: {
    ...routes.listFreedSeats,
    summary: 'Seats that were given back, who is asked for each, and how it went',
    access: { roles: deskReaders },
    problems: ['unauthenticated', 'forbidden'],
  },
  readOffer: {
    ...routes.readOffer,
    summary: 'The seat behind the link of an offer; looking at it answers nothing',
    access: { link: 'offer', roles: deskReaders },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  answerOffer: {
    ...routes.answerOffer,
    summary: 'Take the seat that is offered, or not; the same answer again gives the same',
    access: { link: 'offer', roles: deskReaders },
    body: OfferAnswer,
    rateLimit: 'link',
    problems: [
      'invalid-request',
      'unauthenticated',
      'forbidden',
      'not-found',
      'offer-ended',
      'hold-expired',
      'duplicate-booking',
      'possible-duplicate',
      ...siteProblems,
      ...writeProblems,
    ],
  },
  restoreBooking: {
    ...routes.restoreBooking,
    summary:
      'Take back the desk’s last change of a booking, within a quarter of an hour and while its seat can still be had',
    access: { roles: frontDesk, partial: true },
    body: RestorationRequest,
    problems: [
      'invalid-request',
      'unauthenticated',
      'forbidden',
      'not-found',
      'change-overtaken',
      'slot-taken',
      'slot-not-bookable',
      'session-overbooked',
      'duplicate-booking',
      ...writeProblems,
    ],
  },
} as const satisfies Record<string, Operation>;
