import { sha256 } from '#digest';
import { fromInstant } from '@relais/model';
import type { Expected } from '../core/log/differences.ts';
import type { EventRow, ReadEvent } from '../core/log/event.ts';
import type { Rebuild, RebuildContext, RebuildKind } from '../core/log/rebuild.ts';

/** Parts, certificates, quizzes and shifts, as the log says it. Names, numbers and hours are not in it, and are not compared. */
export const rebuildTeam: RebuildKind = (context) => Promise.resolve(new TeamRebuild(context));

type Table = 'team_member' | 'team_certificate' | 'team_quiz' | 'team_attempt' | 'team_shift';

class TeamRebuild implements Rebuild {
  readonly #context: RebuildContext;
  readonly #known: Record<Table, Map<string, Expected>> = {
    team_member: new Map(),
    team_certificate: new Map(),
    team_quiz: new Map(),
    team_attempt: new Map(),
    team_shift: new Map(),
  };

  constructor(context: RebuildContext) {
    this.#context = context;
  }

  apply({ subject, at }: EventRow, { type, data }: ReadEvent): void {
    const known = this.#known;
    switch (type) {
      case 'team.member-declared': {
        const name = idOf(subject, data.protocol, data.function);
        const papers = { commitment_on: null, sworn_on: null, ...known.team_member.get(name) };
        known.team_member.set(name, { ...papers, declared_on: data.from, ended_on: null, updated_at: at });
        return;
      }
      case 'team.member-ended': {
        const name = idOf(subject, data.protocol, data.function);
        known.team_member.set(name, { ...known.team_member.get(name), ended_on: data.on, updated_at: at });
        return;
      }
      case 'team.adhesion-recorded': {
        const name = idOf(subject, data.protocol, data.function);
        const { commitmentOn = null, swornOn = null } = data;
        known.team_member.set(name, {
          ...known.team_member.get(name),
          commitment_on: commitmentOn,
          sworn_on: swornOn,
          updated_at: at,
        });
        return;
      }
      case 'team.certificate-issued':
        known.team_certificate.set(data.certificate, {
          professional_id: subject,
          protocol_id: data.protocol,
          signed_on: data.on,
          valid_to: data.validTo,
          at,
          reminded_at: null,
        });
        return;
      case 'team.renewal-reminded':
        known.team_certificate.set(subject, { ...known.team_certificate.get(subject), reminded_at: at });
        return;
      case 'team.quiz-set':
        known.team_quiz.set(idOf(subject, String(data.number)), { sha256: data.sha256, at });
        return;
      case 'team.quiz-marked':
        known.team_attempt.set(data.attempt, {
          professional_id: subject,
          protocol_id: data.protocol,
          passed: data.passed ? 1 : 0,
          at,
        });
        return;
      case 'team.shift-recorded':
        known.team_shift.set(subject, {
          professional_id: data.professional,
          starts_at: fromInstant(data.start),
          ends_at: fromInstant(data.end),
          rank: data.rank,
          protocols: data.protocols === undefined ? null : JSON.stringify(data.protocols),
        });
        return;
      case 'team.shift-removed':
        known.team_shift.delete(subject);
        return;
      // Of other subjects.
      default:
        return;
    }
  }

  async compare(): Promise<void> {
    const { db, structureId } = this.#context;
    const members = db.selectFrom('team_member').selectAll().where('structure_id', '=', structureId);
    this.#compareRows('team_member', await members.execute(), (row) =>
      idOf(row.professional_id, row.protocol_id, row.function),
    );
    const certificates = db.selectFrom('team_certificate').selectAll().where('structure_id', '=', structureId);
    this.#compareRows('team_certificate', await certificates.execute(), ({ id }) => id);
    const quizzes = await db.selectFrom('team_quiz').selectAll().where('structure_id', '=', structureId).execute();
    const digested = quizzes.map(({ body, ...row }) => ({ ...row, sha256: sha256(body) }));
    this.#compareRows('team_quiz', digested, (row) => idOf(row.protocol_id, String(row.number)));
    const attempts = db.selectFrom('team_attempt').selectAll().where('structure_id', '=', structureId);
    this.#compareRows('team_attempt', await attempts.execute(), ({ id }) => id);
    const shifts = db.selectFrom('team_shift').selectAll().where('structure_id', '=', structureId);
    this.#compareRows('team_shift', await shifts.execute(), ({ id }) => id);
  }

  #compareRows<Row extends object>(table: Table, rows: readonly Row[], nameOf: (row: Row) => string): void {
    this.#context.found.compareRows(table, this.#known[table], rows, nameOf);
  }
}

function idOf(...parts: readonly string[]): string {
  return parts.join('/');
}
