import { bookingFragment, operations } from '@relais/model';
import type { HoldRequest } from '@relais/model';
import type { CompiledTerritory } from '@relais/engine';
import { actorOf } from '../core/http/access.ts';
import type { Call } from '../core/http/call.ts';
import { clientOf } from '../core/http/client.ts';
import type { ServiceContext } from '../core/context.ts';
import { invalid } from '../core/http/parse.ts';
import { importing, tagOf } from '../core/http/document-routes.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { ProblemError } from '../core/problem.ts';
import { decideAudience, territoryDocument, usualAudience } from '../scheduling/index.ts';
import { pageAddress } from '../structure/index.ts';
import { findBooking } from './booking-book.ts';
import type { BookingRow } from './booking-book.ts';
import { cancelBooking, createBooking, moveBooking, presentBooking, readMailState } from './bookings.ts';
import { renderCalendar } from './calendar/calendar.ts';
import { countSeatsLeft, createHold, releaseHold } from './holds.ts';
import { mayHaveLink, requireReach } from './policy.ts';
import { bookingSettingsDocument, reasonsOf } from './settings-document.ts';

type Operations = typeof operations;

export function bookingRoutes(context: ServiceContext, pipeline: Pipeline) {
  return {
    createHold: pipeline.writes(
      operations.createHold,
      (call, key) => {
        const { structureId, view, principal, body } = call;
        const { filters, audience, label } = body;
        return createHold(context, key, {
          structureId,
          view,
          target: readTarget(body),
          filters,
          audience: decideAudience(call, audience, label),
          label,
          clientHash: context.secrets.pseudonym('client', clientOf(call)),
          actor: actorOf(principal),
        });
      },
      // How many seats are left where this one is wanted.
      ({ body, view }) => ({
        seatsLeft: countSeatsLeft(context, view, {
          target: readTarget(body),
          audience: body.audience ?? usualAudience(view),
          label: body.label,
        }),
      }),
    ),

    releaseHold: pipeline.writes(operations.releaseHold, ({ structureId, params, principal }, key) =>
      releaseHold(context, key, { structureId, holdId: params.hold, actor: actorOf(principal) }),
    ),

    createBooking: pipeline.writes(
      operations.createBooking,
      ({ structureId, body, principal }, key) =>
        createBooking(context, key, { structureId, request: body, caller: principal }),
      // A telephone number makes so many bookings.
      ({ body }) => ({ contact: body.person.phone }),
    ),

    readBooking: pipeline.reads(operations.readBooking, async (call) => {
      const { booking, territory } = await loadBooking(context, call);
      return presentBooking(territory, booking, await readMailState(context, booking));
    }),

    moveBooking: pipeline.writes(operations.moveBooking, ({ structureId, params, body, principal }, key) =>
      moveBooking(context, key, {
        structureId,
        bookingId: params.booking,
        caller: principal,
        roles: operations.moveBooking.access.roles,
        ...body,
      }),
    ),

    cancelBooking: pipeline.writes(operations.cancelBooking, ({ structureId, params, principal }, key) =>
      cancelBooking(context, key, {
        structureId,
        bookingId: params.booking,
        caller: principal,
        roles: operations.cancelBooking.access.roles,
      }),
    ),

    cancelAtDesk: pipeline.writes(operations.cancelAtDesk, ({ structureId, params, body, principal }, key) =>
      cancelBooking(context, key, {
        ...{ structureId, bookingId: params.booking, caller: principal, ...body },
        roles: operations.cancelAtDesk.access.roles,
      }),
    ),

    readCalendar: pipeline.reads(operations.readCalendar, async (call) => {
      const { booking, territory } = await loadBooking(context, call);
      const text = renderCalendar({
        booking: presentBooking(territory, booking, 'none'),
        structure: context.describe(call.view, booking.language),
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
    }),

    readBookingSettings: pipeline.reads(
      operations.readBookingSettings,
      ({ view }) => {
        const reasons = reasonsOf(view.documents);
        if (reasons.length === 0) throw new ProblemError('not-found');
        return { formatVersion: 'relais-booking/1' as const, reasons };
      },
      tagOf(bookingSettingsDocument),
    ),

    importBookingSettings: pipeline.writes(
      operations.importBookingSettings,
      importing(context, bookingSettingsDocument),
    ),
  };
}

/** What a seat is asked of. @throws {ProblemError} `invalid-request` */
function readTarget({ slot, window }: HoldRequest) {
  if (slot) return { slot };
  if (!window) throw invalid({ path: 'slot', message: 'is missing', accepted: 'a slot or a window' });
  if (window.from < window.to) return { window };
  throw invalid({ path: 'window.to', message: 'is not after window.from', accepted: 'a later instant' });
}

/** A call that reads the booking its path names. */
type BookingCall = Pick<
  Call<Operations['readBooking' | 'readCalendar']>,
  'operation' | 'structureId' | 'params' | 'view' | 'principal'
>;

async function loadBooking(context: ServiceContext, { operation, structureId, params, view, principal }: BookingCall) {
  const booking = await findBooking(context.store.db, structureId, params.booking);
  const territory = view.documents.of(territoryDocument);
  if (!booking || !territory) throw new ProblemError('not-found');
  requireReach(principal, operation.access.roles, booking);
  return { booking, territory };
}

function siteOf(territory: CompiledTerritory, booking: BookingRow) {
  const site = territory.sites.get(booking.site_id);
  return { name: site?.name ?? booking.site_id, commune: site?.commune };
}

/** The patient's own link, where the structure has a page for it. */
function manageUrlOf(
  context: ServiceContext,
  { principal, view }: Pick<Call, 'principal' | 'view'>,
  booking: BookingRow,
): string | undefined {
  const page = pageAddress(context, view.documents);
  if (page === undefined || !mayHaveLink(principal)) return undefined;
  const token = context.secrets.token('booking', booking.structure_id, booking.id);
  return `${page}#${bookingFragment(booking.id, token)}`;
}
