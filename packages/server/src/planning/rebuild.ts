import { fromInstant } from '@relais/model';
import type { Expected } from '../core/log/differences.ts';
import type { EventRow, ReadEvent } from '../core/log/event.ts';
import type { Rebuild, RebuildContext, RebuildKind } from '../core/log/rebuild.ts';

/** Publications, bookings without a seat and who has a calendar or an agenda as the log makes them. Why something was published, addresses, and what agendas say are not in it, and are not compared. */
export const rebuildPlanning: RebuildKind = (context) => Promise.resolve(new PlanningRebuild(context));

class PlanningRebuild implements Rebuild {
  readonly #context: RebuildContext;
  readonly #publications = new Map<string, Expected>();
  readonly #unseated = new Map<string, Expected>();
  readonly #calendars = new Map<string, Expected>();
  readonly #agendas = new Map<string, Expected>();

  constructor(context: RebuildContext) {
    this.#context = context;
  }

  apply({ subject, at }: EventRow, { type, data }: ReadEvent): void {
    switch (type) {
      case 'planning.published':
        this.#publications.set(String(data.planning), {
          ...{ from_date: data.from, undoes: data.undoes ?? null },
          ...{ moved: data.moved, kept: data.kept, to_call: data.toCall },
        });
        return;
      case 'booking.unseated':
        this.#unseated.set(subject, {
          ...{ version: data.planning, cause: data.cause, choice: data.choice, practice_id: data.practiceId },
          ...{ start_at: fromInstant(data.start), since: at, settled_at: data.isTold ? at : null },
        });
        return;
      case 'booking.settled':
        this.#unseated.set(subject, { ...this.#unseated.get(subject), settled_at: at });
        return;
      case 'duty-calendar.made':
        this.#calendars.set(subject, { made_at: at });
        return;
      case 'duty-calendar.ended':
        this.#calendars.delete(subject);
        return;
      case 'agenda.set':
        this.#agendas.set(subject, { set_at: at });
        return;
      case 'agenda.ended':
        this.#agendas.delete(subject);
        return;
      // Of other subjects.
      default:
        return;
    }
  }

  async compare(): Promise<void> {
    const { db, structureId, found } = this.#context;
    const publications = await db
      .selectFrom('planning_publication')
      .select(['version', 'from_date', 'undoes', 'moved', 'kept', 'to_call'])
      .where('structure_id', '=', structureId)
      .execute();
    const unseated = await db
      .selectFrom('unseated_booking')
      .select(['booking_id', 'version', 'cause', 'choice', 'practice_id', 'start_at', 'since', 'settled_at'])
      .where('structure_id', '=', structureId)
      .execute();
    const calendars = await db
      .selectFrom('duty_calendar')
      .select(['professional_id', 'made_at'])
      .where('structure_id', '=', structureId)
      .execute();
    const agendas = await db
      .selectFrom('agenda')
      .select(['professional_id', 'set_at'])
      .where('structure_id', '=', structureId)
      .execute();
    found.compareRows(
      'planning_publication',
      this.#publications,
      publications,
      ({ version }) => String(version),
      (row) => row,
    );
    found.compareRows(
      'unseated_booking',
      this.#unseated,
      unseated,
      ({ booking_id }) => booking_id,
      (row) => row,
    );
    found.compareRows(
      'duty_calendar',
      this.#calendars,
      calendars,
      ({ professional_id }) => professional_id,
      (row) => row,
    );
    found.compareRows(
      'agenda',
      this.#agendas,
      agendas,
      ({ professional_id }) => professional_id,
      (row) => row,
    );
  }
}
