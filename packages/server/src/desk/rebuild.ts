import { fromInstant } from '@relais/model';
import type { Expected } from '../core/log/differences.ts';
import type { EventRow, ReadEvent } from '../core/log/event.ts';
import type { Rebuild, RebuildContext, RebuildKind } from '../core/log/rebuild.ts';

/** The call-back list as the log makes it. Names, numbers and notes are not in it, and are not compared. */
export const rebuildDesk: RebuildKind = (context) => Promise.resolve(new DeskRebuild(context));

class DeskRebuild implements Rebuild {
  readonly #context: RebuildContext;
  readonly #callbacks = new Map<string, Expected>();

  constructor(context: RebuildContext) {
    this.#context = context;
  }

  apply(row: EventRow, { type, data }: ReadEvent): void {
    const { at, actor } = row;
    switch (type) {
      case 'callback.requested':
        this.#callbacks.set(row.subject, {
          ...{ revision: 1, status: 'waiting', attempts: 0, ...nobody, outcome: null, target: null, closed_at: null },
          escalated_at: null,
          ...{ doctor_channel: null, doctor_asked_at: null, doctor_until: null },
          ...{ doctor_answer: null, doctor_answered_at: null },
          ...{ class: data.class, rank: data.rank, target_minutes: data.targetMinutes },
          ...{ entry_point: data.entryPoint, reason: data.reason ?? null, snoozed_until: null },
          ...{ arrived_at: fromInstant(data.arrivedAt), created_by: actor, created_at: at, updated_at: at },
        });
        return;
      case 'callback.claimed':
        return this.#change(row, { status: 'claimed', owner: actor, owned_since: at });
      case 'callback.released':
        return this.#change(row, { status: 'waiting', ...nobody });
      case 'callback.not-reached': {
        const attempts = this.#attemptsOf(row) + 1;
        const until = fromInstant(data.snoozedUntil);
        return this.#change(row, { status: 'waiting', ...nobody, attempts, snoozed_until: until });
      }
      case 'callback.attempt-retracted': {
        const attempts = this.#attemptsOf(row) - 1;
        return this.#change(row, { status: 'claimed', owner: actor, owned_since: at, attempts, snoozed_until: null });
      }
      case 'callback.woken':
        return this.#change(row, { snoozed_until: null });
      case 'callback.reclassed':
        return this.#change(row, {
          ...{ class: data.class, rank: data.rank, target_minutes: data.targetMinutes },
          escalated_at: null,
          ...(data.endsDoctorWait && { doctor_answer: 'unanswered', doctor_answered_at: at }),
        });
      case 'callback.doctor-asked': {
        const asked = { doctor_channel: data.channel, doctor_asked_at: at, doctor_until: fromInstant(data.until) };
        return this.#set(row, asked);
      }
      case 'callback.doctor-unreached':
        return this.#set(row, { doctor_channel: 'telephone' });
      case 'callback.doctor-answered':
        return this.#change(row, { doctor_answer: data.answer, doctor_answered_at: at });
      case 'callback.doctor-unanswered':
        return this.#set(row, { doctor_answer: 'unanswered', doctor_answered_at: at });
      case 'callback.escalated':
        return this.#set(row, { escalated_at: at });
      case 'callback.annotated':
        return this.#change(row, {});
      case 'callback.amended':
        return this.#change(row, data.reason === undefined ? {} : { reason: data.reason });
      case 'callback.closed': {
        const end = { outcome: data.outcome, target: data.target ?? null, closed_at: at };
        return this.#change(row, { status: 'closed', ...end, snoozed_until: null });
      }
      case 'callback.reopened': {
        const end = { outcome: null, target: null, closed_at: null };
        return this.#change(row, { status: 'claimed', owner: actor, owned_since: at, ...end });
      }
      // Of other subjects.
      default:
        return;
    }
  }

  async compare(): Promise<void> {
    const { db, structureId, found } = this.#context;
    const rows = await db
      .selectFrom('callback')
      .select(['id', 'revision', 'status', 'class', 'rank', 'target_minutes', 'entry_point', 'reason'])
      .select([
        'arrived_at',
        'snoozed_until',
        'attempts',
        'owner',
        'owned_since',
        'outcome',
        'target',
        'closed_at',
        'escalated_at',
        'doctor_channel',
        'doctor_asked_at',
        'doctor_until',
        'doctor_answer',
        'doctor_answered_at',
      ])
      .select(['created_by', 'created_at', 'updated_at'])
      .where('structure_id', '=', structureId)
      .execute();
    found.compareRows(
      'callback',
      this.#callbacks,
      rows,
      ({ id }) => id,
      (row) => row,
    );
  }

  #attemptsOf({ subject }: EventRow): number {
    return Number(this.#callbacks.get(subject)?.['attempts'] ?? 0);
  }

  /** Nobody's decision: the revision that people act on stays. */
  #set({ subject }: EventRow, columns: Expected): void {
    this.#callbacks.set(subject, { ...this.#callbacks.get(subject), ...columns });
  }

  /** A row about an entry that is not there makes one, so that it is told as missing. */
  #change({ subject, at }: EventRow, columns: Expected): void {
    const known = this.#callbacks.get(subject);
    const revision = Number(known?.['revision'] ?? 0) + 1;
    this.#callbacks.set(subject, { ...known, ...columns, revision, updated_at: at });
  }
}

const nobody = { owner: null, owned_since: null };
