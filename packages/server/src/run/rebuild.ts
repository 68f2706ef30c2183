import { fromInstant } from '@relais/model';
import { professionalIdOf } from '../core/actors.ts';
import type { Expected } from '../core/log/differences.ts';
import type { EventRow, ReadEvent } from '../core/log/event.ts';
import type { Rebuild, RebuildContext, RebuildKind } from '../core/log/rebuild.ts';

/** Runs, alerts, calls, photographs and adverse events, as the log says it. Answers, patients, pictures and words are not in it, and are not compared. */
export const rebuildRuns: RebuildKind = (context) => Promise.resolve(new RunRebuild(context));

type Table = 'run' | 'run_alert' | 'run_call' | 'run_comment' | 'run_photograph' | 'adverse_event' | 'non_inclusion';

class RunRebuild implements Rebuild {
  readonly #context: RebuildContext;
  readonly #known: Record<Table, Map<string, Expected>> = {
    run: new Map(),
    run_alert: new Map(),
    run_call: new Map(),
    run_comment: new Map(),
    run_photograph: new Map(),
    adverse_event: new Map(),
    non_inclusion: new Map(),
  };

  constructor(context: RebuildContext) {
    this.#context = context;
  }

  apply(row: EventRow, event: ReadEvent): void {
    const { subject, at, actor } = row;
    const { type, data } = event;
    switch (type) {
      case 'run.started':
        this.#known.run.set(subject, {
          ...{ protocol_id: data.protocol, version: data.protocolVersion, kind: data.kind },
          ...{ regime: data.regime ?? null, profession: data.profession ?? null, training: data.training ? 1 : 0 },
          ...{ started_at: fromInstant(data.startedAt), received_at: at, delegate_actor: actor },
          ...{ delegator_id: data.delegator ?? null, consent_id: data.consent ?? null },
          ...{ revision: 1, state: 'open', level: null, outcome: null, target: null, ended_at: null },
          ...{ countersigned_at: null, withdrawn_at: null, reviewed_at: null, reviewed_by: null, counts: null },
        });
        return;
      case 'run.saved':
        return this.#change('run', subject, { revision: data.revision, level: data.level });
      case 'run.ended': {
        const end = { outcome: data.outcome, target: data.target ?? null, ended_at: fromInstant(data.endedAt) };
        return this.#change('run', subject, { state: 'ended', revision: data.revision, ...end });
      }
      case 'run.reviewed': {
        const by = professionalIdOf(actor) ?? null;
        return this.#change('run', subject, { reviewed_at: at, reviewed_by: by, counts: data.counts ? 1 : 0 });
      }
      case 'run.commented':
        this.#known.run_comment.set(idOf(subject, data.comment), { at, by: professionalIdOf(actor) ?? null });
        return;
      case 'run.countersigned':
        return this.#change('run', subject, { countersigned_at: at });
      case 'run.withdrawn':
        return this.#change('run', subject, { withdrawn_at: at });
      case 'non-inclusion.recorded': {
        const { protocol, protocolVersion, reason, decidedAt, clockCorrected = 0 } = data;
        const said = fromInstant(decidedAt) + clockCorrected * 1000;
        const found = { protocol_id: protocol, version: protocolVersion, reason, said_at: said, actor };
        this.#known.non_inclusion.set(subject, found);
        return;
      }
      case 'adverse-event.declared': {
        const { protocol, run = null, severity, occurredOn } = data;
        const said = { type: data.type, severity, occurred_on: occurredOn, declared_at: at, closed_at: null };
        this.#known.adverse_event.set(subject, { protocol_id: protocol, run_id: run, ...said });
        return;
      }
      case 'adverse-event.analysed': {
        const closed = this.#known.adverse_event.get(subject)?.['closed_at'] ?? at;
        return this.#change('adverse_event', subject, { closed_at: data.closed ? closed : null });
      }
      default:
        return type.startsWith('run.photograph') ? this.#applyPhotograph(row, event) : this.#applyAlert(row, event);
    }
  }

  #applyPhotograph({ subject, at }: EventRow, { type, data }: ReadEvent): void {
    switch (type) {
      case 'run.photograph-attached': {
        const { photograph, sha256, bytes } = data;
        const attached = { sha256, bytes, attached_at: at, removed_at: null, withdrawn_at: null };
        this.#known.run_photograph.set(idOf(subject, photograph), attached);
        return;
      }
      case 'run.photograph-removed':
        return this.#change('run_photograph', idOf(subject, data.photograph), { removed_at: at });
      case 'run.photographs-withdrawn': {
        for (const [name, known] of this.#known.run_photograph) {
          if (!name.startsWith(`${subject}/`) || known['removed_at'] !== null || known['withdrawn_at'] !== null)
            continue;
          this.#change('run_photograph', name, { withdrawn_at: at });
        }
        return;
      }
      // Looks change nothing.
      default:
        return;
    }
  }

  #applyAlert({ subject, at }: EventRow, { type, data }: ReadEvent): void {
    if (!('rule' in data) || !type.startsWith('run.alert-')) return;
    const name = idOf(subject, data.rule);
    switch (type) {
      case 'run.alert-raised': {
        const raised_at = instantOf(data.raisedAt, at);
        const raised = { kind: data.kind, raised_at, acknowledged_at: null, emergency_at: null, ...NOT_ANSWERED };
        const known = this.#known.run_alert.get(name) ?? raised;
        this.#known.run_alert.set(name, { ...known, lapsed_at: null });
        return;
      }
      case 'run.alert-lapsed':
        return this.#change('run_alert', name, { lapsed_at: at });
      case 'run.alert-called': {
        const calls = [...this.#known.run_call.keys()].filter((call) => call.startsWith(`${name}/`)).length;
        this.#known.run_call.set(idOf(name, String(calls + 1)), { professional_id: data.professional, at });
        return;
      }
      case 'run.alert-unanswered':
        return this.#change('run_alert', name, { emergency_at: at });
      case 'run.alert-acknowledged':
        return this.#change('run_alert', name, { acknowledged_at: instantOf(data.acknowledgedAt, at) });
      case 'run.alert-answered': {
        const answered_at = instantOf(data.answeredAt, at);
        const answered = { answer: data.answer, answered_by: data.professional, answered_at };
        this.#change('run_alert', name, { ...answered, answered_through: data.by });
        return this.#change('run', subject, { delegator_id: data.professional });
      }
      // Of other subjects.
      default:
        return;
    }
  }

  async compare(): Promise<void> {
    const { db, structureId } = this.#context;
    const runs = db.selectFrom('run').selectAll().where('structure_id', '=', structureId);
    this.#compareRows('run', await runs.execute(), ({ id }) => id);
    const alerts = db.selectFrom('run_alert').selectAll().where('structure_id', '=', structureId);
    this.#compareRows('run_alert', await alerts.execute(), (row) => idOf(row.run_id, row.rule));
    const calls = db.selectFrom('run_call').selectAll().where('structure_id', '=', structureId);
    this.#compareRows('run_call', await calls.execute(), (row) => idOf(row.run_id, row.rule, String(row.number)));
    const comments = db.selectFrom('run_comment').selectAll().where('structure_id', '=', structureId);
    this.#compareRows('run_comment', await comments.execute(), ({ run_id, id }) => idOf(run_id, id));
    const photographs = db
      .selectFrom('run_photograph')
      // Not the pictures, of which there may be many, and none is in the log.
      .select(['run_id', 'id', 'sha256', 'bytes', 'attached_at', 'removed_at', 'withdrawn_at'])
      .where('structure_id', '=', structureId);
    this.#compareRows('run_photograph', await photographs.execute(), ({ run_id, id }) => idOf(run_id, id));
    const events = db.selectFrom('adverse_event').selectAll().where('structure_id', '=', structureId);
    this.#compareRows('adverse_event', await events.execute(), ({ id }) => id);
    const nonInclusions = db.selectFrom('non_inclusion').selectAll().where('structure_id', '=', structureId);
    this.#compareRows('non_inclusion', await nonInclusions.execute(), ({ id }) => id);
  }

  #change(table: Table, name: string, change: Expected): void {
    this.#known[table].set(name, { ...this.#known[table].get(name), ...change });
  }

  #compareRows<Row extends object>(table: Table, rows: readonly Row[], nameOf: (row: Row) => string): void {
    this.#context.found.compareRows(table, this.#known[table], rows, nameOf);
  }
}

const NOT_ANSWERED = { answer: null, answered_by: null, answered_at: null, answered_through: null };

/** What a row says of when something was; it came with it where it says nothing. */
function instantOf(said: string | undefined, at: number): number {
  return said === undefined ? at : fromInstant(said);
}

function idOf(...parts: readonly string[]): string {
  return parts.join('/');
}
