import { createClient, type Client, type Role } from '@relais/sdk';
import { createDesk, type Desk } from '@relais/sdk/desk';
import { createIntakes } from '@relais/sdk/intake';
import type { CallbackRequest, DeskSettings, StructureSettings, Territory, WaitingListSettings } from '@relais/model';
import type { PageBackend } from '@relais/server/page';
import { hurry } from '../support/devices.ts';
import { openKeptBackend } from '../support/kept-backend.ts';

/** A Tuesday, 09:40 at the place. */
const NOW = Date.parse('2026-11-10T08:40:00Z');

/** What the structure has decided, of the demonstration: how it comes here is the page's affair. */
export interface DeskDocuments {
  readonly settings: StructureSettings;
  readonly territory: Territory;
  readonly desk: DeskSettings;
  readonly lists?: WaitingListSettings;
}

/** Fictive people, by what they do. */
const people = {
  hugo: { id: 'hugo', givenName: 'Hugo', familyName: 'Lemaire', role: 'dispatcher' },
  sarah: { id: 'sarah', givenName: 'Sarah', familyName: 'Oualid', role: 'dispatcher' },
  nadia: { id: 'nadia', givenName: 'Nadia', familyName: 'Kaci', role: 'secretary' },
  ines: { id: 'ines', givenName: 'Inès', familyName: 'Benali', role: 'slotProvider' },
  claire: { id: 'claire', givenName: 'Claire', familyName: 'Moreau', role: 'coordinator' },
  marc: { id: 'marc', givenName: 'Marc', familyName: 'Lefort', role: 'coordinator' },
  samira: { id: 'samira', givenName: 'Samira', familyName: 'Haddad', role: 'dpo' },
} as const satisfies Record<string, { id: string; givenName: string; familyName: string; role: Role }>;

export type Colleague = keyof typeof people;

export interface Waiting extends Partial<Omit<CallbackRequest, 'arrivedAt'>> {
  /** Minutes ago. */
  readonly since: number;
}

/** Names of nobody. The numbers are of the range kept for fiction. */
export const morning: readonly Waiting[] = [
  {
    since: 4,
    class: 'red',
    phone: '0639980011',
    familyName: 'Vasseur',
    givenName: 'Mireille',
    birthDate: '1951-02-14',
  },
  {
    since: 34,
    class: 'a',
    phone: '0639980012',
    familyName: 'Delaunay',
    givenName: 'Capucine',
    birthDate: '2021-05-03',
  },
  { since: 74, class: 'b', phone: '0639980013', familyName: 'Abiven', givenName: 'Yann', birthDate: '1988-09-21' },
  { since: 12, class: 'a', phone: '0639980014', familyName: 'Ferrand', givenName: 'Odile', birthDate: '1944-12-02' },
  { since: 140, class: 'c', phone: '0639980015', familyName: 'Nguyen', givenName: 'Linh', birthDate: '1996-01-30' },
  { since: 25, class: 'b', phone: '0639980016', entryPoint: 'pharmacist', note: 'Préfère le fixe après midi' },
  { since: 51, class: 'c', phone: '0639980017', familyName: 'Zidane', givenName: 'Karim', birthDate: '1979-07-11' },
  { since: 1300, class: 'd', phone: '0639980018', familyName: 'Le Braz', givenName: 'Soazig', birthDate: '1963-03-08' },
];

/** A desk in this page: the real backend, its people, and who waits. */
export class DeskStage {
  readonly #documents: DeskDocuments;
  readonly #sendsMail: boolean;
  readonly #isOnline = new Map<Colleague, boolean>();
  readonly #clients = new Map<string, Client>();
  #backend: Promise<PageBackend> | undefined;
  #count = 0;

  constructor(documents: DeskDocuments, { sendsMail = false }: { readonly sendsMail?: boolean } = {}) {
    this.#documents = documents;
    this.#sendsMail = sendsMail;
  }

  /** Id of the structure. */
  get structure(): string {
    return this.#documents.settings.id;
  }

