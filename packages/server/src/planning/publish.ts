import { formatLocal } from '@relais/engine';
import type { CompiledTerritory } from '@relais/engine';
import { composePublication, suggestSeats } from '@relais/engine/planning';
import type { UnseatedBooking } from '@relais/engine/planning';
import { toInstant } from '@relais/model';
import type { PlanningCheck, PlanningPublication, PlanningReceipt, Seat, Territory } from '@relais/model';
import { moveTo, openSeats } from '../booking/index.ts';
import type { Seating } from '../booking/index.ts';
import type { ServiceContext } from '../core/context.ts';
import { ruleTime } from '../core/context.ts';
import type { CheckedDocument, Documents } from '../core/documents.ts';
import { loadDocument } from '../core/documents.ts';
import { invalid } from '../core/http/parse.ts';
import { checkOwn, putDocument } from '../core/import-documents.ts';
import { canonicalJson } from '../core/log/canonical.ts';
import { ProblemError } from '../core/problem.ts';
import type { StructureView } from '../core/view.ts';
import type { Decide } from '../core/write/write.ts';
import { occupiedSeats, territoryDocument, todayIn } from '../scheduling/index.ts';
import type { Kysely } from 'kysely';
import type { Database } from '../tables.ts';
import { findUndecided, noteUnseated } from './unseated.ts';
import type { ComingBooking, UnseatedNote } from './unseated.ts';

/** Told one by one at most; a coordinator who closes more at once has them called. */
const MOST_LISTED = 500;

/** A planning that is about to be in force, and the version it was made from. */
interface Proposal {
  readonly checked: CheckedDocument;
  readonly territory: CompiledTerritory;
  readonly from: string;
  readonly base: number;
}

/** What somebody wants of the planning. Bookings that lose their seat and of which nothing is said are to be called. */
export interface Intent extends Pick<PlanningPublication, 'reason' | 'undoes' | 'choices'> {
  /** Asked under the lock of the structure. @throws {ProblemError} */
  readonly propose: (asked: Asked) => Promise<Proposal>;
}

export interface Asked {
  readonly db: Kysely<Database>;
  readonly structureId: string;
  readonly documents: Documents;
  readonly now: number;
}

/** Which bookings a publication would leave without a seat, with a seat that each could be moved to. */
export async function checkPublication(
  context: ServiceContext,
  { view, request }: { readonly view: StructureView; readonly request: PlanningPublication },
): Promise<PlanningCheck> {
  const now = ruleTime(context.clock());
  const { db } = context.store;
  const { structureId, documents } = view;
  const { territory } = await propose({ db, structureId, documents, now }, request);
  const { unseated } = await findUndecided(db, structureId, territory, now);
  const listed = unseated.slice(0, MOST_LISTED);
  const taken = view.of(occupiedSeats).taken(now);
  const seats = suggestSeats(
    territory,
    listed.map(({ booking }) => booking),
    { now, taken },
  );
  return {
    version: documents.newestVersion(territoryDocument.name),
    count: unseated.length,
    unseated: listed.map(({ booking, cause }, index) => {
      const slot = seats[index];
      return {
        ...{ booking: booking.id, reference: booking.reference, cause, hasMail: context.sendsMail && booking.hasMail },
        seat: seatOf(territory, booking),
        ...(slot && { suggestion: seatOf(territory, slot) }),
      };
    }),
  };
}

/** Brings the planning in force that a planner has made. */
export function decidePublication(context: ServiceContext, request: PlanningPublication, actor: string): Decide {
  return decideIntent(context, { ...request, propose: (asked) => propose(asked, request) }, actor);
}

/** Brings the planning in force, with what becomes of every booking that it has no seat for. */
export function decideIntent(context: ServiceContext, intent: Intent, actor: string): Decide {
  return async (turn) => {
    const writing = await openSeats(turn);
    await writing.bookings.save();
    const { trx: db, structureId, documents, now } = writing;
    const { territory, checked, from, base } = await intent.propose({ db, structureId, documents, now });
    const { unseated } = await findUndecided(db, structureId, territory, now);
    return async () => {
      const { version, changed } = await putDocument(writing, territoryDocument, checked, actor);
      if (!changed) throw new TypeError('A proposal that says the same is refused before');
      const notes: UnseatedNote[] = [];
      for (const one of unseated) notes.push(await decideOne(context, writing, { intent, territory, one, actor }));
      for (const note of notes) await noteUnseated(writing, version, note, actor);
      const countOf = (choice: UnseatedNote['choice']) => notes.filter((note) => note.choice === choice).length;
      const counts = { moved: countOf('move'), kept: countOf('keep'), toCall: countOf('call') };
      const { reason, undoes } = intent;
      await db
        .insertInto('planning_publication')
        .values({
          ...{ structure_id: structureId, version, from_date: from, reason, undoes: undoes ?? null },
          ...{ moved: counts.moved, kept: counts.kept, to_call: counts.toCall },
        })
        .execute();
      writing.record({
        type: 'planning.published',
        subject: structureId,
        actor,
        data: { planning: version, base, from, ...(undoes !== undefined && { undoes }), ...counts },
      });
      const receipt: PlanningReceipt = { version, from, ...counts };
      return { body: receipt };
    };
  };
}

