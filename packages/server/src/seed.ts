import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { OperatorError } from './core/operator-error.ts';
import { SYSTEM_ACTOR } from './core/actors.ts';
import { toInstant } from '@relais/model';
import type {
  AciContract,
  ConsentText,
  ContractPeriod,
  Professional,
  Protocol,
  ProtocolCases,
  ProtocolState,
} from '@relais/model';
import type { ServiceContext } from './core/context.ts';
import { write } from './core/write/write.ts';
import { importDocument } from './import-document.ts';
import { decidePublication, todayInParis } from './indicators/index.ts';
import { listProfessionals } from './people/index.ts';
import { takeProtocolStep } from './protocol/index.ts';
import { seedTeam } from './seed-team.ts';
import type { DemoTeam } from './seed-team.ts';
import { liveThrough } from './seed-year/index.ts';
import type { DemandProfile, DemoActivity, DemoOpening, DemoProtocol, Year } from './seed-year/index.ts';

/** The demonstration's data, beside the packages. */
const DEMO_FOLDER = new URL('../../../demo/', import.meta.url);

type DemoPerson = Omit<Professional, 'issuer'>;

/** By it the people of the demonstration are told from a structure's own. */
const DEMO_MAIL = '@relais.example';

const DAY_MS = 86_400_000;
/** The pages of the backend's own site need no leave of anybody. */
const LOCAL = 'http://localhost';

export class DemoMissingError extends OperatorError {
  override readonly name = 'DemoMissingError';
}

/**
 * Brings in the demonstration's structures that are not there yet; one that is there keeps what a coordinator has made of it.
 * @param issuer that of the demonstration: its people then are the professionals of a structure that has none
 * @throws {DemoMissingError} this installation has no demonstration data
 */
export async function seedDemo(context: ServiceContext, issuer?: string, folder: URL = DEMO_FOLDER): Promise<void> {
  await seedStructures(context, folder);
  await seedProtocols(context, folder);
  if (issuer !== undefined) await seedPeople(context, issuer, folder);
  await seedTeams(context, folder);
  await seedPublications(context, folder);
}

export interface SeededYear {
  /** The same database at another time; what leaves it (mails, messages) leaves nobody then. */
  readonly contextAt: Year['contextAt'];
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** How long before it the first day is. */
  readonly days: number;
  /** That of the demonstration. */
  readonly issuer: string;
  /** Called once, when there is a year to live through: it takes some time. */
  readonly onBegin: () => void;
}

/**
 * Has the demonstration's structures work for a time up to now, where they are not there yet: figures through time then show something. One that
 * is there, however far, stays as it is.
 * @returns the structures that have lived through one
 * @throws {DemoMissingError} this installation has no demonstration data
 */
export async function seedYear(
  { contextAt, now, days, issuer, onBegin }: SeededYear,
  folder: URL = DEMO_FOLDER,
): Promise<string[]> {
  const lived: string[] = [];
  const profile = await readDocument<DemandProfile>(new URL('activity/demand-profile.json', folder));
  const protocols = await readFolder<Protocol>(new URL('protocols/', folder));
  const from = now - days * DAY_MS;
  for (const activity of await readFolder<DemoActivity>(new URL('activity/structures/', folder))) {
    const first = contextAt(() => from);
    if (await first.views.read(activity.id)) continue;
    onBegin();
    await seedStructures(first, folder, (territory) =>
      territory.id === activity.id ? openUntil(territory, activity.openings, now) : territory,
    );
    await seedPeople(first, issuer, folder);
    const onDay = async (context: ServiceContext, date: string) => {
      if (protocols.every((protocol) => protocol.date <= date)) await seedProtocols(context, folder);
      await seedTeams(context, folder);
    };
    const protocol = await readRunProtocol(activity, protocols, folder);
    await liveThrough({ activity, protocol, profile, issuer, from, until: now, contextAt, onDay });
    lived.push(activity.id);
  }
  return lived;
}

