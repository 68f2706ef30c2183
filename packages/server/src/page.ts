import { bookableDates, listSlots } from '@relais/engine';
import type {
  ConsentTextList,
  DeskSettings,
  Role,
  SeverityChecklist,
  SlotKey,
  StructureSettings,
  Territory,
  VisitSettings,
  WaitingListSettings,
} from '@relais/model';
import { toInstant } from '@relais/model';
import { createApp } from './app.ts';
import { developmentSubject, signDevelopmentToken } from './core/auth/development-token.ts';
import { createVerifier } from './core/auth/verifier.ts';
import { openWasmStore } from './core/db/wasm-sqlite.ts';
import type { WasmSqlite } from './core/db/wasm-sqlite.ts';
import { SYSTEM_ACTOR } from './core/actors.ts';
import type { ServiceContext } from './core/context.ts';
import { createContext } from './create-context.ts';
import { createHold, sweep } from './booking/index.ts';
import { advanceAll, sendTexts } from './freed-seat/index.ts';
import { followNewAgendas } from './planning/index.ts';
import type { Outgoing } from './core/outgoing/outgoing.ts';
import type { ShortMessage } from './core/sms/sms.ts';
import { createId } from './core/identifiers.ts';
import { importDocument } from './import-document.ts';
import { occupiedSeats, territoryDocument } from './scheduling/index.ts';
import type { MailKind } from './core/mail/worker.ts';
import { endDoctorWaits } from './desk/index.ts';
import { subjects } from './subjects.ts';

/** What a structure needs to take bookings. `settings.id` names it. */
export interface PageStructure {
  readonly settings: StructureSettings;
  /** Absent while nobody has said who receives when. */
  readonly territory?: Territory;
  readonly checklists?: readonly SeverityChecklist[];
  readonly consentTexts?: ConsentTextList;
  readonly desk?: DeskSettings;
  readonly visits?: VisitSettings;
  readonly lists?: WaitingListSettings;
  /** Who is known by name to their colleagues: `id` is what `signToken` makes a token for. */
  readonly people?: readonly PagePerson[];
}

export interface PagePerson {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
}

export interface PageBackendOptions {
  readonly structures: readonly PageStructure[];
  /** Where the backend's clock starts, milliseconds since the epoch; the page's clock when absent. It then runs at the pace of the page's. */
  readonly now?: number;
  /** Brings SQLite's WebAssembly build; `import('@sqlite.org/sqlite-wasm')` when absent. */
  readonly loadSqlite?: () => Promise<WasmSqlite>;
  /** Milliseconds every answer takes, so that waiting can be seen. */
  readonly latencyMs?: number;
  readonly sendsMail?: boolean;
  /** Whether letters to doctors have an operator of the secure mail to wait for. */
  readonly hasSecureMail?: boolean;
  /** What stands at addresses that people give; without it the backend has no way to any. */
  readonly outgoing?: Outgoing;
  /** The site whose page asks, which a browser lets no script say; absent, pages are the backend's own. */
  readonly origin?: string;
  /** What another backend held: this one begins with all of it, and with its clock, and `structures` may be none. */
  readonly copyOf?: PageCopy;
}

/** All that a backend held at one moment. Short messages are not in it: they have left. */
export interface PageCopy {
  readonly bytes: Uint8Array;
  readonly secret: string;
  readonly now: number;
}

/** How requests fail: no network at all, or a server that answers 503. */
export type PageFailure = 'offline' | 'unavailable';

