import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import '@relais/elements';
import type { TeamElement } from '@relais/elements';
import type { Client } from '@relais/sdk';
import { createTeam } from '@relais/sdk/team';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { HandSession, NADIA } from '../../../stories/session/hand-session.ts';
import { TeamReader } from '../../../stories/team/reader.ts';
import {
  ANNE,
  createTeamStage,
  IDA,
  LEO,
  type TeamDocuments,
  type TeamStage,
  type TeamStageOptions,
} from '../../../stories/team/team-stage.ts';

const read = async <Document>(path: string) => (await fetch(`/demo/${path}.json`)).json() as Promise<Document>;
const documents: TeamDocuments = {
  settings: await read('structures/rives-de-lorme'),
  territory: await read('territories/rives-de-lorme'),
  protocols: [await read('protocols/odynophagie'), await read('protocols/pollakiurie')],
};

/** Whom the stage does not know yet. */
const LOU_ROY = { rpps: '10000000031', familyName: 'Roy', givenName: 'Lou' };
const stages: TeamStage[] = [];

async function openStage(options: TeamStageOptions = {}): Promise<TeamStage> {
  const stage = await createTeamStage(documents, options);
  stages.push(stage);
  return stage;
}

async function mount(client: Client, properties: Partial<TeamElement> = {}): Promise<TeamReader> {
  const element = await fixture<TeamElement>(
    html`<relais-team .client=${client} language="fr" protocol="odynophagie"></relais-team>`,
  );
  Object.assign(element, properties);
  await element.updateComplete;
  return new TeamReader(element);
}

/** The administrator in front of the team, with somebody's file open. */
async function openFile(stage: TeamStage, name: string, client = stage.as('structureAdmin')): Promise<TeamReader> {
  const reader = await mount(client);
  await reader.says(name);
  await reader.press(name);
  return reader;
}

