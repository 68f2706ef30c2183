import { expect, fixture, html } from '@open-wc/testing';
import '@relais/elements';
import type { SupervisionElement } from '@relais/elements';
import type { Client } from '@relais/sdk';
import type { ConsentText } from '@relais/sdk/consent';
import { createRuns } from '@relais/sdk/run';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import {
  createSupervisionStage,
  type RunPlan,
  type SupervisionStage,
  UNCLEAR,
  UNCLEAR_RULE,
} from '../../../stories/supervision/supervision-stage.ts';
import { TeamReader } from '../../../stories/team/reader.ts';
import { ANNE, IDA, type TeamDocuments } from '../../../stories/team/team-stage.ts';
import { nextFile } from '../support/next-file.ts';

const read = async <Document>(path: string) => (await fetch(`/demo/${path}.json`)).json() as Promise<Document>;
const documents: TeamDocuments = {
  settings: await read('structures/rives-de-lorme'),
  territory: await read('territories/rives-de-lorme'),
  protocols: [await read('protocols/odynophagie'), await read('protocols/pollakiurie')],
};
const { texts } = await read<{ readonly texts: readonly ConsentText[] }>('consents/textes');
/** Somebody with an alert that waits. */
const ODETTE: RunPlan = { givenName: 'Odette', differs: UNCLEAR };
const stages: SupervisionStage[] = [];

async function openStage(...plans: readonly RunPlan[]): Promise<SupervisionStage> {
  const stage = await createSupervisionStage(documents, texts);
  stages.push(stage);
  for (const plan of plans) await stage.run(plan);
  return stage;
}

async function mount(client: Client): Promise<TeamReader> {
  const element = await fixture<SupervisionElement>(
    html`<relais-supervision .client=${client} language="fr"></relais-supervision>`,
  );
  await element.updateComplete;
  return new TeamReader(element);
}

/** Goes on with the Tab key until something that begins with these words has the focus. */
async function tabTo(reader: TeamReader, words: string): Promise<void> {
  const passed: string[] = [];
  while (!reader.focused.startsWith(words)) {
    if (passed.length > 40) throw new Error(`Tab does not lead to ${words}: ${passed.join(' | ')}`);
    await sendKeys({ press: 'Tab' });
    passed.push(reader.focused);
  }
}

const anne = (stage: SupervisionStage) => mount(stage.as('delegator', ANNE));
const ida = (stage: SupervisionStage) => mount(stage.as('delegate', IDA));

