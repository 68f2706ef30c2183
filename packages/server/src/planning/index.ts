import { fromInstant } from '@relais/model';
import type { Subject } from '../core/subject.ts';
import { followAgendas, followNewAgendas } from './agenda/follow.ts';
import { followRoles } from './agenda/settings.ts';
import { planningWords } from './api-words.ts';
import { followLeaving } from './duty-calendars.ts';
import { listCalls } from './read.ts';
import { rebuildPlanning } from './rebuild.ts';
import { planningRoutes } from './routes.ts';
import { followBooking, followChange, followTerritory } from './unseated.ts';

export { busyTimesOf } from './agenda/busy.ts';
export { followNewAgendas };

/** How often it is looked whose agenda is to be read, and whether somebody has just given theirs. */
const FOLLOW_MS = 2000;
const FOLLOW_NEW_MS = 1000;

/** How the territory file is changed: from a date on, with what becomes of the bookings that lose their seat. */
export const planning: Subject = {
  apiWords: planningWords,
  routes: planningRoutes,
  matters: async (context, view) => {
    const { calls } = await listCalls(context, view);
    const since = Math.min(...calls.map((call) => fromInstant(call.since)));
    return [{ kind: 'patientsToCall', count: calls.length, since }];
  },
  reactions: () => ({
    'territory.imported': followTerritory,
    'booking.confirmed': followBooking,
    'booking.moved': async (writing, event) => {
      await followChange(writing, event);
      await followBooking(writing, event);
    },
    'booking.cancelled': followChange,
    'professional.recorded': followRoles,
    'professional.ended': followLeaving,
  }),
  chores: [
    { every: FOLLOW_MS, run: followAgendas },
    { every: FOLLOW_NEW_MS, run: followNewAgendas },
  ],
  rebuild: rebuildPlanning,
};
