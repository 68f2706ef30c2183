import { findOpenNow } from '@relais/engine';
import type { CompiledTerritory, OpenPlace } from '@relais/engine';
import { visitStateOf } from '@relais/engine/visit';
import { toInstant } from '@relais/model';
import type { OpenNow, OpenSite, PlainDate, SentBooking, SentState } from '@relais/model';
import { ruleTime } from '../core/context.ts';
import type { ServiceContext } from '../core/context.ts';
import { defined } from '../core/known.ts';
import type { StructureView } from '../core/view.ts';
import { occupiedSeats, territoryDocument, todayIn } from '../scheduling/index.ts';
import { settingsDocument } from '../structure/index.ts';

/** How far ahead seats are counted: what a regulator can still send somebody to at once. */
const REACH_MINUTES = 120;
const DAY_MS = 86_400_000;

/** What is open now, and what became of those sent. Nothing of a patient but the references of bookings. */
export async function readOpenNow(context: ServiceContext, view: StructureView): Promise<OpenNow> {
  const now = ruleTime(context.clock());
  const { documents, sequence } = view;
  const { bypassPhone } = documents.of(settingsDocument) ?? {};
  const read = { now: toInstant(now), sequence, reachMinutes: REACH_MINUTES, ...defined({ bypassPhone }) };
  const territory = documents.of(territoryDocument);
  if (!territory) {
    return { ...read, date: todayIn(documents, now), day: 'noTerritory', sites: [], closed: [], sent: [] };
  }
  const taken = view.of(occupiedSeats).taken(now);
  const { date, day, places, closed, serviceDates, nextSeat } = findOpenNow(territory, {
    ...{ now, taken, reachMinutes: REACH_MINUTES },
  });
  return {
    ...read,
    ...{ date, day, sites: places.map((place) => toSite(territory, place)) },
    closed: closed.map(({ siteId: id, causes }) => ({ id, name: nameOf(territory, id), causes: [...causes] })),
    ...defined({ nextSeat: instantOf(nextSeat) }),
    sent: await listSent(context, view.structureId, { territory, serviceDates, now }),
  };
}

function toSite(territory: CompiledTerritory, { siteId: id, from, until, nextSeat, ...place }: OpenPlace): OpenSite {
  const { commune, address, stepFree, equipment = [], ages } = territory.sites.get(id) ?? {};
  return {
    ...{ id, name: nameOf(territory, id), equipment, isOpen: place.isOpen, seats: place.seats },
    ...{ audiences: [...place.audiences], from: toInstant(from), until: toInstant(until) },
    ...defined({ commune, address, stepFree, nextSeat: instantOf(nextSeat) }),
    ...(ages && { ages: defined({ from: ages.from, to: ages.to }) }),
  };
}

/** A place that the territory knows no longer, or has not named, goes by its id. */
function nameOf({ sites }: CompiledTerritory, id: string): string {
  return sites.get(id)?.name ?? id;
}

function instantOf(ms: number | undefined) {
  return ms === undefined ? undefined : toInstant(ms);
}

interface SentOn {
  readonly territory: CompiledTerritory;
  readonly serviceDates: readonly PlainDate[];
  readonly now: number;
}

/** Seats given at the dispatch's request, or after it had judged how grave it is: entered so at the desk. */
async function listSent(
  { store: { db } }: ServiceContext,
  structureId: string,
  { territory, serviceDates, now }: SentOn,
): Promise<SentBooking[]> {
  const rows = await db
    .selectFrom('booking')
    .innerJoin('intake', (join) =>
      join.onRef('intake.structure_id', '=', 'booking.structure_id').onRef('intake.booking_id', '=', 'booking.id'),
    )
    .leftJoin('visit', (join) =>
      join.onRef('visit.structure_id', '=', 'booking.structure_id').onRef('visit.id', '=', 'booking.id'),
    )
    .select(['booking.id', 'booking.reference', 'booking.site_id', 'booking.start_at', 'booking.status'])
    .select(['visit.arrived_at', 'visit.started_at', 'visit.done_at', 'visit.closed_at', 'visit.no_show_at'])
    .where('booking.structure_id', '=', structureId)
    // By the index of starts.
    .where('booking.start_at', '>', now - 3 * DAY_MS)
    .where('booking.start_at', '<', now + 3 * DAY_MS)
    .where('booking.service_date', 'in', [...serviceDates])
    .where((is) =>
      is.or([is('intake.entry_point', '=', 'dispatcher'), is('intake.regulated_by', '=', 'dispatchCentre')]),
    )
    .orderBy('booking.start_at')
    .orderBy('booking.id')
    .execute();
  // A request that was taken anew names the same booking again.
  const known = new Map(rows.map((row) => [row.id, row]));
  return [...known.values()].map((row) => ({
    ...{ id: row.id, reference: row.reference, siteId: row.site_id, siteName: nameOf(territory, row.site_id) },
    ...{ start: toInstant(row.start_at) },
    state: sentStateOf(row),
  }));
}

interface Stages {
  readonly status: 'confirmed' | 'cancelled';
  readonly arrived_at: number | null;
  readonly started_at: number | null;
  readonly done_at: number | null;
  readonly closed_at: number | null;
  readonly no_show_at: number | null;
}

/** Whoever came all the same has come, though the booking was cancelled. */
function sentStateOf({ status, ...at }: Stages): SentState {
  const state = visitStateOf({
    ...{ arrived: at.arrived_at, started: at.started_at, done: at.done_at },
    ...{ closed: at.closed_at, noShow: at.no_show_at },
  });
  if (state === 'noShow') return 'noShow';
  if (state !== 'expected') return 'arrived';
  return status === 'cancelled' ? 'cancelled' : 'awaited';
}