/** What the runs of a year go by. @throws {DemoMissingError} the demonstration has no such protocol, or no text to consent to it by */
async function readRunProtocol(
  { runs }: DemoActivity,
  protocols: readonly Protocol[],
  folder: URL,
): Promise<DemoProtocol> {
  const protocol = protocols.find(({ id }) => id === runs.protocol);
  const { ordinary } = await readDocument<ProtocolCases>(new URL(`protocols/cases/${runs.protocol}.json`, folder));
  const { texts } = await readDocument<{ texts: ConsentText[] }>(new URL('consents/textes.json', folder));
  const consent = texts.find((text) => text.protocol?.id === runs.protocol);
  if (!protocol || !consent)
    throw new DemoMissingError(`The demonstration cannot run ${runs.protocol}: its text or its consent is missing.`);
  return { protocol, ordinary, consent };
}

const SEAT_AN_HOUR = {
  ...{ slotMinutes: 20, gapMinutes: 40, capacity: 1 },
  ...{ visibility: ['CPTS', 'PUBLIC'], onHoliday: 'open' },
};

interface DemoTerritory {
  readonly id: string;
  readonly openings: readonly object[];
}

/** A territory that has other openings up to the day before one, so that the year is counted by seats that somebody could have opened. */
function openUntil(territory: DemoTerritory, openings: readonly DemoOpening[], until: number): DemoTerritory {
  const validFrom = todayInParis(until);
  const validTo = new Date(Date.parse(validFrom) - DAY_MS).toISOString().slice(0, 10);
  const before = openings.map((opening) => ({ ...opening, ...SEAT_AN_HOUR, validTo }));
  const since = territory.openings.map((opening) => ({ ...opening, validFrom }));
  return { ...territory, openings: [...before, ...since] };
}

/** @param adapt what a territory of the demonstration is to be instead */
async function seedStructures(
  context: ServiceContext,
  folder: URL,
  adapt: (territory: DemoTerritory) => DemoTerritory = (territory) => territory,
): Promise<void> {
  const checklists = await readFolder(new URL('checklists/', folder));
  const territories = await readFolder<DemoTerritory>(new URL('territories/', folder));
  const desks = await readFolder(new URL('desks/', folder));
  const visits = await readFolder(new URL('visits/', folder));
  const consents = await readFolder(new URL('consents/', folder));
  const lists = await readFolder(new URL('lists/', folder));
  const letters = await readFolder<DemoLetters>(new URL('letters/', folder));
  const contracts = await readFolder<DemoContract>(new URL('contracts/', folder));
  const boards = await readFolder<DemoBoards>(new URL('boards/', folder));
  for (const settings of await readFolder(new URL('structures/', folder))) {
    const { id } = settings;
    if (await context.views.read(id)) continue;
    const territory = territories.find((candidate) => candidate.id === id);
    if (!territory) throw new DemoMissingError(`The demonstration has no territory for the structure ${id}.`);
    const today = todayInParis(context.clock());
    const own = [
      ...letters.filter((one) => one.id === id).flatMap((one) => [one.letters, one.doctors]),
      ...contracts.filter((one) => one.id === id).map((one) => contractFrom(one, today)),
      ...boards.filter((one) => one.id === id).map((one) => one.boards),
    ];
    for (const document of [
      adapt(territory),
      ...checklists,
      ...desks,
      ...visits,
      ...lists,
      ...consents,
      settings,
      ...own,
    ])
      await importDocument(context, document, SYSTEM_ACTOR, id);
  }
}

async function seedTeams(context: ServiceContext, folder: URL): Promise<void> {
  for (const team of await readFolder<DemoTeam>(new URL('teams/', folder))) await seedTeam(context, team);
}

/** What the site of a structure shows to everybody: under a key that is the same everywhere, so that it can stand in a page. Ended, it stays so. */
async function seedPublications(context: ServiceContext, folder: URL): Promise<void> {
  for (const { id, published } of await readFolder<DemoActivity>(new URL('activity/structures/', folder))) {
    const known = context.store.db.selectFrom('figure_publication').select('key').where('structure_id', '=', id);
    if (await known.limit(1).executeTakeFirst()) continue;
    const request = { ...published, origins: [new URL(context.publicUrl ?? LOCAL).origin] };
    const decide = decidePublication({ ...context, random: (bytes) => bytes.fill(0) }, request, SYSTEM_ACTOR);
    await write(context, id, async (writing) => void (await (await decide(writing))()));
  }
}

