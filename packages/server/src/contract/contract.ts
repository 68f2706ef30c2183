import { findContractFaults } from '@relais/engine/contract';
import type { ContractFaultKind } from '@relais/engine/contract';
import { findIndicator } from '@relais/engine/indicators';
import { AciContract, toInstant } from '@relais/model';
import type { ContractVersion, KeptContract, SaveContract } from '@relais/model';
import type { Kysely } from 'kysely';
import { loadDocument } from '../core/documents.ts';
import type { DocumentKind } from '../core/documents.ts';
import { invalidDocument } from '../core/faults.ts';
import { checkOwn, putDocument } from '../core/import-documents.ts';
import { canonicalJson } from '../core/log/canonical.ts';
import { ProblemError } from '../core/problem.ts';
import type { StructureView } from '../core/view.ts';
import type { Decide } from '../core/write/write.ts';
import type { Database } from '../tables.ts';

const NONE: AciContract = { formatVersion: 'relais-contract/1', periods: [] };

const said: Record<ContractFaultKind, { readonly message: string; readonly accepted: string }> = {
  inverted: { message: 'is before from', accepted: 'from or later' },
  'too-early': { message: 'is too long ago', accepted: '2000-01-01 or later' },
  overlaps: { message: 'is not after the period before', accepted: 'periods by date, none with a day of another' },
  'mission-twice': { message: 'is there twice', accepted: 'each mission once in a period' },
  'no-indicators': { message: 'has nothing the variable amount is measured by', accepted: 'one indicator at least' },
  weights: { message: 'has weights that are not 100 together', accepted: 'weights that add up to 100' },
  'indicator-twice': { message: 'is there twice', accepted: 'each indicator once in a mission' },
  'unknown-indicator': { message: 'names an indicator there is none of', accepted: 'an id of the registry' },
  'no-way': { message: 'is where the indicator begins', accepted: 'another value than the baseline' },
};

/** What a structure has agreed with its fund and its agency. */
export const contractDocument: DocumentKind<AciContract> = {
  name: 'contract',
  imported: 'contract.imported',
  problem: 'invalid-request',
  recognizes: ({ formatVersion }) => formatVersion === NONE.formatVersion,

  check(document) {
    const parsed = AciContract.safeParse(document);
    if (!parsed.success) throw invalidDocument(parsed.error);
    const faults = findContractFaults(parsed.data, (id) => findIndicator(id) !== undefined).map(({ path, kind }) => ({
      path,
      ...said[kind],
    }));
    if (faults.length > 0) throw new ProblemError('invalid-request', { faults });
    return { structureId: undefined, place: '', body: canonicalJson(parsed.data) };
  },

  read: ([newest = '']) => JSON.parse(newest) as AciContract,
};

/** As it is in force, or as it was at a version. @throws {ProblemError} `not-found` */
export async function readContract(
  db: Kysely<Database>,
  { structureId, documents }: StructureView,
  wanted: string | null,
): Promise<KeptContract> {
  const versions = await listVersions(db, structureId);
  if (wanted === null) {
    const version = documents.newestVersion(contractDocument.name);
    return { version, contract: documents.of(contractDocument) ?? NONE, versions };
  }
  const version = /^[1-9]\d{0,8}$/.test(wanted) ? Number(wanted) : 0;
  const body = await loadDocument(db, structureId, { kind: contractDocument.name, version });
  if (body === undefined) throw new ProblemError('not-found');
  return { version, contract: JSON.parse(body) as AciContract, versions };
}

async function listVersions(db: Kysely<Database>, structureId: string): Promise<ContractVersion[]> {
  const rows = await db
    .selectFrom('document')
    .select(['version', 'imported_at'])
    .where('structure_id', '=', structureId)
    .where('kind', '=', contractDocument.name)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(({ version, imported_at: at }) => ({ version, at: toInstant(at) }));
}

/**
 * Puts a contract in force. Whoever made theirs from an earlier version is told, and nothing is lost; who sends again what is in force already, because no
 * answer came, has it.
 */
export function decideContract({ base, contract }: SaveContract, actor: string): Decide {
  return (writing) => {
    const { structureId, documents } = writing;
    const checked = checkOwn(contractDocument, contract, structureId);
    const inForce = documents.of(contractDocument);
    const isInForce = inForce !== undefined && canonicalJson(inForce) === checked.body;
    const revision = documents.newestVersion(contractDocument.name);
    if (base !== revision && !isInForce) throw new ProblemError('contract-changed', { revision });
    return Promise.resolve(async () => {
      const { version } = await putDocument(writing, contractDocument, checked, actor);
      return { body: { version } };
    });
  };
}