/** A seat that somebody else has taken since it was suggested is not worth losing the publication: that patient is called. */
async function decideOne(
  context: ServiceContext,
  writing: Seating,
  {
    intent,
    territory,
    one: { booking, cause },
    actor,
  }: {
    readonly intent: Intent;
    readonly territory: CompiledTerritory;
    readonly one: UnseatedBooking<ComingBooking>;
    readonly actor: string;
  },
): Promise<UnseatedNote> {
  const made = intent.choices?.find((choice) => choice.booking === booking.id);
  if (made?.choice === 'keep') return { booking, cause, choice: 'keep' };
  if (made?.choice !== 'move' || !made.seat) return { booking, cause, choice: 'call' };
  try {
    const { mail } = await moveTo(context, writing, territory, { bookingId: booking.id, slot: made.seat, actor });
    return { booking, cause, choice: 'move', isTold: mail !== 'none' };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { booking, cause, choice: 'call' };
  }
}

/** The file that would be in force. @throws {ProblemError} */
async function propose(asked: Asked, request: PlanningPublication): Promise<Proposal> {
  const { documents, now } = asked;
  const version = documents.newestVersion(territoryDocument.name);
  if (request.base !== version) throw new ProblemError('planning-changed', { revision: version });
  return proposeFile(asked, await fileOf(asked, request, todayIn(documents, now)));
}

/** The file as it would be in force. @throws {ProblemError} `territory-invalid`, and `invalid-request` where nothing would be otherwise */
export function proposeFile(
  { structureId, documents }: Asked,
  { file, from }: { readonly file: Territory; readonly from: string },
): Proposal {
  const checked = checkOwn(territoryDocument, file, structureId);
  const territory = territoryDocument.read([checked.body]);
  const same = documents.of(territoryDocument);
  if (!territory || (same && checked.body === canonicalJson(same.territory))) {
    throw invalid({
      path: 'territory',
      message: 'says what the planning in force says',
      accepted: 'something changed',
    });
  }
  return { checked, territory, from, base: documents.newestVersion(territoryDocument.name) };
}

async function fileOf(
  asked: Asked,
  request: PlanningPublication,
  today: string,
): Promise<{ readonly file: Territory; readonly from: string }> {
  const current = asked.documents.of(territoryDocument)?.territory;
  if (request.undoes !== undefined) return undo(asked, request.undoes, today);
  if (!request.territory) throw invalid({ path: 'territory', message: 'is missing', accepted: 'a file, or `undoes`' });
  const from = request.from ?? today;
  if (from < today) throw invalid({ path: 'from', message: 'has passed', accepted: `${today} or later` });
  // As it was sent it must hold by itself, so that its faults are told where they stand in it.
  const body = checkOwn(territoryDocument, request.territory, asked.structureId).body;
  const next = JSON.parse(body) as Territory;
  return { file: composePublication(current, next, { from, today }), from };
}

/** What was in force before the newest version: as it was where that has not begun, else from today on. */
async function undo({ db, structureId, documents }: Asked, version: number, today: string) {
  const { name } = territoryDocument;
  const current = documents.of(territoryDocument)?.territory;
  if (version !== documents.newestVersion(name) || !current)
    throw new ProblemError('publication-not-newest', { revision: documents.newestVersion(name) });
  const body = await loadDocument(db, structureId, { kind: name, version: version - 1 });
  if (body === undefined) throw new ProblemError('publication-not-newest', { revision: version });
  const former = JSON.parse(body) as Territory;
  const published = await db
    .selectFrom('planning_publication')
    .select('from_date')
    .where('structure_id', '=', structureId)
    .where('version', '=', version)
    .executeTakeFirst();
  const hasBegun = (published?.from_date ?? today) < today;
  return { file: hasBegun ? composePublication(current, former, { from: today, today }) : former, from: today };
}

interface Placed {
  readonly practiceId: string;
  readonly siteId: string;
  readonly serviceDate: string;
  readonly startMs: number;
  readonly endMs: number;
}

export function seatOf({ zone }: CompiledTerritory, { practiceId, siteId, serviceDate, startMs, endMs }: Placed): Seat {
  const times = { start: toInstant(startMs), startLocal: formatLocal(zone, startMs), end: toInstant(endMs) };
  return { practiceId, siteId, serviceDate, ...times };
}
