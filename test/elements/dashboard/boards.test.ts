import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '@relais/elements/dashboard';
import type { Board, BoardsChangeEvent, Dashboard } from '@relais/elements';
import { deleteBoard, readBoards, saveBoard } from '@relais/sdk/dashboard';
import type { BoardsMood } from '../../../stories/dashboard/paper-boards.ts';
import { PaperPort } from '../../../stories/indicator/paper.ts';
import { Reader, wordsOf } from '../../../stories/indicator/reader.ts';
import { DeskStage, type Colleague, type DeskDocuments } from '../../../stories/waitlist/desk-stage.ts';

const figuresOf = (reader: Reader<Dashboard>) => [...reader.root.querySelectorAll('relais-indicator')];
const namesOf = (reader: Reader<Dashboard>) =>
  [...reader.root.querySelectorAll('#board option')].map((option) => wordsOf(option));
const buttonsOf = (reader: Reader<Dashboard>) =>
  [...reader.root.querySelectorAll('.tools > button')].map((button) => wordsOf(button));
const headingOf = (reader: Reader<Dashboard>) => wordsOf(reader.root.querySelector('#heading'));
const isOpen = (reader: Reader<Dashboard>) => reader.root.querySelector('dialog')?.open === true;

async function openPaper(keeps: BoardsMood | 'kept', properties: Partial<Dashboard> = {}): Promise<Reader<Dashboard>> {
  const element = await fixture<Dashboard>(
    html`<relais-dashboard board="board-lundi" .port=${new PaperPort({ keeps })}></relais-dashboard>`,
  );
  Object.assign(element, properties);
  await element.updateComplete;
  return new Reader(element);
}

