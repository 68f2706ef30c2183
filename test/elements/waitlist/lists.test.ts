import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '@relais/elements/waitlist';
import type { Waitlist } from '@relais/elements';
import { FILE, listed, ListReader, ListsStage } from '../../../stories/waitlist/lists-stage.ts';
import type { Colleague, DeskDocuments } from '../../../stories/waitlist/desk-stage.ts';

const read = async <Document>(path: string) => (await (await fetch(`/demo/${path}.json`)).json()) as Document;
const documents: DeskDocuments = {
  settings: await read('structures/rives-de-lorme'),
  territory: await read('territories/rives-de-lorme'),
  desk: await read('desks/desk'),
  lists: await read('lists/listes'),
};
const opened: ListsStage[] = [];
const LIST = 'sans-medecin-traitant';

async function openStage(): Promise<ListsStage> {
  const stage = new ListsStage(documents);
  opened.push(stage);
  await stage.fill();
  return stage;
}

async function sit(stage: ListsStage, who: Colleague, properties: Partial<Waitlist> = {}): Promise<ListReader> {
  const element = await fixture<Waitlist>(html`<relais-waitlist view="lists"></relais-waitlist>`);
  Object.assign(element, { client: stage.clientOf(who), ...properties });
  return new ListReader(element);
}

const namesOf = (reader: ListReader) =>
  [...reader.root.querySelectorAll('tbody .name')].map((name) => name.textContent.trim());

/** Sends the form that is open: what opened it has the same words. */
const submit = (reader: ListReader) =>
  reader.dialog.querySelector<HTMLButtonElement>('form button[type=submit]')?.click();

