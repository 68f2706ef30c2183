import { addDays } from '@relais/engine';
import type { CompiledTerritory } from '@relais/engine';
import { planDuties } from '@relais/engine/planning';
import type { DutyRange } from '@relais/engine/planning';
import type { PlainDate } from '@relais/model';
import type { Kysely } from 'kysely';
import type { ServiceContext } from '../core/context.ts';
import type { StructureView } from '../core/view.ts';
import { listDuties } from '../people/index.ts';
import type { Provider } from '../people/index.ts';
import { territoryDocument, todayIn } from '../scheduling/index.ts';
import type { Database } from '../tables.ts';

interface Dates {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** What is past is looked up too: a month's work. What comes reaches as far as the preview of planners. */
const PAST_DAYS = 30;
const COMING_DAYS = 56;
/** Above what anybody has; a role for a site of very many practices makes no calendar that nobody can read. */
const MOST_PRACTICES = 20;
const MOST_RANGES = 1000;

/** Service dates from today on, by the territory's calendar. */
export function comingDates({ clock }: ServiceContext, { documents }: Pick<StructureView, 'documents'>): Dates {
  const today = todayIn(documents, clock());
  return { from: today, to: addDays(today, COMING_DAYS) };
}

export function pastAndComing(context: ServiceContext, view: StructureView): Dates {
  const { from: today, to } = comingDates(context, view);
  return { from: addDays(today, -PAST_DAYS), to };
}

/** The ranges of one who receives patients: those they are named for, and of their practice those nobody is named for. The latest are left out where they are very many. */
export async function findDuties(
  db: Kysely<Database>,
  { structureId, documents }: Pick<StructureView, 'structureId' | 'documents'>,
  provider: Provider,
  dates: Dates,
): Promise<DutyRange[]> {
  const territory = documents.of(territoryDocument);
  if (!territory) return [];
  const duties = await listDuties(db, structureId, dates);
  const holder = { practices: practicesOf(territory, provider.places), volunteers: volunteersOf(territory, provider) };
  return planDuties(territory, dates, holder, duties).slice(0, MOST_RANGES);
}

/** Who they are among the volunteers of the territory file. */
export function volunteersOf({ territory }: CompiledTerritory, { rpps }: Provider): ReadonlySet<string> {
  const { volunteers = [] } = territory;
  return new Set(volunteers.filter((one) => rpps !== null && one.rpps === rpps).map(({ id }) => id));
}

/** Whoever holds the role everywhere has no practice of their own. */
export function practicesOf({ practices }: CompiledTerritory, places: Provider['places']): ReadonlySet<string> {
  const own = [...practices.values()].filter(({ id, siteId }) =>
    places.some((place) => (place.practiceId === undefined ? place.siteId === siteId : place.practiceId === id)),
  );
  return new Set(own.slice(0, MOST_PRACTICES).map(({ id }) => id));
}

/** Seats booked in each of these ranges. */
export async function countBooked(
  db: Kysely<Database>,
  structureId: string,
  ranges: readonly DutyRange[],
): Promise<number[]> {
  if (ranges.length === 0) return [];
  const rows = await db
    .selectFrom('booking')
    .select(({ fn }) => ['practice_id', 'start_at', fn.countAll<number | string>().as('booked')])
    .where('structure_id', '=', structureId)
    .where('status', '=', 'confirmed')
    .where('practice_id', 'in', [...new Set(ranges.map(({ practiceId }) => practiceId))])
    .where('start_at', '>=', Math.min(...ranges.map(({ startMs }) => startMs)))
    .where('start_at', '<', Math.max(...ranges.map(({ endMs }) => endMs)))
    .groupBy(['practice_id', 'start_at'])
    .execute();
  const byPractice = Map.groupBy(rows, ({ practice_id }) => practice_id);
  return ranges.map(({ practiceId, startMs, endMs }) =>
    (byPractice.get(practiceId) ?? [])
      .filter(({ start_at: at }) => startMs <= at && at < endMs)
      .reduce((sum, { booked }) => sum + Number(booked), 0),
  );
}
