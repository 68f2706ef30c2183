import { toInstant } from '@relais/model';
import type { ConsentAccessLine, ConsentAccessState, OpenAccessRequest } from '@relais/model';
import { mayAccess } from '@relais/engine/consent';
import type { ConsentAccess } from '@relais/engine/consent';
import type { Kysely, Selectable } from 'kysely';
import type { ServiceContext } from '../core/context.ts';
import { ProblemError } from '../core/problem.ts';
import { hashToken, isSame } from '../core/secrets.ts';
import type { Answer, IdempotentRequest } from '../core/write/answers.ts';
import { write, writeOnce } from '../core/write/write.ts';
import type { Database } from '../tables.ts';
import { PAGE, writePlace } from '../core/http/paging.ts';
import type { PagePlace } from '../core/http/paging.ts';
import { listProofsByOurClock } from './proof-rows.ts';
import type { ConsentAccessTable } from './tables.ts';
import { consentTextsDocument } from './texts-document.ts';

export type AccessRow = Selectable<ConsentAccessTable>;

/** Lets a recipient look, if the patient's decisions let them. @throws {ProblemError} `consent-missing`, `consent-id-taken` */
export function openAccess(
  context: ServiceContext,
  key: IdempotentRequest,
  { structureId, request, actor }: { structureId: string; request: OpenAccessRequest; actor: string },
): Promise<Answer> {
  return writeOnce(context, structureId, key, async (writing) => {
    const { trx, documents, at } = writing;
    const row = toRow(structureId, request, at, actor);
    const known = await findAccess(trx, structureId, request.id);
    if (known && !isSameAccess(known, row)) throw new ProblemError('consent-id-taken');
    const proofs = await listProofsByOurClock(trx, structureId, request.patientId);
    const isAllowed = mayAccess(proofs, toAccess(row), toInstant(at), documents.of(consentTextsDocument));
    // An access that was closed is not opened again by asking again: another one is, under an id of its own.
    if (!isAllowed || known?.closed_at != null) throw new ProblemError('consent-missing');
    return async () => {
      if (!known) {
        await trx.insertInto('consent_access').values(row).execute();
        writing.record({ type: 'consent-access.opened', subject: row.id, actor, data: { code: row.code } });
      }
      return { body: { ...stateOf(known ?? row, true) }, reveals: { purpose: 'access', id: row.id } };
    };
  });
}

/**
 * Whether an access is still open, by what the patient has decided until now, and that somebody has looked. A recipient is let in only after this
 * has said yes. @throws {ProblemError} `not-found`
 */
export function lookAt(
  context: ServiceContext,
  { structureId, id, actor }: { structureId: string; id: string; actor: string },
): Promise<ConsentAccessState> {
  return write(context, structureId, async (writing) => {
    const { trx, documents, at } = writing;
    const row = await findAccess(trx, structureId, id);
    if (!row) throw new ProblemError('not-found');
    const proofs = await listProofsByOurClock(trx, structureId, row.patient_id);
    const open =
      row.closed_at === null && mayAccess(proofs, toAccess(row), toInstant(at), documents.of(consentTextsDocument));
    writing.record({ type: 'consent-access.read', subject: id, actor, data: { open } });
    return stateOf(row, open);
  });
}

/** Whether the token is that of this access. */
export async function provesAccess(
  context: ServiceContext,
  structureId: string,
  id: string,
  token: string,
): Promise<boolean> {
  return (
    isAccessToken(context, structureId, id, token) &&
    (await findAccess(context.store.db, structureId, id)) !== undefined
  );
}

export function isAccessToken({ secrets }: ServiceContext, structureId: string, id: string, token: string): boolean {
  return isSame(hashToken(secrets.token('access', structureId, id)), hashToken(token));
}

export function openAccessesOf(db: Kysely<Database>, structureId: string, patientId: string): Promise<AccessRow[]> {
  return db
    .selectFrom('consent_access')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('patient_id', '=', patientId)
    .where('closed_at', 'is', null)
    .orderBy('id')
    .execute();
}

export function toAccess(row: AccessRow): ConsentAccess {
  const { code, patient_id: patientId, recipient_id: recipientId, protocol_id: id, protocol_version: version } = row;
  return { code, patientId, recipientId, ...(id !== null && version !== null && { protocol: { id, version } }) };
}

export async function listAccessLines(
  db: Kysely<Database>,
  structureId: string,
  before: PagePlace | undefined,
): Promise<{ accesses: ConsentAccessLine[]; next?: string }> {
  const rows = await db
    .selectFrom('consent_access')
    .selectAll()
    .where('structure_id', '=', structureId)
    .$if(before !== undefined, (query) =>
      query.where((is) =>
        is.or([
          is('opened_at', '<', before!.at),
          is.and([is('opened_at', '=', before!.at), is('id', '<', before!.id)]),
        ]),
      ),
    )
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(PAGE + 1)
    .execute();
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
  const accesses = rows.slice(0, PAGE).map((row) => ({
    id: row.id,
    patientId: row.patient_id,
    code: row.code,
    recipient: row.recipient_label,
    openedAt: toInstant(row.opened_at),
    openedBy: row.opened_by,
    ...(row.closed_at !== null && { closedAt: toInstant(row.closed_at) }),
  }));
  return { accesses, ...(last && { next: writePlace({ at: last.opened_at, id: last.id }) }) };
}

function findAccess(db: Kysely<Database>, structureId: string, id: string): Promise<AccessRow | undefined> {
  return db
    .selectFrom('consent_access')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .executeTakeFirst();
}

function toRow(structureId: string, request: OpenAccessRequest, at: number, actor: string): AccessRow {
  return {
    structure_id: structureId,
    id: request.id,
    patient_id: request.patientId,
    code: request.code,
    recipient_id: request.recipient.id,
    recipient_label: request.recipient.label,
    protocol_id: request.protocol?.id ?? null,
    protocol_version: request.protocol?.version ?? null,
    opened_at: at,
    opened_by: actor,
    closed_at: null,
    closed_by: null,
  };
}

function isSameAccess(one: AccessRow, other: AccessRow): boolean {
  return JSON.stringify(toAccess(one)) === JSON.stringify(toAccess(other));
}

function stateOf({ id, opened_at, closed_at }: AccessRow, open: boolean): ConsentAccessState {
  return { id, open, openedAt: toInstant(opened_at), ...(closed_at !== null && { closedAt: toInstant(closed_at) }) };
}
