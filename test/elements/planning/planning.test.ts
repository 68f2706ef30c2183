import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import '@relais/elements';
import type { PlanningElement } from '@relais/elements';
import type { Client, ClientOptions, Role, StructureSettings, Territory } from '@relais/sdk';
import { createPlanning, createPlanningDrafts } from '@relais/sdk/planning';
import {
  createDevice,
  createPlanningStage,
  NOW,
  TODAY,
  type PlanningDocuments,
  type PlanningStage,
  type PlanningStageOptions,
} from '../../../stories/planning/planning-stage.ts';
import { AGENDA, BUSY, icsOf } from '../../../stories/planning/agenda-host.ts';
import { PlanningReader } from '../../../stories/planning/reader.ts';
import { wordsOf } from '../../../stories/support/visitor.ts';

const read = async <Document>(path: string) => (await fetch(`/demo/${path}.json`)).json() as Promise<Document>;
const documents: PlanningDocuments = {
  settings: await read('structures/rives-de-lorme'),
  territory: await read('territories/rives-de-lorme'),
  checklist: await read('checklists/severity.fr'),
};

const stages: PlanningStage[] = [];

async function open(
  options: PlanningStageOptions = {},
  of: PlanningDocuments = documents,
  { role = 'coordinator', ...device }: Partial<ClientOptions> & { readonly role?: Role } = {},
): Promise<[PlanningReader, PlanningStage]> {
  const stage = await createPlanningStage(of, options);
  stages.push(stage);
  const element = await fixture<PlanningElement>(
    html`<relais-planning .client=${stage.as(role, device)} language="fr"></relais-planning>`,
  );
  const reader = new PlanningReader(element);
  await reader.says(options.isEmpty ? 'Aucun planning' : 'Qui reçoit, et quand');
  return [reader, stage];
}

/** As a doctor who receives patients. */
async function openCalendar(options: PlanningStageOptions = {}): Promise<[PlanningReader, PlanningStage]> {
  const stage = await createPlanningStage(documents, options);
  stages.push(stage);
  const reader = new PlanningReader(
    await fixture<PlanningElement>(html`<relais-planning .client=${stage.ines()} language="fr"></relais-planning>`),
  );
  await reader.says('Mon agenda');
  return [reader, stage];
}

function buttonsOf(reader: PlanningReader): readonly (string | null)[] {
  return [...reader.root.querySelectorAll('button')].map((button) => button.getAttribute('aria-label'));
}

/** The page is closed, and opened again later on the same device. */
async function leaveAndComeBack(reader: PlanningReader, client: Client): Promise<PlanningReader> {
  reader.element.remove();
  await new Promise((resolve) => setTimeout(resolve, 100));
  return new PlanningReader(
    await fixture<PlanningElement>(html`<relais-planning .client=${client} language="fr"></relais-planning>`),
  );
}

function addressIn(reader: PlanningReader): string {
  return reader.root.querySelector<HTMLInputElement>('#address')?.value ?? '';
}