describe('relais-team', () => {
  afterEach(async () => {
    for (const { backend } of stages.splice(0)) await backend.close();
  });

  describe('accessibility', () => {
    it('is accessible with a list, a file, and a form open', async () => {
      const reader = await openFile(await openStage(), 'Petit Léo');
      await expect(reader.element).to.be.accessible();
      await reader.press('Noter les papiers');
      await expect(reader.element).to.be.accessible();
    });

    it('is accessible to a délégué', async () => {
      const stage = await openStage();
      const reader = await mount(stage.as('delegate', IDA), { view: 'mine', startable: true });
      await reader.says('Prêts maintenant');
      await expect(reader.element).to.be.accessible();
    });

    it('keeps within a narrow telephone', async () => {
      await setViewport({ width: 320, height: 700 });
      const reader = await openFile(await openStage(), 'Roux Ida');
      expect(reader.root.querySelector('.root')!.scrollWidth).to.be.at.most(320);
      await setViewport({ width: 1280, height: 800 });
    });

    it('is walked through by the keyboard alone, and gives the focus back', async () => {
      const reader = await mount((await openStage()).as('structureAdmin'));
      await reader.says('Petit Léo');
      reader.find('button', 'Petit Léo').focus();
      await sendKeys({ press: 'Enter' });
      await reader.until('the file has the focus', () => reader.focused === 'opened');
      const papers = reader.find('button', 'Noter les papiers');
      papers.focus();
      await sendKeys({ press: 'Enter' });
      await reader.until('the title has the focus', () => reader.focused === 'dialog-title');
      await sendKeys({ press: 'Escape' });
      await reader.until('the button has the focus', () => reader.focused === 'Noter les papiers');
    });
  });

  describe('people of a protocol', () => {
    it('says of each what is missing, and hides who has left', async () => {
      const reader = await mount((await openStage()).as('structureAdmin'));
      await reader.says('Roux Ida');
      expect(reader.find('.item', 'Roux Ida').textContent).to.contain('Complet');
      expect(reader.find('.item', 'Petit Léo').textContent).to.match(/À compléter\s:\s4/);
      expect(reader.text).not.to.contain('Etcheverry');
      await reader.tick('Montrer aussi');
      expect(reader.find('.item', 'Etcheverry').textContent).to.contain('Parti le 06/11/2026');
    });

    it('declares somebody, shows them at once, and tells the host ids alone', async () => {
      const stage = await openStage();
      const reader = await mount(stage.as('structureAdmin'));
      await reader.says('Roux Ida');
      await reader.press('Déclarer une personne');
      await reader.type('rpps', '10000000009');
      await reader.choose('profession', 'Infirmier');
      await reader.type('familyName', 'Sanchez');
      await reader.type('givenName', 'Lou');
      await reader.tick('Délégué');
      const told = oneEvent(reader.element, 'relais-team-change');
      await reader.send('Enregistrer');
      const { detail } = (await told) as CustomEvent<unknown>;
      expect(detail).to.deep.equal({ protocolId: 'odynophagie' });
      await reader.says('Sanchez Lou');
      const { members } = await stage.team.read();
      expect(members.find(({ rpps }) => rpps === '10000000009')?.memberships.length).to.equal(1);
    });

    it('knows somebody by their number, whose name is not typed again', async () => {
      const reader = await mount((await openStage()).as('structureAdmin'));
      await reader.says('Roux Ida');
      await reader.press('Déclarer une personne');
      await reader.type('rpps', IDA.rpps);
      expect(reader.root.querySelector<HTMLInputElement>('#familyName')!.value).to.equal('Roux');
      expect(reader.text).to.contain('Déjà connu : Ida Roux');
    });

    it('refuses mistakes at their fields, and leads to each', async () => {
      const reader = await mount((await openStage()).as('structureAdmin'));
      await reader.says('Roux Ida');
      await reader.press('Déclarer une personne');
      await reader.type('rpps', '123');
      await reader.type('from', '31/02/2026');
      await reader.press('Enregistrer');
      await reader.until('the summary has the focus', () => reader.focused === 'summary');
      expect(reader.text).to.contain('6 réponses à corriger');
      await reader.press('Un numéro RPPS a onze chiffres');
      expect(reader.focused).to.equal('rpps');
    });

    it('records papers, and refuses a signature of tomorrow', async () => {
      const stage = await openStage();
      const reader = await openFile(stage, 'Petit Léo');
      await reader.press('Noter les papiers');
      await reader.type('commitmentOn', '11/11/2026');
      await reader.press('Enregistrer');
      await reader.says('Cette date n’est pas encore passée');
      await reader.type('commitmentOn', '9/11/2026');
      await reader.send('Enregistrer');
      await reader.says('Engagement signé le 09/11/2026');
      expect(reader.text).not.to.contain('Engagement au protocole non signé');
    });

    it('ends somebody’s part, who may be declared again', async () => {
      const reader = await openFile(await openStage(), 'Roux Ida');
      await reader.press('Mettre fin');
      await reader.type('on', '01/11/2026');
      await reader.press('Mettre fin');
      await reader.says('Indiquez une date à partir du 02/11/2026');
      await reader.type('on', '30/11/2026');
      await reader.press('Mettre fin');
      await reader.says('Dernier jour 30/11/2026');
      await reader.press('Déclarer à nouveau');
      expect(reader.dialog.open).to.equal(true);
    });
  });

  describe('a certificate', () => {
    it('is signed by a doctor of the structure in her own name', async () => {
      const stage = await openStage();
      const reader = await openFile(stage, 'Petit Léo', stage.as('delegator', ANNE));
      expect(reader.text).not.to.contain('Noter les papiers');
      await reader.press('Attester la formation');
      await reader.type('theoryHours', '7,5');
      await reader.type('clinicalCases', '2,5');
      await reader.press('Signer');
      await reader.says('Indiquez un nombre entier');
      await reader.type('clinicalCases', '3');
      await reader.send('Signer');
      await reader.says('signée le 10/11/2026 par Anne Durand');
      const { members } = await stage.team.read();
      const leo = members.find(({ rpps }) => rpps === LEO.rpps)!;
      expect(leo.memberships[0]?.certificate).to.deep.include({ theoryHours: 7.5, clinicalCases: 3 });
    });

    it('is none of the administrator’s', async () => {
      const reader = await openFile(await openStage(), 'Petit Léo');
      expect(reader.text).not.to.contain('Attester');
    });

    it('says that it is to be renewed, to the team and to the délégué', async () => {
      const stage = await openStage({ validTo: '2026-12-20' });
      const reader = await mount(stage.as('structureAdmin'));
      await reader.says('Ida Roux, Odynophagie');
      const mine = await mount(stage.as('delegate', IDA), { view: 'mine' });
      await mine.says('Votre attestation se termine le 20/12/2026');
    });
  });

  describe('who can be called', () => {
    it('is said in the order of calls, and planned by the clock of the place', async () => {
      const stage = await openStage();
      const reader = await mount(stage.as('structureAdmin'));
      await reader.says('Roux Ida');
      await reader.press('Astreinte');
      await reader.says('Appelé en premier Anne Durand');
      await reader.press('Ajouter des gardes');
      await reader.type('from', '16/11/2026');
      await reader.type('to', '22/11/2026');
      await reader.type('start', '8');
      await reader.type('end', '12h30');
      await reader.send('Enregistrer');
      await reader.says('lundi 16 novembre, 8 h');
      const { shifts } = await stage.team.readRoster({ from: '2026-11-16T00:00:00Z' });
      expect(shifts.map(({ start, end }) => `${start} ${end}`)[0]).to.equal(
        '2026-11-16T07:00:00Z 2026-11-16T11:30:00Z',
      );
      expect(shifts.length).to.equal(5);
      await reader.press('Retirer, Anne Durand, lundi 16 novembre');
      await reader.until('the shift is gone', () => !reader.text.includes('lundi 16 novembre'));
      expect((await stage.team.readRoster({ from: '2026-11-16T00:00:00Z' })).shifts.length).to.equal(4);
    });

    it('is nobody where nobody is planned, which is said', async () => {
      const reader = await mount((await openStage({ withoutRoster: true })).as('structureAdmin'));
      await reader.says('Aucun délégant joignable maintenant');
      await reader.press('Astreinte');
      await reader.says('Aucune garde prévue');
    });
  });

  describe('an import', () => {
    const HEADING = 'Matricule;Nom;Prénom;Profession;Fonction;Protocoles';
    const LOU = '10000000021;Sanchez;Lou;IDEL;Déléguée;odynophagie';
    const ZOE = '1,0E+10;Petit;Zoé;Astrologue;Délégué;odynophagie';

    async function openImport(stage: TeamStage): Promise<TeamReader> {
      const reader = await mount(stage.as('structureAdmin'));
      await reader.says('Roux Ida');
      await reader.press('Importer');
      await reader.says('Importer des personnes');
      return reader;
    }

    it('shows what columns mean, says line, column and reason, and takes nobody before it is asked to', async () => {
      const stage = await openStage();
      const reader = await openImport(stage);
      await reader.take('sheet', [HEADING, LOU, ZOE].join('\n'));
      await reader.says('Dites dans quelle colonne');
      await reader.choose('column-rpps', 'Matricule');
      await reader.says('1 personne lue, 1 ligne refusée');
      expect(reader.text).to.contain('Profession inconnue').and.to.contain('La valeur ne peut pas être lue');
      expect(reader.text).not.to.contain('Déclarer 1 personne');
      await reader.tick('Laisser de côté');
      await reader.press('Déclarer 1 personne');
      await reader.says('1 nouvelle personne');
      const { members } = await stage.team.read();
      expect(members.filter(({ rpps }) => rpps === '10000000021').length).to.equal(1);
      await reader.press('Personnes');
      await reader.says('Sanchez Lou');
    });

    it('calls the columns of what it refuses in the language that is read', async () => {
      const reader = await openImport(await openStage());
      reader.element.language = 'en';
      await reader.take('sheet', [HEADING.replace('Matricule', 'RPPS'), LOU.replace('IDEL', 'Astrologue')].join('\n'));
      await reader.says('1 line refused');
      expect(reader.text).to.include('Column Profession Reason Unknown profession');
      await reader.take('sheet', [HEADING.replace('Matricule', 'RPPS'), LOU.replace('Sanchez', '')].join('\n'));
      await reader.says('Column Family name');
    });

    it('tells the line that the server refuses, and has declared nobody', async () => {
      const stage = await openStage();
      const part = { professional: stage.idOf(IDA), protocol: 'odynophagie' };
      await stage.team.end(part, { function: 'delegate', on: '2026-12-31' });
      const reader = await openImport(stage);
      await reader.take(
        'sheet',
        [HEADING.replace('Matricule', 'RPPS'), LOU, `${IDA.rpps};Roux;Ida;IDEL;Déléguée;odynophagie`].join('\n'),
      );
      await reader.says('2 personnes lues');
      await reader.type('import-from', '01/02/2027');
      await reader.press('Déclarer 2 personnes');
      await reader.says('La personne y est encore');
      expect(reader.text).to.contain('1 personne lue, 1 ligne refusée');
      expect((await stage.team.read()).members.some(({ rpps }) => rpps === '10000000021')).to.equal(false);
    });

    it('reads the writing of Windows, and tells what is no table apart', async () => {
      const reader = await openImport(await openStage());
      await reader.take('sheet', Uint8Array.from([0x50, 0x4b, 3, 4]), 'equipe.xlsx');
      await reader.says('ni un classeur XLSX ni un tableau');
      const bytes = Array.from(`${HEADING.replace('Matricule', 'RPPS')}\n${LOU}`, (one) => one.charCodeAt(0));
      await reader.take('sheet', Uint8Array.from(bytes));
      await reader.says('1 personne lue, 0 ligne refusée');
    });
  });

  describe('a declaration', () => {
    it('counts who is engaged, and says every change with its day', async () => {
      const reader = await mount((await openStage()).as('structureAdmin'));
      await reader.says('Roux Ida');
      await reader.press('Déclaration');
      await reader.says('Changements de l’équipe');
      expect(reader.find('#engaged tbody tr', 'Délégant').textContent).to.contain('1');
      expect(reader.find('#changes tbody tr', '10/11/2026').textContent).to.contain('Fin');
    });

    it('is not offered for import to a délégant', async () => {
      const stage = await openStage();
      const reader = await mount(stage.as('delegator', ANNE));
      await reader.says('Roux Ida');
      expect(reader.text).not.to.contain('Importer');
    });
  });

  describe('the quiz of a training', () => {
    const answerOption = [
      { valueCoding: { code: 'a', display: 'Vrai' } },
      { valueCoding: { code: 'b', display: 'Faux' } },
    ];

    const quiz = {
      formatVersion: 'relais-quiz/1',
      protocol: 'odynophagie',
      questionnaire: {
        resourceType: 'Questionnaire',
        status: 'active',
        item: [{ linkId: '1', type: 'choice', text: 'Le TROD se fait avant 3 ans', required: true, answerOption }],
      },
      key: { 1: ['b'] },
      passMark: 1,
    };

    it('is set by a doctor, and answered by a délégué', async () => {
      const stage = await openStage();
      const doctor = await mount(stage.as('delegator', ANNE));
      await doctor.says('Sans QCM');
      await doctor.press('Remplacer le QCM');
      await hand(doctor, { ...quiz, protocol: 'pollakiurie' });
      await doctor.press('Enregistrer');
      await doctor.says('celui d’un autre protocole : pollakiurie');
      await hand(doctor, { ...quiz, key: {} });
      await doctor.press('Enregistrer');
      await doctor.says('Le serveur n’accepte pas cette partie du QCM : key.1');
      await hand(doctor, quiz);
      await doctor.send('Enregistrer');
      await doctor.says('QCM : 1 question, réussi à 100 %');
      const reader = await mount(stage.as('delegate', LEO), { view: 'mine' });
      await reader.says('Mes protocoles');
      expect(reader.text).not.to.contain('Répondre au QCM');
      await stage.team.declare({
        from: '2026-11-10',
        members: [{ ...LOU_ROY, profession: 'nurse', function: 'delegate', protocols: ['odynophagie'] }],
      });
      const lou = await mount(stage.as('delegate', LOU_ROY), { view: 'mine' });
      await lou.says('QCM de la formation non réussi');
      await lou.press('Répondre au QCM');
      await lou.says('1 question, dont 100 % doivent être entièrement justes');
      await answer(lou, 'Vrai');
      await lou.says('QCM non réussi');
      await lou.press('Réessayer le QCM');
      await answer(lou, 'Faux');
      await lou.says('QCM réussi');
      await lou.press('Retour à mes protocoles');
      await lou.until('it is missing no more', () => !lou.text.includes('QCM de la formation non réussi'));
    });

    async function hand(reader: TeamReader, document: object): Promise<void> {
      await reader.take('quiz-file', JSON.stringify(document), 'qcm.json');
      // Read as any file is: in its own time.
      await new Promise((resolve) => setTimeout(resolve, 50));
      await reader.element.updateComplete;
    }

    async function answer(reader: TeamReader, words: string): Promise<void> {
      const form = reader.root.querySelector('relais-questionnaire')!;
      const root = () => form.shadowRoot!;
      const find = (selector: string, text: string) =>
        [...root().querySelectorAll<HTMLElement>(selector)].find((one) => one.textContent.trim().startsWith(text));
      await reader.until('the form is drawn', () => find('label', words) !== undefined);
      find('label', words)!.click();
      await form.updateComplete;
      root().querySelector<HTMLElement>('button.primary, [part=action]')!.click();
    }
  });

  describe('what a délégué can run', () => {
    it('says what is missing and who can mend it, and follows the team live', async () => {
      const stage = await openStage({ withoutRoster: true });
      const reader = await mount(stage.as('delegate', IDA), { view: 'mine', startable: true });
      await reader.says('Vous ne pouvez commencer aucun protocole');
      expect(reader.find('.card', 'Odynophagie').textContent).to.contain('Aucun délégant joignable');
      expect(reader.find('.card', 'Pollakiurie').textContent)
        .to.contain('Pas d’attestation de formation')
        .and.to.contain('À voir avec un délégant');
      await stage.team.setRoster({
        formatVersion: 'relais-roster/1',
        from: '2026-11-10T00:00:00Z',
        to: '2026-11-11T00:00:00Z',
        shifts: [
          {
            professional: stage.idOf(ANNE),
            start: '2026-11-10T07:00:00Z',
            end: '2026-11-10T18:00:00Z',
            phone: '06 39 98 12 34',
            rank: 1,
          },
        ],
      });
      await reader.says('Vous pouvez commencer 1 protocole');
    });

    it('asks the host for a run by ids alone', async () => {
      const stage = await openStage();
      const reader = await mount(stage.as('delegate', IDA), { view: 'mine', startable: true });
      await reader.says('Vous pouvez commencer');
      const asked = oneEvent(reader.element, 'relais-run-request');
      await reader.press('Commencer');
      const { detail } = (await asked) as CustomEvent<{ protocolId: string; version: string }>;
      expect(detail.protocolId).to.equal('odynophagie');
      expect(detail.version).to.match(/^\d/);
    });
  });

  describe('troubles', () => {
    it('never shows a failure as nobody', async () => {
      const stage = await openStage();
      stage.backend.fail('unavailable');
      const reader = await mount(stage.as('structureAdmin'));
      await reader.says('L’équipe ne peut pas être lue');
      expect(reader.element.matches(':state(failed)')).to.equal(true);
      stage.backend.fail(undefined);
      await reader.press('Réessayer');
      await reader.says('Roux Ida');
    });

    it('keeps what is typed when the network goes, and saves it once', async () => {
      const stage = await openStage();
      const reader = await openFile(stage, 'Petit Léo');
      await reader.press('Noter les papiers');
      await reader.type('swornOn', '09/11/2026');
      stage.setOnline(false);
      await reader.press('Enregistrer');
      await reader.says('rien n’a été enregistré');
      stage.setOnline(true);
      await reader.send('Enregistrer');
      const { changes } = await stage.team.declaration('odynophagie');
      expect(changes.filter(({ professional }) => professional === stage.idOf(LEO)).length).to.equal(2);
    });

    it('says that somebody may not', async () => {
      const reader = await mount((await openStage()).as('secretary'));
      await reader.says('Vous n’avez pas accès');
      expect(reader.text).not.to.contain('Roux');
    });

    it('leaves nothing typed or open to somebody else who signs in', async () => {
      const stage = await openStage();
      const session = new HandSession(NADIA);
      const client = { ...stage.as('structureAdmin'), session };
      const reader = await openFile(stage, 'Petit Léo', client);
      await reader.press('Noter les papiers');
      await reader.type('swornOn', '09/11/2026');
      session.become({ status: 'signedOut', reason: 'changed', canSignIn: true });
      await reader.until('the form is closed', () => !reader.dialog.open);
      await reader.says('Choisissez une personne');
    });

    it('shows two people’s changes on one row to both', async () => {
      const stage = await openStage();
      const reader = await openFile(stage, 'Petit Léo');
      const other = createTeam(stage.as('structureAdmin'));
      const part = { professional: stage.idOf(LEO), protocol: 'odynophagie' };
      await other.recordAdhesion(part, { function: 'delegate', commitmentOn: '2026-11-04' });
      await reader.says('Engagement signé le 04/11/2026');
    });
  });
});
