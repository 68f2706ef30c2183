import { createClient, type Client, type Role } from '@relais/sdk';
import { createPlanning } from '@relais/sdk/planning';
import type { SeverityChecklist, StructureSettings, Territory } from '@relais/model';
import { createPageBackend, type PageBackend } from '@relais/server/page';
import { loadSqlite } from '../support/load-sqlite.ts';

/** A Tuesday, 09:40 at the place. */
export const NOW = '2026-11-10T08:40:00Z';
export const TODAY = '2026-11-10';

/** The demonstration's, which stories import and tests fetch. */
export interface PlanningDocuments {
  readonly settings: StructureSettings;
  readonly territory: Territory;
  readonly checklist: SeverityChecklist;
}

export interface PlanningStageOptions {
  /** Seats booked on the afternoon of that day, one after the other. */
  readonly bookings?: number;
  /** A closure of today has been published by somebody, and its patients are to be called. */
  readonly isClosed?: boolean;
}

/** A real backend in this page, with a planning and whoever has booked in it. */
export interface PlanningStage {
  readonly backend: PageBackend;
  readonly as: (role: Role) => Client;
  /** A colleague publishes a closure of everybody on a day. */
  close(date: string): Promise<void>;
}

export async function createPlanningStage(
  { settings, territory, checklist }: PlanningDocuments,
  { bookings = 0, isClosed = false }: PlanningStageOptions = {},
): Promise<PlanningStage> {
  const backend = await createPageBackend({
    structures: [{ settings, territory, checklists: [checklist] }],
    now: Date.parse(NOW),
    loadSqlite,
  });
  const as: PlanningStage['as'] = (role) =>
    createClient({
      api: 'https://relais.invalid',
      structure: settings.id,
      fetch: backend.fetch,
      now: () => backend.now(),
      storage: 'memory',
      getToken: () => backend.signToken(role, settings.id),
    });
  const close = async (date: string) => {
    const planning = createPlanning(as('coordinator'));
    const { version, territory: current } = await planning.read();
    if (!current) throw new Error('There is no planning to close');
    const exceptions = [...(current.exceptions ?? []), { type: 'closure' as const, from: date }];
    await planning.publish({ base: version, reason: 'Journée de formation', territory: { ...current, exceptions } });
  };
  for (let place = 0; place < bookings; place += 1) await book(as('secretary'), checklist, place);
  if (isClosed) await close(TODAY);
  return { backend, as, close };
}

async function book({ bookings }: Client, checklist: SeverityChecklist, place: number): Promise<void> {
  const hold = await bookings.hold({ window: { from: '2026-11-10T12:00:00Z', to: '2026-11-10T20:00:00Z' } });
  await bookings.confirm(hold, {
    person: {
      familyName: 'Essai',
      givenName: ['Camille', 'Dominique', 'Claude', 'Alix'][place % 4] ?? 'Alix',
      birthDate: `198${String(place % 10)}-05-17`,
      phone: `06 39 98 ${String(10 + place)} 34`,
    },
    reason: 'orl',
    checklistRun: { version: checklist.version, yes: [], answeredAt: NOW },
  });
}