/** Catches the file a link is about to save. */
function nextFile(): Promise<{ readonly name: string; readonly text: string }> {
  return new Promise((resolve) => {
    Object.defineProperty(HTMLAnchorElement.prototype, 'click', {
      configurable: true,
      value(this: HTMLAnchorElement) {
        Reflect.deleteProperty(HTMLAnchorElement.prototype, 'click');
        const { href, download: name } = this;
        void fetch(href)
          .then((file) => file.text())
          .then((text) => resolve({ name, text }));
      },
    });
  });
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

  it('copies a week to others, says before what is added and what is not, and takes it back', async () => {
    const [reader, { as }] = await open();
    await reader.press('Ajouter une ouverture exceptionnelle');
    await reader.choose('who', 'Cabinet de la Haie');
    await reader.type('first', '19/12/2026');
    await reader.type('from', '9h');
    await reader.type('to', '12h');
    await reader.press('Retenir');
    await reader.press('Copier une semaine');
    await reader.choose('copy-from', 'Semaine du lundi 14 décembre');
    await reader.press('Copier');
    await reader.says('Cochez une semaine au moins');
    await reader.tick('Semaine du lundi 21 décembre');
    await reader.says('1 ouverture est ajoutée');
    await reader.tick('Semaine du lundi 28 décembre');
    await reader.says('2 ouvertures sont ajoutées');
    await expect(reader.element).to.be.accessible();
    await reader.press('Copier');
    await reader.says('2 ouvertures ajoutées, à relire puis à publier');
    expect(reader.text).to.include('Ouverture exceptionnelle, Cabinet de la Haie : le samedi 2 janvier');
    await reader.press('Publier…');
    await reader.says('Aucun rendez-vous n’est touché');
    await reader.type('reason', 'Samedis de fin d’année');
    await reader.press('Publier');
    await reader.says('Tout est publié');
    const { territory } = await createPlanning(as('coordinator')).read();
    const saturdays = (territory?.exceptions ?? []).flatMap((one) => (one.type === 'opening' ? one.date : []));
    expect(saturdays).to.include.members(['2026-12-19', '2026-12-26', '2027-01-02']);
  });

  it('marks a trial period, says what is wrong with its dates, and shows its days and who has set it', async () => {
    const [reader, { as }] = await open();
    await reader.setTrial('16/11/2026', '');
    await reader.says('Tapez une date, comme 16/11/2026');
    await reader.type('trial-first', '');
    await reader.type('trial-last', '29/11/2026');
    await reader.press('Retenir');
    await reader.says('Tapez une date, comme 16/11/2026');
    await reader.type('trial-first', '16/11/2026');
    await reader.type('trial-last', '15/11/2026');
    await reader.press('Retenir');
    await reader.says('Tapez un dernier jour qui ne vient pas avant le premier');
    await expect(reader.element).to.be.accessible();
    await reader.type('trial-last', '11/01/2027');
    await reader.press('Retenir');
    await reader.says('Un essai dure 56 jours au plus');
    await reader.type('trial-first', '16/11/2020');
    await reader.press('Retenir');
    await reader.says('Tapez une date à partir d’aujourd’hui');
    await reader.type('trial-first', '16/11/2026');
    await reader.type('trial-last', '29/11/2026');
    await reader.press('Retenir');
    await reader.press('Planning');
    await reader.says('Nouveau : Période d’essai, du lundi 16 novembre au dimanche 29 novembre');
    const marked = [...reader.root.querySelectorAll('.preview dt')]
      .filter((day) => day.querySelector('.badge'))
      .map((day) => wordsOf(day).replace(/\s+/g, ' '));
    expect(marked[0]).to.equal('lundi 16 novembre • essai');
    expect(marked.some((day) => day.includes('30 novembre') || day.includes('15 novembre'))).to.equal(false);
    await expect(reader.element).to.be.accessible();
    await reader.press('Publier…');
    await reader.says('Aucun rendez-vous n’est touché');
    await reader.type('reason', 'Deux semaines d’essai');
    await reader.press('Publier');
    await reader.says('Tout est publié');
    await reader.press('Historique');
    await reader.says('Deux semaines d’essai');
    const { territory } = await createPlanning(as('coordinator')).read();
    expect(territory?.rules?.trials).to.deep.equal([{ from: '2026-11-16', to: '2026-11-29' }]);
  });

  it('keeps the first day of a trial that has begun, and one that is over', async () => {
    const [past, begun] = [
      { from: '2026-09-01', to: '2026-09-14' },
      { from: TODAY, to: '2026-11-29' },
    ];
    const rules = { ...documents.territory.rules, trials: [past, begun] };
    const [reader, { as }] = await open({}, { ...documents, territory: { ...documents.territory, rules } });
    await reader.setTrial('', '');
    await reader.says('L’essai a commencé');
    await reader.type('trial-first', TODAY.split('-').reverse().join('/'));
    await reader.type('trial-last', '22/11/2026');
    await reader.press('Retenir');
    await reader.press('Planning');
    await reader.says('1 modification non publiée');
    await reader.press('Publier…');
    await reader.says('Aucun rendez-vous n’est touché');
    await reader.type('reason', 'Une semaine de moins');
    await reader.press('Publier');
    await reader.says('Tout est publié');
    const { territory } = await createPlanning(as('coordinator')).read();
    expect(territory?.rules?.trials).to.deep.equal([past, { ...begun, to: '2026-11-22' }]);
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

  it('is accessible with places and people, and each of them being typed', async () => {
    const [reader] = await open();
    await reader.press('Lieux et équipe');
    await expect(reader.element).to.be.accessible();
    for (const kind of ['Lieux', 'Cabinets', 'Volontaires', 'Motifs de venue']) {
      await reader.press(`Ajouter, ${kind}`);
      await expect(reader.element).to.be.accessible();
      await reader.press('Abandonner');
    }
    await reader.press('Modifier, CPTS Rives');
    await expect(reader.element).to.be.accessible();
  });

  it('gives a doctor the address of her own ranges once, which her calendar reads until she revokes it', async () => {
    const [reader, { backend }] = await openCalendar();
    expect(reader.text).to.include('24 plages dans les huit semaines');
    await expect(reader.element).to.be.accessible();
    await reader.press('Mon agenda dans mon téléphone');
    await reader.says('Votre adresse secrète');
    await reader.says('L’adresse est faite. Copiez-la maintenant.');
    await expect(reader.element).to.be.accessible();
    const address = addressIn(reader);
    expect(reader.root.activeElement?.id).to.equal('address');
    expect(reader.root.querySelector('a.button')?.getAttribute('href')).to.equal(address.replace('https', 'webcal'));
    const text = await (await backend.fetch(address)).text();
    expect(text).to.include('SUMMARY:Soins non programmés – Cabinet de la Haie');
    await reader.press('Faire une autre adresse');
    await reader.until('the address is another', () => addressIn(reader) !== address);
    expect((await backend.fetch(address)).status).to.equal(404);
    const second = addressIn(reader);
    await reader.press('Révoquer l’adresse');
    await reader.says('Adresse révoquée');
    expect(reader.root.activeElement?.id).to.equal('heading');
    expect(reader.root.querySelector('#address')).to.equal(null);
    expect((await backend.fetch(second)).status).to.equal(404);
  });

  it('shows an address no second time, and has whoever answers for the planning revoke it', async () => {
    const [reader, stage] = await openCalendar();
    await reader.press('Mon agenda dans mon téléphone');
    await reader.says('Votre adresse secrète');
    const address = addressIn(reader);
    const later = await fixture<PlanningElement>(
      html`<relais-planning .client=${stage.ines()} language="en"></relais-planning>`,
    );
    const again = new PlanningReader(later);
    await again.says('It is not shown any more');
    expect(later.shadowRoot?.querySelector('#address')).to.equal(null);

    const coordinator = new PlanningReader(
      await fixture<PlanningElement>(
        html`<relais-planning .client=${stage.as('coordinator')} language="fr"></relais-planning>`,
      ),
    );
    await coordinator.says('Qui reçoit, et quand');
    await coordinator.press('Lieux et équipe');
    await coordinator.says('Agendas des volontaires');
    await expect(coordinator.element).to.be.accessible();
    await coordinator.press('Révoquer l’adresse, Inès Benali');
    await coordinator.until('hers is gone', () => !coordinator.text.includes('Agendas des volontaires'));
    expect((await stage.backend.fetch(address)).status).to.equal(404);
  });

  it('keeps whose number a volunteer has, line by line, and tells one that is none', async () => {
    const [reader, { as }] = await open();
    await reader.press('Lieux et équipe');
    await reader.press('Ajouter, Volontaires');
    await reader.type('name', 'Dr M. Mélèze\nDr N. Noyer\nDr O. Orme');
    await reader.type('rpps', '999 0000 0039\n\n9990');
    await reader.press('Retenir');
    await reader.says('Tapez les onze chiffres du numéro RPPS');
    await reader.type('rpps', '999 0000 0039\n\n99900000054');
    await reader.press('Retenir');
    await reader.press('Publier…');
    await reader.says('Aucun rendez-vous n’est touché');
    await reader.type('reason', 'Volontaires');
    await reader.press('Publier');
    await reader.says('Tout est publié');
    const { territory } = await createPlanning(as('coordinator')).read();
    expect(territory?.volunteers?.slice(-3).map(({ label, rpps }) => [label, rpps])).to.deep.equal([
      ['Dr M. Mélèze', '99900000039'],
      ['Dr N. Noyer', undefined],
      ['Dr O. Orme', '99900000054'],
    ]);
  });

  it('takes a file as what is to be published, gives it up again, and publishes it', async () => {
    const [reader, { as }] = await open();
    const planning = createPlanning(as('coordinator'));
    const { territory } = await planning.read();
    await reader.press('Lieux et équipe');
    await reader.attach('file', 'meme.json', JSON.stringify(territory));
    await reader.says('« meme.json » est pris');
    expect(reader.text).to.include('Tout est publié');
    const [opening, ...openings] = territory!.openings;
    const { exceptions: _, ...rest } = territory!;
    const wanted = { ...rest, openings: [{ ...opening!, capacity: 7 }, ...openings] };
    await reader.attach('file', 'planning.json', JSON.stringify(wanted, null, 2));
    await reader.says('7 places par créneau');
    expect(reader.root.activeElement?.id).to.equal('changes');
    await expect(reader.element).to.be.accessible();
    await reader.press('Annuler');
    await reader.says('Tout est publié');
    await reader.attach('file', 'planning.json', JSON.stringify(wanted));
    await reader.says('7 places par créneau');
    await reader.press('Publier…');
    await reader.says('Aucun rendez-vous n’est touché');
    await reader.type('reason', 'Fichier repris');
    await reader.press('Publier');
    await reader.says('Tout est publié');
    const now = await planning.read();
    expect(now.version).to.equal(2);
    expect(now.territory?.openings.filter(({ capacity }) => capacity === 7)).to.have.length(1);
  });

  it('saves the poster of what is published, and says what is to be known before it is put up', async () => {
    const [reader] = await open({ prints: true });
    await reader.press('Lieux et équipe');
    const saved = nextFile();
    await reader.press('Affiche (PDF)');
    await reader.says('Avant de poser l’affiche');
    expect(await saved).to.deep.equal({ name: 'rives-de-lorme-affiche.pdf', text: '%PDF-1.4' });
    expect(reader.text).to.include('La liste des signes est un brouillon');
    expect(reader.text).to.include('Pas de code QR');
    await expect(reader.element).to.be.accessible();
    await reader.press('Feuille de trente minutes (PDF)');
    await reader.says('Avant de donner la feuille');
    expect(reader.text).to.include('Les délais de rappel et les orientations ne sont pas décidés.');
  });

  it('says that a server makes no PDF', async () => {
    const [reader] = await open();
    await reader.press('Lieux et équipe');
    await reader.press('Affiche (PDF)');
    await reader.says('Ce serveur ne fabrique pas de PDF.');
    expect(reader.root.activeElement?.id).to.equal('papers');
  });

  it('says that there is nothing to print while nobody is received', async () => {
    const [reader, stage] = await open({ prints: true });
    const planning = createPlanning(stage.as('coordinator'));
    const { version: base, territory, today: from } = await planning.read();
    const exceptions = [{ type: 'closure' as const, from, to: '2027-12-31' }];
    await planning.publish({ base, reason: 'Fermé', territory: { ...territory!, exceptions } });
    await reader.press('Lieux et équipe');
    await reader.press('Affiche (PDF)');
    await reader.says('publiez d’abord le planning');
    expect(reader.root.activeElement?.id).to.equal('papers');
  });

  it('takes nothing of a file that is wrong, and says where and what would be right', async () => {
    const [reader] = await open();
    await reader.press('Lieux et équipe');
    const { territory } = documents;
    const [opening, ...openings] = territory.openings;
    const [practice, ...practices] = territory.practices;
    const refused: [string, string][] = [
      [`{\n  "id": 1,\n  oops`, 'Ce n’est plus du JSON à la ligne 3.'],
      [JSON.stringify({ ...territory, id: 'ailleurs' }), 'C’est celui de la structure « ailleurs »'],
      [
        JSON.stringify({ ...territory, openings: [{ ...opening, from: '9h' }, ...openings] }),
        'openings[0].from : a une heure qui n’existe pas. Attendu : une heure HH:MM de 00:00 à 23:59, ou 24:00.',
      ],
      [
        JSON.stringify({ ...territory, practices: [{ ...practice, siteId: 'nulle-part' }, ...practices] }),
        'practices[0].siteId : n’est aucun lieu du fichier. Attendu : s-orme, s-gue, s-moulin, s-haie.',
      ],
      ['[]', 'Le fichier : n’est pas accepté. Attendu : un document csnp-territory/1 (un objet JSON).'],
      [`"${'x'.repeat(1024 * 1024)}"`, 'Il dépasse un mébioctet.'],
    ];
    for (const [text, said] of refused) {
      await reader.attach('file', 'planning.json', text);
      await reader.says(said);
      expect(reader.root.activeElement?.id).to.equal('refused');
      expect(reader.text).to.include('Tout est publié');
    }
    await expect(reader.element).to.be.accessible();
  });

  it('sets a territory up from nothing in sixty presses and fields at most', async () => {
    const wanted: Territory = await read('territories/val-de-brume');
    const settings: StructureSettings = await read('structures/val-de-brume');
    const [reader, { as }] = await open({ isEmpty: true }, { ...documents, settings });
    await reader.press('Commencer');
    await reader.press('Retenir');
    await setUpPlaces(reader, wanted, settings);
    await reader.press('Planning');
    await setUpHours(reader, wanted);
    await reader.press('Publier…');
    await reader.says('Aucun rendez-vous n’est touché');
    await reader.type('reason', 'Ouverture du centre');
    await reader.press('Publier');
    await reader.says('Tout est publié');
    expect(reader.gestures).to.be.at.most(60);

    const planning = createPlanning(as('coordinator'));
    const { territory } = await planning.read();
    const practiceId = territory?.practices[0]?.id;
    const labelOf = ({ label, profession }: { label?: string | undefined; profession?: string | undefined }) => [
      label,
      profession,
    ];
    expect(territory?.volunteers?.map(labelOf)).to.deep.equal(wanted.volunteers?.map(labelOf));
    expect(territory?.openings).to.deep.equal(wanted.openings.map((opening) => ({ ...opening, practiceId })));
    expect(territory?.exceptions).to.deep.equal(wanted.exceptions?.map((closure) => ({ ...closure, practiceId })));
    expect((await planning.reasons()).map(({ label }) => label.fr)).to.deep.equal(
      settings.reasons?.map(({ label }) => label.fr),
    );
  });

  it('keeps the hours of a practice whose name changes, and takes out those of one that goes', async () => {
    const [reader] = await open();
    await reader.press('Lieux et équipe');
    await reader.press('Modifier, Cabinet de la Haie');
    await reader.type('name', 'Cabinet du Chemin');
    await reader.says('17 h – 18 h 55, Cabinet du Chemin, 6 places');
    await reader.press('Retenir');
    await reader.says('Modifié : Cabinet du Chemin');
    await reader.press('Retirer, MSP des Tilleuls, équipe B');
    await reader.says('Retiré : MSP des Tilleuls, équipe B, lundi, mercredi et vendredi, 16 h – 19 h');
    await reader.press('Annuler');
    await reader.until('the practice is back', () => !reader.text.includes('Retiré : MSP'));
  });

  it('says of a place whom it receives and where it is, which a regulator reads, and takes it out again', async () => {
    const [reader, { as }] = await open();
    const planning = createPlanning(as('coordinator'));
    const maison = async () =>
      (await planning.read()).territory?.sites?.find(({ name }) => name === 'MSP des Tilleuls');
    const before = await maison();
    await reader.press('Lieux et équipe');
    await reader.press('Modifier, MSP des Tilleuls');
    await reader.type('address', '3 rue des Tilleuls');
    await reader.type('agesFrom', 'trois');
    await reader.says('Tapez un nombre entier d’années');
    await reader.type('agesFrom', '16');
    await reader.type('agesTo', '3');
    await reader.press('Retenir');
    await reader.says('Tapez un âge qui ne vient pas avant le premier');
    await expect(reader.element).to.be.accessible();
    await reader.type('agesFrom', '0');
    await reader.type('agesTo', '15');
    await reader.press('Retenir');
    await reader.says('3 rue des Tilleuls');
    await reader.says('de 0 à 15 ans');
    await publish(reader, 'Pédiatrie');
    expect(await maison()).to.deep.equal({ ...before, address: '3 rue des Tilleuls', ages: { from: 0, to: 15 } });
    await reader.press('Lieux et équipe');
    await reader.press('Modifier, MSP des Tilleuls');
    await reader.type('address', before?.address ?? '');
    await reader.type('agesFrom', '3');
    await reader.type('agesTo', '');
    await reader.press('Retenir');
    await reader.says('à partir de 3 ans');
    await publish(reader, 'Comme avant');
    expect(await maison()).to.deep.equal(before);
  });

  it('says while it is typed that somebody is there already', async () => {
    const [reader] = await open();
    await reader.press('Lieux et équipe');
    await reader.press('Ajouter, Volontaires');
    await reader.type('name', 'Dr M. Mélèze\ndr a. alder');
    await reader.says('« dr a. alder » existe déjà');
    await reader.press('Retenir');
    await reader.says('Une réponse à corriger');
  });

  it('adds a reason to those that a colleague has changed meanwhile', async () => {
    const [reader, { as }] = await open();
    const planning = createPlanning(as('coordinator'));
    await reader.press('Lieux et équipe');
    await reader.press('Ajouter, Motifs de venue');
    await reader.type('name', 'Renouvellement');
    await planning.changeReasons((reasons) => reasons.filter(({ code }) => code !== 'fievre'));
    await reader.press('Retenir');
    await reader.says('Renouvellement');
    const reasons = await planning.reasons();
    expect(reasons.at(-1)).to.deep.equal({
      code: 'renouvellement',
      label: { fr: 'Renouvellement', en: 'Renouvellement' },
    });
    expect(reasons.map(({ code }) => code)).not.to.include('fievre');
    expect(reader.text).not.to.include('Fièvre');
  });

  it('says the year of a day that is far off', async () => {
    const [reader] = await open();
    await reader.press('Ajouter une fermeture');
    await reader.type('first', '24/12/2099');
    await reader.press('Retenir');
    await reader.says('Nouveau : Fermeture, tout le monde : le jeudi 24 décembre 2099');
  });

  it('lets a doctor say on her telephone that she cannot be there, and take it back', async () => {
    const [reader, { as }] = await openCalendar({ volunteersMay: ['close'] });
    await reader.says('Mes plages à venir');
    await expect(reader.element).to.be.accessible();
    expect(reader.text).not.to.include('Ouvrir une plage de plus');
    await reader.press('Je ne peux pas, mardi 10');
    await reader.says('Aucun patient n’a de rendez-vous');
    await expect(reader.element).to.be.accessible();
    await reader.type('note', 'Formation');
    await reader.press('Fermer ces plages');
    await reader.says('Mes absences et ouvertures');
    await expect(reader.element).to.be.accessible();
    expect(reader.text).to.include(
      'Fermeture, Cabinet de la Haie : le mardi 10 novembre, 17 h – 18 h 55 (Absence, Formation)',
    );
    const [newest] = await createPlanning(as('coordinator')).history();
    expect(newest?.by?.familyName).to.equal('Benali');
    expect(newest?.reason).to.equal('Absence, Formation');
    await reader.press('Annuler, Fermeture, Cabinet de la Haie');
    await reader.until('it is taken back', () => !reader.text.includes('Mes absences et ouvertures'));
    expect(reader.text).to.include('mardi 10 novembre, 17 h');
  });

  it('lets her be away for several days at once, and says how many patients are to be called', async () => {
    const [reader, { as }] = await openCalendar({ volunteersMay: ['close', 'open'] });
    const { slots } = await as('secretary').slots.list({ audience: 'CPTS' });
    const haie = slots.find(({ practiceId }) => practiceId === 'haie')!;
    const hold = await as('secretary').bookings.hold({ slot: { practiceId: haie.practiceId, start: haie.start } });
    await as('secretary').bookings.confirm(hold, {
      person: { familyName: 'Essai', givenName: 'Camille', birthDate: '1980-05-17', phone: '06 39 98 10 34' },
      reason: 'orl',
      checklistRun: { version: documents.checklist.version, yes: [], answeredAt: NOW },
    });
    await reader.press('Je suis absent plusieurs jours');
    await reader.type('first', '15/11/2026');
    await reader.press('Continuer');
    await reader.says('Aucune de vos plages n’est ces jours-là');
    await reader.type('first', '10/11/2026');
    await reader.type('last', '9/11/2026');
    await reader.press('Continuer');
    await reader.says('Tapez une date');
    await reader.type('last', '13/11/2026');
    await reader.press('Continuer');
    await reader.says('Fermer ces plages');
    expect(reader.text).to.include('vendredi 13 novembre, 17 h');
    await reader.press('Fermer ces plages');
    await reader.says('1 patient est à rappeler par le secrétariat');
    const { calls } = await createPlanning(as('secretary')).calls();
    expect(calls.map(({ seat }) => seat.practiceId)).to.deep.equal(['haie']);
  });

  it('lets her open a range more, and says where it runs into another', async () => {
    const [reader, { as }] = await openCalendar({ volunteersMay: ['open'] });
    await reader.says('Mes plages à venir');
    expect(reader.text).not.to.include('Je ne peux pas');
    await reader.press('Ouvrir une plage de plus');
    await reader.press('Ouvrir');
    await reader.says('Tapez une date');
    await expect(reader.element).to.be.accessible();
    await reader.type('date', '10/11/2026');
    await reader.type('from', '17h10');
    await reader.type('to', '18h10');
    await reader.press('Ouvrir');
    await reader.says('Cette plage en recouvre une autre');
    await reader.type('date', '10/11/2027');
    await reader.press('Ouvrir');
    await reader.says('Choisissez un jour des huit semaines à venir');
    await reader.type('date', '12/12/2026');
    await reader.press('Ouvrir');
    await reader.says('Mes absences et ouvertures');
    const { territory } = await createPlanning(as('coordinator')).read();
    const opened = (territory?.exceptions ?? []).find((one) => one.type === 'opening' && one.date === '2026-12-12');
    expect(opened).to.include({ practiceId: 'haie', from: '17:10', to: '18:10', slotsPerHour: 4 });
  });

  it('reads a doctor’s own agenda from its address, which it never shows again, and says where her ranges meet it', async () => {
    const [reader] = await openCalendar({ agenda: { text: BUSY, ungiven: true }, volunteersMay: ['open'] });
    await reader.says('Quand je suis pris ailleurs');
    expect(reader.text).not.to.include('Votre agenda est occupé');
    await reader.press('Donner l’adresse de mon agenda');
    await expect(reader.element).to.be.accessible();
    await reader.press('Lire cet agenda');
    await reader.says('Collez une adresse');
    await reader.type('agenda-address', AGENDA);
    await reader.press('Lire cet agenda');
    await reader.says('Agenda de agenda.exemple.fr');
    await reader.says('Agenda lu.');
    expect(reader.root.innerHTML).not.to.include('0815');
    expect(reader.text).to.include('Votre agenda est occupé : 18 h – 20 h');
    expect(reader.text).to.include('samedi 14 novembre, toute la journée');
    expect(reader.text).to.include('du lundi 21 décembre au dimanche 27 décembre, toute la journée');
    expect(reader.text).to.include('1 événement n’a pas été compris');
    for (const word of ['Chorale', 'Congés']) expect(reader.text).not.to.include(word);
    await expect(reader.element).to.be.accessible();
    await reader.press('Ouvrir une plage de plus');
    await reader.type('date', '14/11/2026');
    await reader.type('from', '9h');
    await reader.type('to', '11h');
    await reader.says('Votre agenda est occupé');
    await reader.type('date', '15/11/2026');
    expect(reader.text).not.to.include('Votre agenda est occupé');
    await reader.press('Abandonner');
    await reader.press('Ne plus lire mon agenda');
    await reader.says('Votre agenda n’est plus lu');
    expect(reader.text).not.to.include('18 h – 20 h');
  });

  it('says that an agenda is being read as long as its host is silent, and what it says as soon as it does', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const [reader, { ines }] = await openCalendar({ agenda: { text: BUSY, until: promise } });
    await reader.says('En cours de lecture');
    expect(buttonsOf(reader)).not.to.include('Regarder de nouveau');
    await expect(reader.element).to.be.accessible();
    resolve(undefined);
    await reader.says('Agenda lu.');
    expect(reader.text).to.include('Votre agenda est occupé : 18 h – 20 h');
    expect((await createPlanning(ines()).agenda()).agenda).to.have.property('readAt');
  });

  for (const who of ['the coordinator', 'a doctor'] as const) {
    it(`opens for ${who} though busy times cannot be read, says so, and reads them again by a press`, async () => {
      const stage = await createPlanningStage(documents, { agenda: { text: BUSY } });
      stages.push(stage);
      const { fetch, mend } = stage.withoutBusyTimes();
      const client = who === 'a doctor' ? stage.ines({ fetch }) : stage.as('coordinator', { fetch });
      const reader = new PlanningReader(
        await fixture<PlanningElement>(html`<relais-planning .client=${client} language="fr"></relais-planning>`),
      );
      await reader.says('n’ont pas pu être lues');
      expect(reader.text).to.include(who === 'a doctor' ? 'Mes plages à venir' : 'Qui reçoit, et quand');
      expect(reader.text).not.to.match(/occupé : /);
      await expect(reader.element).to.be.accessible();
      mend();
      await reader.press('Regarder de nouveau');
      await reader.says('Les heures prises ailleurs sont lues');
      expect(reader.text).to.match(/occupé : /);
      expect(reader.text).not.to.include('n’ont pas pu être lues');
    });
  }

  it('says who is busy on the night part of a session that lasts past midnight, by its own date', async () => {
    const night = {
      ...{ practiceId: 'haie', days: ['wed' as const], from: '20:00', to: '02:00' },
      ...({ slotsPerHour: 4, capacity: 1 } as const),
      breaks: [{ from: '23:00', to: '00:30' }],
    };
    const busy = (day: number) => icsOf([`DTSTART;TZID=Europe/Paris:202611${day}T004500`, 'DURATION:PT30M']);
    for (const [day, isBusy] of [
      [19, true],
      [18, false],
    ] as const) {
      const territory = { ...documents.territory, openings: [night] };
      const [reader] = await open({ agenda: { text: busy(day) } }, { ...documents, territory });
      await reader.says('le lendemain 0 h 30 – 2 h');
      expect(reader.text.includes('agenda occupé : Inès Benali'), String(day)).to.equal(isBusy);
    }
  });

  it('says what is wrong where no agenda can be read, and keeps the address to be read later', async () => {
    const [reader] = await openCalendar({ agenda: { text: '<html>' } });
    await reader.says('À cette adresse il n’y a pas d’agenda');
    expect(reader.text).to.include('Pas encore lu.');
    expect(reader.text).not.to.include('Aucune heure occupée');
  });

  it('says where the backend reaches no agenda, and asks for no address', async () => {
    const [reader] = await openCalendar();
    await reader.says('Ce serveur n’a pas d’accès aux agendas du dehors');
    expect(reader.text).not.to.include('Donner l’adresse de mon agenda');
  });

  it('tells the coordinator who of a practice is busy while a range is typed', async () => {
    const [reader] = await open({ agenda: { text: BUSY } });
    expect(reader.text).to.include('agenda occupé : Inès Benali');
    await reader.press('Ajouter une ouverture exceptionnelle');
    await reader.choose('who', 'Cabinet de la Haie');
    await reader.type('first', '14/11/2026');
    await reader.type('from', '9h');
    await reader.type('to', '11h');
    await reader.says('Inès Benali : samedi 14 novembre, toute la journée');
    await expect(reader.element).to.be.accessible();
    await reader.type('first', '15/11/2026');
    expect(reader.text).not.to.include('Des agendas sont occupés');
    await reader.press('Abandonner');
    await reader.press('Lieux et équipe');
    await reader.says('Quand les volontaires sont pris ailleurs');
    await expect(reader.element).to.be.accessible();
  });

  it('offers a doctor nothing that the coordination does not let her, and says whom to ask', async () => {
    const [reader] = await openCalendar();
    await reader.says('Pour une absence ou une plage de plus, voyez avec la coordination');
    expect(reader.text).not.to.include('Je ne peux pas');
  });

  it('shows a doctor the planning anew where her range has gone meanwhile', async () => {
    const [reader, stage] = await openCalendar({ volunteersMay: ['close'] });
    await reader.press('Je ne peux pas, mardi 10');
    await stage.close(TODAY);
    await reader.press('Fermer ces plages');
    await reader.says('Le planning a changé entre-temps');
    await reader.says('Mes plages à venir');
    expect(reader.text).not.to.include('mardi 10 novembre, 17 h');
  });

  it('lets the coordinator say what volunteers may change themselves', async () => {
    const [reader, { as }] = await open();
    await reader.press('Lieux et équipe');
    await reader.press('Modifier, CPTS');
    await reader.tick('Leurs absences');
    await reader.press('Retenir');
    await reader.says('Nouveau : règle « Ce que les volontaires changent eux-mêmes »');
    await reader.press('Publier…');
    await reader.says('Publier le planning');
    await reader.type('reason', 'Absences');
    await reader.press('Publier');
    await reader.says('Tout est publié');
    const { territory } = await createPlanning(as('coordinator')).read();
    expect(territory?.rules?.volunteersMay).to.deep.equal(['close']);
  });

  it('takes up what was left unpublished, on the same device', async () => {
    const device = createDevice();
    const [reader, stage] = await open({ isEmpty: true }, documents, { storage: device });
    await reader.press('Commencer');
    await reader.type('name', 'Centre de l’Orme');
    await reader.press('Retenir');
    await reader.press('Continuer, Lieux');
    await reader.type('name', 'Maison de l’Orme');
    await reader.press('Retenir');
    const again = await leaveAndComeBack(reader, stage.as('coordinator', { storage: device }));
    await again.says('Aucun planning');
    expect(again.text).to.include('Reprises de cet appareil, où vous les avez laissées le mardi 10 novembre, 9 h 40');
    expect(again.text).to.include('Nouveau : Maison de l’Orme');
    await again.press('Continuer');
    await again.says('Mise en route');
    await again.press('Continuer, Cabinets');
    await again.says('Maison de l’Orme');
    await again.press('Abandonner');
    await again.press('Abandonner les modifications');
    await again.until('nothing is left', () => !again.text.includes('Maison de l’Orme'));
    await again.press('Planning');
    await again.says('Commencer');
    const afresh = await leaveAndComeBack(again, stage.as('coordinator', { storage: device }));
    await afresh.says('Commencer');
    expect(afresh.text).not.to.include('Orme');
  });

  it('puts what was left on top of what somebody else has published meanwhile', async () => {
    const device = createDevice();
    const [reader, stage] = await open({}, documents, { storage: device });
    await reader.press('Ajouter une fermeture');
    await reader.type('first', '01/12/2026');
    await reader.press('Retenir');
    await stage.close('2026-12-24');
    const again = await leaveAndComeBack(reader, stage.as('coordinator', { storage: device }));
    await again.says('Quelqu’un a publié entre-temps');
    expect(again.text).to.include('Nouveau : Fermeture, tout le monde : le jeudi 24 décembre');
    expect(again.text).to.include('1 modification non publiée');
    await again.press('Publier…');
    await again.says('Publier le planning');
    await again.type('reason', 'Formation');
    await again.press('Publier');
    await again.says('Tout est publié');
    const { territory } = await createPlanning(stage.as('coordinator')).read();
    const closed = (territory?.exceptions ?? []).flatMap((one) => (one.type === 'closure' ? one.from : []));
    expect(closed).to.include.members(['2026-12-01', '2026-12-24']);
  });

  it('shows nobody what somebody else has left on the same device', async () => {
    const device = createDevice();
    const [reader, stage] = await open({}, documents, { storage: device });
    await reader.press('Ajouter une fermeture');
    await reader.press('Retenir');
    const other = await leaveAndComeBack(reader, stage.as('structureAdmin', { storage: device }));
    await other.says('Tout est publié');
  });

  it('takes the planning as it is where the version of what was left is gone', async () => {
    const device = createDevice();
    const [reader, stage] = await open({}, documents, { storage: device });
    const kept = createPlanningDrafts(stage.as('coordinator', { storage: device }).core);
    const { territory } = await createPlanning(stage.as('coordinator')).read();
    const changed = { ...territory!, exceptions: [{ type: 'closure' as const, from: '2026-12-01' }] };
    await kept.keep({ base: 40, territory: changed, from: '2026-01-01', at: '2026-11-10T08:00:00Z' });
    const again = await leaveAndComeBack(reader, stage.as('coordinator', { storage: device }));
    await again.says('Reprises de cet appareil');
    expect(again.text).to.include('Nouveau : Fermeture, tout le monde : le mardi 1er décembre');
    expect(again.root.querySelector<HTMLInputElement>('#effective')?.value).to.equal('10/11/2026');
  });

  it('says so where this device does not keep what is not published', async () => {
    const [reader] = await open({}, documents, { storage: 'memory' });
    await reader.press('Ajouter une fermeture');
    await reader.press('Retenir');
    await reader.says('Cet appareil ne les garde pas');
  });

  it('keeps what is not published while another version is taken back', async () => {
    const [reader] = await open({ isClosed: true });
    await reader.press('Ajouter une fermeture');
    await reader.type('first', '01/12/2026');
    await reader.press('Retenir');
    await reader.press('Historique');
    await reader.says('Journée de formation');
    await reader.press('Annuler…');
    await reader.says('Annuler la version 2');
    await reader.type('reason', 'Reportée');
    await reader.press('Annuler cette version');
    await reader.says('annule la version 2');
    await reader.press('Planning');
    await reader.says('1 modification non publiée');
    expect(reader.text).not.to.include('Quelqu’un a publié entre-temps');
  });

  it('says what is left before a centre opens, and what a patient would find of it', async () => {
    const [reader, { as }] = await open({ isEmpty: true }, documents, { role: 'structureAdmin' });
    await reader.press('Commencer');
    await reader.press('Retenir');
    await reader.says('Mise en route');
    await expect(reader.element).to.be.accessible();
    const states = () =>
      [...reader.root.querySelectorAll('ol.lines li')].map((line) => {
        const [name, state] = [line.querySelector('span'), line.querySelector('.badge span:last-child')].map(wordsOf);
        return `${name} ${state}`;
      });
    expect(states()).to.deep.equal([
      'Centre fait',
      'Lieux à faire',
      'Cabinets à faire',
      'Communes desservies facultatif',
      'Volontaires facultatif',
      'Motifs de venue à faire',
      'Questions de gravité à faire',
      'Horaires à faire',
      'Publication à faire',
    ]);
    await reader.press('Continuer, Lieux');
    await reader.type('name', 'Maison de l’Orme');
    await reader.press('Retenir');
    await reader.press('Continuer, Cabinets');
    await reader.type('name', 'Équipe du matin');
    await reader.press('Retenir');
    await reader.press('Remplir, Communes desservies');
    await reader.type('name', 'Orme-sur-Rive\nLe Gué-Blanc\norme sur rive');
    await reader.type('minutes-maison-de-l-orme', '5\n12 km');
    await reader.press('Retenir');
    await reader.says('« orme sur rive » existe déjà');
    await reader.type('name', 'Orme-sur-Rive\nLe Gué-Blanc');
    await reader.press('Retenir');
    await reader.says('Tapez un nombre entier de minutes');
    await expect(reader.element).to.be.accessible();
    await reader.type('minutes-maison-de-l-orme', '5\n12');
    await reader.press('Retenir');
    await reader.press('Continuer, Motifs de venue');
    await reader.type('name', 'Fièvre\nToux');
    await reader.press('Retenir');
    await reader.says('Continuer');
    await reader.press('Continuer, Questions de gravité');
    await reader.says('Aucune n’est en vigueur');
    await reader.attach('file', 'questions.json', JSON.stringify({ ...documents.checklist, items: [] }));
    await reader.says('items : n’est pas accepté');
    await reader.attach('file', 'questions.json', JSON.stringify(documents.checklist));
    await reader.says('À mettre en vigueur : Liste de signes');
    await expect(reader.element).to.be.accessible();
    await reader.press('Mettre en vigueur');
    await reader.says('Les questions sont en vigueur');
    await reader.press('Continuer, Horaires');
    await reader.press('Ajouter une plage');
    await reader.tick('mardi');
    await reader.type('from', '14h');
    await reader.type('to', '18h');
    await reader.press('Retenir');
    await reader.press('Lieux et équipe');
    await reader.press('Continuer, Publication');
    await reader.says('Publier le planning');
    await reader.type('reason', 'Ouverture');
    await reader.press('Publier');
    await reader.says('Tout est publié');
    await reader.says('Tout est en place');
    await reader.press('Essai à blanc');
    await reader.says('Un patient peut réserver');
    await expect(reader.element).to.be.accessible();
    expect(reader.text).to.include('16 places libres, la première mardi 10 novembre, 14 h, Équipe du matin');
    expect(reader.text).to.include('Questions encore en projet');
    const { communes } = await as('coordinator').structure.describe();
    expect(communes.map(({ name, travelMinutes }) => [name, travelMinutes])).to.deep.equal([
      ['Le Gué-Blanc', { 'maison-de-l-orme': 12 }],
      ['Orme-sur-Rive', { 'maison-de-l-orme': 5 }],
    ]);
  });

  it('says to a coordinator who puts questions in force, and loses nothing of what was chosen', async () => {
    const [reader] = await open({ isEmpty: true });
    await reader.press('Commencer');
    await reader.press('Retenir');
    await reader.press('Remplir, Questions de gravité');
    await reader.attach('file', 'questions.json', JSON.stringify(documents.checklist));
    await reader.says('À mettre en vigueur');
    await reader.press('Mettre en vigueur');
    await reader.says('Seule l’administration de la structure met les questions en vigueur');
    expect(reader.text).to.include('À mettre en vigueur');
  });

  it('says that a patient cannot book while nothing is open to them', async () => {
    const { openings: _, ...closed } = documents.territory;
    const [reader] = await open({}, { ...documents, territory: { ...closed, openings: [], exceptions: [] } });
    await reader.press('Lieux et équipe');
    await reader.says('Mise en route');
    await reader.press('Essai à blanc');
    await reader.says('Un patient ne peut pas réserver');
    expect(reader.text).to.include('Aucune place : rien n’est prévu');
  });

  it('changes what is known of a commune, and keeps its writing in the file', async () => {
    const [reader, { as }] = await open();
    await reader.press('Lieux et équipe');
    await reader.press('Modifier, Moulin-Neuf');
    await reader.type('minutes-s-orme', '31');
    await reader.press('Retenir');
    await reader.says('Modifié : règle « Communes desservies »');
    expect(reader.text).to.include('1 modification non publiée');
    await reader.press('Retirer, Le Gué-Blanc');
    await reader.until('it is gone', () => buttonsOf(reader).every((name) => name !== 'Retirer, Le Gué-Blanc'));
    await reader.press('Publier…');
    await reader.says('Publier le planning');
    await reader.type('reason', 'Une commune de moins');
    await reader.press('Publier');
    await reader.says('Tout est publié');
    const { territory } = await createPlanning(as('coordinator')).read();
    expect(Object.keys(territory?.travelMinutes ?? {})).to.have.members([
      'orme-sur-rive',
      'moulin-neuf',
      'la-haie-verte',
    ]);
    expect(territory?.travelMinutes?.['moulin-neuf']?.['s-orme']).to.equal(31);
  });

  it('puts what two coordinators have set up at once on top of each other', async () => {
    const [reader, { as }] = await open({ isEmpty: true });
    await reader.press('Commencer');
    await reader.type('name', 'Centre de l’Orme');
    await reader.press('Retenir');
    await reader.press('Continuer, Lieux');
    await reader.type('name', 'Maison de l’Orme');
    await reader.press('Retenir');
    await reader.press('Continuer, Cabinets');
    await reader.type('name', 'Équipe du matin');
    await reader.press('Retenir');
    const territory = { ...documents.territory, exceptions: [] };
    await createPlanning(as('coordinator')).publish({ base: 0, reason: 'Ouverture', territory });
    await reader.press('Publier…');
    await reader.press('Planning');
    await reader.says('Quelqu’un a publié entre-temps');
    expect(reader.text).to.include('Nouveau : Équipe du matin');
    expect(reader.text).to.include('Nouveau : MSP des Tilleuls, équipe A');
  });
});

