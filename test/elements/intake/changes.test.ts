import { expect } from '@open-wc/testing';
import type { KnownRequests, NewBooking } from '@relais/sdk';
import { createIntakes } from '@relais/sdk/intake';
import type { PageBackend } from '@relais/server/page';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { openClient } from '../support/backend.ts';
import { deskClient, IntakeDriver, openDesk } from '../support/intake.ts';
import { settings } from '../support/structure.ts';

const PHONE = '06 39 98 12 34';

describe('relais-intake, bookings that are known', () => {
  let backend: PageBackend;
  beforeEach(async () => {
    backend = await openDesk();
  });

  /** At the line of a booking, with another desk beside it. */
  const open = async (language?: string) => {
    const desk = await IntakeDriver.open(deskClient(backend), language);
    return desk;
  };
  const booked = async () => {
    const desk = await open();
    await desk.bookSomebody();
    return desk;
  };
  const asking = async (why: string) => {
    const desk = await booked();
    await desk.press('Annuler le rendez-vous');
    await desk.choose('why', why);
    return desk;
  };
  const known = (): Promise<KnownRequests> => createIntakes(deskClient(backend)).search({ phone: PHONE });
  const toast = (desk: IntakeDriver) => desk.root.querySelector<HTMLElement>('.toast');

  it('are accessible while one is cancelled, moved and taken up again', async () => {
    const desk = await asking('other');
    await desk.press('Annuler ce rendez-vous');
    expect(desk.focused).to.equal('change-note');
    await expect(desk.element).to.be.accessible();
    await desk.type('change-note', 'Voisine prévenue');
    await desk.press('Annuler ce rendez-vous');
    await desk.says('Reprendre');
    await expect(desk.element).to.be.accessible();
    await desk.press('Reprendre');
    await desk.says('Rendez-vous repris');
    await desk.says('Déplacer');
    await desk.press('Déplacer');
    await desk.until('slots are there', () => desk.root.querySelector('.known .slots button') !== null);
    await expect(desk.element).to.be.accessible();
  });

  it('keep within a narrow telephone', async () => {
    await setViewport({ width: 320, height: 700 });
    const desk = await asking('patient');
    expect(desk.root.querySelector('.root')!.scrollWidth).to.be.at.most(320);
    await setViewport({ width: 1280, height: 800 });
  });

  it('ask for a reason before anything is done', async () => {
    const desk = await booked();
    await desk.press('Annuler le rendez-vous');
    await desk.press('Annuler ce rendez-vous');
    expect([desk.focused, desk.text.includes('Raison à choisir')]).to.deep.equal(['why', true]);
    expect((await known()).known).to.have.length(1);
  });

  it('are cancelled with the reason, and taken up again from the message', async () => {
    const desk = await asking('elsewhere');
    await desk.press('Annuler ce rendez-vous');
    await desk.says('Vu ailleurs');
    const { known: standing, cancelled } = await known();
    expect([standing.length, cancelled?.[0]?.why]).to.deep.equal([0, 'elsewhere']);
    await desk.until('the list has the focus', () => desk.focused === 'known');
    [...toast(desk)!.querySelectorAll('button')].find((one) => wordsOf(one) === 'Annuler')!.click();
    await desk.says('Rendez-vous repris');
    await desk.says('Déplacer');
    expect((await known()).known).to.have.length(1);
  });

  it('say when the seat has gone meanwhile', async () => {
    const desk = await asking('mistake');
    const [{ seat }] = (await known()).known as unknown as [{ seat: NewBooking['seat'] }];
    await desk.press('Annuler ce rendez-vous');
    await desk.says('Reprendre');
    const other = openClient(backend);
    await other.bookings.hold({ slot: { practiceId: seat.practiceId, start: seat.start } });
    await desk.press('Reprendre');
    await desk.says('donné à quelqu’un d’autre');
    expect(desk.focused).to.equal('change-refusal');
    expect((await known()).cancelled).to.have.length(1);
  });

  it('say when another desk has cancelled first', async () => {
    const desk = await asking('patient');
    const [first] = (await known()).known;
    await createIntakes(deskClient(backend)).cancel(first!.id, { why: 'mistake' });
    await desk.press('Annuler ce rendez-vous');
    await desk.says('déjà été annulé');
    await desk.says('Erreur de saisie');
  });

  it('are cancelled once, however often the key is pressed', async () => {
    const desk = await asking('patient');
    const button = [...desk.root.querySelectorAll('button')].find((one) => wordsOf(one) === 'Annuler ce rendez-vous')!;
    button.click();
    button.click();
    await desk.says('Reprendre');
    expect(desk.root.getElementById('change-refusal')).to.equal(null);
  });

  it('move to another slot, and back', async () => {
    const desk = await booked();
    const before = (await known()).known[0]!;
    await desk.press('Déplacer');
    await desk.choose('why', 'doctorAway');
    await desk.until('slots are there', () => desk.root.querySelector('.known .slots button') !== null);
    desk.root.querySelector<HTMLElement>('.known .slots button')!.click();
    await desk.says('Rendez-vous déplacé');
    const moved = (await known()).known[0]!;
    expect(moved.id).to.equal(before.id);
    expect(moved).not.to.deep.equal(before);
    [...toast(desk)!.querySelectorAll('button')].find((one) => wordsOf(one) === 'Annuler')!.click();
    await desk.says('Rendez-vous repris');
    expect((await known()).known[0]).to.deep.equal(before);
  });

  it('stay as they are without a network, and nothing is sent later', async () => {
    let isOnline = true;
    const client = openClient(backend, {
      getToken: () => backend.signToken('secretary', settings.id),
      getPerson: () => Promise.resolve('nadia'),
      fetch: (request) => (isOnline ? backend.fetch(request) : Promise.reject(new TypeError('offline'))),
    });
    const desk = await IntakeDriver.open(client);
    await desk.bookSomebody();
    await desk.press('Annuler le rendez-vous');
    await desk.choose('why', 'patient');
    isOnline = false;
    await desk.press('Annuler ce rendez-vous');
    await desk.says('Rien n’a été changé');
    expect(desk.focused).to.equal('change-refusal');
    isOnline = true;
    expect((await known()).known).to.have.length(1);
    await desk.press('Annuler ce rendez-vous');
    await desk.says('Reprendre');
  });

  it('are cancelled by keyboard alone', async () => {
    const desk = await booked();
    desk.root.querySelectorAll<HTMLElement>('.known button')[1]!.focus();
    await sendKeys({ press: 'Enter' });
    await desk.until('the reason is asked', () => desk.focused === 'why');
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await desk.says('À la demande du patient');
    await desk.says('Reprendre');
  });

  it('offer no change to whoever may make none', async () => {
    await booked();
    const clinician = openClient(backend, {
      getToken: () => backend.signToken('slotProvider', settings.id),
      getPerson: () => Promise.resolve('paul'),
    });
    const desk = await IntakeDriver.open(clinician);
    await desk.type('phone', PHONE);
    await desk.says('Déjà connu ici');
    expect(desk.text).not.to.contain('Déplacer');
  });
});
