import type { Client, Role, SeverityChecklist } from '@relais/sdk';
import { createIntakes } from '@relais/sdk/intake';
import { createVisits, type Visits } from '@relais/sdk/visit';
import type { StructureSettings, Territory, VisitSettings } from '@relais/model';
import type { PageBackend } from '@relais/server/page';
import { openDevice } from '../support/devices.ts';
import { openKeptBackend } from '../support/kept-backend.ts';

/** A Tuesday, 14:00 at the place: the afternoon's seats begin at 15:00. */
const NOW = Date.parse('2026-11-10T13:00:00Z');
const HOUR_MS = 3_600_000;

/** What the structure has decided, of the demonstration: how it comes here is the page's affair. */
export interface VisitDocuments {
  readonly settings: StructureSettings;
  readonly territory: Territory;
  readonly checklist: SeverityChecklist;
  readonly visits: VisitSettings;
}

/** Fictive people, by what they do. */
const people = {
  nadia: { id: 'nadia', givenName: 'Nadia', familyName: 'Kaci', role: 'secretary' },
  ines: { id: 'ines', givenName: 'Inès', familyName: 'Benali', role: 'slotProvider' },
  claire: { id: 'claire', givenName: 'Claire', familyName: 'Moreau', role: 'coordinator' },
} as const satisfies Record<string, { id: string; givenName: string; familyName: string; role: Role }>;

export type Colleague = keyof typeof people;

/** Names of nobody, as they are booked: one every quarter of an hour from 15:00 on. */
export const afternoon = [
  { familyName: 'Delaunay', givenName: 'Capucine', birthDate: '1961-05-03', reason: 'orl' },
  { familyName: 'Abiven', givenName: 'Yann', birthDate: '1988-09-21', reason: 'dos-articulations' },
  { familyName: 'Ferrand', givenName: 'Odile', birthDate: '1944-12-02', reason: 'bronchite-toux' },
] as const;

/** A centre in this page: the real backend, its people, and an afternoon that is booked. */
export class VisitStage {
  readonly backend: PageBackend;
  readonly #structure: string;

  constructor(backend: PageBackend, structure: string) {
    this.backend = backend;
    this.#structure = structure;
  }

  /** @param booked how many of the afternoon have an appointment */
  static async open(
    { checklist, ...documents }: VisitDocuments,
    booked: number = afternoon.length,
  ): Promise<VisitStage> {
    const structures = [{ ...documents, checklists: [checklist], people: Object.values(people) }];
    const { id } = documents.settings;
    const backend = await openKeptBackend({ structures, now: NOW }, String(booked), async (made) => {
      const stage = new VisitStage(made, id);
      for (const [index, patient] of afternoon.slice(0, booked).entries()) await stage.#book(checklist, index, patient);
    });
    return new VisitStage(backend, id);
  }

  clientOf(who: Colleague): Client {
    const getToken = () => this.backend.signToken(people[who].role, this.#structure, who);
    return openDevice(this.backend, this.#structure, { getToken });
  }

  visitsOf(who: Colleague): Visits {
    return createVisits(this.clientOf(who));
  }

  /** The first patient has come: the centre keeps its visits from this day on. */
  async begin(): Promise<void> {
    const desk = this.visitsOf('nadia');
    const [first] = (await desk.list()).visits;
    if (first) await desk.act(first, { kind: 'arrived' });
  }

  /** The time of the first appointment, or later. */
  async goOn(hours = 1): Promise<void> {
    await this.backend.advance(hours * HOUR_MS);
  }

  async #book(
    { version }: SeverityChecklist,
    index: number,
    { reason, ...person }: (typeof afternoon)[number],
  ): Promise<void> {
    const intakes = createIntakes(this.clientOf('nadia'));
    const id = `intake-${String(index).padStart(14, '0')}`;
    const start = `${new Date(NOW + HOUR_MS + index * 900_000).toISOString().slice(0, 19)}Z`;
    const { token } = await intakes.propose({ intake: id, slot: { practiceId: 'tilleuls-1', start } });
    const answeredAt = `${new Date(this.backend.now()).toISOString().slice(0, 19)}Z`;
    await intakes.record({
      ...{ id, entryPoint: 'pharmacist', phone: `063998002${index}`, reason, person, priorPathway: 'pharmacist' },
      checklistRun: { version, yes: [], answeredAt },
      facts: { attendingDoctor: 'elsewhere' },
      decision: { kind: 'seat', token },
    });
  }
}