async function publish(reader: PlanningReader, reason: string): Promise<void> {
  await reader.press('Publier…');
  await reader.says('Aucun rendez-vous n’est touché');
  await reader.type('reason', reason);
  await reader.press('Publier');
  await reader.says('Tout est publié');
}

async function setUpPlaces(reader: PlanningReader, wanted: Territory, settings: StructureSettings): Promise<void> {
  const [site] = wanted.sites ?? [];
  await reader.press('Continuer, Lieux');
  await reader.type('name', site?.name ?? '');
  await reader.type('commune', site?.commune ?? '');
  await reader.type('equipment', site?.equipment?.join(', ') ?? '');
  await reader.tick('Accessible sans marche');
  await reader.press('Retenir');
  await reader.press('Continuer, Cabinets');
  await reader.type('name', wanted.practices[0]?.name ?? '');
  await reader.press('Retenir');
  await reader.press('Remplir, Volontaires');
  await reader.type('name', wanted.volunteers?.map(({ label }) => label).join('\n') ?? '');
  await reader.type('profession', wanted.volunteers?.[0]?.profession ?? '');
  await reader.press('Retenir');
  await reader.press('Continuer, Motifs de venue');
  await reader.type('name', settings.reasons?.map(({ label }) => label.fr).join('\n') ?? '');
  await reader.press('Retenir');
  await reader.says('C’est retenu');
}

async function setUpHours(reader: PlanningReader, { openings, exceptions = [] }: Territory): Promise<void> {
  const days = {
    mon: 'lundi',
    tue: 'mardi',
    wed: 'mercredi',
    thu: 'jeudi',
    fri: 'vendredi',
    sat: 'samedi',
    sun: 'dimanche',
  };
  for (const { days: on, from, to, capacity = 1, breaks: [pause] = [] } of openings) {
    await reader.press('Ajouter une plage');
    for (const day of on) await reader.tick(days[day]);
    await reader.type('from', from);
    await reader.type('to', to);
    if (capacity !== 1) await reader.type('capacity', String(capacity));
    if (pause) await reader.type('pause-from', pause.from);
    if (pause) await reader.type('pause-to', pause.to);
    await reader.press('Retenir');
  }
  for (const closure of exceptions) {
    if (closure.type !== 'closure') continue;
    await reader.press('Ajouter une fermeture');
    await reader.choose('who', 'CSNP du Val de Brume');
    await reader.type('first', closure.from);
    await reader.type('from', closure.fromTime ?? '');
    await reader.type('to', closure.toTime ?? '');
    await reader.type('note', closure.reason ?? '');
    await reader.press('Retenir');
  }
}