/** Letterhead and treating doctors of one of the demonstration's structures. */
interface DemoLetters {
  readonly id: string;
  readonly letters: unknown;
  readonly doctors: unknown;
}

/** What the coordination of one of the demonstration's structures has put side by side. */
interface DemoBoards {
  readonly id: string;
  readonly boards: unknown;
}

/** A contract nobody has agreed to: what it holds every year, from the one the structure begins in. */
interface DemoContract extends Omit<ContractPeriod, 'from' | 'to'> {
  readonly id: string;
  readonly years: number;
}

function contractFrom({ id: _, years, ...yearly }: DemoContract, today: string): AciContract {
  const first = Number(today.slice(0, 4));
  const periods = Array.from({ length: years }, (_, place) => ({
    ...{ from: `${first + place}-01-01`, to: `${first + place}-12-31` },
    ...yearly,
  }));
  return { formatVersion: 'relais-contract/1', illustrative: true, periods };
}

/** How far the demonstration's protocols are, and who is said to have signed it. */
interface DemoLives {
  readonly id: string;
  readonly signedBy: { readonly by: string; readonly rpps: string };
  /** The states each has been through, by the protocol's id; one that is not here is a draft. */
  readonly lives: Readonly<Record<string, readonly ProtocolState[]>>;
}

/** Brings the shipped protocols into the structures that work with them, and have none yet. */
async function seedProtocols(context: ServiceContext, folder: URL): Promise<void> {
  const protocols = await readFolder<Protocol>(new URL('protocols/', folder));
  for (const { id, signedBy, lives } of await readFolder<DemoLives>(new URL('protocols/lives/', folder))) {
    const known = await context.store.db
      .selectFrom('protocol_version')
      .select('version')
      .where('structure_id', '=', id)
      .limit(1)
      .executeTakeFirst();
    if (known || !(await context.views.read(id))) continue;
    for (const protocol of protocols) {
      await importDocument(context, protocol, SYSTEM_ACTOR, id);
      // On a machine whose clock is behind they stay drafts: nobody has signed tomorrow.
      if (protocol.date > toInstant(context.clock()).slice(0, 10)) continue;
      for (const state of lives[protocol.id] ?? []) {
        const step = { state, ...signedBy, on: protocol.date, from: protocol.date };
        await takeProtocolStep(context, id, { protocolId: protocol.id, version: protocol.version }, step);
      }
    }
  }
}

/** Who may sign in at the demonstration's issuer, which is at another address on every machine. A list somebody has made since stays. */
async function seedPeople(context: ServiceContext, issuer: string, folder: URL): Promise<void> {
  for (const { id, people } of await readFolder<{ id: string; people: DemoPerson[] }>(new URL('people/', folder))) {
    const known = await listProfessionals(context.store.db, id);
    const isOurs = ({ email }: Professional) => email?.endsWith(DEMO_MAIL) === true;
    if (!known.every(isOurs) || known.some((one) => one.issuer === issuer)) continue;
    const professionals = people.map((person) => ({ ...person, issuer }));
    await importDocument(context, { formatVersion: 'relais-professionals/1', professionals }, SYSTEM_ACTOR, id);
  }
}

async function readFolder<Document extends { readonly id: string }>(folder: URL): Promise<Document[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new DemoMissingError(`There is no demonstration data in ${fileURLToPath(folder)}; set RELAIS_SEED=none.`, {
      cause,
    });
  });
  const files = names.filter((name) => name.endsWith('.json')).sort();
  return Promise.all(files.map((name) => readDocument<Document>(new URL(name, folder))));
}

async function readDocument<Document>(file: URL): Promise<Document> {
  return JSON.parse(await readFile(file, 'utf8')) as Document;
}
