import { formatLocal } from '@relais/engine';
import { toInstant } from '@relais/model';
import type { Planning, PlanningCall, PlanningVersion, Territory } from '@relais/model';
import type { Kysely } from 'kysely';
import { ruleTime } from '../core/context.ts';
import type { ServiceContext } from '../core/context.ts';
import { loadDocument } from '../core/documents.ts';
import { professionalIdOf } from '../core/actors.ts';
import { ProblemError } from '../core/problem.ts';
import type { StructureView } from '../core/view.ts';
import { readEvent } from '../core/log/event.ts';
import { territoryDocument, todayIn } from '../scheduling/index.ts';
import type { Database } from '../tables.ts';
import { seatOf } from './publish.ts';

/** The planning in force. */
export function readPlanning(context: ServiceContext, { documents }: StructureView): Planning {
  const territory = documents.of(territoryDocument)?.territory;
  return {
    version: documents.newestVersion(territoryDocument.name),
    ...clockOf(context, documents),
    ...(territory && { territory }),
  };
}

/** A version as it was published. @throws {ProblemError} `not-found` */
export async function readVersion(
  context: ServiceContext,
  { structureId, documents }: StructureView,
  text: string,
): Promise<Planning> {
  const version = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0;
  const { db } = context.store;
  const body = await loadDocument(db, structureId, { kind: territoryDocument.name, version });
  if (body === undefined) throw new ProblemError('not-found');
  return { version, ...clockOf(context, documents), territory: JSON.parse(body) as Territory };
}

function clockOf(context: ServiceContext, documents: StructureView['documents']) {
  const now = ruleTime(context.clock());
  return { now: toInstant(now), today: todayIn(documents, now) };
}

/** Every version, the newest first. Those that were not published here were imported. */
export async function listVersions(db: Kysely<Database>, structureId: string): Promise<PlanningVersion[]> {
  const documents = await db
    .selectFrom('document')
    .select(['version', 'imported_at'])
    .where('structure_id', '=', structureId)
    .where('kind', '=', territoryDocument.name)
    .orderBy('version', 'desc')
    .execute();
  const published = await db
    .selectFrom('planning_publication')
    .selectAll()
    .where('structure_id', '=', structureId)
    .execute();
  const byVersion = new Map(published.map((row) => [row.version, row]));
  const people = await authorsOf(db, structureId);
  return documents.map(({ version, imported_at }) => {
    const row = byVersion.get(version);
    const by = people.get(version);
    const known = { version, at: toInstant(imported_at), ...(by && { by }) };
    if (!row) return { ...known, kind: 'import' as const };
    return {
      ...known,
      kind: row.undoes === null ? ('publication' as const) : ('undo' as const),
      ...{ from: row.from_date, reason: row.reason, moved: row.moved, kept: row.kept, toCall: row.to_call },
      ...(row.undoes !== null && { undoes: row.undoes }),
    };
  });
}

/** Who brought each version, as far as they are known by name: the log says who. */
async function authorsOf(db: Kysely<Database>, structureId: string) {
  const rows = await db
    .selectFrom('event')
    .select(['type', 'data', 'actor'])
    .where('structure_id', '=', structureId)
    .where('type', '=', territoryDocument.imported)
    .execute();
  const people = await db
    .selectFrom('professional')
    .select(['id', 'family_name', 'given_name'])
    .where('structure_id', '=', structureId)
    .execute();
  const names = new Map(people.map((row) => [row.id, { familyName: row.family_name, givenName: row.given_name }]));
  const authors = new Map<number, { familyName: string; givenName: string }>();
  for (const row of rows) {
    const event = readEvent(row);
    const name = names.get(professionalIdOf(row.actor) ?? '');
    if (event?.type === 'territory.imported' && name) authors.set(event.data.version, name);
  }
  return authors;
}

/** Whom somebody has to call, the nearest visit first. */
export async function listCalls(context: ServiceContext, { structureId, documents }: StructureView) {
  const now = ruleTime(context.clock());
  const territory = documents.of(territoryDocument);
  const rows = await context.store.db
    .selectFrom('unseated_booking')
    .innerJoin('booking', (join) =>
      join
        .onRef('booking.structure_id', '=', 'unseated_booking.structure_id')
        .onRef('booking.id', '=', 'unseated_booking.booking_id'),
    )
    .select(['booking.id', 'booking.reference', 'booking.practice_id', 'booking.site_id', 'booking.service_date'])
    .select(['booking.start_at', 'booking.end_at', 'booking.family_name', 'booking.given_name', 'booking.phone'])
    .select(['unseated_booking.choice', 'unseated_booking.cause', 'unseated_booking.since'])
    .select(['unseated_booking.practice_id as former_practice', 'unseated_booking.start_at as former_start'])
    .where('unseated_booking.structure_id', '=', structureId)
    .where('unseated_booking.settled_at', 'is', null)
    .where('unseated_booking.choice', '!=', 'keep')
    .where('booking.end_at', '>', now)
    .orderBy('booking.start_at')
    .orderBy('booking.id')
    .execute();
  const calls = territory
    ? rows.map((row): PlanningCall => {
        const { practice_id: practiceId, site_id: siteId, start_at: startMs, end_at: endMs } = row;
        const former = { practiceId: row.former_practice, startLocal: formatLocal(territory.zone, row.former_start) };
        return {
          ...{ booking: row.id, reference: row.reference, choice: row.choice, cause: row.cause },
          seat: seatOf(territory, { practiceId, siteId, serviceDate: row.service_date, startMs, endMs }),
          ...(row.choice === 'move' && { former }),
          ...{ familyName: row.family_name, givenName: row.given_name, phone: row.phone, since: toInstant(row.since) },
        };
      })
    : [];
  return { now: toInstant(now), calls };
}
