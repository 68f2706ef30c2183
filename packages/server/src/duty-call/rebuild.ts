import { fromInstant } from '@relais/model';
import type { Expected } from '../core/log/differences.ts';
import type { EventRow, ReadEvent } from '../core/log/event.ts';
import type { Rebuild, RebuildContext, RebuildKind } from '../core/log/rebuild.ts';

/** Calls for duties, their ranges and answers as the log makes them. What was said beside them, names and links are not in it, and are not compared. */
export const rebuildDutyCalls: RebuildKind = (context) => Promise.resolve(new DutyCallRebuild(context));

class DutyCallRebuild implements Rebuild {
  readonly #context: RebuildContext;
  readonly #calls = new Map<string, Expected>();
  readonly #ranges = new Map<string, Expected>();
  readonly #asked = new Map<string, Expected>();

  constructor(context: RebuildContext) {
    this.#context = context;
  }

  apply({ subject, at }: EventRow, { type, data }: ReadEvent): void {
    switch (type) {
      case 'duty-call.opened':
        this.#calls.set(subject, { opened_at: at, closes_on: data.closes, closed_at: null });
        for (const [index, range] of data.ranges.entries())
          this.#ranges.set(`${subject} ${index + 1}`, {
            ...{ practice_id: range.practiceId, site_id: range.siteId, service_date: range.serviceDate },
            ...{ start_time: range.start, start_at: fromInstant(range.startAt), end_at: fromInstant(range.endAt) },
          });
        for (const { id, volunteerId, professional = null } of data.asked)
          this.#asked.set(id, {
            ...{ call_id: subject, volunteer_id: volunteerId, professional_id: professional },
            ...{ answers: '[]', answered_at: null, revoked_at: null },
          });
        return;
      case 'duty-call.answered':
        return change(this.#asked, data.asked, { answers: JSON.stringify(data.answers), answered_at: at });
      case 'duty-call.revoked':
        return change(this.#asked, data.asked, { revoked_at: at });
      case 'duty-call.closed':
        return change(this.#calls, subject, { closed_at: at });
      // The duty that is given is a row of its own; the rest is of other subjects.
      default:
        return;
    }
  }

  async compare(): Promise<void> {
    const { db, structureId, found } = this.#context;
    const calls = await db
      .selectFrom('duty_call')
      .select(['id', 'opened_at', 'closes_on', 'closed_at', 'erased_at'])
      .where('structure_id', '=', structureId)
      .execute();
    const ranges = await db
      .selectFrom('duty_call_range')
      .select(['call_id', 'number', 'practice_id', 'site_id', 'service_date', 'start_time', 'start_at', 'end_at'])
      .where('structure_id', '=', structureId)
      .execute();
    const asked = await db
      .selectFrom('duty_call_asked')
      .select(['id', 'call_id', 'volunteer_id', 'professional_id', 'answers', 'answered_at', 'revoked_at'])
      .where('structure_id', '=', structureId)
      .execute();
    const erased = new Set(calls.filter(({ erased_at: at }) => at !== null).map(({ id }) => id));
    for (const [id, { call_id: call }] of this.#asked) if (erased.has(String(call))) this.#asked.delete(id);
    const idOf = ({ id }: { readonly id: string }) => id;
    found.compareRows('duty_call', this.#calls, calls, idOf, (row) => row);
    found.compareRows(
      'duty_call_range',
      this.#ranges,
      ranges,
      ({ call_id: call, number }) => `${call} ${number}`,
      (row) => row,
    );
    // What somebody has answered is not repeated, of a row that the log does not know.
    found.compareRows('duty_call_asked', this.#asked, asked, idOf);
  }
}

/** A row about something that is not there makes one, so that it is told as missing. */
function change(rows: Map<string, Expected>, id: string, columns: Expected): void {
  rows.set(id, { ...rows.get(id), ...columns });
}
