import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import '@relais/elements/visit';
import type { VisitElement } from '@relais/elements';
import { createVisitLetters } from '@relais/sdk/letter';
import type { ReasonQuestion } from '@relais/model';
import { setViewport } from '@web/test-runner-commands';
import { deskSettings } from '../../../stories/intake/desk.ts';
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
  it('shows the doctor what the desk has asked for the reason and is theirs to read, and nobody at the desk', async () => {
    const toDoctor = true;
    const text = (words: string) => ({ fr: words, en: `${words} (en)` });
    const questions: ReasonQuestion[] = [
      { id: 'since', kind: 'text', text: text('Depuis quand\u202f?'), toDoctor },
      { id: 'along', kind: 'text', text: text('Qui vient avec\u202f?') },
    ];
    const answers = [
      { question: 'since', value: '<b>Mardi</b>' },
      { question: 'along', value: 'Sa fille' },
    ];
    const desk = { ...deskSettings, reasonQuestions: [{ reason: 'orl', questions }] };
    const stage = await VisitStage.open({ ...documents, desk }, 1, false, answers);
    const doctor = await sit(stage);
    await doctor.says('Demandé pour ce motif');
    expect(doctor.text).to.include('Depuis quand ? <b>Mardi</b>').and.not.to.include('Sa fille');
    await expect(doctor.element).to.be.accessible();
    const secretary = await sit(stage, 'nadia');
    await secretary.says('Delaunay Capucine');
    expect(secretary.text).not.to.include('Mardi');
  });

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

  it('sends the letter to the treating doctor, says how far it is, and replaces it after a correction', async () => {
    const stage = await VisitStage.open(documents, 1, true);
    await stage.goOn();
    await stage.closeFirst();
    const doctor = await sit(stage);
    await doctor.says('clos');
    await doctor.press('Retour au médecin');
    await doctor.says('Tapez le début du nom');
    await doctor.type('note', 'Repos, paracétamol.');
    await doctor.type('request', 'Merci de la revoir.');
    expect(doctor.text).to.include('Ce qui vous est demandé : Merci de la revoir.');
    await expect(doctor.element).to.be.accessible();
    await doctor.type('doctor', 'Guiv');
    await doctor.says('Maëlle Guivarch');
    await doctor.press('Maëlle Guivarch');
    await doctor.says('MSSanté : maelle.guivarch');
    await doctor.press('Envoyer par MSSanté');
    await doctor.says('lettre en attente d’envoi');
    expect(doctor.dialog.open).to.equal(false);

    const letters = createVisitLetters(stage.clientOf('ines'));
    const [visit] = (await stage.visitsOf('ines').list()).visits;
    const [first] = (await letters.list(visit!.id)).letters;
    expect(JSON.stringify(first!.content)).to.include('Repos, paracétamol.');
    await stage.backend.settleMail('sent');
    await doctor.element.refresh();
    await doctor.says('lettre envoyée');

    await stage.backend.advance(60_000);
    await stage.visitsOf('ines').act(visit!, { kind: 'correct', finalReason: 'otite' });
    await doctor.says('Corrigé après le retour au médecin traitant');
    // Two presses: whom the first was for is known.
    await doctor.press('Retour au médecin');
    await doctor.says('Le passage a été corrigé depuis');
    await expect(doctor.element).to.be.accessible();
    await doctor.press('Écrire une lettre qui remplace');
    await doctor.press('Envoyer par MSSanté');
    await doctor.says('lettre en attente d’envoi');
    const now = (await letters.list(visit!.id)).letters;
    expect(now.map(({ version, replaced }) => [version, replaced])).to.deep.equal([
      [undefined, true],
      [2, undefined],
    ]);
  });

  it('still gives the text to copy when the letter cannot be prepared, and says so', async () => {
    const stage = await VisitStage.open(documents, 1);
    await stage.goOn();
    await stage.closeFirst();
    const doctor = await sit(stage);
    await doctor.says('clos');
    stage.backend.fail('unavailable');
    await doctor.press('Retour au médecin');
    await doctor.says('La lettre ne peut pas être préparée');
    expect(doctor.text).to.include('Motif retenu : Rhinopharyngite');
    await expect(doctor.element).to.be.accessible();
    stage.backend.fail(undefined);
    await doctor.press('Réessayer');
    // No operator of the secure mail: it is prepared, to be printed or handed over.
    await doctor.says('Tapez le début du nom');
    await doctor.press('Préparer la lettre');
    await doctor.says('à remettre');
    await doctor.press('C’est remis');
    await doctor.says('retour imprimé');
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
