import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '@relais/elements/action-log';
import type { ActionDeclaredEvent, ActionLog, ActionLogPort } from '@relais/elements';
import { readFigures } from '@relais/sdk/indicators';
import { declareAll } from '../../../stories/action-log/a-year.ts';
import { Reader } from '../../../stories/indicator/reader.ts';
import { DeskStage, type Colleague, type DeskDocuments } from '../../../stories/waitlist/desk-stage.ts';

const opened: DeskStage[] = [];
const read = async <Document>(path: string) => (await (await fetch(`/demo/${path}.json`)).json()) as Document;
const documents: DeskDocuments = {
  settings: await read('structures/rives-de-lorme'),
  territory: await read('territories/rives-de-lorme'),
  desk: await read('desks/desk'),
};

async function look(who: Colleague = 'claire', isEmpty = false) {
  const stage = new DeskStage(documents);
  opened.push(stage);
  if (!isEmpty) await declareAll(stage.clientOf('claire'));
  const element = await fixture<ActionLog>(
    html`<relais-action-log .client=${stage.clientOf(who)}></relais-action-log>`,
  );
  return { stage, reader: new Reader(element) };
}

const declaredIn = async (stage: DeskStage, indicator: string) => {
  const query = { indicators: [indicator], from: '2026-01-01', to: '2026-11-10' };
  const { figures } = await readFigures(stage.clientOf('claire'), query);
  return figures[0];
};

