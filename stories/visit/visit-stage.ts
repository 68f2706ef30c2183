import type { Client, Role, SeverityChecklist } from '@relais/sdk';
import { createIntakes } from '@relais/sdk/intake';
import { createVisitLetters } from '@relais/sdk/letter';
import { createVisits, type Visits } from '@relais/sdk/visit';
import type {
  AttendingDoctor,
  DeskSettings,
  ReasonAnswer,
  StructureSettings,
  Territory,
  VisitSettings,
} from '@relais/model';
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
  readonly desk?: DeskSettings;
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

/** Of nobody: a treating doctor of the directory. */
export const ATTENDING_DOCTOR: AttendingDoctor = {
  familyName: 'Guivarch',
  givenName: 'Maëlle',
  address: '3 rue des Lilas',
  msSanteAddress: 'maelle.guivarch@exemple.mssante.fr',
};

/** A centre in this page: the real backend, its people, and an afternoon that is booked. */
export class VisitStage {
  readonly backend: PageBackend;
  readonly #structure: string;

  constructor(backend: PageBackend, structure: string) {
    this.backend = backend;
    this.#structure = structure;
  }

  /**
   * @param booked how many of the afternoon have an appointment
   * @param hasSecureMail whether letters to doctors have an operator to wait for
   * @param answers of the first patient, to what the desk asks for the reason
   */
  static async open(
    { checklist, ...documents }: VisitDocuments,
    booked: number = afternoon.length,
    hasSecureMail = false,
    answers: readonly ReasonAnswer[] = [],
  ): Promise<VisitStage> {
    const structures = [{ ...documents, checklists: [checklist], people: Object.values(people) }];
    const { id } = documents.settings;
    const backend = await openKeptBackend(
      { structures, now: NOW, hasSecureMail },
      `${booked} ${answers.length}`,
      async (made) => {
        const stage = new VisitStage(made, id);
        await stage.#list([ATTENDING_DOCTOR]);
        for (const [index, patient] of afternoon.slice(0, booked).entries())
          await stage.#book(checklist, index, patient, index === 0 ? answers : []);
      },
    );
    return new VisitStage(backend, id);
  }

  /** The first patient has been seen, and the visit is closed; with a letter to the treating doctor where it is asked for. */
  async closeFirst(letter: 'none' | 'sent' | 'corrected' = 'none'): Promise<void> {
    const visits = this.visitsOf('ines');
    const first = async () => (await visits.list()).visits[0]!;
    await visits.act(await first(), { kind: 'started' });
    await this.backend.advance(11 * 60_000);
    await visits.act(await first(), { kind: 'close', finalReason: 'rhinopharyngite' });
    if (letter === 'none') return;
    const letters = createVisitLetters(this.clientOf('ines'));
    const { id: visit, revision } = await first();
    const made = await letters.make(visit, { revision, informed: true, doctor: ATTENDING_DOCTOR });
    await letters.send({ visit, letter: made.id });
    await this.backend.advance(60_000);
    if (letter === 'corrected') await visits.act(await first(), { kind: 'correct', finalReason: 'otite' });
  }

  async #list(doctors: readonly AttendingDoctor[]): Promise<void> {
    const token = await this.backend.signToken('structureAdmin', this.#structure);
    await this.backend.fetch(`http://relais.invalid/api/v1/structures/${this.#structure}/attending-doctors`, {
      method: 'PUT',
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': crypto.randomUUID(),
      },
      body: JSON.stringify({ formatVersion: 'relais-attending-doctors/1', doctors }),
    });
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
    answers: readonly ReasonAnswer[],
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
      ...(answers.length > 0 && { answers: [...answers] }),
      decision: { kind: 'seat', token },
    });
  }
}
