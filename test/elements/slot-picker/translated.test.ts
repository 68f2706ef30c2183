import { expect } from '@open-wc/testing';
import { openBackend, openClient } from '../support/backend.ts';
import { mountPicker, type PickerDriver } from '../support/picker.ts';
import { states } from '../support/states.ts';
import { settings } from '../support/structure.ts';
import { followPage, isTranslated, translatePage, untranslated } from '../support/translator.ts';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { waitUntil } from '../support/wait.ts';

describe('relais-slot-picker on a page translated by the browser', () => {
  it('shows on every button the time it books, whatever is ticked', async () => {
    const driver = await states.ready();
    translatePage(document.body, true);
    await driver.press(/Sutures/);
    expectTrueButtons(driver);
    await driver.press(/Sutures/);
    expectTrueButtons(driver);
    await driver.press(/Retour/, 'reason');
  });

  it('shows on every button the time it books, whatever others take', async () => {
    const driver = await states.ready();
    translatePage(document.body, true);
    await driver.backend.takeSeat(settings.id, { practiceId: 'c', start: '2026-11-10T14:30:00Z' });
    await waitUntil(() => driver.root.querySelector('.slot[aria-label$=", 1 place"]'), 'taken live');
    expectTrueButtons(driver);
    await driver.press(/15\sh 30, Cabinet du Gué/, 'held');
    expect(untranslated(wordsOf(driver.root.querySelector('.when')))).to.equal('mardi 10 novembre, 15 h 30');
  });

  it('lets the countdown go on', async () => {
    const driver = await states.held();
    translatePage();
    const shown = (): string => untranslated(wordsOf(driver.root.querySelector('.countdown')));
    const first = shown();
    await driver.backend.advance(60_000);
    await waitUntil(() => shown() !== first, 'the countdown moves');
    expect(shown()).to.match(/^Encore (3 min|4 min \d)/);
  });

  it('names the faults of the moment', async () => {
    const driver = await states.held();
    await driver.press('Confirmer');
    translatePage();
    driver.fill({ familyName: 'Delaunay', givenName: 'Capucine', birthDate: '31/03/1980', phone: '12' });
    await driver.press(/Confirmer/);
    const faults = [...driver.root.querySelectorAll('.summary h3, .summary button')].map(wordsOf).map(untranslated);
    expect(faults).to.deep.equal([
      'Une réponse à corriger',
      'Indiquez un numéro de téléphone entier, comme 06 12 34 56 78, ou +32 470 12 34 56 d’un autre pays',
    ]);
  });

  it('keeps what the translator has made of sentences that stay', async () => {
    const driver = await states.ready();
    translatePage();
    await driver.press(/Sutures/);
    expect(isTranslated(wordsOf(driver.root.querySelector('h3')))).to.be.true;
  });

  it('leaves exact what people copy: times to press, places, the reference', async () => {
    const list = await states.ready();
    translatePage();
    expect([...list.root.querySelectorAll('.slot')].map(wordsOf).some(isTranslated)).to.be.false;
    expect([...list.root.querySelectorAll('.slot, .site strong')].some(({ textContent }) => isTranslated(textContent)))
      .to.be.false;
    const booked = await states.confirmed();
    translatePage();
    expect(wordsOf(booked.root.querySelector('.reference'))).to.match(/^[\w-]+$/);
  });

  it('stays true under a translator that follows every change', async () => {
    const driver = await states.held();
    const stop = followPage(driver.root);
    const shown = (): string => wordsOf(driver.root.querySelector('.countdown'));
    await driver.backend.advance(90_000);
    await waitUntil(() => /^~Encore (3 min 2\d|3 min 30)/.test(shown()), 'translated anew');
    await driver.press(/Choisir un autre/, 'ready');
    expectTrueButtons(driver);
    stop();
  });

  describe('says in another language, in the state', () => {
    // What moves by itself, or is not there in a second language.
    const others = ['waiting', 'loading'];
    for (const [name, reach] of Object.entries(states).filter(([state]) => !others.includes(state))) {
      it(`${name}, what it would have said untranslated`, async () => {
        const driver = await reach();
        await speak(driver, 'en');
        const english = stable(driver.text);
        await speak(driver, 'fr');
        translatePage();
        await speak(driver, 'en');
        expect(stable(driver.text)).to.equal(english);
      });
    }
  });

  it('goes through a whole booking', async () => {
    const backend = await openBackend();
    const driver = await mountPicker({ backend, client: openClient(backend) });
    const stop = followPage(driver.root);
    await driver.press(/~?Demander un rendez-vous/, 'checklist');
    await driver.press(/~Aucun de ces signes/, 'reason');
    await driver.press(/~Fièvre/, 'ready');
    await driver.press(/~Le premier créneau/, 'held');
    await driver.press(/~Choisir un autre/, 'ready');
    await driver.press(/~Retour/, 'reason');
    stop();
  });
});

/** Every button of a slot shows the time it is called by, and the call is what is held. */
function expectTrueButtons(driver: PickerDriver): void {
  const buttons = [...driver.root.querySelectorAll<HTMLElement>('.slot')];
  expect(buttons).not.to.be.empty;
  for (const button of buttons) {
    const time = untranslated(button.textContent.trim());
    expect(button.getAttribute('aria-label')).to.include(`, ${time}, `);
  }
}

async function speak({ picker, root }: PickerDriver, language: 'fr' | 'en'): Promise<void> {
  picker.language = language;
  await waitUntil(() => root.querySelector('.root')?.getAttribute('lang') === language);
  // The structure's own words come from the server.
  await new Promise((resolve) => setTimeout(resolve, 30));
  await picker.updateComplete;
}

/** Without what the clock moves and what the translator has marked. */
function stable(text: string): string {
  return untranslated(text).replaceAll(/\d+ min( \d+ s)?|\d+ s\b/g, '…');
}