describe('relais-action-log', () => {
  afterEach(async () => {
    for (const stage of opened.splice(0)) await stage.close();
  });

  it('is accessible as a list, empty, as a form and with answers to correct', async () => {
    const { reader } = await look();
    await reader.says('Dépistage rénal');
    await expect(reader.element).to.be.accessible();
    await reader.press('Déclarer une action');
    await expect(reader.element).to.be.accessible();
    await reader.press('Enregistrer');
    await reader.says('4 réponses à corriger');
    expect(reader.root.activeElement?.id).to.equal('summary');
    await expect(reader.element).to.be.accessible();
    const { reader: empty } = await look('claire', true);
    await empty.says('Aucune action déclarée');
    await expect(empty.element).to.be.accessible();
  });

  it('declares an action, which counts as declared and leaves no word in the event', async () => {
    const { stage, reader } = await look('claire', true);
    const heard: ActionDeclaredEvent[] = [];
    reader.element.addEventListener('relais-action-declared', (event) => heard.push(event));
    await reader.press('Déclarer une action');
    await reader.type('on', '02/11/2026');
    await reader.choose('kind', 'prevention');
    await reader.choose('mission', 'prevention');
    await reader.type('title', 'Vaccination à la mairie');
    await reader.type('reached', '31');
    await reader.press('Enregistrer');
    await reader.says('02/11/2026');
    expect(reader.text).to.include('Vaccination à la mairie').and.to.include('31');
    expect(heard.map(({ detail }) => Object.keys(detail))).to.deep.equal([['action']]);
    const figure = await declaredIn(stage, 'ACI-V1');
    expect([figure?.source, figure?.numerator]).to.deep.equal(['declared', 1]);
  });

  it('puts an entry right, and keeps the former to be read', async () => {
    const { stage, reader } = await look();
    await reader.says('Exercice');
    expect(reader.text).to.include('Corrigé, ne compte plus');
    await reader.press('Corriger');
    const title = reader.root.querySelector<HTMLInputElement>('#title')!;
    expect(title.value).to.equal('Dépistage rénal, marché de Brume');
    await reader.type('title', 'Dépistage rénal, halles de Brume');
    await reader.press('Enregistrer');
    await reader.until('both are listed', () => reader.text.match(/Corrigé, ne compte plus/g)?.length === 2);
    expect(reader.text).to.include('halles de Brume').and.to.include('marché de Brume');
    expect((await declaredIn(stage, 'ACI-V1'))?.numerator).to.equal(1);
  });

  it('keeps what was typed when the backend fails, and refuses a day to come before asking it', async () => {
    let asked = 0;
    const port: ActionLogPort = {
      now: () => Date.parse('2026-11-10T08:40:00Z'),
      list: () => Promise.resolve({ actions: [] }),
      declare: () => {
        asked += 1;
        return Promise.reject(Object.assign(new Error('away'), { code: 'unreachable' }));
      },
    };
    const reader = new Reader(await fixture<ActionLog>(html`<relais-action-log .port=${port}></relais-action-log>`));
    await reader.press('Déclarer une action');
    await reader.type('on', '11/11/2026');
    await reader.choose('kind', 'group');
    await reader.choose('mission', 'quality');
    await reader.type('title', 'Groupe de pairs');
    await reader.press('Enregistrer');
    await reader.says('Une réponse à corriger');
    expect(asked).to.equal(0);
    await reader.type('on', '10/11/2026');
    await reader.press('Enregistrer');
    await reader.says('Le serveur ne répond pas');
    await reader.press('Retour');
    expect(reader.root.querySelector<HTMLInputElement>('#title')?.value).to.equal('Groupe de pairs');
    expect(asked).to.equal(1);
  });

  it('is shown to coordination alone', async () => {
    const { reader } = await look('nadia');
    await reader.says('réservé à la coordination');
  });

  it('fits on 320 pixels', async () => {
    await setViewport({ width: 320, height: 700 });
    const { reader } = await look();
    await reader.says('Dépistage rénal');
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
  });

  const PAST = [
    'Date;Type;Mission;Intitulé;Fiche;Bénéficiaires',
    '14/03/2025;Dépistage;Prévention;Dépistage rénal;Fiche 4;42',
    '12/02/2025;RCP;Qualité;Réunion plaies;Fiche 2;',
  ].join('\n');

  it('takes past actions over from a file, marked and of their year, and undoes all of them at once', async () => {
    const { stage, reader } = await look('claire', true);
    await reader.press('Reprendre un historique');
    await reader.says('Aucune reprise');
    await expect(reader.element).to.be.accessible();
    await reader.take('sheet', `${PAST}\n31/02/2025;RCP;Qualité;Douleur;;`, 'journal-2025.csv');
    await reader.says('2 lignes à reprendre, 1 ligne à corriger');
    expect(reader.text).to.include('Ligne 4').and.to.include('Ce n’est pas une date');
    expect(reader.text).not.to.include('Reprendre 2 lignes');
    reader.root.querySelector<HTMLInputElement>('#without-faulty')!.click();
    await expect(reader.element).to.be.accessible();
    await reader.press('Reprendre 2 lignes');
    await reader.says('2 lignes reprises, 1 ligne de côté');
    expect(reader.root.activeElement?.id).to.equal('history-report');
    await reader.press('Revenir au journal');
    await reader.says('Aucune action déclarée');
    await reader.choose('year', '2025');
    await reader.says('Dépistage rénal');
    expect(reader.text).to.include('Repris');
    await expect(reader.element).to.be.accessible();
    await reader.press('Reprendre un historique');
    await reader.press('Annuler cette reprise');
    await reader.says('Ses 2 actions restent lisibles');
    await reader.press('Annuler la reprise');
    await reader.says('Annulé le');
    await reader.press('Revenir au journal');
    await reader.says('Reprise annulée, ne compte plus');
    const query = { indicators: ['ACI-V1'], from: '2025-01-01', to: '2025-12-31' };
    expect((await readFigures(stage.clientOf('claire'), query)).figures[0]?.value).to.equal(0);
  });

  it('takes counts of past periods over, which figures show beside them', async () => {
    const { stage, reader } = await look('claire', true);
    await reader.press('Reprendre un historique');
    await reader.says('Que contient le tableau');
    reader.root.querySelector<HTMLInputElement>('input[value="counts"]')!.click();
    await reader.take('sheet', 'Indicateur;Période;n;N\nSNP-01;2025;1 240;\nCOOP-02;T1 2025;12;80', 'comptes.csv');
    await reader.press('Reprendre 2 lignes');
    await reader.says('2 lignes reprises');
    const query = { indicators: ['SNP-01'], from: '2025-01-01', to: '2026-11-09' };
    const [figure] = (await readFigures(stage.clientOf('claire'), query)).figures;
    expect(figure?.takenOver?.map(({ value, to }) => [value, to])).to.deep.equal([[1240, '2025-12-31']]);
    expect(figure?.value).to.equal(0);
  });

  it('keeps the file when the network is lost while it is sent, and takes it once', async () => {
    const { stage, reader } = await look('claire', true);
    await reader.press('Reprendre un historique');
    await reader.take('sheet', PAST, 'journal-2025.csv');
    await reader.says('2 lignes à reprendre');
    stage.setOnline('claire', false);
    await reader.press('Reprendre 2 lignes');
    await reader.until('the trouble is told', () => reader.root.querySelector('[role="alert"]') !== null);
    stage.setOnline('claire', true);
    await reader.press('Réessayer');
    await reader.says('2 lignes reprises');
    await reader.says('journal-2025.csv');
  });
});