/** The real backend in the page's memory. */
export interface PageBackend {
  /** To hand to `createClient({ fetch })`. Takes any address; only its path counts. */
  readonly fetch: (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;
  now(): number;
  /** What others can begin from, who share nothing with this one afterwards: made once, a long beginning costs no more. */
  copy(): Promise<PageCopy>;
  /** Lets time pass at once: holds expire and starts come nearer. */
  advance(milliseconds: number): Promise<void>;
  /** Makes requests fail from now on; `undefined` mends it. */
  fail(failure: PageFailure | undefined): void;
  /** How long every answer takes from now on. */
  delay(milliseconds: number): void;
  /** Somebody else takes one seat of a slot, and keeps it as long as a hold lasts. */
  takeSeat(structureId: string, slot: SlotKey): Promise<void>;
  /** Others take every seat that can be booked now, but for the last `leave` slots by start. */
  fill(structureId: string, leave?: number): Promise<void>;
  /** What the mails say that wait to leave, in plain text, the latest last; one that should not leave any more is not among them. */
  letters(): Promise<readonly string[]>;
  /** Every mail that waits leaves, or is refused for good by the mail server. */
  settleMail(state: 'sent' | 'failed'): Promise<void>;
  /** Replaces the territory of a structure, as a coordinator would. */
  importTerritory(structureId: string, territory: Territory): Promise<void>;
  /** The messages that left to telephones, the latest last. */
  messages(): readonly ShortMessage[];
  /** A professional's token, as `relais token` signs it; of one person for each role, or for each `id`. */
  signToken(role: Role, structureId: string, id?: string): Promise<string>;
  /** The same for a professional of the structure, by their number. */
  signTokenOf(rpps: string, role: Role, structureId: string): Promise<string>;
  close(): Promise<void>;
}

const SWEEP_MS = 1000;

/** Opens a backend of its own, with the structures given and nobody in it, or with what another held. */
export async function createPageBackend(options: PageBackendOptions): Promise<PageBackend> {
  const { copyOf } = options;
  const { store, copy } = openWasmStore(await (options.loadSqlite ?? loadSqlite)(), copyOf?.bytes);
  if (!copyOf) await store.migrate();
  const clock = createClock(copyOf?.now ?? options.now);
  const secret = copyOf?.secret ?? createId((bytes) => crypto.getRandomValues(bytes));
  const messages: ShortMessage[] = [];
  const sms = { send: (message: ShortMessage) => Promise.resolve(void messages.push(message)) };
  const context = createContext({
    ...{ store, secret, clock: clock.now, sms },
    sendsMail: options.sendsMail ?? false,
    ...(options.outgoing && { outgoing: options.outgoing }),
    ...(options.hasSecureMail && { secureMail: { product: undefined } }),
  });
  for (const structure of options.structures) await importStructure(context, structure);
  const app = createApp({
    context,
    verifier: createVerifier({ issuers: [], secret, now: clock.now }),
    originOf: () => options.origin ?? null,
  });
  const network = createNetwork((request) => app.fetch(request), options.latencyMs ?? 0);
  const others = createOthers(context);
  /** What a backend does by itself every second. */
  const keepUp = async () => {
    await sweep(context);
    await advanceAll(context);
    await endDoctorWaits(context);
    await sendTexts(context);
    await followNewAgendas(context);
  };
  const timer = setInterval(() => void keepUp(), SWEEP_MS);
  return {
    ...network,
    ...others,
    now: clock.now,
    copy: async () => ({ bytes: await copy(), secret, now: clock.now() }),
    messages: () => messages,
    advance: async (milliseconds) => {
      clock.advance(milliseconds);
      await keepUp();
    },
    settleMail: async (state) => {
      await store.db.updateTable('mail').set({ state, recipient: null }).where('state', '=', 'queued').execute();
    },
    letters: async () => {
      const kinds = Object.assign({}, ...subjects.map(({ mails = {} }) => mails)) as Record<string, MailKind>;
      const rows = await store.db
        .selectFrom('mail')
        .selectAll()
        .where('state', '=', 'queued')
        .orderBy('created_at')
        .execute();
      const ends = { sender: 'relais@relais.invalid', recipient: 'personne@relais.invalid' };
      const texts: string[] = [];
      for (const row of rows) {
        const composed = await kinds[row.kind]?.compose(context, row, ends).catch(() => undefined);
        if (composed) texts.push(composed.letter.text);
      }
      return texts;
    },
    importTerritory: async (structureId, territory) => {
      await importDocument(context, territory, SYSTEM_ACTOR, structureId);
    },
    signToken: (role, structure, id) =>
      signDevelopmentToken(secret, { role, structure, now: clock.now(), ...(id !== undefined && { person: id }) }),
    signTokenOf: async (rpps, role, structure) => {
      const { id: professional } = await store.db
        .selectFrom('professional')
        .select('id')
        .where('structure_id', '=', structure)
        .where('rpps', '=', rpps)
        .executeTakeFirstOrThrow();
      return signDevelopmentToken(secret, { role, structure, professional, now: clock.now() });
    },
    close: async () => {
      clearInterval(timer);
      app.close();
      await store.close();
    },
  };
}

async function loadSqlite(): Promise<WasmSqlite> {
  const { default: initialize } = (await import('@sqlite.org/sqlite-wasm')) as { default: () => Promise<unknown> };
  return (await initialize()) as WasmSqlite;
}

async function importStructure(
  context: ServiceContext,
  { settings, territory, checklists = [], consentTexts, desk, lists, visits, people = [] }: PageStructure,
): Promise<void> {
  const optional = [territory, ...checklists, consentTexts, desk, lists, visits];
  for (const document of [settings, ...optional.filter((one) => one !== undefined)]) {
    await importDocument(context, document, SYSTEM_ACTOR, settings.id);
  }
  for (const person of people) await addPerson(context, settings.id, person);
}

/** As whoever a development token names is known: by the subject of the token, since no list has brought them in. */
async function addPerson(
  { store, clock }: ServiceContext,
  structureId: string,
  { id, givenName, familyName }: PagePerson,
): Promise<void> {
  const unknown = { rpps: null, issuer: null, subject: null, profession: null, employer_finess: null };
  await store.db
    .insertInto('professional')
    .values({
      ...{ ...unknown, phone: null, email: null, ended_at: null, structure_id: structureId },
      ...{ id: developmentSubject(id), given_name: givenName, family_name: familyName },
      ...{ created_at: clock(), updated_at: clock() },
    })
    .execute();
}

function createClock(start: number | undefined) {
  let ahead = start === undefined ? 0 : start - Date.now();
  return {
    now: () => Date.now() + ahead,
    advance: (milliseconds: number) => {
      ahead += milliseconds;
    },
  };
}

function createNetwork(answer: (request: Request) => Promise<Response>, latencyMs: number) {
  let failure: PageFailure | undefined;
  let latency = latencyMs;
  return {
    fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
      const request = new Request(input, init);
      if (latency > 0) await wait(latency, request.signal);
      request.signal.throwIfAborted();
      if (failure === 'offline') throw new TypeError('Failed to fetch');
      return failure === 'unavailable' ? unavailable() : answer(request);
    },
    fail: (next: PageFailure | undefined) => {
      failure = next;
    },
    delay: (milliseconds: number) => {
      latency = milliseconds;
    },
  };
}

