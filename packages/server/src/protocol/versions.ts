import type { ProtocolLocal } from '@relais/engine/protocol';
import type {
  NamedSignature,
  PlannedActivation,
  Protocol,
  ProtocolLife,
  ProtocolMode,
  ProtocolSettings,
  RuleSignature,
  TerritoryParameter,
} from '@relais/model';
import type { Kysely, Selectable } from 'kysely';
import type { Database } from '../tables.ts';
import type { ProtocolActivationTable, ProtocolParameterTable, ProtocolStepTable } from './tables.ts';

/** What is told of a version without reading its text. */
export interface VersionSummary extends Pick<
  Protocol,
  'title' | 'kind' | 'scope' | 'catalogue' | 'professions' | 'regimes' | 'activation' | 'training'
> {
  /** How many statements no source gives. */
  readonly illustrative: number;
  readonly signatures: readonly RuleSignature[];
}

/** A version with its life, as a structure has it. */
export interface KnownVersion {
  readonly protocolId: string;
  readonly version: string;
  readonly number: number;
  readonly sha256: string;
  readonly importedAt: number;
  readonly summary: VersionSummary;
  /** Its own seasons and those the structure has planned. */
  readonly activation: Protocol['activation'];
  readonly life: ProtocolLife;
  readonly mode: ProtocolMode;
  /** How many of the illustrative statements a doctor has read. */
  readonly reviewed: number;
}

/** Which versions are meant: all of a structure, of one protocol, or one. */
export interface VersionKey {
  readonly protocolId?: string;
  readonly version?: string;
}

/** Versions with their lives, in the order they were imported. */
export async function loadVersions(
  db: Kysely<Database>,
  structureId: string,
  key: VersionKey = {},
): Promise<KnownVersion[]> {
  const where = { structure_id: structureId, ...columnsOf(key) };
  const rows = await db
    .selectFrom('protocol_version')
    .select(['protocol_id', 'version', 'number', 'sha256', 'summary', 'imported_at'])
    .where((is) => is.and(where))
    .orderBy('number')
    .execute();
  const steps = await db
    .selectFrom('protocol_step')
    .selectAll()
    .where((is) => is.and(where))
    .orderBy('number')
    .execute();
  const modes = await db
    .selectFrom('protocol_mode')
    .selectAll()
    .where((is) => is.and(where))
    .execute();
  const reviews = await db
    .selectFrom('protocol_review')
    .select(['protocol_id', 'version', ({ fn }) => fn.countAll<number | string>().as('count')])
    .where((is) => is.and(where))
    .groupBy(['protocol_id', 'version'])
    .execute();
  const settings = await loadSettings(db, structureId, key.protocolId);
  const stepsOf = Map.groupBy(steps, nameOf);
  const modeOf = new Map(modes.map((row) => [nameOf(row), row]));
  const reviewsOf = new Map(reviews.map((row) => [nameOf(row), Number(row.count)]));
  return rows.map((row) => {
    const summary = JSON.parse(row.summary) as VersionSummary;
    const mode = modeOf.get(nameOf(row));
    return {
      protocolId: row.protocol_id,
      version: row.version,
      number: row.number,
      sha256: row.sha256,
      importedAt: row.imported_at,
      summary,
      activation: [...summary.activation, ...(settings.get(row.protocol_id)?.activations ?? [])],
      life: (stepsOf.get(nameOf(row)) ?? []).map(toStep),
      mode: mode?.kind === 'compute' ? { kind: 'compute', by: mode.signed_by, on: mode.signed_on } : DISPLAY,
      reviewed: reviewsOf.get(nameOf(row)) ?? 0,
    };
  });
}

const DISPLAY: ProtocolMode = { kind: 'display' };

/** What a structure has set of its protocols, by their ids. */
export async function loadSettings(
  db: Kysely<Database>,
  structureId: string,
  protocolId?: string,
): Promise<Map<string, ProtocolSettings>> {
  const where = { structure_id: structureId, ...columnsOf({ ...(protocolId === undefined ? {} : { protocolId }) }) };
  const activations = await db
    .selectFrom('protocol_activation')
    .selectAll()
    .where((is) => is.and(where))
    .orderBy('valid_from')
    .orderBy('id')
    .execute();
  const parameters = await db
    .selectFrom('protocol_parameter')
    .selectAll()
    .where((is) => is.and(where))
    .orderBy('number')
    .execute();
  const ids = new Set([...activations, ...parameters].map(({ protocol_id }) => protocol_id));
  return new Map(
    [...ids].map((id) => [
      id,
      {
        activations: activations.filter((row) => row.protocol_id === id).map(toActivation),
        parameters: parameters.filter((row) => row.protocol_id === id).map(toParameter),
      },
    ]),
  );
}

export const NOTHING_SET: ProtocolSettings = { activations: [], parameters: [] };

/** The text of a version. */
export async function loadText(
  db: Kysely<Database>,
  structureId: string,
  { protocolId, version }: Required<VersionKey>,
): Promise<Protocol | undefined> {
  const row = await db
    .selectFrom('protocol_version')
    .select('body')
    .where('structure_id', '=', structureId)
    .where('protocol_id', '=', protocolId)
    .where('version', '=', version)
    .executeTakeFirst();
  return row && (JSON.parse(row.body) as Protocol);
}

/** What the structure has set, as `protocolOn` of the engine takes it. */
export function localOf({ mode }: Pick<KnownVersion, 'mode'>, settings = NOTHING_SET): ProtocolLocal {
  return { mode, settings };
}

function columnsOf({ protocolId, version }: VersionKey) {
  return {
    ...(protocolId === undefined ? {} : { protocol_id: protocolId }),
    ...(version === undefined ? {} : { version }),
  };
}

function nameOf({ protocol_id, version }: { readonly protocol_id: string; readonly version: string }): string {
  return JSON.stringify([protocol_id, version]);
}

/** Who has signed a row. */
export function toSignature(row: SignedColumns): NamedSignature {
  return {
    by: row.signed_by,
    ...(row.rpps === null ? {} : { rpps: row.rpps }),
    ...(row.role === null ? {} : { role: row.role }),
    on: row.signed_on,
  };
}

/** Who signs, and when it is taken down, as columns. */
export function signedColumns({ by, rpps = null, role = null, on }: SignatureLike, at: number): SignedColumns {
  return { signed_by: by, rpps, role, signed_on: on, at };
}

interface SignatureLike {
  readonly by: string;
  readonly rpps?: string | null | undefined;
  readonly role?: string | null | undefined;
  readonly on: string;
}

export type SignedColumns = Pick<Selectable<ProtocolStepTable>, 'signed_by' | 'rpps' | 'role' | 'signed_on' | 'at'>;

function toStep(row: Selectable<ProtocolStepTable>): ProtocolLife[number] {
  return {
    state: row.state,
    ...toSignature(row),
    from: row.valid_from,
    ...(row.reason === null ? {} : { reason: row.reason }),
  };
}

function toActivation(row: Selectable<ProtocolActivationTable>): PlannedActivation {
  return { id: row.id, reason: row.reason, text: row.text, ...toValidity(row), ...toSignature(row) };
}

function toParameter(row: Selectable<ProtocolParameterTable>): TerritoryParameter {
  return { name: row.name, value: row.value, ...toValidity(row), ...toSignature(row) };
}

function toValidity({
  valid_from: validFrom,
  valid_to,
}: {
  readonly valid_from: string;
  readonly valid_to: string | null;
}) {
  return { validFrom, ...(valid_to === null ? {} : { validTo: valid_to }) };
}
