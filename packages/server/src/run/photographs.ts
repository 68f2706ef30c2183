import { sha256 } from '#digest';
import { readPicture } from '@relais/engine/run';
import type { Picture } from '@relais/engine/run';
import { fromInstant, LONGEST_EDGE, MOST_PHOTOGRAPHS, LARGEST_PHOTOGRAPH, toInstant } from '@relais/model';
import type { AttachPhotograph, EventData, RunPhotograph } from '@relais/model';
import type { Kysely } from 'kysely';
import { findConsent, findProofRow } from '../consent/index.ts';
import { invalid } from '../core/http/parse.ts';
import type { NewEvent } from '../core/log/event.ts';
import { ProblemError } from '../core/problem.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import type { Database } from '../tables.ts';
import { protocolOfRun } from './evaluate.ts';
import { ownRun, seesPhotograph } from './policy.ts';
import type { Carer } from './policy.ts';
import { findRun, instant } from './store.ts';
import type { PhotographRow, RunRow } from './store.ts';

type Db = Kysely<Database>;

/** How long the consent that was taken in the same page may take to come: longer than anybody waits in front of a screen. */
const CONSENT_SECONDS = 60;

/** All but the pictures, which are a thousand times larger. */
const FACTS = [
  ...(['id', 'item', 'description', 'type', 'bytes', 'width', 'height', 'sha256'] as const),
  ...(['taken_at', 'attached_at', 'removed_at', 'withdrawn_at'] as const),
] as const;
type PhotographFacts = Pick<PhotographRow, (typeof FACTS)[number]>;

/** Those of a run, without the pictures. */
export function photographsOf(db: Db, structureId: string, runId: string) {
  return db
    .selectFrom('run_photograph')
    .select(FACTS)
    .where('structure_id', '=', structureId)
    .where('run_id', '=', runId);
}

// ——— Attached, and taken back ———

/**
 * Attaches a photograph to a run, where its protocol says so and a consent covers it. The same again is the same photograph. One that was taken before
 * the run ended is taken after it, too: a telephone may have been off.
 * @throws {ProblemError} `invalid-request`
 */
export function decideAttachment(runId: string, request: AttachPhotograph, carer: Carer): Decide {
  const picture = judgePicture(request.picture);
  const digest = sha256(request.picture);
  return async (writing) => {
    const { trx, structureId, at } = writing;
    const run = await ownRun(trx, structureId, runId, carer);
    const others = await photographsOf(trx, structureId, runId).execute();
    const known = others.find(({ id }) => id === request.id);
    if (known) {
      if (known.sha256 !== digest || known.item !== request.item) throw new ProblemError('run-id-taken');
      return () => Promise.resolve({ body: null });
    }
    await judgeAttachment(writing, run, request);
    if (others.filter(({ removed_at }) => removed_at === null).length >= MOST_PHOTOGRAPHS)
      throw new ProblemError('photographs-too-many');
    return async () => {
      const { id, item, description, takenAt } = request;
      const { type, width, height, bytes } = picture;
      const row: PhotographRow = {
        ...{ structure_id: structureId, run_id: runId, id, item, description, type, bytes, width, height },
        ...{ sha256: digest, picture: request.picture, taken_at: fromInstant(takenAt), attached_at: at },
        ...{ removed_at: null, withdrawn_at: null },
      };
      await trx.insertInto('run_photograph').values(row).execute();
      const data = { photograph: id, sha256: digest, bytes };
      writing.record({ type: 'run.photograph-attached', subject: runId, actor: carer.actor, data });
      return { body: null };
    };
  };
}

/** @throws {ProblemError} `invalid-request` */
function judgePicture(base64: string): Picture & { readonly bytes: number } {
  const bytes = decode(base64);
  const picture = bytes && readPicture(bytes);
  if (!picture) throw notAccepted('is no picture that can be read', 'JPEG, PNG or WebP, whole, in base 64');
  const { width, height, hasMetadata } = picture;
  if (bytes.length > LARGEST_PHOTOGRAPH) throw notAccepted('is too large', `at most ${LARGEST_PHOTOGRAPH} bytes`);
  if (Math.max(width, height) > LONGEST_EDGE || Math.min(width, height) < 1)
    throw notAccepted(`is ${width} × ${height} pixels`, `edges of 1 to ${LONGEST_EDGE} pixels`);
  if (hasMetadata)
    throw notAccepted('says more than what is seen, as a place or a device', 'a picture without EXIF, XMP or comments');
  return { ...picture, bytes: bytes.length };
}

function notAccepted(message: string, accepted: string): ProblemError {
  return invalid({ path: 'picture', message, accepted });
}