async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** What a proxy says when there is no backend behind it. */
function unavailable(): Response {
  return new Response('', { status: 503, headers: { 'Retry-After': '1' } });
}

/** The other people of the territory: each a client of its own, through the same services as everybody. */
function createOthers(context: ServiceContext) {
  const takeSeat = async (structureId: string, slot: SlotKey) => {
    const stranger = createId(context.random);
    const view = await context.views.read(structureId);
    if (!view) throw new RangeError(`There is no structure ${structureId}`);
    await createHold(
      context,
      { keyHash: stranger, fingerprint: stranger, doneStatus: 201 },
      { structureId, view, target: { slot }, audience: 'CPTS', clientHash: stranger, actor: SYSTEM_ACTOR },
    );
  };
  return {
    takeSeat,
    fill: async (structureId: string, leave = 0) => {
      const free = await listFree(context, structureId);
      for (const { practiceId, startMs, remaining } of free.slice(0, free.length - leave)) {
        for (let seat = 0; seat < remaining; seat++)
          await takeSeat(structureId, { practiceId, start: toInstant(startMs) });
      }
    },
  };
}

async function listFree(context: ServiceContext, structureId: string) {
  const view = await context.views.read(structureId);
  const territory = view?.documents.of(territoryDocument);
  if (!view || !territory) return [];
  const now = context.clock();
  const { from, to } = bookableDates(territory, now);
  return listSlots(territory, { from, to, now, audience: 'CPTS', occupancy: view.of(occupiedSeats).taken(now) });
}
