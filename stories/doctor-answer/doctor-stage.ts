import { peopleRoutes } from '@relais/model';
import { parseDoctorFragment, type Client } from '@relais/sdk';
import type { DoctorAnswerElement } from '@relais/elements';
import { openDevice } from '../support/devices.ts';
import { Reader } from '../support/reader.ts';
import { wordsOf } from '../support/visitor.ts';
import { DeskStage, type DeskDocuments, type Waiting } from '../waitlist/desk-stage.ts';

export const doctorFirst = { minutes: 20, classes: ['b', 'c', 'd'], page: 'https://exemple.invalid/medecin' };

/** Fictive: one with an address, one to be telephoned. */
const doctors = [
  { familyName: 'Roy', givenName: 'Camille', phone: '0199000001', email: 'camille.roy@relais.example' },
  { familyName: 'Sorel', givenName: 'Paul', phone: '0199000002' },
];

const usual: Waiting = { since: 2, class: 'c', phone: '0639980021', familyName: 'Abiven', givenName: 'Yann' };

/** A desk whose patients' treating doctors are asked first, and the links that reach them. */
export class DoctorStage {
  readonly desk: DeskStage;
  #ids: Promise<readonly string[]> | undefined;

  constructor({ desk, ...documents }: DeskDocuments) {
    this.desk = new DeskStage({ ...documents, desk: { ...desk, doctorFirst } }, { sendsMail: true });
  }

  /** Somebody calls whose treating doctor can be asked by mail, or on the telephone alone. @returns the id of the request */
  async ask(waiting: Partial<Waiting> = {}, who: 'Roy' | 'Sorel' = 'Roy'): Promise<string> {
    const [roy = '', sorel = ''] = await (this.#ids ??= this.#enrol());
    const [id = ''] = await this.desk.add({ ...usual, ...waiting, attendingDoctor: who === 'Roy' ? roy : sorel });
    return id;
  }

  /** The link of the latest mail. */
  async link(): Promise<string> {
    const text = (await (await this.desk.backend()).letters()).at(-1) ?? '';
    return new URL(/https:\S+#relais-doctor\S+/.exec(text)?.[0] ?? 'https://exemple.invalid').hash;
  }

  /** The device of the doctor: nobody is signed in there. */
  async telephone(): Promise<Client> {
    const link = parseDoctorFragment(await this.link());
    return openDevice(await this.desk.backend(), link?.structureId ?? this.desk.structure);
  }

  async wait(minutes: number): Promise<void> {
    await (await this.desk.backend()).advance(minutes * 60_000);
  }

  close(): Promise<void> {
    return this.desk.close();
  }

  async #enrol(): Promise<readonly string[]> {
    const backend = await this.desk.backend();
    const { structure } = this.desk;
    const device = openDevice(backend, structure, { getToken: () => backend.signToken('structureAdmin', structure) });
    const body = { formatVersion: 'relais-attending-doctors/1' as const, doctors };
    await device.core.call(peopleRoutes.importAttendingDoctors, { body });
    const found = await device.core.call(peopleRoutes.findAttendingDoctors, { query: {} });
    return ['Roy', 'Sorel'].map((name) => found.doctors.find(({ familyName }) => familyName === name)?.id ?? '');
  }
}

/** A treating doctor who has opened the link of a mail. */
export class TreatingDoctor extends Reader<DoctorAnswerElement> {
  async press(label: string): Promise<void> {
    const buttons = [...this.root.querySelectorAll('button')];
    const found = buttons.find((one) => wordsOf(one).startsWith(label));
    if (!found) throw new Error(`No button begins with ${label}: ${this.text}`);
    found.focus();
    found.click();
    await this.element.updateComplete;
  }
}
