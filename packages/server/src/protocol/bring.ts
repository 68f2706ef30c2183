import { sha256 } from '#digest';
import { prove } from '#proof';
import type { ImportedProtocol, Protocol, RuleSignature } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import type { OwnImport } from '../core/import-documents.ts';
import { canonicalJson } from '../core/log/canonical.ts';
import { ProblemError } from '../core/problem.ts';
import type { Answer, IdempotentRequest } from '../core/write/answers.ts';
import { refuseOnce, write, writeOnce } from '../core/write/write.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import { todayIn } from '../scheduling/index.ts';
import { requireSigned } from './policy.ts';
import type { Judgement, Matter } from './proof/judge.ts';
import type { VersionSummary } from './versions.ts';

/** More versions than a structure ever has: whoever brings more fills a disk. */
const MOST_VERSIONS = 500;

type Read = Exclude<Judgement, { readonly faults: readonly unknown[] }>;

/** A version of a protocol, as a file of the operator's command. */
export const protocolImport: OwnImport = {
  name: 'protocol',
  recognizes: ({ formatVersion, resourceType }) => formatVersion === 'relais-protocol/1' || resourceType === 'Bundle',
  async bring(context, { document, actor, structureId }) {
    const read = await readProven({ document });
    const taken = await write(context, structureId, async (writing) => (await decide(writing, read, actor))());
    return { structureId, kind: 'protocol', changed: taken.changed };
  },
};

/** Brings a version once for a key. */
export function importProtocolOnce(
  context: ServiceContext,
  key: IdempotentRequest,
  {
    document,
    structureId,
    actor,
  }: { readonly document: unknown; readonly structureId: string; readonly actor: string },
): Promise<Answer> {
  return proveOnce(context, structureId, key, async () => {
    const read = await readProven({ document });
    return async (writing) => {
      const take = await decide(writing, read, actor);
      return async () => ({ body: { ...(await take()) } });
    };
  });
}

/** Writes once for a key what is proven before, while nobody waits for it. What is refused for what it says is refused again for the same key. */
export async function proveOnce(
  context: ServiceContext,
  structureId: string,
  key: IdempotentRequest,
  prepare: () => Promise<Decide>,
): Promise<Answer> {
  let decided: Decide;
  try {
    decided = await prepare();
  } catch (error) {
    const isSaid = error instanceof ProblemError && error.code !== 'unavailable';
    if (isSaid) return refuseOnce(context, structureId, key, error);
    throw error;
  }
  return writeOnce(context, structureId, key, decided);
}

/**
 * What a document says, once it is proven or signed for.
 * @throws {ProblemError} `invalid-request`, `protocol-not-proven`, `protocol-too-hard`, `unavailable`
 */
export async function readProven(matter: Matter): Promise<Read> {
  const judged = await prove(matter);
  if (judged === 'busy') throw new ProblemError('unavailable', { retryAfter: 10 });
  if (judged === 'too-hard') throw new ProblemError('protocol-too-hard');
  if ('faults' in judged) throw new ProblemError('invalid-request', { faults: judged.faults });
  if (!judged.accepted) throw new ProblemError('protocol-not-proven', { findings: judged.findings });
  return judged;
}

/** A version is a text: the same again changes nothing, and another under its name is refused. */
async function decide(writing: Writing, read: Read, actor: string): Promise<() => Promise<ImportedProtocol>> {
  const { trx, structureId, documents, at } = writing;
  const { protocol } = read;
  refuseForeign(protocol, structureId);
  const signatures = signaturesOf(read);
  const today = todayIn(documents, at);
  for (const signature of signatures) requireSigned(signature, today);
  const body = canonicalJson(protocol);
  const digest = sha256(body);
  const answer = {
    protocol: protocol.id,
    version: protocol.version,
    proven: read.proven,
    findings: [...read.findings],
  };
  const rows = await trx
    .selectFrom('protocol_version')
    .select(['protocol_id', 'version', 'sha256'])
    .where('structure_id', '=', structureId)
    .execute();
  const known = rows.find(({ protocol_id, version }) => protocol_id === protocol.id && version === protocol.version);
  if (known?.sha256 === digest) return () => Promise.resolve({ ...answer, changed: false });
  if (known) throw new ProblemError('protocol-version-taken');
  if (rows.length >= MOST_VERSIONS) throw tooMany();
  return async () => {
    await trx
      .insertInto('protocol_version')
      .values({
        structure_id: structureId,
        protocol_id: protocol.id,
        version: protocol.version,
        number: rows.length + 1,
        body,
        sha256: digest,
        summary: JSON.stringify(summaryOf(read, signatures)),
        imported_at: at,
      })
      .execute();
    writing.record({
      type: 'protocol.added',
      subject: protocol.id,
      actor,
      data: { protocolVersion: protocol.version, sha256: digest, signed: signatures.map(({ rule }) => rule) },
    });
    return { ...answer, changed: true };
  };
}

function refuseForeign({ structureId }: Protocol, target: string): void {
  if (structureId === undefined || structureId === target) return;
  const fault = { path: 'structureId', message: 'is of another structure', accepted: target };
  throw new ProblemError('invalid-request', { faults: [fault] });
}

function tooMany(): ProblemError {
  const fault = { path: '', message: 'is one version too many', accepted: `at most ${MOST_VERSIONS} in a structure` };
  return new ProblemError('invalid-request', { faults: [fault] });
}

/** Who has signed for what is not proven; a signature under a rule that is means nothing. */
function signaturesOf({ protocol: { rules }, findings }: Read): RuleSignature[] {
  const unproven = new Set(findings.flatMap(({ severity, path }) => (severity === 'unproven' ? [path] : [])));
  return rules.flatMap(({ id, signed }) => (signed && unproven.has(`rules/${id}`) ? [{ rule: id, ...signed }] : []));
}

function summaryOf({ protocol, illustrative }: Read, signatures: readonly RuleSignature[]): VersionSummary {
  const { title, kind, scope, catalogue, professions, regimes, activation, training } = protocol;
  return { title, kind, scope, catalogue, professions, regimes, activation, training, illustrative, signatures };
}
