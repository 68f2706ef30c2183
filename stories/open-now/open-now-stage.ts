import { createPlanning } from '@relais/sdk/planning';
import { createIntakes } from '@relais/sdk/intake';
import { createVisits } from '@relais/sdk/visit';
import type { Client, ClientOptions, Role } from '@relais/sdk';
import type { SeverityChecklist, StructureSettings, Territory } from '@relais/model';
import type { PageBackend } from '@relais/server/page';
import { openDevice } from '../support/devices.ts';
import { openKeptBackend } from '../support/kept-backend.ts';

/** A Tuesday, 15:42 at the place: two places receive, one opens at five, one is closed all week. */
export const OPEN_AT = '2026-11-10T14:42:00Z';
/** Before the first seat of that afternoon, when people are sent. */
const NOON = Date.parse('2026-11-10T12:00:00Z');
const MINUTE_MS = 60_000;

/** The demonstration's, which stories import and tests fetch. */
export interface OpenNowDocuments {
  readonly settings: StructureSettings;
  readonly territory: Territory;
  readonly checklist: SeverityChecklist;
}

export interface OpenNowStageOptions {
  /** The instant it is. */
  readonly at?: string;
  /** Whether the dispatch has sent four people: one came, one did not, one is late, one has cancelled. */
  readonly isBusy?: boolean;
  /** A date on which the coordination has closed every place. */
  readonly closedOn?: string;
  /** The structure has told no place, and no bypass telephone. */
  readonly isBare?: boolean;
}

/** A real backend in this page, and who sends people to its places. */
export class OpenNowStage {
  readonly backend: PageBackend;
  readonly #structure: string;

  constructor(backend: PageBackend, structure: string) {
    this.backend = backend;
    this.#structure = structure;
  }

  static async open(
    { settings, territory, checklist }: OpenNowDocuments,
    { at = OPEN_AT, isBusy = false, closedOn, isBare = false }: OpenNowStageOptions = {},
  ): Promise<OpenNowStage> {
    const { bypassPhone: _, ...bare } = settings;
    const structures = [isBare ? { settings: bare } : { settings, territory, checklists: [checklist] }];
    const now = isBusy ? NOON : Date.parse(at);
    const backend = await openKeptBackend({ structures, now }, `${at} ${closedOn}`, async (made) => {
      const stage = new OpenNowStage(made, settings.id);
      if (isBusy) await stage.#sendAll(checklist, Date.parse(at));
      if (closedOn !== undefined) await stage.close(closedOn);
    });
    return new OpenNowStage(backend, settings.id);
  }

  as(role: Role, options: Partial<ClientOptions> = {}): Client {
    const getToken = () => this.backend.signToken(role, this.#structure);
    return openDevice(this.backend, this.#structure, { getToken, ...options });
  }

  /** The desk says of the one who is late that they came. */
  async welcomeLate(): Promise<void> {
    const visits = createVisits(this.as('secretary'));
    const late = (await visits.list()).visits.find(({ state }) => state === 'expected');
    if (late) await visits.act(late, { kind: 'arrived' });
  }

  /** The coordination closes every place on a date. */
  async close(date: string): Promise<void> {
    const planning = createPlanning(this.as('coordinator'));
    const { version, territory } = await planning.read();
    if (!territory) throw new Error('There is no planning to close');
    const exceptions = [...(territory.exceptions ?? []), { type: 'closure' as const, from: date }];
    await planning.publish({ base: version, reason: 'Journée de formation', territory: { ...territory, exceptions } });
  }

  /** All seats are taken, until the holds on them end. */
  fill(): Promise<void> {
    return this.backend.fill(this.#structure);
  }

  async #sendAll(checklist: SeverityChecklist, at: number): Promise<void> {
    const booked: string[] = [];
    for (let place = 0; place < 4; place += 1) booked.push(await this.#send(checklist, place));
    await createIntakes(this.as('secretary')).cancel(booked[3]!, { why: 'patient' });
    await this.backend.advance(at - NOON);
    const visits = createVisits(this.as('secretary'));
    const { visits: listed } = await visits.list();
    for (const [place, kind] of (['arrived', 'noShow'] as const).entries()) {
      const visit = listed.find(({ id }) => id === booked[place]);
      if (visit) await visits.act(visit, { kind });
    }
  }

  /** To the seats from three o'clock on, a quarter of an hour apart. */
  async #send({ version }: SeverityChecklist, place: number): Promise<string> {
    const intakes = createIntakes(this.as('dispatcher'));
    const id = `sent-${String(place).padStart(16, '0')}`;
    const start = `${new Date(NOON + (120 + place * 15) * MINUTE_MS).toISOString().slice(0, 19)}Z`;
    const { token } = await intakes.propose({ intake: id, slot: { practiceId: 'tilleuls-1', start } });
    const { booking } = await intakes.record({
      ...{ id, entryPoint: 'dispatcher', phone: `063998003${String(place)}`, reason: 'orl' },
      person: {
        familyName: 'Essai',
        givenName: ['Camille', 'Dominique', 'Claude', 'Alix'][place]!,
        birthDate: '1985-05-17',
      },
      checklistRun: { version, yes: [], answeredAt: `${new Date(this.backend.now()).toISOString().slice(0, 19)}Z` },
      regulated: { by: 'dispatchCentre' },
      facts: { attendingDoctor: 'elsewhere' },
      decision: { kind: 'seat', token },
    });
    return booking!.id;
  }
}