describe('relais-waitlist, its lists', () => {
  afterEach(async () => {
    for (const stage of opened.splice(0)) await stage.close();
  });

  it('is accessible, in each of its views', async () => {
    const stage = await openStage();
    const reader = await sit(stage, 'nadia');
    await reader.says('Ferrand');
    await expect(reader.element).to.be.accessible();
    await reader.press('Reprendre un tableau');
    await reader.take('sheet', FILE, 'liste.csv');
    await reader.says('1 ligne refusée');
    await expect(reader.element).to.be.accessible();
    Object.assign(reader.element, { view: 'inscription', list: LIST });
    await reader.says('Qui remplit cette page');
    await expect(reader.element).to.be.accessible();
  });

  it('says who waits by priority, and by which rule somebody came', async () => {
    const stage = await openStage();
    await stage.takeCall('1951-02-14', 'none');
    const reader = await sit(stage, 'nadia');
    await reader.says('Vasseur Mireille');
    expect(namesOf(reader).toSorted()).to.deep.equal(['Abiven Yann', 'Ferrand Odile', 'Vasseur Mireille']);
    expect(namesOf(reader).at(-1), 'the one who is less urgent').to.equal('Abiven Yann');
    expect(reader.text).to.include('Par une règle Demande au secrétariat, médecin traitant : aucun, 70 ans et plus');
  });

  it('lets somebody leave with an outcome, and takes that back', async () => {
    const stage = await openStage();
    const reader = await sit(stage, 'nadia');
    await reader.says('Ferrand');
    await reader.press('Sortie');
    await reader.press('Médecin traitant trouvé');
    await reader.says('Ferrand Odile sort de la liste');
    await reader.until('one is left', () => namesOf(reader).length === 1);
    await reader.press('Annuler');
    await reader.until('both are there', () => namesOf(reader).length === 2);
  });

  it('shows what a colleague does on another screen, and how many wait to whoever sees no names', async () => {
    const stage = await openStage();
    const [nadia, claire] = [await sit(stage, 'nadia'), await sit(stage, 'claire')];
    for (const { element } of [nadia, claire]) await nadia.until('it is live', () => element.matches(':state(live)'));
    await nadia.says('Ferrand');
    const [entry] = (await stage.listsOf('hugo').entries(LIST)).entries;
    await stage.listsOf('hugo').decide(entry!, { kind: 'leave', outcome: 'injoignable' });
    await nadia.until('one is left', () => namesOf(nadia).length === 1);
    await claire.until('one is counted', () => claire.text.includes('Patients sans médecin traitant 1'));
    expect(claire.text).not.to.include('Abiven');
  });

  it('shows who has left with which outcome, and puts one back', async () => {
    const stage = await openStage();
    const [entry] = (await stage.listsOf('hugo').entries(LIST)).entries;
    await stage.listsOf('hugo').decide(entry!, { kind: 'leave', outcome: 'injoignable' });
    const reader = await sit(stage, 'nadia');
    await reader.says('Abiven');
    await reader.press('Personnes sorties');
    await reader.says('Ferrand Odile');
    expect(reader.text).to.include('Sortie le 10/11/2026 Issue Injoignable');
    expect(namesOf(reader)).to.deep.equal(['Ferrand Odile']);
    await reader.until('the title has the focus', () => reader.focused === 'exits');
    await expect(reader.element).to.be.accessible();
    await reader.press('Remettre sur la liste');
    await reader.says('Personne n’en est sorti');
    await reader.press('Retour à la liste');
    await reader.until('both are there', () => namesOf(reader).length === 2);
  });

  it('lets whoever decides make a list, tried rules and all, and others see it', async () => {
    const stage = await openStage();
    const [claire, nadia] = [await sit(stage, 'claire'), await sit(stage, 'nadia')];
    await nadia.says('Ferrand');
    expect(nadia.text).not.to.include('Nouvelle liste');
    await claire.says('Nouvelle liste');
    await claire.press('Nouvelle liste');
    await claire.type('outcomes', '');
    await claire.press('Créer la liste');
    await claire.says('2 réponses à corriger');
    await expect(claire.element).to.be.accessible();
    await claire.type('name', 'Cardiologie = Cardiology');
    await claire.type('outcomes', 'Vu en consultation\nVu en consultation');
    await claire.tick('Ouverte');
    await claire.send('Créer la liste');
    await claire.says('Aucune règle');
    await claire.says('Ouverte aux inscriptions du public, avec la priorité Habituelle');
    const { lists } = await stage.listsOf('claire').settings();
    expect(lists[1]).to.deep.include({ code: 'cardiologie', label: { fr: 'Cardiologie', en: 'Cardiology' } });
    expect(lists[1]?.outcomes.map(({ code }) => code)).to.deep.equal(['vu-en-consultation', 'vu-en-consultation-2']);
    await nadia.says('Cardiologie');
    await claire.press('Ajouter une règle');
    await claire.press('Voir ce qu’elle aurait fait');
    await claire.says('Aucune demande n’a encore été enregistrée');
  });

  it('lets whoever decides close a list, take everybody off it and delete it, each step seen before', async () => {
    const stage = await openStage();
    const [claire, nadia] = [await sit(stage, 'claire'), await sit(stage, 'nadia')];
    await nadia.says('Ferrand');
    expect(nadia.text).not.to.include('Fermer la liste');
    await claire.says('Fermer la liste');
    await claire.press('Fermer la liste');
    await claire.says('2 personnes y restent');
    await expect(claire.element).to.be.accessible();
    submit(claire);
    await claire.says('Liste fermée : plus personne n’y entre. 2 personnes y attendent encore');
    await nadia.says('Liste fermée : plus personne n’y entre');
    expect(nadia.text).not.to.include('Ajouter une personne');
    await claire.press('Annuler');
    await claire.says('Liste rouverte');
    await nadia.says('Ajouter une personne');
    await claire.press('Fermer la liste');
    submit(claire);
    await claire.says('Vider la liste');
    await claire.press('Vider la liste');
    await claire.says('Vider la liste : 2 personnes');
    submit(claire);
    await claire.says('Une réponse à corriger');
    await expect(claire.element).to.be.accessible();
    await claire.choose('fate', 'Sortie : Injoignable');
    submit(claire);
    await claire.says('2 personnes sorties de la liste : Injoignable');
    await nadia.says('Personne sur cette liste');
    await claire.says('Supprimer la liste');
    await claire.press('Supprimer la liste');
    await stage.closeList(LIST, false);
    submit(claire);
    await claire.says('Quelqu’un a changé cette liste entre-temps');
    await stage.closeList(LIST);
    submit(claire);
    await claire.says('Aucune liste d’attente');
    expect((await stage.listsOf('claire').settings()).lists).to.deep.equal([]);
    await claire.press('Annuler');
    await claire.says('Liste remise');
    expect((await stage.listsOf('claire').settings()).lists.map(({ code }) => code)).to.deep.equal([LIST]);
  });

  it('moves everybody of a closed list to another, and says who was there already', async () => {
    const stage = await openStage();
    await stage.listsOf('claire').changeSettings((settings) => {
      const [list] = settings.lists;
      const other = { ...list!, code: 'cardiologie', label: { fr: 'Cardiologie', en: 'Cardiology' } };
      return { ...settings, lists: [...settings.lists, other] };
    });
    await stage.listsOf('nadia').add('cardiologie', { ...listed[0], id: 'entry-00000000000009' });
    await stage.closeList(LIST);
    const claire = await sit(stage, 'claire');
    await claire.says('Vider la liste');
    await claire.press('Vider la liste');
    await claire.choose('fate', 'Vers la liste : Cardiologie');
    await claire.choose('priority', 'Rapide');
    await expect(claire.element).to.be.accessible();
    submit(claire);
    await claire.says('1 personne passe sur la liste : Cardiologie. Une y était déjà et reste ici');
    await claire.says('1 personne y attend encore');
    const { entries } = await stage.listsOf('nadia').entries('cardiologie');
    expect(entries.map(({ familyName, priority }) => [familyName, priority])).to.deep.equal([
      ['Ferrand', 'rapide'],
      ['Abiven', 'habituelle'],
    ]);
  });

  it('says that others wait than were counted, and takes nobody off', async () => {
    const stage = await openStage();
    const claire = await sit(stage, 'claire');
    await claire.says('Fermer la liste');
    await claire.press('Fermer la liste');
    submit(claire);
    await claire.says('Vider la liste');
    await claire.press('Vider la liste');
    const [entry] = (await stage.listsOf('hugo').entries(LIST)).entries;
    await stage.listsOf('hugo').decide(entry!, { kind: 'leave', outcome: 'injoignable' });
    await claire.choose('fate', 'Sortie : Injoignable');
    submit(claire);
    await claire.says('Le nombre de personnes a changé entre-temps');
    expect((await stage.listsOf('hugo').entries(LIST)).count).to.equal(1);
  });

  it('says that a row has changed meanwhile, and shows it as it stands', async () => {
    const stage = await openStage();
    const reader = await sit(stage, 'nadia');
    await reader.says('Ferrand');
    const [entry] = (await stage.listsOf('hugo').entries(LIST)).entries;
    await stage.listsOf('hugo').decide(entry!, { kind: 'prioritise', priority: 'habituelle' });
    await reader.press('Sortie');
    await reader.press('Injoignable');
    await reader.says('La ligne a changé entre-temps');
    await reader.until('the other order', () => namesOf(reader)[0] === 'Abiven Yann');
  });

  it('puts somebody on the list, once what is missing is there', async () => {
    const reader = await sit(await openStage(), 'nadia');
    await reader.says('Ferrand');
    await reader.press('Ajouter une personne');
    await reader.press('Ajouter à la liste');
    await reader.says('4 réponses à corriger');
    await reader.type('familyName', 'Énard');
    await reader.type('givenName', 'Ida');
    await reader.type('birthDate', '03022001');
    await reader.type('phone', '0639981234');
    await reader.send('Ajouter à la liste');
    await reader.until('she is there', () => namesOf(reader).includes('Énard Ida'));
  });

  it('takes the good lines of a file, and names each other one with line, column and reason', async () => {
    const reader = await sit(await openStage(), 'nadia');
    await reader.says('Ferrand');
    await reader.press('Reprendre un tableau');
    await reader.take('sheet', FILE, 'liste.csv');
    await reader.says('2 lignes lues, 1 ligne refusée');
    expect(reader.text).to.include('Ligne 3 Colonne Téléphone Raison Ce n’est pas un numéro de téléphone complet');
    await reader.choose('column-phone', 'Aucune colonne');
    await reader.says('Dites dans quelle colonne');
    await reader.choose('column-phone', 'Tél');
    await reader.press('Inscrire 2 personnes');
    await reader.says('2 personnes inscrites, 1 ligne refusée');
    await reader.press('Retour à la liste');
    await reader.until('they are there', () => namesOf(reader).includes('Zidane Karim'));
  });

  it('shows who decides no names, and has a rule tried before it is saved', async () => {
    const stage = await openStage();
    await stage.takeCall('1951-02-14', 'none');
    await stage.takeCall('1990-02-14', 'here');
    const reader = await sit(stage, 'claire');
    await reader.says('Les noms sont réservés');
    expect(reader.text).not.to.include('Ferrand');
    await reader.press('Ajouter une règle');
    await reader.tick('hors du territoire');
    await reader.tick('aucun');
    await reader.press('Voir ce qu’elle aurait fait');
    await reader.says('Sur les 2 dernières demandes, cette règle en aurait mis 1 sur la liste');
    await reader.tick('hors du territoire');
    expect(reader.text).not.to.include('Enregistrer la règle');
    await reader.press('Voir ce qu’elle aurait fait');
    await reader.says('Enregistrer la règle');
    await reader.send('Enregistrer la règle');
    const { lists } = await stage.listsOf('claire').settings();
    expect(lists[0]?.rules.at(-1)).to.deep.equal({
      source: 'intake',
      attendingDoctor: ['none'],
      priority: 'habituelle',
    });
  });

  it('lets the public write somebody down, and is closed where the list is', async () => {
    // As on a page served without TLS.
    Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true });
    await setViewport({ width: 320, height: 700 });
    const stage = await openStage();
    const reader = await sit(stage, 'nadia', { view: 'inscription', list: LIST });
    await reader.says('Qui remplit cette page');
    expect(reader.root.querySelector('.root')!.scrollWidth).to.be.at.most(320);
    await reader.tick('Un proche');
    await reader.type('familyName', 'Énard');
    await reader.type('givenName', 'Ida');
    await reader.type('birthDate', '03/02/2001');
    await reader.type('phone', '0639981234');
    const heard: string[] = [];
    reader.element.addEventListener('relais-waiting-list-change', ({ detail }) => heard.push(...Object.keys(detail)));
    await reader.press('Inscrire');
    await reader.says('L’inscription est enregistrée');
    expect(heard).to.deep.equal(['list']);
    const { entries } = await stage.listsOf('nadia').entries(LIST);
    expect(entries.find(({ familyName }) => familyName === 'Énard')?.source).to.equal('carer');
    reader.element.list = 'autre';
    await reader.says('n’est pas ouverte');
    Reflect.deleteProperty(crypto, 'randomUUID');
    await setViewport({ width: 1280, height: 800 });
  });
});
