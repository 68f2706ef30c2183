import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { DeskSettings, VisitSettings, PatientFacts, Role, StructureSettings, Territory } from '@relais/model';
import { createClient } from '@relais/sdk';
import type { Client, ClientOptions } from '@relais/sdk';
import { createApp, createContext, importDocument, sweep } from '@relais/server';
import { followNewAgendas } from '../../../packages/server/src/planning/index.ts';
import { signDevelopmentToken } from '../../../packages/server/src/core/auth/development-token.ts';
import { createVerifier } from '../../../packages/server/src/core/auth/verifier.ts';
import { createLimits } from '../../../packages/server/src/core/limits/limits.ts';
import type { Outgoing } from '../../../packages/server/src/core/outgoing/outgoing.ts';
import { openNodeSqliteStore } from '../../../packages/server/src/core/db/node-sqlite.ts';
import type { LimitSettings } from '../../../packages/server/src/core/limits/settings.ts';
import { createQuickSleep } from './clock.ts';

export type Fetch = (request: Request) => Promise<Response>;

export interface Backend {
  readonly fetch: Fetch;
  /** Milliseconds since the epoch; write to move it. */
  readonly clock: { now: number };
  token(role: Role): Promise<string>;
  /** The same for a professional of the structure, by their number. */
  tokenOf(rpps: string, role: Role): Promise<string>;
  /** What is left of each slot, by start. */
  remaining(): Promise<Record<string, number>>;
  /** Confirmed bookings in the database. */
  countBookings(): Promise<number>;
  /** What figures may know of each person in the database; what they have not said is left out. */
  knownFacts(): Promise<PatientFacts[]>;
  importTerritory(territory: Territory): Promise<void>;
  /** Somebody who administers the structure, and nobody else. */
  importPeople(): Promise<void>;
  importDesk(settings: DeskSettings): Promise<void>;
  importVisits(settings: VisitSettings): Promise<void>;
  /** Erases expired holds, and reads agendas that were given, as the server does every second. */
  sweep(): Promise<void>;
}

const secret = 'a server secret long enough to be one';
/** A Monday, 08:00 in Paris. */
const start = Date.parse('2026-11-09T07:00:00Z');

export const settings: StructureSettings = {
  formatVersion: 'relais-structure/1',
  id: 'cpts-essai',
  name: 'CPTS d’essai (fictive)',
  reasons: [{ code: 'fever', label: { fr: 'Fièvre', en: 'Fever' } }],
};

/** Four slots of one seat, 10:00 to 11:00 in Paris, at one practice. */
export const territory: Territory = {
  formatVersion: 'csnp-territory/1',
  id: 'cpts-essai',
  name: 'CPTS d’essai (fictive)',
  synthetic: true,
  timezone: 'Europe/Paris',
  holidayCalendar: 'FR-metropole',
  rules: { minNoticeMinutes: 20, maxHorizonDays: 0, holdSeconds: 300, cancelDeadlineMinutes: 30 },
  sites: [{ id: 's1', name: 'Maison de santé' }],
  practices: [{ id: 'p1', name: 'Cabinet', siteId: 's1' }],
  openings: [
    { practiceId: 'p1', days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '10:00', to: '11:00', slotsPerHour: 4 },
  ],
};

/** The real backend in this process, over a SQLite file of its own that goes with the test. */
export async function startBackend(
  test: TestContext,
  options: { limits?: LimitSettings; outgoing?: Outgoing } = {},
): Promise<Backend> {
  const folder = mkdtempSync(join(tmpdir(), 'relais-sdk-'));
  const store = openNodeSqliteStore(folder);
  const clock = { now: start };
  const now = () => clock.now;
  await store.migrate();
  const context = createContext({ store, secret, clock: now, outgoing: options.outgoing });
  const checklist: unknown = JSON.parse(
    readFileSync(new URL('../../../demo/checklists/severity.fr.json', import.meta.url), 'utf8'),
  );
  for (const document of [settings, territory, checklist]) await importDocument(context, document, 'test', settings.id);
  const app = createApp({
    context,
    verifier: createVerifier({ issuers: [], secret, now }),
    ...(options.limits && { limits: createLimits({ store: 'memory', secret, now, settings: options.limits }) }),
  });
  test.after(async () => {
    app.close();
    await store.close();
    rmSync(folder, { recursive: true });
  });
  const importOwn = async (document: object) => {
    await importDocument(context, document, 'test', settings.id);
  };
  return {
    clock,
    fetch: (request) => app.fetch(request),
    token: (role) => signDevelopmentToken(secret, { role, structure: settings.id, now: clock.now }),
    async tokenOf(rpps, role) {
      const people = store.db.selectFrom('professional').select('id').where('rpps', '=', rpps);
      const { id: professional } = await people.executeTakeFirstOrThrow();
      return signDevelopmentToken(secret, { role, structure: settings.id, professional, now: clock.now });
    },
    async remaining() {
      const { slots } = await clientOf({ fetch: (request) => app.fetch(request), clock }).slots.list();
      return Object.fromEntries(slots.map((slot) => [slot.start, slot.remaining]));
    },
    async countBookings() {
      const rows = await store.db.selectFrom('booking').select('id').where('status', '=', 'confirmed').execute();
      return rows.length;
    },
    async knownFacts() {
      const columns = ['sex', 'commune', 'attending_doctor as attendingDoctor'] as const;
      const rows = await store.db.selectFrom('patient').select(columns).execute();
      const known = rows.map((row) => Object.entries(row).filter(([, said]) => said !== null));
      return known.map((facts) => Object.fromEntries(facts) as PatientFacts);
    },
    async importTerritory(document) {
      await importDocument(context, document, 'test', settings.id);
    },
    async importPeople() {
      const roles = [{ role: 'structureAdmin' as const }];
      const chief = {
        issuer: 'https://issuer.example',
        subject: 'chief',
        familyName: 'Petit',
        givenName: 'Jean',
        roles,
      };
      const people = { formatVersion: 'relais-professionals/1', professionals: [chief] };
      await importDocument(context, people, 'test', settings.id);
    },
    importDesk: importOwn,
    importVisits: importOwn,
    async sweep() {
      await sweep(context);
      await followNewAgendas(context);
    },
  };
}

/** A client of the backend on a device of its own, that never wastes time between two tries. */
export function clientOf(
  { fetch, clock }: Pick<Backend, 'fetch' | 'clock'>,
  options: Partial<ClientOptions> = {},
): Client {
  return createClient({
    api: 'https://agenda.test',
    structure: settings.id,
    storage: 'memory',
    fetch,
    now: () => clock.now,
    sleep: createQuickSleep().sleep,
    isOnline: () => true,
    ...options,
  });
}

export const morning = { from: '2026-11-09T07:00:00Z', to: '2026-11-09T12:00:00Z' };

/** An invented person, another for each number. */
export function requestFor(number = 1) {
  return {
    person: {
      familyName: 'Essai',
      givenName: `Camille ${number}`,
      birthDate: '1990-05-17',
      phone: `06 00 00 00 ${String(number).padStart(2, '0')}`,
    },
    reason: 'fever',
    checklistRun: { version: '0.1', yes: [], answeredAt: '2026-11-09T07:00:00Z' },
  };
}