describe('relais-supervision', () => {
  afterEach(async () => {
    for (const { backend } of stages.splice(0)) await backend.close();
  });

  describe('the file of a patient', () => {
    it('is handed over as FHIR from an open run, under a name that says nothing of her', async () => {
      const reader = await anne(await openStage(ODETTE));
      await reader.says('TROD non concluant');
      await reader.press('Voir les réponses');
      await reader.says('Résultat TROD');
      expect(reader.text).to.include('les photographies, les commentaires, les rendez-vous et les visites');
      await expect(reader.element).to.be.accessible();
      const file = nextFile();
      await reader.press('Remettre le dossier');
      await reader.says('Dossier enregistré sur cet appareil');
      const { name, text } = await file;
      expect(name).to.match(/^dossier-fhir-\d{4}-\d\d-\d\d\.json$/);
      const { entry } = JSON.parse(text) as { entry: { resource: { resourceType: string; name?: unknown } }[] };
      expect(entry[0]!.resource.name).to.deep.equal([{ family: 'Fauvergue', given: ['Odette'] }]);
      expect(entry.map(({ resource }) => resource.resourceType)).to.include.members(['CarePlan', 'Consent']);
    });

    it('says that nothing was handed over where the server does not answer', async () => {
      const stage = await openStage(ODETTE);
      const reader = await anne(stage);
      await reader.says('TROD non concluant');
      await reader.press('Voir les réponses');
      await reader.says('Résultat TROD');
      stage.backend.fail('unavailable');
      await reader.press('Remettre le dossier');
      await reader.says('Le serveur ne répond pas.');
      expect(reader.text).not.to.include('Dossier enregistré');
    });
  });

  describe('a run that the page names', () => {
    const named = async (stage: SupervisionStage, run: string) => {
      const client = stage.as('delegator', ANNE);
      const element = await fixture<SupervisionElement>(
        html`<relais-supervision .client=${client} run=${run} language="fr"></relais-supervision>`,
      );
      return new TeamReader(element);
    };

    it('is open at once, and whoever goes back to the list stays there', async () => {
      const stage = await openStage(ODETTE);
      const [line] = (await createRuns(stage.as('delegator', ANNE)).list()).runs;
      const reader = await named(stage, line!.id);
      await reader.says('Résultat TROD');
      await reader.press('Revenir à la liste');
      await (reader.element as SupervisionElement).refresh();
      await reader.says('À contresigner');
      expect(reader.text).not.to.include('Résultat TROD');
    });

    it('is said to be nobody’s, above the list, where there is none or it is not theirs', async () => {
      const reader = await named(await openStage(ODETTE), 'f2b3f6b0-0000-4000-8000-000000000000');
      await reader.says('n’existe pas, ou vous n’y avez pas part');
      expect(reader.text).to.include('Ida Roux attend votre réponse');
      await expect(reader.element).to.be.accessible();
    });
  });

  describe('accessibility', () => {
    it('is accessible with an alert, a run and a form open, and fits 320 px', async () => {
      await setViewport({ width: 320, height: 640 });
      const reader = await anne(await openStage(ODETTE));
      await reader.says('TROD non concluant');
      await expect(reader.element).to.be.accessible();
      await reader.press('Voir les réponses');
      await reader.says('Résultat TROD');
      await expect(reader.element).to.be.accessible();
      await reader.press('Écrire un commentaire');
      await expect(reader.element).to.be.accessible();
      expect(document.documentElement.scrollWidth).to.be.at.most(320);
      await setViewport({ width: 800, height: 600 });
    });

    it('shows a photograph once it is asked for, described, and larger by the keyboard', async () => {
      const stage = await openStage({ ...ODETTE, photograph: 'Éruption de l’avant-bras' });
      const reader = await anne(stage);
      await reader.says('TROD non concluant');
      await reader.press('Voir les réponses');
      await reader.says('Éruption de l’avant-bras');
      const picture = () => reader.element.shadowRoot!.querySelector<HTMLCanvasElement>('canvas');
      expect(picture()).to.equal(null);
      await reader.press('Voir la photographie');
      await reader.says('Agrandir');
      expect(picture()!.getAttribute('aria-label')).to.equal('Éruption de l’avant-bras');
      const before = picture()!.getBoundingClientRect().width;
      await expect(reader.element).to.be.accessible();
      reader.element.focus();
      await tabTo(reader, 'Agrandir');
      await sendKeys({ press: 'Enter' });
      await reader.says('Réduire');
      expect(picture()!.getBoundingClientRect().width).to.be.greaterThan(before);
    });

    it('is walked through by the keyboard alone, and keeps the focus where one was', async () => {
      const reader = await anne(await openStage(ODETTE, { givenName: 'Lise', ends: true }));
      await reader.says('TROD non concluant');
      reader.element.focus();
      await tabTo(reader, 'Voir les réponses');
      await sendKeys({ press: 'Enter' });
      await reader.says('Résultat TROD');
      await reader.until('the run has the focus', () => reader.focused === 'heading');
      await tabTo(reader, 'Revenir à la liste');
      await sendKeys({ press: 'Enter' });
      await reader.until('the list has the focus', () => reader.focused === 'heading');
      await tabTo(reader, 'Continuez');
      await sendKeys({ press: 'Enter' });
      await reader.says('Personne ne vous attend');
      await reader.until('what was pressed is gone, the list has the focus', () => reader.focused === 'heading');
      await tabTo(reader, 'parts-waiting-tab');
      await sendKeys({ press: 'ArrowRight' });
      await sendKeys({ press: 'ArrowRight' });
      await reader.says('Contresigner');
      await tabTo(reader, 'Contresigner');
      await sendKeys({ press: 'Enter' });
      await reader.says('Rien à contresigner');
      await reader.until('the list has the focus', () => reader.focused === 'heading');
    });

    it('puts the focus on the list where somebody else has answered what had it', async () => {
      const stage = await openStage();
      const reader = await anne(stage);
      await reader.says('Personne ne vous attend');
      const id = await stage.run(ODETTE);
      await reader.says('TROD non concluant');
      reader.element.focus();
      await tabTo(reader, 'Je reprends');
      const runs = createRuns(stage.as('delegate', IDA));
      await runs.answer(id, UNCLEAR_RULE, { answer: 'continue', saidBy: stage.idOf(ANNE) });
      await reader.says('Personne ne vous attend');
      await reader.until('the list has the focus', () => reader.focused === 'heading');
    });

    it('gives the focus back to what opened a form', async () => {
      const reader = await ida(await openStage({ givenName: 'Lise', ends: true }));
      await reader.says('Fauvergue');
      reader.element.focus();
      await tabTo(reader, 'Ouvrir');
      await sendKeys({ press: 'Enter' });
      await reader.says('Déclarer un événement');
      await tabTo(reader, 'Déclarer un événement');
      await sendKeys({ press: 'Enter' });
      await reader.until('the title has the focus', () => reader.focused === 'dialog-title');
      await sendKeys({ press: 'Escape' });
      await reader.until('the button has the focus', () => reader.focused.startsWith('Déclarer un événement'));
    });

    it('fits a screen of 1280 px at 200 %, in each of its parts', async () => {
      await setViewport({ width: 640, height: 480 });
      const reader = await anne(await openStage(ODETTE, { givenName: 'Lise', ends: true, isDiffering: true }));
      await reader.says('TROD non concluant');
      const tabs = [...reader.root.querySelectorAll<HTMLElement>('[role=tab]')];
      expect(tabs.length).to.be.above(3);
      for (const { id } of tabs) {
        reader.root.querySelector<HTMLElement>(`#${id}`)!.click();
        await reader.element.updateComplete;
        expect(document.documentElement.scrollWidth, id).to.be.at.most(640);
      }
      await reader.press('Tous');
      await reader.press('Ouvrir');
      await reader.says('Écrire un commentaire');
      expect(document.documentElement.scrollWidth, 'a run').to.be.at.most(640);
      await setViewport({ width: 800, height: 600 });
    });

    it('says aloud who waits, whatever is shown', async () => {
      const stage = await openStage();
      const reader = await anne(stage);
      await reader.says('Personne ne vous attend');
      await reader.press('Votre avis');
      await stage.run(ODETTE);
      const status = () => reader.root.querySelector('p.hidden[role=status]')?.textContent ?? '';
      await reader.until('it is said', () => status().includes('Ida Roux attend votre réponse'));
    });
  });

  describe('an alert', () => {
    it('comes by itself, is answered by one press, and the délégué reads the answer', async () => {
      const stage = await openStage();
      const reader = await anne(stage);
      await reader.says('Personne ne vous attend');
      const id = await stage.run(ODETTE);
      await reader.says('Ida Roux attend votre réponse');
      await reader.says('TROD non concluant');
      await reader.press('Je reprends');
      await reader.says('Personne ne vous attend');
      const { alerts } = await createRuns(stage.as('delegate', IDA)).read(id);
      expect(alerts[0]?.answered?.answer).to.equal('takeOver');
    });

    it('that was answered elsewhere meanwhile is said to be', async () => {
      const stage = await openStage();
      const reader = await anne(stage);
      const id = await stage.run(ODETTE);
      await reader.says('Ida Roux attend votre réponse');
      // Nothing live reaches the page before she presses.
      reader.element.remove();
      const runs = createRuns(stage.as('delegate', IDA));
      await runs.answer(id, UNCLEAR_RULE, { answer: 'emergency', saidBy: stage.idOf(ANNE) });
      const again = await anne(stage);
      await again.says('Personne ne vous attend');
    });

    it('stays, with the reason, where the answer could not be sent', async () => {
      const stage = await openStage(ODETTE);
      const reader = await anne(stage);
      await reader.says('TROD non concluant');
      stage.setOnline(false);
      await reader.press('Continuez');
      await reader.says('rien n’a été enregistré');
      await reader.says('Ida Roux attend votre réponse');
      stage.setOnline(true);
      await reader.press('Continuez');
      await reader.says('Personne ne vous attend');
    });
  });

  describe('a run', () => {
    it('is countersigned with the others of the day at once', async () => {
      const stage = await openStage({ givenName: 'Lise', ends: true }, { givenName: 'Rose', ends: true });
      const reader = await anne(stage);
      await reader.says('À contresigner');
      await reader.press('À contresigner');
      await reader.press('Contresigner les 2 passages');
      await reader.says('Rien à contresigner');
      const { runs } = await createRuns(stage.as('delegator', ANNE)).list();
      expect(runs.every(({ countersignedAt }) => countersignedAt !== undefined)).to.equal(true);
    });

    it('that page and server judged otherwise shows both, and counts once somebody has looked', async () => {
      const stage = await openStage({ givenName: 'Lise', ends: true, isDiffering: true });
      const reader = await anne(stage);
      await reader.says('Passages à relire');
      await reader.press('Ouvrir');
      await reader.says('La page : rien ne s’oppose à la suite. Le serveur : critères réunis.');
      await reader.press('Relu : ce passage compte');
      await reader.says('Relu par Anne Durand : il compte.');
    });

    it('is commented, and its délégué reads it', async () => {
      const stage = await openStage({ givenName: 'Lise', ends: true });
      const reader = await anne(stage);
      await reader.says('Tous');
      await reader.press('Tous');
      await reader.press('Ouvrir');
      await reader.says('Écrire un commentaire');
      await reader.press('Écrire un commentaire');
      await reader.press('Envoyer');
      await reader.says('Une réponse à corriger');
      const field = reader.root.querySelector('textarea')!;
      field.value = 'Très bien conduit.';
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await reader.send('Envoyer');
      await reader.says('Très bien conduit.');
      const hers = await ida(stage);
      await hers.says('Fauvergue');
      await hers.press('Ouvrir');
      await hers.says('Très bien conduit.');
    });

    it('is nobody’s who has no part in it, and not to be reviewed by her who ran it', async () => {
      const stage = await openStage({ givenName: 'Lise', ends: true, isDiffering: true });
      const hers = await ida(stage);
      await hers.says('à relire');
      await hers.press('Ouvrir');
      await hers.says('Le serveur : critères réunis.');
      expect(hers.text).not.to.contain('ce passage compte');
      const other = await mount(stage.as('secretary'));
      await other.says('Vous n’avez pas accès');
      expect(other.text).not.to.contain('Lise');
    });
  });

  describe('an adverse event', () => {
    it('is declared from a run, analysed by a délégant and closed', async () => {
      const stage = await openStage({ givenName: 'Lise', ends: true });
      const hers = await ida(stage);
      await hers.says('Fauvergue');
      await hers.press('Ouvrir');
      await hers.says('Déclarer un événement');
      await hers.press('Déclarer un événement');
      await hers.press('Déclarer');
      await hers.says('4 réponses à corriger');
      await hers.tick('Soin');
      await hers.tick('sans gravité');
      for (const [id, text] of [
        ['description', 'Malaise après le prélèvement.'],
        ['done', 'Allongée dix minutes.'],
      ] as const) {
        const field = hers.root.querySelector<HTMLTextAreaElement>(`#${id}`)!;
        field.value = text;
        field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      }
      await hers.send('Déclarer');
      const reader = await anne(stage);
      await reader.says('Événements');
      await reader.press('Événements');
      await reader.says('Malaise après le prélèvement.');
      await reader.press('Analyser');
      const field = reader.root.querySelector<HTMLTextAreaElement>('#analysis')!;
      field.value = 'À jeun ; on demandera désormais.';
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await reader.tick('Plus rien n’est à faire');
      await reader.send('Enregistrer');
      await reader.says('clos');
      const { events } = await createRuns(stage.as('delegator', ANNE)).adverseEvents();
      expect([events[0]?.analysis, events[0]?.closedAt !== undefined]).to.deep.equal([
        'À jeun ; on demandera désormais.',
        true,
      ]);
    });
  });

  it('keeps how content somebody is, and says that it has', async () => {
    const reader = await anne(await openStage());
    await reader.says('Votre avis');
    await reader.press('Votre avis');
    await reader.tick('Très satisfait');
    await reader.says('Merci, votre avis est enregistré.');
  });

  it('tells a list that could not be read from one that is empty', async () => {
    const stage = await openStage();
    stage.backend.fail('unavailable');
    const reader = await anne(stage);
    await reader.says('Les passages ne peuvent pas être lus');
    stage.backend.fail(undefined);
    await reader.press('Réessayer');
    await reader.says('Personne ne vous attend');
  });
});
