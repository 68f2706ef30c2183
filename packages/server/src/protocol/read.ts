import { isStartedOn, stateOn, versionOn } from '@relais/engine/protocol';
import { toInstant } from '@relais/model';
import type { PlainDate, ProtocolList, ProtocolRecord, ProtocolReview, ProtocolVersion } from '@relais/model';
import type { Kysely } from 'kysely';
import { ProblemError } from '../core/problem.ts';
import type { Database } from '../tables.ts';
import { loadSettings, loadText, loadVersions, NOTHING_SET, toSignature } from './versions.ts';
import type { KnownVersion, VersionKey } from './versions.ts';

/** The protocols of a structure, by id, as they are on a day. */
export async function listProtocols(
  db: Kysely<Database>,
  structureId: string,
  day: PlainDate,
): Promise<ProtocolList['protocols']> {
  const known = Map.groupBy(await loadVersions(db, structureId), ({ protocolId }) => protocolId);
  return [...known]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, versions]) => {
      const inForce = versionOn(versions, day);
      const { title } = (inForce ?? versions.at(-1)!).summary;
      return {
        id,
        title,
        ...(inForce ? { inForce: inForce.version } : {}),
        versions: versions.toReversed().map((one) => describeVersion(one, versions, day)),
      };
    });
}

function describeVersion(one: KnownVersion, versions: readonly KnownVersion[], day: PlainDate): ProtocolVersion {
  const { version, summary, life, mode, reviewed, importedAt } = one;
  const { title, kind, scope, illustrative, signatures } = summary;
  return {
    version,
    title,
    kind,
    ...(scope === undefined ? {} : { scope }),
    state: stateOn(life, day),
    planned: life.filter(({ from }) => from > day).map(({ state, from }) => ({ state, from })),
    open: isStartedOn(versions, one, day),
    mode: mode.kind,
    illustrative,
    reviewed,
    unproven: signatures.map(({ rule }) => rule),
    importedAt: toInstant(importedAt),
  };
}

/** Everything a structure has of one version. @throws {ProblemError} `not-found` */
export async function readVersion(
  db: Kysely<Database>,
  structureId: string,
  name: Required<VersionKey>,
  day: PlainDate,
): Promise<Omit<ProtocolRecord, 'sequence'>> {
  const versions = await loadVersions(db, structureId, { protocolId: name.protocolId });
  const known = versions.find(({ version }) => version === name.version);
  const protocol = known && (await loadText(db, structureId, name));
  if (!protocol) throw new ProblemError('not-found');
  const settings = await loadSettings(db, structureId, name.protocolId);
  return {
    protocol,
    sha256: known.sha256,
    importedAt: toInstant(known.importedAt),
    state: stateOn(known.life, day),
    open: isStartedOn(versions, known, day),
    life: known.life,
    mode: known.mode,
    reviews: await loadReviews(db, structureId, name),
    signatures: [...known.summary.signatures],
    settings: settings.get(name.protocolId) ?? NOTHING_SET,
  };
}

async function loadReviews(
  db: Kysely<Database>,
  structureId: string,
  { protocolId, version }: Required<VersionKey>,
): Promise<ProtocolReview[]> {
  const rows = await db
    .selectFrom('protocol_review')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('protocol_id', '=', protocolId)
    .where('version', '=', version)
    .orderBy('path')
    .execute();
  return rows.map((row) => ({ path: row.path, ...toSignature(row) }));
}
