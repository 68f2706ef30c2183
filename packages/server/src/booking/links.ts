import { ANONYMOUS_ACTOR, PATIENT_ACTOR } from '../core/actors.ts';
import { provesBooking } from './bookings.ts';
import type { Link } from '../core/http/access.ts';
import type { ServiceContext } from '../core/context.ts';
import { provesHold } from './holds.ts';

/** The links that open what they were made for, by the parameter that names it. */
export function createLinks(context: ServiceContext): Readonly<Record<'hold' | 'booking', Link>> {
  return {
    hold: { actor: ANONYMOUS_ACTOR, proves: (...link) => provesHold(context, ...link) },
    booking: { actor: PATIENT_ACTOR, proves: (...link) => provesBooking(context, ...link) },
  };
}
