import { listFullSessions } from '@relais/engine';
import type { BookableCriteria, CompiledTerritory } from '@relais/engine';
import type { ExplainedSlot, PlainDate } from '@relais/model';
import type { Kysely } from 'kysely';
import { listOverbooked, mayOverbook, overbookedIn } from '../booking/index.ts';
import type { Professional } from '../core/http/access.ts';
import type { Database } from '../tables.ts';

type Overbooking = NonNullable<ExplainedSlot['overbooking']>;

interface Slot {
  readonly practiceId: string;
  readonly siteId: string;
  readonly startMs: number;
}

interface OverbookingQuestion {
  readonly structureId: string;
  readonly territory: CompiledTerritory;
  readonly date: PlainDate;
  readonly criteria: BookableCriteria & { readonly now: number };
  readonly caller: Professional;
}

export function slotId({ practiceId, startMs }: Pick<Slot, 'practiceId' | 'startMs'>): string {
  return `${practiceId} ${startMs}`;
}

/** How far the full sessions of a date are overbooked, by their slots: of those whoever asks may book above their capacity. */
export async function findOverbookings(
  db: Kysely<Database>,
  { structureId, territory, date, criteria, caller }: OverbookingQuestion,
  slots: readonly Slot[],
): Promise<ReadonlyMap<string, Overbooking>> {
  const limit = territory.rules.secretaryOverbookPerSession;
  if (limit === 0) return new Map();
  const practices = new Set(slots.filter((slot) => mayOverbook(caller, slot)).map(({ practiceId }) => practiceId));
  const sessions = listFullSessions(territory, date, practices, criteria);
  if (sessions.length === 0) return new Map();
  const seats = await listOverbooked(db, structureId, {
    now: criteria.now,
    firstMs: Math.min(...sessions.map(({ firstMs }) => firstMs)),
    lastMs: Math.max(...sessions.map(({ lastMs }) => lastMs)),
  });
  return new Map(
    sessions.flatMap((session) => {
      const overbooking = { used: overbookedIn(session, seats), limit };
      return session.slots.map((slot): [string, Overbooking] => [slotId(slot), overbooking]);
    }),
  );
}
