import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import '@relais/elements';
import type { PlanningElement } from '@relais/elements';
import { createPlanning } from '@relais/sdk/planning';
import {
  createPlanningStage,
  type PlanningDocuments,
  type PlanningStage,
  type PlanningStageOptions,
} from '../../../stories/planning/planning-stage.ts';
import { PlanningReader } from '../../../stories/planning/reader.ts';

const read = async <Document>(path: string) => (await fetch(`/demo/${path}.json`)).json() as Promise<Document>;
const documents: PlanningDocuments = {
  settings: await read('structures/rives-de-lorme'),
  territory: await read('territories/rives-de-lorme'),
  checklist: await read('checklists/severity.fr'),
};

const stages: PlanningStage[] = [];

async function open(options: PlanningStageOptions = {}): Promise<[PlanningReader, PlanningStage]> {
  const stage = await createPlanningStage(documents, options);
  stages.push(stage);
  const element = await fixture<PlanningElement>(
    html`<relais-planning .client=${stage.as('coordinator')} language="fr"></relais-planning>`,
  );
  const reader = new PlanningReader(element);
  await reader.says('Qui reçoit, et quand');
  return [reader, stage];
}

describe('relais-planning', () => {
  afterEach(async () => {
    for (const { backend } of stages.splice(0)) await backend.close();
  });

  it('is accessible with the planning, a range being typed and a choice for each booking', async () => {
    const [reader] = await open({ bookings: 1 });
    await expect(reader.element).to.be.accessible();
    await reader.press('Ajouter une fermeture');
    await expect(reader.element).to.be.accessible();
    await reader.press('Retenir');
    await reader.press('Publier…');
    await reader.says('1 rendez-vous n’a plus de place');
    await expect(reader.element).to.be.accessible();
  });

  it('shows what a range makes of the coming weeks while it is typed, and where it runs into another', async () => {
    const [reader] = await open();
    expect(reader.text).to.include('du lundi au vendredi, 15 h – 19 h, 4 créneaux par heure, 1 place par créneau');
    await reader.press('Ajouter une plage, MSP des Tilleuls, équipe A');
    await reader.tick('samedi');
    await reader.type('from', '9h');
    await reader.type('to', '12:00');
    await reader.type('capacity', '3');
    await reader.says('9 h – 12 h, MSP des Tilleuls, équipe A, 36 places');
    await reader.tick('lundi');
    await reader.type('from', '15:10');
    await reader.type('to', '16:10');
    await reader.says('MSP des Tilleuls, équipe A, 15 h 10 – 16 h 10 : se superpose à une autre plage');
  });

  it('publishes a closure with what was chosen for whoever had booked, and takes it back', async () => {
    const [reader, { as }] = await open({ bookings: 2 });
    await reader.press('Ajouter une fermeture');
    await reader.press('Retenir');
    await reader.press('Publier…');
    await reader.says('2 rendez-vous n’ont plus de place');
    await reader.tick('Garder');
    await reader.press('Publier');
    await reader.says('Dites pourquoi');
    await reader.type('reason', 'Formation');
    const published = oneEvent(reader.element, 'relais-planning-published');
    await reader.press('Publier');
    expect(((await published) as CustomEvent<{ version: number }>).detail.version).to.equal(2);
    await reader.says('Tout est publié');
    await reader.press('À appeler');
    await reader.says('Patients à appeler');
    expect((await createPlanning(as('secretary')).calls()).calls).to.have.length(1);
    await reader.press('Historique');
    await reader.says('Formation');
    await reader.press('Annuler…');
    await reader.says('Annuler la version 2');
    await reader.type('reason', 'Reportée');
    await reader.press('Annuler cette version');
    await reader.says('annule la version 2');
    expect((await createPlanning(as('secretary')).calls()).calls).to.have.length(0);
  });

  it('tells what somebody else has published meanwhile, and keeps what was changed here', async () => {
    const [reader, stage] = await open();
    await reader.press('Ajouter une fermeture');
    await reader.type('first', '01/12/2026');
    await reader.press('Retenir');
    await stage.close('2026-12-24');
    await reader.press('Publier…');
    await reader.says('Quelqu’un a publié entre-temps');
    expect(reader.text).to.include('Nouveau : Fermeture, tout le monde : le jeudi 24 décembre');
    expect(reader.text).to.include('Nouveau : Fermeture, tout le monde : le mardi 1er décembre');
  });
});
