import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '@relais/elements/waitlist';
import type { Waitlist } from '@relais/elements';
import type { Callback } from '@relais/model';
import { Caller, wordsOf } from '../../../stories/waitlist/colleague.ts';
import { DeskStage, morning, type Colleague, type DeskDocuments } from '../../../stories/waitlist/desk-stage.ts';
import { waitUntil } from '../support/wait.ts';

const isWebKit = /AppleWebKit/.test(navigator.userAgent) && !/Chrome/.test(navigator.userAgent);
const opened: DeskStage[] = [];

const read = async <Document>(path: string) => (await (await fetch(`/demo/${path}.json`)).json()) as Document;
const documents: DeskDocuments = {
  settings: await read('structures/rives-de-lorme'),
  territory: await read('territories/rives-de-lorme'),
  desk: await read('desks/desk'),
};

/** Everybody who waits in the morning, by the order of the rule at 9:40. */
const ORDER = [
  'Vasseur Mireille',
  'Delaunay Capucine',
  'Abiven Yann',
  'Le Braz Soazig',
  'Ferrand Odile',
  'Nguyen Linh',
  '06 39 98 00 16',
  'Zidane Karim',
];

function openStage(): DeskStage {
  const stage = new DeskStage(documents);
  opened.push(stage);
  return stage;
}

async function sit(stage: DeskStage, who: Colleague = 'hugo', properties: Partial<Waitlist> = {}): Promise<Caller> {
  const board = await fixture<Waitlist>(html`<relais-waitlist .client=${stage.clientOf(who)}></relais-waitlist>`);
  Object.assign(board, properties);
  return new Caller(board);
}

/** A board in front of somebody, with those who wait in the morning. */
async function begin(who: Colleague = 'hugo'): Promise<{ stage: DeskStage; caller: Caller; ids: readonly string[] }> {
  const stage = openStage();
  const ids = await stage.add(...morning);
  const caller = await sit(stage, who);
  await caller.until('the morning', () => caller.rows.length === morning.length);
  await caller.says('En direct');
  return { stage, caller, ids };
}

/** What the backend keeps of an entry, once it is so: the board shows a change before it is kept. */
async function readOnce(stage: DeskStage, id: string | undefined, wanted: Partial<Callback>): Promise<Callback> {
  const read = () => stage.deskOf('nadia').read(id ?? '');
  let kept = await read();
  const isSo = () => Object.entries(wanted).every(([name, value]) => kept[name as keyof Callback] === value);
  await waitUntil(async () => isSo() || ((kept = await read()), isSo()), JSON.stringify(wanted));
  return kept;
}

const idOf = (caller: Caller, name: string) => caller.row(name).dataset['id'] ?? '';

