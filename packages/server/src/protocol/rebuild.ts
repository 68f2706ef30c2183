import { sha256 } from '#digest';
import type { Expected } from '../core/log/differences.ts';
import type { EventRow, ReadEvent } from '../core/log/event.ts';
import type { Rebuild, RebuildContext, RebuildKind } from '../core/log/rebuild.ts';

/** Versions, their lives and what is set of them, as the log says it. Who signed is not in it, and is not compared. */
export const rebuildProtocols: RebuildKind = (context) => Promise.resolve(new ProtocolRebuild(context));

type Table =
  | 'protocol_version'
  | 'protocol_step'
  | 'protocol_mode'
  | 'protocol_review'
  | 'protocol_activation'
  | 'protocol_parameter';

class ProtocolRebuild implements Rebuild {
  readonly #context: RebuildContext;
  readonly #known: Record<Table, Map<string, Expected>> = {
    protocol_version: new Map(),
    protocol_step: new Map(),
    protocol_mode: new Map(),
    protocol_review: new Map(),
    protocol_activation: new Map(),
    protocol_parameter: new Map(),
  };
  readonly #steps = new Map<string, number>();

  constructor(context: RebuildContext) {
    this.#context = context;
  }

  apply({ subject, at }: EventRow, { type, data }: ReadEvent): void {
    const known = this.#known;
    switch (type) {
      case 'protocol.added':
        known.protocol_version.set(idOf(subject, data.protocolVersion), { sha256: data.sha256, imported_at: at });
        return;
      case 'protocol.step-taken': {
        const version = idOf(subject, data.protocolVersion);
        const number = (this.#steps.get(version) ?? 0) + 1;
        this.#steps.set(version, number);
        known.protocol_step.set(`${version}/${number}`, { state: data.state, valid_from: data.from, at });
        return;
      }
      case 'protocol.mode-switched':
        known.protocol_mode.set(idOf(subject, data.protocolVersion), { kind: data.mode, at });
        return;
      case 'protocol.reviewed':
        for (const path of data.paths) {
          known.protocol_review.set(`${idOf(subject, data.protocolVersion)}/${path}`, { at });
        }
        return;
      case 'protocol.activation-planned': {
        const { activation, reason, validFrom, validTo = null } = data;
        known.protocol_activation.set(idOf(subject, activation), {
          reason,
          valid_from: validFrom,
          valid_to: validTo,
          at,
        });
        return;
      }
      case 'protocol.activation-ended': {
        const id = idOf(subject, data.activation);
        known.protocol_activation.set(id, { ...known.protocol_activation.get(id), valid_to: data.validTo, at });
        return;
      }
      case 'protocol.parameter-set': {
        const { parameter, name, value, validFrom, validTo = null } = data;
        known.protocol_parameter.set(idOf(subject, parameter), {
          name,
          value,
          valid_from: validFrom,
          valid_to: validTo,
          at,
        });
        return;
      }
      // Of other subjects.
      default:
        return;
    }
  }

  async compare(): Promise<void> {
    const { db, structureId } = this.#context;
    await this.#compareVersions();
    const steps = await db.selectFrom('protocol_step').selectAll().where('structure_id', '=', structureId).execute();
    this.#compareRows('protocol_step', steps, (row) => `${idOf(row.protocol_id, row.version)}/${row.number}`);
    const modes = await db.selectFrom('protocol_mode').selectAll().where('structure_id', '=', structureId).execute();
    this.#compareRows('protocol_mode', modes, (row) => idOf(row.protocol_id, row.version));
    const reviews = await db
      .selectFrom('protocol_review')
      .selectAll()
      .where('structure_id', '=', structureId)
      .execute();
    this.#compareRows('protocol_review', reviews, (row) => `${idOf(row.protocol_id, row.version)}/${row.path}`);
    const activations = db.selectFrom('protocol_activation').selectAll().where('structure_id', '=', structureId);
    this.#compareRows('protocol_activation', await activations.execute(), (row) => idOf(row.protocol_id, row.id));
    const parameters = db.selectFrom('protocol_parameter').selectAll().where('structure_id', '=', structureId);
    this.#compareRows('protocol_parameter', await parameters.execute(), (row) => idOf(row.protocol_id, row.id));
  }

  /** One text in memory at a time. */
  async #compareVersions(): Promise<void> {
    const { db, structureId } = this.#context;
    const ofStructure = db.selectFrom('protocol_version').where('structure_id', '=', structureId);
    const names = await ofStructure.select(['protocol_id', 'version', 'sha256', 'imported_at']).execute();
    const rows = [];
    for (const { protocol_id, version, ...row } of names) {
      const { body } = await ofStructure
        .select('body')
        .where('protocol_id', '=', protocol_id)
        .where('version', '=', version)
        .executeTakeFirstOrThrow();
      const digest = sha256(body);
      rows.push({ protocol_id, version, ...row, sha256: digest === row.sha256 ? digest : 'is not that of the text' });
    }
    this.#compareRows('protocol_version', rows, (row) => idOf(row.protocol_id, row.version));
  }

  #compareRows<Row extends object>(table: Table, rows: readonly Row[], nameOf: (row: Row) => string): void {
    this.#context.found.compareRows(table, this.#known[table], rows, nameOf, () => ({ at: 'unknown' }));
  }
}

function idOf(protocol: string, part: string): string {
  return `${protocol}/${part}`;
}