/** The bytes of a picture; undefined where it is not in base 64. */
export function decode(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** @throws {ProblemError} what speaks against a photograph in this run */
async function judgeAttachment(writing: Writing, run: RunRow, { item, takenAt }: AttachPhotograph): Promise<void> {
  if (run.withdrawn_at !== null) throw new ProblemError('photograph-consent-refused');
  if (run.ended_at !== null && fromInstant(takenAt) > run.ended_at) throw new ProblemError('run-ended');
  const { photographs = [] } = await protocolOfRun(writing.trx, run);
  // One to learn by is of nobody who is cared for.
  if (run.training === 1 || !photographs.some((one) => one.item === item))
    throw new ProblemError('photograph-not-asked');
  const { allowed, state } = await consentTo(writing, run);
  if (allowed) return;
  const isNo = state === 'refused' || state === 'withdrawn' || state === 'referredToDoctor';
  if (isNo) throw new ProblemError('photograph-consent-refused');
  // It may be on its way: whoever comes again is judged anew.
  throw new ProblemError('photograph-consent-missing', { retryAfter: CONSENT_SECONDS });
}

function consentTo(writing: Writing, { patient_id: patientId, protocol_id: id, version, id: runId }: RunRow) {
  return findConsent(writing, { patientId, code: 'photograph', protocol: { id, version }, runId });
}

/**
 * Takes a photograph back: the picture and its words are erased at once. Safe to ask again, and for one that never came.
 * @throws {ProblemError} `not-found`, `forbidden`, `run-ended`
 */
export function decideRemoval(runId: string, id: string, carer: Carer): Decide {
  return async (writing) => {
    const { trx, structureId, at } = writing;
    const run = await ownRun(trx, structureId, runId, carer);
    const known = await photographsOf(trx, structureId, runId).where('id', '=', id).executeTakeFirst();
    if (!known || known.removed_at !== null) return () => Promise.resolve({ body: null });
    if (run.state === 'ended') throw new ProblemError('run-ended');
    return async () => {
      await trx
        .updateTable('run_photograph')
        .set({ removed_at: at, picture: null, description: '' })
        .where('structure_id', '=', structureId)
        .where('run_id', '=', runId)
        .where('id', '=', id)
        .execute();
      writing.record({ type: 'run.photograph-removed', subject: runId, actor: carer.actor, data: { photograph: id } });
      return { body: null };
    };
  };
}

// ——— Seen ———

/** What whoever reads a run is told of its photographs; nothing of those that were taken back or erased. */
export async function listPhotographs(db: Db, run: RunRow, carer: Carer): Promise<RunPhotograph[]> {
  const rows = await photographsOf(db, run.structure_id, run.id)
    .where('picture', 'is not', null)
    .orderBy('attached_at')
    .orderBy('id')
    .execute();
  return rows.filter((row) => seesPhotograph(run, row, carer)).map(toPhotograph);
}

function toPhotograph({ id, item, description, type, bytes, width, height, ...times }: PhotographFacts): RunPhotograph {
  return {
    ...{ id, item, description, type, bytes, width, height },
    takenAt: toInstant(times.taken_at),
    attachedAt: toInstant(times.attached_at),
    ...instant('withdrawnAt', times.withdrawn_at),
  };
}

// ——— Withdrawn ———

const NOES: readonly string[] = ['withdrawn', 'refused', 'referredToDoctor'];

/** What a patient takes back closes the photographs that stand on it, to everybody who has done nothing in their runs. */
export async function closePhotographs(writing: Writing, { subject, data, actor }: NewEvent): Promise<void> {
  const { code, decision } = data as EventData<'consent.recorded'>;
  if (code !== 'photograph' || !NOES.includes(decision)) return;
  const { trx, structureId, at } = writing;
  const proof = await findProofRow(trx, structureId, subject);
  if (!proof) return;
  const runs = await trx
    .selectFrom('run_photograph')
    .innerJoin('run', (join) =>
      join.onRef('run.structure_id', '=', 'run_photograph.structure_id').onRef('run.id', '=', 'run_photograph.run_id'),
    )
    .select('run.id as id')
    .distinct()
    .where('run.structure_id', '=', structureId)
    .where('run.patient_id', '=', proof.patient_id)
    .where('run_photograph.removed_at', 'is', null)
    .where('run_photograph.withdrawn_at', 'is', null)
    .orderBy('id')
    .execute();
  for (const { id } of runs) {
    const run = await findRun(trx, structureId, id);
    if (!run || (await consentTo(writing, run)).allowed) continue;
    // A refusal of the next one says nothing of a run that is over.
    if (run.state === 'ended' && decision !== 'withdrawn') continue;
    await trx
      .updateTable('run_photograph')
      .set({ withdrawn_at: at })
      .where('structure_id', '=', structureId)
      .where('run_id', '=', id)
      .where('removed_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .execute();
    writing.record({ type: 'run.photographs-withdrawn', subject: id, actor, data: { consent: subject } });
  }
}