describe('relais-waitlist', () => {
  afterEach(async () => {
    for (const stage of opened.splice(0)) await stage.close();
  });

  describe('freed seats', () => {
    it('shows who is to be telephoned, and goes to the next at a no', async () => {
      const { stage, caller } = await begin();
      await stage.giveBack();
      // The first of the order but who was sent to 15; the demonstration's page of offers cannot be reached from here.
      await caller.says('Appelez Delaunay Capucine');
      await expect(caller.board).to.be.accessible();
      await caller.press('Refuse');
      await caller.says('Appelez Abiven Yann');
      await caller.press('Pas joint');
      await caller.says('Appelez Le Braz Soazig');
    });

    it('books the seat for who says yes, once it is known for whom, and every board sees it', async () => {
      const { stage, caller } = await begin();
      const other = await sit(stage, 'sarah');
      await stage.giveBack();
      await caller.says('Appelez Delaunay Capucine');
      await caller.press('Accepte');
      await caller.says('Pour qui est ce rendez-vous');
      const reason = caller.root.querySelector<HTMLSelectElement>('#reason')!;
      reason.value = 'orl';
      reason.dispatchEvent(new Event('change', { bubbles: true }));
      await caller.press('Enregistrer');
      for (const one of [caller, other]) {
        await one.until('the seat is taken', () => one.text.includes('Acceptée'));
        await one.until('the row has gone', () => !one.names.includes('Delaunay Capucine'));
      }
      await expect(caller.board).to.be.accessible();
    });
  });

  describe('accessibility', () => {
    it('is accessible with its rows, menus, notes and toasts', async () => {
      const { caller } = await begin();
      await expect(caller.board).to.be.accessible();
      await caller.press('Prendre', 'Abiven');
      await caller.says('Appel pris');
      await caller.press('Joint', 'Abiven');
      await expect(caller.board).to.be.accessible();
      await caller.choose('Plus', 'Écrire une note', 'Abiven');
      await expect(caller.board).to.be.accessible();
    });

    it('is accessible empty, on its way, refused and without a network', async () => {
      const stage = openStage();
      const caller = await sit(stage);
      await caller.says('Personne n’attend');
      await expect(caller.board).to.be.accessible();
      stage.setOnline('hugo', false);
      await caller.says('Hors connexion');
      await expect(caller.board).to.be.accessible();
      const refused = await sit(stage, 'claire');
      await refused.says('Vous n’avez pas accès');
      await expect(refused.board).to.be.accessible();
    });

    it('is accessible on a wall', async () => {
      const { stage } = await begin();
      const wall = await sit(stage, 'hugo', { view: 'wall' });
      await wall.says('délais dépassés');
      await expect(wall.board).to.be.accessible();
    });

    (isWebKit ? it.skip : it)('fits 320 px without a second way to scroll', async () => {
      await setViewport({ width: 320, height: 640 });
      try {
        const { caller } = await begin();
        expect(caller.board.scrollWidth).to.be.at.most(caller.board.clientWidth);
        expect(document.documentElement.scrollWidth).to.be.at.most(320);
      } finally {
        await setViewport({ width: 1280, height: 800 });
      }
    });
  });

  describe('rows', () => {
    it('stand in the order of the rule, each with the reason of its place', async () => {
      const { caller } = await begin();
      expect(caller.names).to.deep.equal(ORDER);
      expect(wordsOf(caller.row('Abiven')))
        .to.include('61 % de 2 h')
        .and.include('1 h 14');
      expect(wordsOf(caller.row('Delaunay')))
        .to.include('Dépassé de 4 min')
        .and.include('Soignant seul');
      expect(wordsOf(caller.row('Vasseur'))).to.include('rappel de contrôle');
    });

    it('that a clinician must call can be taken by clinicians alone', async () => {
      const { caller } = await begin();
      expect(() => caller.button('Prendre', 'Delaunay')).to.throw('No button');
      const { caller: clinician } = await begin('ines');
      await clinician.press('Prendre', 'Delaunay');
      await clinician.until('it to be hers', () => wordsOf(clinician.row('Delaunay')).includes('Vous'));
    });

    it('of a colleague say whose they are, and can be taken over', async () => {
      const { stage, caller, ids } = await begin();
      await stage.act('sarah', ids[2] ?? '', { kind: 'claim' });
      await caller.until('her name', () => wordsOf(caller.row('Abiven')).includes('Sarah Oualid'));
      expect(() => caller.button('Prendre', 'Abiven')).to.throw('No button');
      await caller.choose('Plus', 'Reprendre l’appel de Sarah Oualid', 'Abiven');
      await caller.until('it to be his', () => wordsOf(caller.row('Abiven')).includes('Vous'));
    });

    it('give no name, number or note to the host', async () => {
      const { caller } = await begin();
      const heard: CustomEvent[] = [];
      for (const type of ['relais-callback-claimed', 'relais-callback-closed'])
        document.addEventListener(type, (event) => heard.push(event as CustomEvent));
      const id = idOf(caller, 'Abiven');
      await caller.press('Prendre', 'Abiven');
      await caller.says('Appel pris');
      await caller.choose('Joint', 'Conseil donné', 'Abiven');
      await caller.says('Conseil donné');
      expect(heard.map(({ detail }) => detail as unknown)).to.deep.equal([
        { callbackId: id },
        { callbackId: id, outcome: 'advised' },
      ]);
    });
  });

  describe('deeds', () => {
    it('take a call for all others at once', async () => {
      const { stage, caller } = await begin();
      const other = await sit(stage, 'sarah');
      await other.says('En direct');
      await caller.press('Prendre', 'Abiven');
      await other.until('his name', () => wordsOf(other.row('Abiven')).includes('Hugo Lemaire'));
    });

    it('snooze who was not reached, count it, and can be undone', async () => {
      const { stage, caller, ids } = await begin();
      await caller.press('Prendre', 'Abiven');
      await caller.says('Appel pris');
      await caller.choose('Pas joint', 'Rappeler dans 30', 'Abiven');
      await caller.says('1 essai');
      await caller.says('rappeler à 10 h 10');
      await caller.says('Pas joint : Abiven');
      await caller.press('Annuler');
      await caller.until('it to be his again', () => wordsOf(caller.row('Abiven')).includes('Vous'));
      const kept = await readOnce(stage, ids[2], { attempts: 0, status: 'claimed' });
      expect(kept).not.to.have.property('snoozedUntil');
    });

    it('end a call, give the focus to the next row, and can be undone', async () => {
      const { stage, caller, ids } = await begin();
      await caller.press('Prendre', 'Abiven');
      await caller.says('Appel pris');
      await caller.choose('Joint', 'Réorienté : Urgences', 'Abiven');
      await caller.says('Réorienté : Abiven Yann');
      expect(caller.focusedRow).to.equal('Le Braz Soazig');
      expect(caller.names).to.not.include('Abiven Yann');
      await readOnce(stage, ids[2], { outcome: 'redirected', target: 'emergency' });
      await caller.type('z');
      await caller.until('it to be back', () => caller.names.includes('Abiven Yann'));
      expect(wordsOf(caller.row('Abiven'))).to.include('Vous');
    });

    it('give a call up, which is counted, and give one back', async () => {
      const { stage, caller, ids } = await begin();
      await caller.press('Prendre', 'Abiven');
      await caller.says('Appel pris');
      await caller.choose('Plus', 'Rendre l’appel', 'Abiven');
      await caller.says('Appel rendu');
      await caller.press('Prendre', 'Zidane');
      await caller.says('Appel pris : Zidane');
      await caller.choose('Plus', 'Abandonner', 'Zidane');
      await caller.says('Rappel abandonné');
      await readOnce(stage, ids[6], { outcome: 'givenUp' });
    });

    it('ask about two requests of one number, and close one as a duplicate', async () => {
      const { stage, caller, ids } = await begin();
      const [again] = await stage.add({ since: 1, phone: '0639980013', familyName: 'Abiven', givenName: 'Yann bis' });
      await caller.until(
        'the question',
        () => caller.names.includes('Abiven Yann bis') && wordsOf(caller.row('Yann bis')).includes('la même personne'),
      );
      expect(wordsOf(caller.row('Zidane'))).not.to.include('la même personne');
      await caller.press('Prendre', 'Yann bis');
      await caller.choose('Plus', 'Clore : c’est un doublon', 'Yann bis');
      await caller.says('Doublon clos');
      await readOnce(stage, again, { outcome: 'duplicate' });
      await readOnce(stage, ids[2], { status: 'waiting' });
      await caller.until('no question', () => !wordsOf(caller.row('Abiven')).includes('la même personne'));
    });

    it('write a note and change a class', async () => {
      const { caller } = await begin();
      await caller.choose('Plus', 'Écrire une note', 'Abiven');
      const field = caller.root.querySelector<HTMLTextAreaElement>('#note')!;
      field.value = 'Rappeler sur le fixe';
      field.dispatchEvent(new InputEvent('input'));
      await caller.press('Enregistrer');
      await caller.until('the note', () => wordsOf(caller.row('Abiven')).includes('Rappeler sur le fixe'));
      await caller.choose('Plus', 'Changer de classe', 'Abiven');
      caller.root.querySelector<HTMLInputElement>('input[value="d"]')!.click();
      await caller.press('Enregistrer');
      await caller.until('the class', () => wordsOf(caller.row('Abiven')).includes('Sous deux jours'));
    });
  });

  describe('places', () => {
    it('are kept while somebody is at the rows, and given when they ask', async () => {
      const { stage, caller } = await begin();
      caller.row('Abiven').focus();
      await stage.add({ since: 2, class: 'red', phone: '0639980031', familyName: 'Quéré', givenName: 'Alan' });
      await caller.says('L’ordre a changé');
      expect(caller.names).to.deep.equal([...ORDER, 'Quéré Alan']);
      expect(caller.focusedRow).to.equal('Abiven Yann');
      await caller.type('t');
      expect(caller.names.slice(0, 2)).to.deep.equal(['Vasseur Mireille', 'Quéré Alan']);
      expect(caller.focusedRow).to.equal('Abiven Yann');
    });

    it('move by themselves when nobody is at the rows', async () => {
      const { stage, caller } = await begin();
      await stage.add({ since: 2, class: 'red', phone: '0639980031', familyName: 'Quéré', givenName: 'Alan' });
      await caller.until('the new row', () => caller.names[1] === 'Quéré Alan');
      expect(caller.text).to.not.include('L’ordre a changé');
    });

    it('of what ends elsewhere stay until the rows may move', async () => {
      const { stage, caller, ids } = await begin();
      caller.row('Zidane').focus();
      await stage.act('sarah', ids[2] ?? '', { kind: 'claim' }, { kind: 'advised' });
      await caller.until('the end', () => wordsOf(caller.row('Abiven')).includes('Terminé'));
      expect(caller.names).to.deep.equal(ORDER);
      (caller.root.activeElement as HTMLElement).blur();
      await stage.act('sarah', ids[0] ?? '', { kind: 'claim' });
      await caller.until('it to be gone', () => !caller.names.includes('Abiven Yann'));
    });

    it('of new requests are announced once, together', async () => {
      const { stage, caller } = await begin();
      await stage.add({ since: 1, class: 'b' }, { since: 1, class: 'a' }, { since: 1, class: 'b' });
      await caller.until('the news', () => caller.announced.includes('3 nouvelles demandes'));
      expect(caller.announced).to.include('Dans les deux heures').and.include('Rappel soignant rapide');
    });
  });

  describe('keyboard', () => {
    it('takes, ends and undoes without a pointer', async () => {
      const { caller } = await begin();
      caller.board.focus();
      await caller.press('Appel suivant');
      expect(caller.focusedRow).to.equal('Vasseur Mireille');
      await caller.type('ArrowDown');
      await caller.type('ArrowDown');
      expect(caller.focusedRow).to.equal('Abiven Yann');
      await caller.type('p');
      await caller.says('Appel pris : Abiven');
      expect(caller.focusedRow).to.equal('Abiven Yann');
      await caller.type('c');
      await caller.says('Créneau trouvé : Abiven');
      expect(caller.focusedRow).to.equal('Le Braz Soazig');
      await caller.type('z');
      await caller.until('it to be back', () => caller.names.includes('Abiven Yann'));
    });

    it('leaves letters typed into a note alone', async () => {
      const { caller } = await begin();
      caller.row('Abiven').focus();
      await caller.type('o');
      const field = caller.root.querySelector<HTMLTextAreaElement>('#note')!;
      field.focus();
      await caller.type('p');
      expect(wordsOf(caller.row('Abiven'))).to.include('À prendre');
    });

    it('is told where it can be read', async () => {
      const { caller } = await begin();
      await caller.press('Raccourcis clavier');
      expect(caller.text).to.include('prendre l’appel').and.include('annuler la dernière action');
    });
  });

  describe('network', () => {
    it('goes, the list stays with its age, what is done waits and is sent', async () => {
      const { stage, caller, ids } = await begin();
      stage.setOnline('hugo', false);
      await caller.says('Hors connexion : liste de 9 h 4');
      await caller.press('Prendre', 'Abiven');
      await caller.says('Un changement à envoyer');
      await caller.choose('Joint', 'Créneau trouvé', 'Abiven');
      await caller.says('2 changements à envoyer');
      await readOnce(stage, ids[2], { status: 'waiting' });
      stage.setOnline('hugo', true);
      await caller.says('En direct');
      await caller.until('what waits to be sent', () => !caller.text.includes('à envoyer'));
      await readOnce(stage, ids[2], { status: 'closed', outcome: 'seatFound' });
    });

    it('gives back what was done on a row that somebody else has taken', async () => {
      const { stage, caller, ids } = await begin();
      stage.setOnline('hugo', false);
      await caller.says('Hors connexion');
      await caller.press('Prendre', 'Abiven');
      await caller.says('Un changement à envoyer');
      await caller.choose('Joint', 'Conseil donné', 'Abiven');
      await caller.says('2 changements à envoyer');
      await stage.act('sarah', ids[2] ?? '', { kind: 'claim' });
      stage.setOnline('hugo', true);
      await caller.says('2 changements n’ont pas été enregistrés');
      await caller.says('Sarah Oualid a pris cet appel');
      await caller.says('Il suivait un changement qui n’a pas été enregistré');
      await caller.until('her name on the row', () => wordsOf(caller.row('Abiven')).includes('Sarah Oualid'));
      await caller.press('Compris');
      await caller.press('Compris');
      expect(caller.text).to.not.include('pas été enregistré');
    });

    it('tells the slower of two who has the call', async () => {
      const { stage, caller } = await begin();
      const other = await sit(stage, 'sarah');
      await other.says('En direct');
      caller.button('Prendre', 'Abiven').click();
      other.button('Prendre', 'Abiven').click();
      const both = [caller, other];
      const isTold = ({ text }: Caller) => / a pris cet appel/.test(text);
      await caller.until('one to be told', () => both.some(isTold));
      await caller.until('one owner on both', () => {
        const owners = both.map((one) => /Hugo Lemaire|Sarah Oualid|Vous/.exec(wordsOf(one.row('Abiven')))?.[0]);
        return owners.includes('Vous') && owners.some((owner) => owner !== undefined && owner !== 'Vous');
      });
      expect(both.filter(isTold)).to.have.length(1);
    });

    it('gone is told to the host by a code, once', async () => {
      const { stage, caller } = await begin();
      const codes: string[] = [];
      caller.board.addEventListener('relais-error', ({ detail }) => codes.push(detail.code));
      stage.setOnline('hugo', false);
      await caller.says('Hors connexion');
      await caller.press('Actualiser');
      await caller.until('the code', () => codes.length > 0);
      await caller.press('Actualiser');
      expect(codes).to.deep.equal(['offline']);
    });

    it('is not to blame for a role that may not see the list', async () => {
      const caller = await sit(openStage(), 'claire');
      await caller.says('Vous n’avez pas accès');
      expect(caller.text).to.not.include('Personne n’attend');
    });
  });

  describe('wall', () => {
    it('shows no name, number or note, and nothing to press', async () => {
      const stage = openStage();
      await stage.add(...morning);
      const wall = await sit(stage, 'hugo', { view: 'wall' });
      await wall.says('61 % de 2 h');
      const markup = wall.root.innerHTML;
      for (const { familyName, note, phone = '' } of morning) {
        for (const secret of [familyName, note, phone.slice(-8)]) if (secret) expect(markup).to.not.include(secret);
      }
      expect(wall.root.querySelectorAll('button, a')).to.have.length(0);
    });
  });

  it('speaks English', async () => {
    const stage = openStage();
    await stage.add(...morning);
    const caller = await sit(stage, 'hugo', { language: 'en' });
    await caller.says('8 people waiting');
    expect(wordsOf(caller.row('Abiven')))
      .to.include('61% of 2 h')
      .and.include('To be taken');
  });
});