describe('boards of the structure in relais-dashboard', () => {
  afterEach(async () => {
    history.replaceState(null, '', location.pathname + location.search);
    await setViewport({ width: 1280, height: 900 });
  });

  it('are accessible while one is changed, overtaken and deleted, and at 320 px', async function () {
    this.timeout(30_000);
    const reader = await openPaper('overtaken');
    await reader.press('Modifier ce tableau');
    await expect(reader.element).to.be.accessible();
    await reader.type('board-name', 'Réunion hebdomadaire');
    await reader.press('Enregistrer le tableau');
    await reader.says('Quelqu’un a modifié ce tableau entre-temps');
    await expect(reader.element).to.be.accessible();
    await setViewport({ width: 320, height: 800 });
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
    await reader.press('Supprimer ce tableau');
    await reader.says('pour toute la structure');
    await expect(reader.element).to.be.accessible();
  });

  it('stand in the list after those that are ready made, and open by their name', async () => {
    const reader = await openPaper('kept', { board: 'live' });
    await reader.until('the list', () => namesOf(reader).includes('Suivi de l’hiver'));
    expect(namesOf(reader).slice(-2)).to.deep.equal(['Réunion du lundi', 'Suivi de l’hiver']);
    expect(buttonsOf(reader)).to.deep.equal(['Composer un tableau']);
    await reader.choose('board', 'board-lundi');
    expect(headingOf(reader)).to.equal('Réunion du lundi');
    expect(figuresOf(reader).map(({ indicator, view, by }) => [indicator, view, by])).to.deep.include([
      'SNP-01',
      'bars',
      'origin',
    ]);
    expect(buttonsOf(reader)).to.deep.equal(['Composer un tableau', 'Modifier ce tableau']);
  });

  it('open by an address that says their id alone', async () => {
    location.hash = '#board=board-lundi&period=thisYear';
    const reader = await openPaper('kept', { board: 'live', inUrl: true });
    await reader.until('the board', () => headingOf(reader) === 'Réunion du lundi');
    await reader.choose('period', 'lastYear');
    expect(location.hash).to.equal('#board=board-lundi&period=lastYear');
  });

  it('are told to be gone, or not to be read, and never shown as a board without figures', async () => {
    const lost = await openPaper('kept', { board: 'board-parti' });
    await lost.says('Ce tableau n’existe pas, ou n’existe plus');
    await lost.press('Voir le centre aujourd’hui');
    await lost.until('another board', () => figuresOf(lost).length > 0);
    const unread = await openPaper('unreachable');
    await unread.says('n’ont pas pu être lus');
    expect(unread.text).not.to.include('n’existe plus');
    await unread.press('Réessayer');
    await unread.until('the board', () => headingOf(unread) === 'Réunion du lundi');
    expect(unread.text).not.to.include('n’ont pas pu être lus');
    const offline = await openPaper('unreachable');
    await offline.says('n’ont pas pu être lus');
    dispatchEvent(new Event('online'));
    await offline.until('the board', () => headingOf(offline) === 'Réunion du lundi');
    const awaited = await openPaper('slow');
    await awaited.says('Lecture des tableaux de la structure');
    expect(awaited.text).not.to.include('n’existe');
  });

  it('are not told to be gone where the list could not be read again', async () => {
    const reader = await openPaper('kept', { board: 'live', inUrl: true });
    await reader.until('the list', () => namesOf(reader).includes('Suivi de l’hiver'));
    const { boards } = reader.port;
    const read = boards!.read;
    boards!.read = () => Promise.reject(Object.assign(new Error('unreachable'), { code: 'unreachable' }));
    location.hash = '#board=board-nouveau';
    await reader.says('n’ont pas pu être lus');
    expect(reader.text).not.to.include('n’existe pas');
    await reader.choose('board', 'board-lundi');
    await reader.until('one that is known', () => headingOf(reader) === 'Réunion du lundi');
    expect(reader.text).not.to.include('n’ont pas pu être lus');
    boards!.read = read;
    location.hash = '#board=board-nouveau';
    await reader.says('Ce tableau n’existe pas, ou n’existe plus');
  });

  it('stay as they were saved where a reading that began before ends after', async () => {
    const reader = await openPaper('kept');
    await reader.until('the board', () => headingOf(reader) === 'Réunion du lundi');
    const { boards } = reader.port;
    const before = await boards!.read();
    const { promise, resolve } = Promise.withResolvers<typeof before>();
    boards!.read = () => promise;
    await reader.choose('board', 'board-hiver');
    await reader.press('Modifier ce tableau');
    await reader.type('board-name', 'Suivi du printemps');
    await reader.press('Enregistrer le tableau');
    await reader.until('it is kept', () => headingOf(reader) === 'Suivi du printemps');
    resolve(before);
    await promise;
    await new Promise((done) => requestAnimationFrame(done));
    await reader.element.updateComplete;
    expect(headingOf(reader)).to.equal('Suivi du printemps');
  });

  it('say in its place what is of no registry any more, and show the rest', async () => {
    const reader = await openPaper('kept', { board: 'board-hiver' });
    const texts = () => figuresOf(reader).map(({ shadowRoot }) => wordsOf(shadowRoot?.querySelector('.root')));
    await reader.until('both places', () => texts().some((text) => text.includes('Cet indicateur n’existe pas')));
    await reader.until('the other figure', () => texts()[0]?.includes('médiane') === true);
    await reader.press('Modifier ce tableau');
    await reader.says('SNP-99 (n’existe plus), nombre');
  });

  it('have no buttons for who reads them alone, who can still look at figures of their choice', async () => {
    const reader = await openPaper('readOnly', { inUrl: true });
    await reader.until('the board', () => headingOf(reader) === 'Réunion du lundi');
    expect(buttonsOf(reader)).to.deep.equal(['Composer un tableau']);
    await reader.press('Composer un tableau');
    await reader.says('Seules la coordination et l’administration');
    expect(reader.text).not.to.include('Enregistrer');
    expect(reader.text).not.to.include('Supprimer');
    await reader.press('Retirer');
    await reader.press('Montrer ce tableau');
    await reader.until('it is shown', () => !isOpen(reader) && figuresOf(reader).length === 4);
    expect(location.hash).to.include('#board=other');
    expect(buttonsOf(reader)).to.deep.equal(['Composer un tableau']);
  });

  it('are refused a name without anything to be seen, and cleaned of what nobody sees', async () => {
    const reader = await openPaper('kept');
    await reader.press('Modifier ce tableau');
    await reader.type('board-name', ' \u200b\u2028 ');
    await reader.press('Enregistrer le tableau');
    await reader.says('Donnez-lui un nom');
    expect(reader.root.activeElement?.id).to.equal('summary');
    await reader.type('board-name', '\u202e Réunion\u200b  du\tmardi ');
    await reader.press('Enregistrer le tableau');
    await reader.until('the name', () => headingOf(reader) === 'Réunion du mardi');
    await reader.press('Modifier ce tableau');
    await reader.type('board-name', 'SUIVI de l’hiver');
    await reader.press('Enregistrer le tableau');
    await reader.says('Un autre tableau porte ce nom');
  });

  it('take thirty figures and not one more', async () => {
    const tiles = Array.from({ length: 30 }, (_, place) => `SNP-01:${place % 2 ? 'number' : 'trend'}`).join(' ');
    const reader = await openPaper('kept', { indicators: tiles });
    await reader.press('Enregistrer ce tableau');
    await reader.choose('added', 'COOP-01');
    await reader.press('Ajouter');
    await reader.says('Un tableau a 30 chiffres au plus');
  });

  it('are split by what their indicator is counted by, one thing by another where the view shows it', async () => {
    const reader = await openPaper('kept', { inUrl: true, indicators: 'SNP-01' });
    const options = (id: string) => [...reader.root.querySelectorAll(`#${id} option`)].map((one) => wordsOf(one));
    await reader.press('Enregistrer ce tableau');
    await reader.choose('added', 'SNP-01');
    expect(options('added-by')).to.deep.equal([]);
    await reader.choose('added-view', 'trend');
    expect(options('added-by')).to.deep.equal([
      'Ce qui convient à la vue',
      'Jour',
      'Semaine',
      'Mois',
      'Trimestre',
      'Année',
    ]);
    await reader.choose('added-view', 'table');
    await reader.choose('added-by', 'reason');
    expect(options('added-and')).to.include.members(['Rien d’autre', 'Commune', 'Jour de la semaine', 'Trimestre']);
    expect(options('added-and')).not.to.include('Motif');
    await reader.choose('added-and', 'ageBand');
    await reader.press('Ajouter');
    await reader.says('SNP-01 · Demandes, tableau, motif, tranche d’âge');
    await reader.choose('added-view', 'heatmap');
    expect(options('added-and')).not.to.include('Rien d’autre');
    await reader.choose('added-and', 'origin');
    await reader.press('Ajouter');
    await reader.press('Ajouter');
    await reader.says('Ce chiffre est déjà dans le tableau');
    expect(reader.root.activeElement?.id).to.equal('summary');
    await reader.type('board-name', 'Croisements');
    await reader.press('Montrer sans enregistrer');
    await reader.until('three figures', () => figuresOf(reader).length === 3);
    expect(location.hash).to.include('SNP-01%3Atable%3Areason%2CageBand+SNP-01%3Aheatmap%3Areason%2Corigin');
    await reader.until('the grid', () => figuresOf(reader)[2]?.shadowRoot?.querySelector('.picture .mark') != null);
  });

  it('keep the focus with the figure that is moved, and beside the one that is removed', async () => {
    const reader = await openPaper('kept');
    const focused = () => wordsOf(reader.root.activeElement);
    await reader.press('Modifier ce tableau');
    await reader.says('COOP-01');
    await reader.press('Descendre');
    expect(reader.root.activeElement?.id).to.equal('tile-1');
    expect(focused()).to.include('SNP-01 · Demandes, nombre');
    for (let left = 5; left > 1; left -= 1) {
      await reader.press('Retirer');
      expect(reader.root.activeElement?.id).to.equal('tile-0');
    }
    await reader.press('Retirer');
    expect(focused()).to.equal('Chiffres du tableau');
  });

  it('open again when they could not be kept and the dialog was closed meanwhile', async () => {
    const reader = await openPaper('kept');
    await reader.press('Modifier ce tableau');
    await reader.type('board-name', 'Réunion du mardi');
    const { promise, reject } = Promise.withResolvers<never>();
    reader.port.boards!.save = () => promise;
    await reader.press('Enregistrer le tableau');
    await reader.press('Annuler');
    await reader.until('it is closed', () => !isOpen(reader));
    reject(Object.assign(new Error('unreachable'), { code: 'unreachable' }));
    await reader.says('Le serveur ne répond pas. Rien n’est perdu');
    expect(isOpen(reader)).to.equal(true);
    expect(reader.root.querySelector<HTMLInputElement>('#board-name')?.value).to.equal('Réunion du mardi');
  });

  it('show a figure that an address names twice twice, under a name without what nobody sees', async () => {
    location.hash = `#board=other&tiles=SNP-01+SNP-01+COOP-01&name=${encodeURIComponent('\u202e Le\u200b mien\n ')}${'x'.repeat(80)}`;
    const reader = await openPaper('kept', { board: 'live', inUrl: true });
    await reader.until('three figures', () => figuresOf(reader).length === 3);
    expect(headingOf(reader)).to.match(/^Le mien x{52}$/);
    location.hash = '#board=other&tiles=COOP-01+SNP-01+SNP-01&name=Autre';
    await reader.until('another order', () => figuresOf(reader)[0]?.indicator === 'COOP-01');
    expect(figuresOf(reader).map(({ indicator }) => indicator)).to.deep.equal(['COOP-01', 'SNP-01', 'SNP-01']);
  });

  it('can be saved again when no answer came, with what was chosen still there', async () => {
    const reader = await openPaper('lostLater');
    await reader.press('Modifier ce tableau');
    await reader.type('board-name', 'Réunion du mardi');
    await reader.press('Enregistrer le tableau');
    await reader.says('Le serveur ne répond pas. Rien n’est perdu');
    await reader.press('Enregistrer le tableau');
    await reader.until('it is kept', () => !isOpen(reader) && headingOf(reader) === 'Réunion du mardi');
  });

  it('say that none was deleted when no answer came, where the focus is', async () => {
    const reader = await openPaper('lostLater');
    await reader.press('Modifier ce tableau');
    await reader.press('Supprimer ce tableau');
    await reader.press('Supprimer');
    await reader.says('Le serveur ne répond pas. Rien n’est perdu');
    await reader.until('the focus', () => reader.root.activeElement?.id === 'failure');
  });

  it('tell the page what there is after each change', async () => {
    const reader = await openPaper('kept');
    await reader.press('Modifier ce tableau');
    await reader.press('Supprimer ce tableau');
    await reader.press('Le garder');
    await reader.press('Supprimer ce tableau');
    expect(reader.root.activeElement?.id).to.equal('deleting');
    const heard = oneEvent(reader.element, 'relais-boards-change');
    await reader.press('Supprimer');
    expect(((await heard) as BoardsChangeEvent).detail.boards.map(({ id }) => id)).to.deep.equal(['board-hiver']);
    await reader.until('another board', () => headingOf(reader) === 'Le centre aujourd’hui');
    expect(reader.root.querySelector('[role=status]')?.textContent).to.include('Tableau supprimé');
  });
});

