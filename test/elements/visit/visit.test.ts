import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import '@relais/elements/visit';
import type { VisitElement } from '@relais/elements';
import { setViewport } from '@web/test-runner-commands';
import { TeamReader } from '../../../stories/team/reader.ts';
import { VisitStage, type Colleague, type VisitDocuments } from '../../../stories/visit/visit-stage.ts';
import { waitUntil } from '../support/wait.ts';

const isWebKit = /AppleWebKit/.test(navigator.userAgent) && !/Chrome/.test(navigator.userAgent);
const read = async <Document>(path: string) => (await (await fetch(`/demo/${path}.json`)).json()) as Document;
const documents: VisitDocuments = {
  settings: await read('structures/rives-de-lorme'),
  territory: await read('territories/rives-de-lorme'),
  checklist: await read('checklists/severity.fr'),
  visits: await read('visits/visites'),
};

async function sit(stage: VisitStage, who: Colleague = 'ines'): Promise<TeamReader> {
  const client = stage.clientOf(who);
  const element = await fixture<VisitElement>(html`<relais-visit .client=${client} language="fr"></relais-visit>`);
  return new TeamReader(element);
}

describe('relais-visit', () => {
  it('says what came with a patient, and closes the visit in three presses', async () => {
    const stage = await VisitStage.open(documents, 1);
    await stage.goOn();
    if (!isWebKit) await setViewport({ width: 320, height: 640 });
    const doctor = await sit(stage);
    await doctor.says('Delaunay Capucine');
    expect(doctor.text).to.include('A déjà vu un pharmacien.');
    expect(doctor.text).to.include(`A répondu non aux ${documents.checklist.items.length} signes de gravité demandés.`);
    await expect(doctor.element).to.be.accessible();
    expect(doctor.root.querySelector('.root')!.scrollWidth).to.be.at.most(doctor.element.clientWidth);
    await doctor.press('Commencer');
    await doctor.says('Terminer');
    await stage.backend.advance(11 * 60_000);
    await doctor.press('Terminer');
    await doctor.until('the form is open', () => doctor.dialog.open);
    expect(doctor.text).to.include('Mesurée : 11 min');
    await expect(doctor.element).to.be.accessible();
    const closed = oneEvent(doctor.element, 'relais-visit-closed');
    await doctor.send('Clore');
    await doctor.says('Rhinopharyngite, angine, sinusite, 11 min mesurées');
    const { visits } = await stage.visitsOf('ines').list();
    expect((await closed).detail).to.deep.equal({ visitId: visits[0]?.id });
    expect(visits[0]?.outcome).to.deep.equal({ finalReason: 'rhinopharyngite', minutes: 11, measured: true });

    // What is corrected keeps what stood there, and the text for the treating doctor says what counts now.
    await doctor.press('Corriger');
    await doctor.type('find', 'otite');
    await doctor.choose('redirection', 'Imagerie');
    await doctor.send('Enregistrer');
    await doctor.says('Otite, douleur d’oreille, 11 min mesurées, réorienté : Imagerie');
    expect(doctor.text).to.include('Avant : Rhinopharyngite, angine, sinusite, 11 min mesurées.');
    await doctor.press('Retour au médecin');
    await doctor.says('Motif retenu : Otite, douleur d’oreille');
    await expect(doctor.element).to.be.accessible();
  });

  it('takes in somebody without an appointment in one line, and says to others at once who has come', async () => {
    const stage = await VisitStage.open(documents, 0);
    const [desk, doctor] = [await sit(stage, 'nadia'), await sit(stage)];
    await doctor.says('Personne n’est attendu');
    await desk.says('Personne n’est attendu');
    desk.root.querySelector<HTMLDetailsElement>('details.add')!.open = true;
    await desk.press('Ajouter');
    await desk.says('Le nom manque.');
    await expect(desk.element).to.be.accessible();
    await desk.type('familyName', 'Le Braz');
    await desk.type('givenName', 'Soazig');
    await desk.choose('entryReason', 'Fièvre');
    await desk.press('Ajouter');
    await doctor.says('Le Braz Soazig');
    await doctor.says('sans rendez-vous');
  });

  it('closes with one press what was left open, and names no patient to the coordinator', async () => {
    const stage = await VisitStage.open(documents, 1);
    await stage.begin();
    await stage.goOn(18);
    const [doctor, coordinator] = [await sit(stage), await sit(stage, 'claire')];
    await coordinator.says('1 passage à clore');
    expect(coordinator.text).not.to.match(/Delaunay|Capucine/);
    await expect(coordinator.element).to.be.accessible();
    await doctor.says('Restés ouverts');
    await doctor.press('Restés ouverts');
    await doctor.press('Clore : Rhinopharyngite');
    await doctor.says('Aucun passage ouvert');
    await waitUntil(() => coordinator.text.includes('Aucun passage ouvert'), 'the coordinator is told');
  });
});
