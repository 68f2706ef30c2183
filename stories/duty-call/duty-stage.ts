import { parseDutyFragment, type Client, type DutyCall, type Role } from '@relais/sdk';
import { createDutyAnswers, createDutyCalls } from '@relais/sdk/duty-call';
import { createPlanning } from '@relais/sdk/planning';
import { peopleRoutes } from '@relais/model';
import type { DutyAnswer, Professional, StructureSettings, Territory } from '@relais/model';
import type { DutyCallElement } from '@relais/elements';
import type { PageBackend } from '@relais/server/page';
import { openDevice } from '../support/devices.ts';
import { openKeptBackend } from '../support/kept-backend.ts';
import { Reader } from '../support/reader.ts';
import { wordsOf } from '../support/visitor.ts';
import { AGENDA, createAgendaHost } from '../planning/agenda-host.ts';

/** A Tuesday, 09:40 at the place. */
const NOW = '2026-11-10T08:40:00Z';
const INES = '99900000039';

const people: Professional[] = [
  {
    ...{ rpps: INES, familyName: 'Benali', givenName: 'Inès', email: 'ines.benali@relais.example' },
    roles: [{ role: 'slotProvider' }],
  },
  { rpps: '99900000070', familyName: 'Vidal', givenName: 'Marc', roles: [{ role: 'structureAdmin' }] },
];

/** Inès is known with an address; the two others are names of the territory file. */
const volunteers = [
  { id: 'v21', label: 'Dre Inès Benali', rpps: INES },
  { id: 'v22', label: 'Dr B. Bouleau' },
  { id: 'v23', label: 'Dre C. Charme' },
];

/** The demonstration's, which stories import and tests fetch. */
export interface DutyDocuments {
  readonly settings: StructureSettings;
  readonly territory: Territory;
}

/** A real backend in this page, whose coordinator may ask volunteers who can be on duty. */
export class DutyStage {
  readonly #documents: DutyDocuments;
  readonly #hasPage: boolean;
  readonly #agenda: string | undefined;
  #backend: Promise<PageBackend> | undefined;

  /** @param agenda what stands in Inès’s own, where she has given its address */
  constructor(
    { settings, territory }: DutyDocuments,
    { hasPage = true, agenda }: { readonly hasPage?: boolean; readonly agenda?: string } = {},
  ) {
    const page = hasPage ? { dutyUrl: 'https://exemple.invalid/qui-peut' } : {};
    this.#documents = { settings: { ...settings, ...page }, territory: { ...territory, volunteers } };
    this.#hasPage = hasPage;
    this.#agenda = agenda;
  }

  backend(): Promise<PageBackend> {
    const begin = async (made: PageBackend) => {
      const body = { formatVersion: 'relais-professionals/1' as const, professionals: people };
      const device = openDevice(made, this.#id, { getToken: () => made.signToken('structureAdmin', this.#id) });
      await device.core.call(peopleRoutes.importProfessionals, { body });
    };
    this.#backend ??= this.#open(begin);
    return this.#backend;
  }

  async #open(begin: (made: PageBackend) => Promise<void>): Promise<PageBackend> {
    const outgoing = this.#agenda === undefined ? {} : { outgoing: createAgendaHost(this.#agenda) };
    const options = { structures: [this.#documents], now: Date.parse(NOW), sendsMail: true, ...outgoing };
    const backend = await openKeptBackend(options, `duty ${String(this.#hasPage)}`, begin);
    const getToken = () => backend.signTokenOf(INES, 'slotProvider', this.#id);
    if (this.#agenda !== undefined) {
      await createPlanning(openDevice(backend, this.#id, { getToken })).setAgenda(AGENDA);
      await backend.advance(0);
    }
    return backend;
  }

  get #id(): string {
    return this.#documents.settings.id;
  }

  async as(role: Role): Promise<Client> {
    const backend = await this.backend();
    return openDevice(backend, this.#id, { getToken: () => backend.signToken(role, this.#id) });
  }

  /** A telephone that nobody has signed in at. */
  async telephone(): Promise<Client> {
    return openDevice(await this.backend(), this.#id);
  }

  /** Asks all of them for the first ranges of the week to come. */
  async call(word?: string): Promise<DutyCall> {
    const calls = createDutyCalls(await this.as('coordinator'));
    const ranges = (await calls.ranges()).filter(({ serviceDate }) => serviceDate >= '2026-11-16').slice(0, 3);
    return calls.open({
      ranges: ranges.map(({ practiceId, serviceDate, start }) => ({ practiceId, serviceDate, start })),
      ...{ volunteers: volunteers.map(({ id }) => id), closes: '2026-11-14', ...(word && { word }) },
    });
  }

  /** The fragment of the link of somebody who has no address. */
  async linkOf({ id, volunteers: asked }: DutyCall, volunteer = 'v22'): Promise<string> {
    const calls = createDutyCalls(await this.as('coordinator'));
    const one = asked.find(({ volunteerId }) => volunteerId === volunteer);
    return new URL(await calls.linkOf(id, one?.id ?? '')).hash;
  }

  /** The same of Inès, once her mail was refused. */
  async unsentLinkOf(call: DutyCall): Promise<string> {
    await (await this.backend()).settleMail('failed');
    return this.linkOf(call, 'v21');
  }

  async answer(call: DutyCall, answers: readonly DutyAnswer[], volunteer = 'v22'): Promise<void> {
    const link = parseDutyFragment(await this.linkOf(call, volunteer));
    if (!link) throw new Error('There is no link to answer by');
    const api = createDutyAnswers(await this.telephone());
    await api.answer(
      link,
      answers.map((answer, index) => ({ range: index + 1, answer })),
    );
  }

  async give(call: DutyCall, range: number, volunteer: string): Promise<void> {
    await createDutyCalls(await this.as('structureAdmin')).give(call.id, range, volunteer);
  }

  async end(call: DutyCall): Promise<void> {
    await createDutyCalls(await this.as('coordinator')).close(call.id);
  }

  /** The planning is published anew, without the day of the first range. */
  async shut(call: DutyCall): Promise<void> {
    const planning = createPlanning(await this.as('coordinator'));
    const { version, territory } = await planning.read();
    if (!territory) throw new Error('There is no planning');
    const from = call.ranges[0]?.serviceDate ?? '';
    const exceptions = [...(territory.exceptions ?? []), { type: 'closure' as const, from }];
    await planning.publish({ base: version, reason: 'Travaux', territory: { ...territory, exceptions } });
  }

  async close(): Promise<void> {
    await (await this.#backend)?.close();
  }
}

/** A volunteer who has opened the link they were given. */
export class Volunteer extends Reader<DutyCallElement> {
  async press(label: string): Promise<void> {
    const buttons = [...this.root.querySelectorAll('button')];
    const found = buttons.find((one) => wordsOf(one).startsWith(label));
    if (!found) throw new Error(`No button begins with ${label}: ${this.text}`);
    found.focus();
    found.click();
    await this.element.updateComplete;
  }

  /** Chooses an answer for a range, by its number. */
  async choose(range: number, answer: DutyAnswer): Promise<void> {
    const option = this.root.querySelector<HTMLInputElement>(`input[name="range-${range}"][value="${answer}"]`);
    if (!option) throw new Error(`There is nothing to choose for range ${range}: ${this.text}`);
    option.click();
    await this.element.updateComplete;
  }

  chosen(range: number): string | undefined {
    return this.root.querySelector<HTMLInputElement>(`input[name="range-${range}"]:checked`)?.value;
  }
}
