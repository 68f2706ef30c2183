import type { operations } from '@relais/model';
import { bookingFragment } from '@relais/model';
import type { CompiledTerritory } from '@relais/engine';
import type { LimitKeys } from '../core/limits/limits.ts';
import { renderCalendar } from './calendar/calendar.ts';
import type { ServiceContext } from '../core/context.ts';
import { cancelBooking, createBooking, findBooking, moveBooking, presentBooking, readMailState } from './bookings.ts';
import type { BookingRow } from './booking-book.ts';
import { ProblemError } from '../core/problem.ts';
import { describeStructure } from '../structure/structures.ts';
import { actorOf } from '../core/http/access.ts';
import { json } from '../core/http/answers.ts';
import type { Call, ReadHandler, WriteHandler } from '../core/http/call.ts';

type Operations = typeof operations;

export function createBookingHandler(context: ServiceContext): WriteHandler<Operations['createBooking']> {
  return ({ structureId, body, principal }, key) =>
    createBooking(context, key, { structureId, request: body, actor: actorOf(principal) });
}

/** A telephone number makes so many bookings. */
export function bookingLimitKeys({ body }: Call<Operations['createBooking']>): Pick<LimitKeys, 'contact'> {
  return { contact: body.person.phone };
}

export function moveBookingHandler(context: ServiceContext): WriteHandler<Operations['moveBooking']> {
  return (call, key) => moveBooking(context, key, { ...changeOf(call), token: call.body.token });
}

export function cancelBookingHandler(context: ServiceContext): WriteHandler<Operations['cancelBooking']> {
  return (call, key) => cancelBooking(context, key, changeOf(call));
}

export function readBookingHandler(context: ServiceContext): ReadHandler<Operations['readBooking']> {
  return async (call) => {
    const { booking, territory } = await loadBooking(context, call);
    return json(presentBooking(territory, booking, await readMailState(context, booking)));
  };
}

export function calendarHandler(context: ServiceContext): ReadHandler<Operations['readCalendar']> {
  return async (call) => {
    const { booking, territory } = await loadBooking(context, call);
    const text = renderCalendar({
      booking: presentBooking(territory, booking, 'none'),
      structure: describeStructure(context, call.view, booking.language),
      site: siteOf(territory, booking),
      method: booking.status === 'cancelled' ? 'CANCEL' : 'REQUEST',
      sequence: booking.revision,
      language: booking.language,
      now: context.clock(),
      manageUrl: manageUrlOf(context, call, booking),
    });
    return new Response(text, {
      headers: {
        'Content-Type': 'text/calendar; charset=utf-8',
        'Content-Disposition': `attachment; filename="${booking.reference}.ics"`,
      },
    });
  };
}

/** A call about the booking its path names. */
type BookingCall = Call<Operations['readBooking' | 'readCalendar' | 'moveBooking' | 'cancelBooking']>;

function changeOf({ structureId, params, principal }: Pick<BookingCall, 'structureId' | 'params' | 'principal'>) {
  return {
    structureId,
    bookingId: params.booking,
    actor: actorOf(principal),
    boundByDeadline: principal.kind !== 'professional',
  };
}

async function loadBooking(
  context: ServiceContext,
  { structureId, params, view }: Pick<BookingCall, 'structureId' | 'params' | 'view'>,
) {
  const booking = await findBooking(context.store.db, structureId, params.booking);
  const { territory } = view.documents;
  if (!booking || !territory) throw new ProblemError('not-found');
  return { booking, territory };
}

function siteOf(territory: CompiledTerritory, booking: BookingRow) {
  const site = territory.sites.get(booking.site_id);
  return { name: site?.name ?? booking.site_id, commune: site?.commune };
}

/** The patient's own link, put in the patient's own file only: a professional's copy must not carry it. */
function manageUrlOf(
  context: ServiceContext,
  { principal, view }: Pick<Call, 'principal' | 'view'>,
  booking: BookingRow,
): string | undefined {
  const page = view.documents.settings?.manageUrl;
  if (page === undefined || !URL.canParse(page) || principal.kind !== 'link') return undefined;
  const token = context.secrets.token('booking', booking.structure_id, booking.id);
  return `${page}#${bookingFragment(booking.id, token)}`;
}