describe('boards of the structure on the backend', () => {
  const opened: DeskStage[] = [];
  let documents: DeskDocuments;

  before(async () => {
    const read = async <Document>(path: string) => (await (await fetch(`/demo/${path}.json`)).json()) as Document;
    documents = {
      settings: await read('structures/rives-de-lorme'),
      territory: await read('territories/rives-de-lorme'),
      desk: await read('desks/desk'),
    };
  });
  afterEach(async () => {
    for (const stage of opened.splice(0)) await stage.close();
  });

  const kept: Board = {
    id: 'board-lundi',
    name: 'Réunion du lundi',
    tiles: [{ indicator: 'SNP-01' }, { indicator: 'SNP-04' }],
  };

  function openStage(): DeskStage {
    const stage = new DeskStage(documents);
    opened.push(stage);
    return stage;
  }

  async function look(stage: DeskStage, who: Colleague, board: string): Promise<Reader<Dashboard>> {
    const element = await fixture<Dashboard>(
      html`<relais-dashboard .client=${stage.clientOf(who)} board=${board}></relais-dashboard>`,
    );
    return new Reader(element);
  }

  it('are saved from what is looked at, and seen by another coordinator', async function () {
    this.timeout(30_000);
    const stage = openStage();
    const claire = await look(stage, 'claire', 'load');
    await claire.press('Composer un tableau');
    await claire.type('board-name', 'Réunion du lundi');
    await claire.press('Enregistrer le tableau');
    await claire.until('it is kept', () => headingOf(claire) === 'Réunion du lundi');
    const { boards } = await readBoards(stage.clientOf('marc'));
    expect(boards).to.have.length(1);
    expect(boards[0]?.tiles).to.deep.include({ indicator: 'SNP-04', view: 'heatmap', by: ['weekday', 'hour'] });
    const marc = await look(stage, 'marc', boards[0]!.id);
    await marc.until('the same board', () => headingOf(marc) === 'Réunion du lundi');
    const samira = await look(stage, 'samira', boards[0]!.id);
    await samira.until('the same board', () => headingOf(samira) === 'Réunion du lundi');
    expect(buttonsOf(samira)).to.deep.equal(['Composer un tableau']);
  });

  it('tell the second of two coordinators what the first has changed, and lose nothing of either', async function () {
    this.timeout(30_000);
    const stage = openStage();
    await saveBoard(stage.clientOf('claire'), { board: kept });
    const claire = await look(stage, 'claire', kept.id);
    await claire.press('Modifier ce tableau');
    await claire.type('board-name', 'Réunion hebdomadaire');
    const theirs: Board = { ...kept, tiles: [{ indicator: 'SNP-01' }, { indicator: 'COOP-01', view: 'trend' }] };
    await saveBoard(stage.clientOf('marc'), { board: theirs, before: kept });
    await claire.press('Enregistrer le tableau');
    await claire.says('Quelqu’un a modifié ce tableau entre-temps');
    await claire.says('Ajouté : COOP-01');
    await claire.says('Retiré : SNP-04');
    await claire.until('the focus', () => claire.root.activeElement?.id === 'overtaken');
    expect((await readBoards(stage.clientOf('marc'))).boards).to.deep.equal([theirs]);
    await claire.press('Reprendre le sien');
    await claire.says('COOP-01');
    await claire.type('board-name', 'Réunion hebdomadaire');
    await claire.press('Enregistrer le tableau');
    await claire.until('it is kept', () => headingOf(claire) === 'Réunion hebdomadaire');
    expect((await readBoards(stage.clientOf('marc'))).boards).to.deep.equal([
      { ...theirs, name: 'Réunion hebdomadaire' },
    ]);
  });

  it('come back when somebody has deleted the one that is being changed, as soon as that is asked', async function () {
    this.timeout(30_000);
    const stage = openStage();
    await saveBoard(stage.clientOf('claire'), { board: kept });
    const claire = await look(stage, 'claire', kept.id);
    await claire.press('Modifier ce tableau');
    await claire.type('board-name', 'Réunion du mardi');
    await deleteBoard(stage.clientOf('marc'), kept);
    await claire.press('Enregistrer le tableau');
    await claire.says('Quelqu’un a supprimé ce tableau entre-temps');
    expect((await readBoards(stage.clientOf('marc'))).boards).to.deep.equal([]);
    await claire.press('L’enregistrer de nouveau');
    await claire.until('it is kept', () => headingOf(claire) === 'Réunion du mardi');
    expect((await readBoards(stage.clientOf('marc'))).boards).to.have.length(1);
  });

  it('are not deleted over what somebody has just made of them', async function () {
    this.timeout(30_000);
    const stage = openStage();
    await saveBoard(stage.clientOf('claire'), { board: kept });
    const claire = await look(stage, 'claire', kept.id);
    await claire.press('Modifier ce tableau');
    await saveBoard(stage.clientOf('marc'), { board: { ...kept, name: 'Mardi' }, before: kept });
    await claire.press('Supprimer ce tableau');
    await claire.press('Supprimer');
    await claire.says('Il s’appelle maintenant « Mardi »');
    expect((await readBoards(stage.clientOf('marc'))).boards).to.have.length(1);
    await claire.press('Reprendre le sien');
    await claire.press('Supprimer ce tableau');
    await claire.press('Supprimer');
    await claire.until('another board', () => headingOf(claire) === 'Le centre aujourd’hui');
    expect((await readBoards(stage.clientOf('marc'))).boards).to.deep.equal([]);
  });
});
