import type { Client, ClientOptions, Role, SeverityChecklist } from '@relais/sdk';
import { createLoad, type Load } from '@relais/sdk/load';
import { peopleRoutes } from '@relais/model';
import type { Duty, Professional, StructureSettings, Territory } from '@relais/model';
import type { PageBackend } from '@relais/server/page';
import { openDevice } from '../support/devices.ts';
import { openKeptBackend } from '../support/kept-backend.ts';

/** A Tuesday, 12:00 at the place: the afternoon's seats are to come. */
const NOW = '2026-10-20T10:00:00Z';
const DAY_MS = 86_400_000;

/** A doctor who receives patients at a practice of her own, and a colleague who coordinates. */
const INES = '99900000039';
const CLAIRE = '99900000054';
const people: Professional[] = [
  {
    ...{ rpps: INES, familyName: 'Benali', givenName: 'Inès', profession: 'generalPractitioner' },
    roles: [{ role: 'slotProvider', practiceId: 'haie' }],
  },
  { rpps: CLAIRE, familyName: 'Fontaine', givenName: 'Claire', roles: [{ role: 'coordinator' }] },
  { rpps: '99900000070', familyName: 'Vidal', givenName: 'Marc', roles: [{ role: 'structureAdmin' }] },
];

/** The demonstration's, which stories import and tests fetch. */
export interface LoadDocuments {
  readonly settings: StructureSettings;
  readonly territory: Territory;
  readonly checklist: SeverityChecklist;
}

export interface LoadStageOptions {
  /** Seats booked on each of four Tuesdays. */
  readonly bookings?: number;
  /** Somebody has corrected accounts. */
  readonly isCorrected?: boolean;
  /** Nobody has said who receives when. */
  readonly isEmpty?: boolean;
}

export type Colleague = 'claire' | 'ines';

/** A real backend in this page, four weeks of bookings, and who was on duty. */
export class LoadStage {
  readonly backend: PageBackend;
  readonly #structure: string;

  constructor(backend: PageBackend, structure: string) {
    this.backend = backend;
    this.#structure = structure;
  }

  static async open(
    { settings, territory, checklist }: LoadDocuments,
    { bookings = 5, isCorrected = false, isEmpty = false }: LoadStageOptions = {},
  ): Promise<LoadStage> {
    const [first, second, ...others] = territory.volunteers ?? [];
    const named = {
      ...territory,
      volunteers: [{ ...first!, label: 'Dre I. Benali', rpps: INES }, second!, ...others],
    };
    const structures = [isEmpty ? { settings } : { settings, territory: named, checklists: [checklist] }];
    const options = { structures, now: Date.parse(NOW) };
    const backend = await openKeptBackend(options, `${bookings} ${isCorrected}`, async (made) => {
      const stage = new LoadStage(made, settings.id);
      const professionals = isEmpty ? people.filter(({ rpps }) => rpps !== INES) : people;
      const body = { formatVersion: 'relais-professionals/1' as const, professionals };
      await stage.as('structureAdmin').core.call(peopleRoutes.importProfessionals, { body });
      if (isEmpty) return;
      for (let week = 0; week < 4; week += 1) {
        if (week > 0) await made.advance(7 * DAY_MS);
        await stage.#nameDuties(first!.id, second!.id);
        for (let place = 0; place < bookings; place += 1) await stage.#book(checklist, week * 10 + place);
      }
      if (isCorrected)
        await stage.loadOf('claire').correct({
          ...{ to: 'haie', from: 'moulin', bookings: 2 },
          reason: 'Deux patients reçus hors planning le 3 novembre, accord du bureau',
        });
    });
    return new LoadStage(backend, settings.id);
  }

  as(role: Role): Client {
    return openDevice(this.backend, this.#structure, {
      getToken: () => this.backend.signToken(role, this.#structure),
    });
  }

  clientOf(who: Colleague, options: Partial<ClientOptions> = {}): Client {
    const [rpps, role] = who === 'claire' ? ([CLAIRE, 'coordinator'] as const) : ([INES, 'slotProvider'] as const);
    return openDevice(this.backend, this.#structure, {
      getToken: () => this.backend.signTokenOf(rpps, role, this.#structure),
      ...options,
    });
  }

  loadOf(who: Colleague): Load {
    return createLoad(this.clientOf(who));
  }

  async #nameDuties(first: string, second: string): Promise<void> {
    const serviceDate = new Date(this.backend.now()).toISOString().slice(0, 10);
    const duties: Duty[] = [
      { volunteerId: first, practiceId: 'haie', serviceDate, start: '17:00' },
      { volunteerId: second, practiceId: 'moulin', serviceDate, start: '14:00' },
    ];
    const body = { formatVersion: 'relais-duties/1' as const, from: serviceDate, to: serviceDate, duties };
    await this.as('coordinator').core.call(peopleRoutes.importDuties, { body });
  }

  async #book({ version }: SeverityChecklist, place: number): Promise<void> {
    const { bookings } = this.as('secretary');
    const from = this.backend.now() + 3_600_000;
    const instant = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;
    const hold = await bookings.hold({ window: { from: instant(from), to: instant(from + 8 * 3_600_000) } });
    await bookings.confirm(hold, {
      person: {
        familyName: 'Essai',
        givenName: 'Camille',
        birthDate: `19${String(50 + place)}-05-17`,
        phone: `06 39 98 ${String(10 + place)} 34`,
      },
      reason: 'orl',
      checklistRun: { version, yes: [], answeredAt: instant(this.backend.now()) },
    });
  }
}
