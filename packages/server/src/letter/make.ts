import { composeLetter, lacksOf, lapsesAt, offeredLetters } from '@relais/engine/letter';
import type { Told } from '@relais/engine/letter';
import { toInstant } from '@relais/model';
import type { AttendingDoctor, LetterContent, LetterKind, MakeLetter, MakeVisitLetter } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import type { Documents } from '../core/documents.ts';
import { actorOf } from '../core/http/access.ts';
import type { Principal } from '../core/http/access.ts';
import { invalid } from '../core/http/parse.ts';
import { createId } from '../core/identifiers.ts';
import { ProblemError } from '../core/problem.ts';
import type { Answer, Done, IdempotentRequest } from '../core/write/answers.ts';
import { writeOnce } from '../core/write/write.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import { stateOf } from '../visit/index.ts';
import { saidOf } from './deliver.ts';
import { ADULT } from './exchange.ts';
import { runGround } from './run-ground.ts';
import {
  aboutOf,
  contentOf,
  digestOf,
  findLetter,
  isAbout,
  listRows,
  refuseLapsed,
  standingOf,
  stateOf as letterState,
} from './store.ts';
import type { About, LetterRow } from './store.ts';
import { loadTold } from './told.ts';
import { visitGround } from './visit-ground.ts';
import { composeOfVisit, loadVisitTold } from './visit-told.ts';

interface Command<Request> {
  readonly structureId: string;
  /** Of the run or the visit. */
  readonly id: string;
  readonly request: Request;
  readonly principal: Principal;
  readonly documents: Documents;
}

/** Makes a letter for good. It is composed before the structure is locked: a run that has ended does not change. */
export async function makeRunLetter(
  context: ServiceContext,
  key: IdempotentRequest,
  { structureId, id, request, principal, documents }: Command<MakeLetter>,
): Promise<Answer> {
  const { db } = context.store;
  const { run } = await runGround.own(db, structureId, id, principal);
  if (run.state !== 'ended') throw new ProblemError('run-not-ended');
  const told = await loadTold(db, run, documents);
  refuseUnfit(told, request);
  refuseSecrecy(request, told.run.patient.ageYears);
  const { kind, prescription, doctor, secrecy } = request;
  const content = composeLetter(told, kind, request, toInstant(context.clock()));
  const row = rowOf(context, structureId, { kind: 'run', id }, { id: request.id, content, doctor, secrecy });
  return writeOnce(context, structureId, key, (writing) =>
    decideKeeping(writing, { ...row, prescription: prescription ?? null, made_actor: actorOf(principal) }),
  );
}

/** The same of a visit, under the lock: what is written of it may be corrected at any time, and a second letter takes the place of the first. */
export function makeVisitLetter(
  context: ServiceContext,
  key: IdempotentRequest,
  { structureId, id, request, principal }: Command<MakeVisitLetter>,
): Promise<Answer> {
  return writeOnce(context, structureId, key, async (writing) => {
    const { trx, documents, at } = writing;
    const { found } = await visitGround.own(trx, structureId, id, principal);
    const known = await findLetter(trx, structureId, request.id);
    const about = { kind: 'visit', id } as const;
    if (known) return answerKnown(writing, known, { about, kind: 'liaisonLetter' });
    if (stateOf(found.row) !== 'closed') throw new ProblemError('visit-not-closed');
    const { revision } = found.row;
    if (request.revision !== revision) throw new ProblemError('visit-changed', { revision, state: 'closed' });
    const last = standingOf(await listRows(trx, structureId, about));
    if (last?.id !== request.replaces) throw new ProblemError('letter-replaced');
    const actor = actorOf(principal);
    const told = await loadVisitTold(trx, found, { documents, actor });
    const { doctor, secrecy, note } = request;
    const asked = { doctor, secrecy, note, request: request.request, replaces: last && toInstant(last.made_at) };
    const { content, missing, head } = composeOfVisit(told, asked, toInstant(at));
    if (missing.length > 0) throw new ProblemError('letter-incomplete', { refusals: missing });
    refuseSecrecy(request, head.patient.ageYears);
    const row = rowOf(context, structureId, about, { id: request.id, content, doctor, secrecy });
    return decideKeeping(writing, {
      ...row,
      made_actor: actor,
      head: JSON.stringify(head),
      informed: request.informed ? 1 : 0,
      ...(last && { replaces: last.id, series: last.series ?? last.id, version: last.version + 1 }),
    });
  });
}

