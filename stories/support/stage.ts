import { createClient, type Client, type ClientOptions } from '@relais/sdk';
import type { DeskSettings, Role, SeverityChecklist, StructureSettings, Territory } from '@relais/model';
import type { PageBackend } from '@relais/server/page';
import english from '../../demo/checklists/severity.en.json' with { type: 'json' };
import french from '../../demo/checklists/severity.fr.json' with { type: 'json' };
import structure from '../../demo/structures/rives-de-lorme.json' with { type: 'json' };
import territory from '../../demo/territories/rives-de-lorme.json' with { type: 'json' };
import { hurry } from './devices.ts';
import { openKeptBackend } from './kept-backend.ts';

/** A Tuesday, 09:40 at the place: its afternoon can be booked. */
const NOW = '2026-11-10T08:40:00Z';

export const settings = structure as unknown as StructureSettings;
export const demoTerritory = territory as unknown as Territory;

export interface StageOptions {
  /** Where the clock stands. */
  readonly now?: string;
  /** Without the checklist, nobody may book. */
  readonly withoutChecklist?: boolean;
  /** The list on screen hears of no change. */
  readonly withoutLive?: boolean;
  readonly sendsMail?: boolean;
  /** The site whose page asks; the backend's own when absent. */
  readonly origin?: string;
  /** Pauses end by the backend's clock, which may be moved. */
  readonly sleepsByClock?: boolean;
  /** What the demonstration's territory does not have. */
  readonly territory?: Partial<Territory>;
  readonly desk?: DeskSettings;
  /** Who is signed in on the device; nobody when absent. */
  readonly role?: Role;
}

/** A real backend in this page with the demonstration's CPTS of four places, opened when somebody first asks it something. */
export interface Stage {
  readonly client: Client;
  /** The device of somebody else. */
  readonly other: Client;
  readonly backend: () => Promise<PageBackend>;
  /** Takes the device's network away, or gives it back. */
  readonly setOnline: (isOnline: boolean) => Promise<void>;
}

export function createStage({
  now = NOW,
  withoutChecklist,
  withoutLive,
  sendsMail = false,
  origin,
  sleepsByClock,
  territory: changes = {},
  desk,
  role,
}: StageOptions): Stage {
  const start = Date.parse(now);
  let opened: Promise<PageBackend> | undefined;
  let clock = () => start;
  let isOnline = true;
  const backend = () => (opened ??= open());

  async function open(): Promise<PageBackend> {
    const checklists = withoutChecklist ? [] : ([french, english] as unknown as SeverityChecklist[]);
    const structures = [{ settings, territory: { ...demoTerritory, ...changes }, checklists, ...(desk && { desk }) }];
    const made = await openKeptBackend({
      structures,
      now: start,
      sendsMail,
      ...(origin !== undefined && { origin }),
    });
    clock = () => made.now();
    return made;
  }

  async function sleepByClock(milliseconds: number): Promise<void> {
    const end = clock() + milliseconds;
    while (clock() < end) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  const openClient = (options: Partial<ClientOptions> = {}) =>
    createClient({
      api: 'https://relais.invalid',
      structure: settings.id,
      fetch: async (request) => (await backend()).fetch(request),
      now: () => clock(),
      storage: 'memory',
      isOnline: () => isOnline,
      sleep: sleepsByClock ? sleepByClock : hurry,
      ...(role && {
        getToken: async () => (await backend()).signToken(role, settings.id),
        getPerson: () => Promise.resolve(role),
      }),
      ...options,
    });

  const deaf = (request: Request) =>
    request.url.includes('/events?')
      ? new Promise<Response>(() => undefined)
      : backend().then(({ fetch }) => fetch(request));

  return {
    client: openClient(withoutLive ? { fetch: deaf } : {}),
    other: openClient(),
    backend,
    async setOnline(next) {
      isOnline = next;
      (await backend()).fail(next ? undefined : 'offline');
    },
  };
}
