import { formatLocal } from '@relais/engine';
import type { BusyInterval } from '@relais/engine/planning';
import { toInstant } from '@relais/model';
import type { BusyPerson, BusyTimes } from '@relais/model';
import type { Kysely } from 'kysely';
import { ruleTime } from '../../core/context.ts';
import type { ServiceContext } from '../../core/context.ts';
import type { Principal } from '../../core/http/access.ts';
import type { StructureView } from '../../core/view.ts';
import { listProviders } from '../../people/index.ts';
import { territoryDocument, zoneOf } from '../../scheduling/index.ts';
import type { Database } from '../../tables.ts';
import type { AgendaRow } from '../tables.ts';
import { comingDates, practicesOf, volunteersOf } from '../duties.ts';
import { isPlanner, ownIdOf, requireReader } from '../policy.ts';
import { readingOf } from './settings.ts';

/** When those are busy who receive patients and have given an agenda; to a volunteer their own alone. @throws {ProblemError} `forbidden`, to planners of one practice alone */
export async function listBusyTimes(
  context: ServiceContext,
  { principal, view }: { readonly principal: Principal; readonly view: StructureView },
): Promise<BusyTimes> {
  requireReader(principal);
  const { structureId, documents } = view;
  const { db } = context.store;
  const now = context.clock();
  const territory = documents.of(territoryDocument);
  const zone = zoneOf(documents);
  const providers = await listProviders(db, structureId);
  const rows = await db
    .selectFrom('agenda')
    .innerJoin('professional', (join) =>
      join
        .onRef('professional.structure_id', '=', 'agenda.structure_id')
        .onRef('professional.id', '=', 'agenda.professional_id'),
    )
    .selectAll('agenda')
    .select(['family_name', 'given_name'])
    .where('agenda.structure_id', '=', structureId)
    .$if(!isPlanner(principal), (query) => query.where('agenda.professional_id', '=', ownIdOf(principal)))
    .orderBy('family_name')
    .orderBy('given_name')
    .orderBy('professional_id')
    .execute();
  const people = rows.flatMap((row): BusyPerson[] => {
    const provider = providers.get(row.professional_id);
    if (!provider) return [];
    return [
      {
        ...{ professional: row.professional_id, familyName: row.family_name, givenName: row.given_name },
        volunteers: territory ? [...volunteersOf(territory, provider)] : [],
        practices: territory ? [...practicesOf(territory, provider.places)] : [],
        ...readingOf(row),
        busy: timesIn(row)
          .filter(({ endMs }) => endMs > now)
          .map(({ startMs, endMs }) => ({
            ...{ start: toInstant(startMs), startLocal: formatLocal(zone, startMs) },
            ...{ end: toInstant(endMs), endLocal: formatLocal(zone, endMs) },
          })),
      },
    ];
  });
  return { now: toInstant(ruleTime(now)), ...comingDates(context, view), people };
}

/** When a professional is busy by the agenda they have given, as it was read last: from and until, in milliseconds since the epoch. */
export async function busyTimesOf(
  db: Kysely<Database>,
  structureId: string,
  professional: string,
): Promise<readonly BusyInterval[]> {
  const row = await db
    .selectFrom('agenda')
    .select('busy')
    .where('structure_id', '=', structureId)
    .where('professional_id', '=', professional)
    .executeTakeFirst();
  return row ? timesIn(row) : [];
}

function timesIn({ busy }: Pick<AgendaRow, 'busy'>): BusyInterval[] {
  return (JSON.parse(busy) as [number, number][]).map(([startMs, endMs]) => ({ startMs, endMs }));
}