async function decideKeeping(writing: Writing, row: Omit<LetterRow, 'made_at'>): ReturnType<Decide> {
  const { trx, structureId, at } = writing;
  const letter: LetterRow = { ...row, made_at: at };
  const known = await findLetter(trx, structureId, row.id);
  if (known) return answerKnown(writing, known, { about: aboutOf(letter), kind: row.kind });
  if (row.prescription !== null) await refuseAnother(writing, letter);
  return async () => {
    await trx.insertInto('letter').values(letter).execute();
    const data = {
      ...saidOf(letter),
      ...(letter.secrecy === 1 && { secrecy: true as const }),
      ...(letter.informed === 1 && { informed: true as const }),
      ...(letter.replaces !== null && { replaces: letter.replaces }),
      digest: digestOf(letter),
    };
    writing.record({ type: 'letter.made', subject: letter.id, actor: letter.made_actor, data });
    return { body: await letterState(trx, letter) };
  };
}

/** The same letter again is the same answer. @throws {ProblemError} `letter-id-taken` */
function answerKnown(
  { trx }: Writing,
  known: LetterRow,
  { about, kind }: { readonly about: About; readonly kind: LetterKind },
): () => Promise<Done> {
  if (!isAbout(known, about) || known.kind !== kind) throw new ProblemError('letter-id-taken');
  return async () => ({ body: await letterState(trx, known) });
}

/**
 * A run gives no other prescription in the place of one that has lapsed, nor one that would be dispensed longer than the first: what was found in it
 * would be its ground for ever. Another with the same last day, or an earlier one, corrects it.
 *
 * @throws {ProblemError} `prescription-lapsed`, `prescription-made`
 */
async function refuseAnother({ trx, structureId, at }: Writing, letter: LetterRow): Promise<void> {
  const rows = await listRows(trx, structureId, aboutOf(letter));
  const end = lapsesAt(contentOf(letter));
  for (const row of rows.filter(({ prescription }) => prescription === letter.prescription)) {
    refuseLapsed(row, at);
    if (end > lapsesAt(contentOf(row))) throw new ProblemError('prescription-made');
  }
}

/** @throws {ProblemError} `letter-not-offered`, `letter-incomplete` */
function refuseUnfit(told: Told, { kind, prescription }: MakeLetter): void {
  const { run, protocol } = told;
  const isOffered = offeredLetters(protocol, run).some((one) => one.kind === kind && one.prescription === prescription);
  if (!isOffered || run.training) throw new ProblemError('letter-not-offered');
  const refusals = lacksOf(told, kind);
  if (refusals.length > 0) throw new ProblemError('letter-incomplete', { refusals });
}

/** @throws {ProblemError} `invalid-request` */
function refuseSecrecy({ secrecy }: { readonly secrecy?: boolean | undefined }, ageYears: number): void {
  if (secrecy && ageYears >= ADULT) {
    throw invalid({ path: 'secrecy', message: 'is for somebody of age', accepted: 'a patient under 18' });
  }
}

interface Made {
  readonly id: string;
  readonly content: LetterContent;
  readonly doctor: AttendingDoctor | undefined;
  readonly secrecy: boolean | undefined;
}

/** A first letter, that has not left. */
function rowOf(
  { random }: ServiceContext,
  structureId: string,
  about: About,
  { id, content, doctor, secrecy = false }: Made,
) {
  const { kind } = content;
  return {
    ...{ structure_id: structureId, id, about: about.kind, about_id: about.id, kind, prescription: null },
    secrecy: Number(secrecy),
    content: JSON.stringify(content),
    doctor: doctor && kind === 'liaisonLetter' ? JSON.stringify(doctor) : null,
    ...{ head: null, replaces: null, series: null, version: 1, informed: 0 },
    salt: createId(random),
    ...{ queued_at: null, sendings: 0, handed_at: null, handed_how: null, handed_on: null },
  };
}