  backend(): Promise<PageBackend> {
    return (this.#backend ??= this.#open());
  }

  /** The device of one of the people, the same one each time; or of somebody who has not signed in. */
  clientOf(who: Colleague, isKnown = true): Client {
    const key = isKnown ? who : 'nobody';
    const client = this.#clients.get(key) ?? this.#device(who, isKnown);
    this.#clients.set(key, client);
    return client;
  }

  deskOf(who: Colleague): Desk {
    return createDesk(this.clientOf(who));
  }

  /** Puts people on the list, as their secretary does. @returns their ids, in the order given */
  async add(...waiting: readonly Waiting[]): Promise<string[]> {
    const desk = this.deskOf('nadia');
    const now = (await this.backend()).now();
    const ids: string[] = [];
    for (const { since, ...known } of waiting) {
      this.#count += 1;
      const id = `callback-${String(this.#count).padStart(12, '0')}`;
      const arrivedAt = `${new Date(now - since * 60_000).toISOString().slice(0, 19)}Z`;
      const usual = { class: 'b', entryPoint: 'patient', phone: '0639980010' } as const;
      await desk.request({ ...usual, ...known, id, arrivedAt });
      ids.push(id);
    }
    return ids;
  }

  /** What one of the people does to an entry as it stands. */
  async act(who: Colleague, id: string, ...actions: readonly Parameters<Desk['act']>[1][]): Promise<void> {
    const desk = this.deskOf(who);
    for (const action of actions) await desk.act(await desk.read(id), action);
  }

  /**
   * Somebody gives back a seat of this afternoon; or, `soon`, one of the next minutes. It is offered to those who wait.
   */
  async giveBack(soon = false): Promise<void> {
    const client = this.clientOf('nadia');
    const intakes = createIntakes(client);
    const now = (await this.backend()).now();
    const instant = (minutes: number) => `${new Date(now + minutes * 60_000).toISOString().slice(0, 19)}Z`;
    this.#count += 1;
    const intake = `intake-${String(this.#count).padStart(14, '0')}`;
    const window = soon ? { from: instant(0), to: instant(35) } : { from: instant(120), to: instant(600) };
    const { token } = await intakes.propose({ intake, window });
    const { booking } = await intakes.record({
      ...{ id: intake, entryPoint: 'patient', phone: '0639980099', regulated: { by: 'doctor' }, reason: 'orl' },
      person: { familyName: 'Rendu', givenName: 'Place', birthDate: '1990-01-01' },
      decision: { kind: 'seat', token },
    });
    await client.bookings.cancel({ bookingId: booking?.id ?? '' });
    await (await this.backend()).advance(1000);
  }

  /** Takes the network of one device away, or gives it back. */
  setOnline(who: Colleague, isOnline: boolean): void {
    this.#isOnline.set(who, isOnline);
    if (isOnline) dispatchEvent(new Event('online'));
  }

  async close(): Promise<void> {
    await (await this.#backend)?.close();
  }

  #open(): Promise<PageBackend> {
    const structures = [{ ...this.#documents, people: Object.values(people) }];
    return openKeptBackend({ structures, now: NOW, sendsMail: this.#sendsMail });
  }

  #device(who: Colleague, isKnown: boolean): Client {
    const { id: structure } = this.#documents.settings;
    let ahead = NOW - Date.now();
    const isOnline = () => this.#isOnline.get(who) ?? true;
    return createClient({
      api: 'https://relais.invalid',
      structure,
      fetch: async (request) => {
        const backend = await this.backend();
        ahead = backend.now() - Date.now();
        if (isOnline()) return cutOffWith(await backend.fetch(request), isOnline);
        throw new TypeError('Failed to fetch');
      },
      now: () => Date.now() + ahead,
      storage: 'memory',
      isOnline,
      sleep: hurry,
      ...(isKnown && {
        getToken: async () => (await this.backend()).signToken(people[who].role, structure, who),
      }),
    });
  }
}

/** A stream of changes ends when the device's network does. */
function cutOffWith(response: Response, isOnline: () => boolean): Response {
  if (!response.headers.get('content-type')?.includes('event-stream') || !response.body) return response;
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const timer = setInterval(() => {
        if (isOnline()) return;
        clearInterval(timer);
        void reader.cancel();
        controller.error(new TypeError('network error'));
      }, 20);
      void (async () => {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) break;
          controller.enqueue(value);
        }
        clearInterval(timer);
        controller.close();
      })().catch(() => clearInterval(timer));
    },
    cancel: () => reader.cancel(),
  });
  return new Response(body, { status: response.status, headers: response.headers });
}
