import { expect, fixture, html } from '@open-wc/testing';
import '@relais/elements/letter';
import type { LetterElement, LetterHandedEvent } from '@relais/elements';
import type { RunLetters } from '@relais/sdk/letter';
import { LettersInMemory, madeOnTest, prescribedOnTest } from '../../../stories/letter/letters-in-memory.ts';
import { PATIENCE_MILLISECONDS } from '../../../stories/support/patience.ts';

async function mount(changes: Partial<RunLetters> = {}, port = new LettersInMemory(changes)) {
  const element = await fixture<LetterElement>(
    html`<relais-letter language="fr" run="passage" .letters=${port}></relais-letter>`,
  );
  const root = element.shadowRoot!;
  const words = () => root.querySelector<HTMLElement>('.root')!.innerText.replace(/\s+/g, ' ');
  const until = async (what: string, isSo: () => boolean) => {
    const end = performance.now() + PATIENCE_MILLISECONDS;
    while (!isSo()) {
      if (performance.now() > end) throw new Error(`In vain: ${what} in ${words()}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await element.updateComplete;
  };
  const card = (kind: string) => root.querySelector<HTMLElement>(`[data-kind=${kind}]`)!;
  const button = (kind: string, label: string) =>
    [...card(kind).querySelectorAll('button')].find((one) => one.textContent.trim().startsWith(label));
  const tick = (kind: string, label: string) =>
    [...card(kind).querySelectorAll('label')]
      .find((one) => one.textContent.includes(label))!
      .querySelector('input')!
      .click();
  await until('the documents', () => root.querySelector('.card, .actions') !== null);
  return { element, root, port, words, until, card, button, tick };
}

describe('relais-letter', () => {
  it('is accessible before and after a letter is made', async () => {
    const { element, root, button, tick, until } = await mount();
    for (const details of root.querySelectorAll('details')) details.open = true;
    await expect(element).to.be.accessible();
    tick('patientSheet', 'J’ai relu');
    await element.updateComplete;
    button('patientSheet', 'Préparer')!.click();
    await until('the sheet', () => button('patientSheet', 'C’est remis') !== undefined);
    await expect(element).to.be.accessible();
  });

  it('says what is missing for a document, and does not make it', async () => {
    const { card, button } = await mount();
    expect(card('prescription').innerText).to.contain('le téléphone du délégant');
    expect(button('prescription', 'Préparer')).to.equal(undefined);
  });

  it('makes nothing that was not read', async () => {
    const { button, port, words, until } = await mount();
    button('patientSheet', 'Préparer')!.click();
    await until('the reminder', () => words().includes('Cochez d’abord'));
    expect(port.asked).to.eql([]);
  });

  it('finds the doctor, makes the letter and sends it, and tells its host ids alone', async () => {
    const { element, root, button, tick, port, until, card } = await mount({ minor: true });
    const heard: unknown[] = [];
    element.addEventListener('relais-letter-handed', ({ detail }: LetterHandedEvent) => heard.push(detail));
    const field = root.querySelector<HTMLInputElement>('[name=doctor]')!;
    field.value = 'Œuv';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await until('the doctor', () => button('liaisonLetter', 'Noémie') !== undefined);
    button('liaisonLetter', 'Noémie')!.click();
    await element.updateComplete;
    const request = root.querySelector('textarea')!;
    request.value = 'Merci de la revoir.';
    request.dispatchEvent(new InputEvent('input', { bubbles: true }));
    tick('liaisonLetter', 'secret');
    tick('liaisonLetter', 'J’ai relu');
    await element.updateComplete;
    button('liaisonLetter', 'Préparer et envoyer')!.click();
    await until('the letter', () => card('liaisonLetter').innerText.includes('en attente d’envoi'));
    expect(port.asked).to.eql(['make liaisonLetter Œuvrard Merci de la revoir. secret', 'queued letter-liaisonLetter']);
    expect(heard).to.eql([{ run: 'passage', letter: 'letter-liaisonLetter', state: 'queued' }]);
  });

  it('gives what cannot be sent to be printed, or sent by hand', async () => {
    const { button, tick, element, until, port } = await mount({ sends: false });
    tick('liaisonLetter', 'J’ai relu');
    await element.updateComplete;
    button('liaisonLetter', 'Préparer')!.click();
    await until('the letter', () => button('liaisonLetter', 'Télécharger le PDF') !== undefined);
    expect(button('liaisonLetter', 'Envoyer par MSSanté')).to.equal(undefined);
    button('liaisonLetter', 'Télécharger le message')!.click();
    await until('the message', () => port.asked.includes('message'));
  });

  it('asks for the patient to be told first, and refuses beside an objection', async () => {
    const told = await mount({ exchange: 'toInform' });
    expect(told.words()).to.contain('Informez d’abord le patient');
    expect(told.root.querySelector('slot[name=inform]')).not.to.equal(null);
    expect((await mount({ exchange: 'objected' })).words()).to.contain('s’oppose');
  });

  it('says on what a prescription is dispensed and its last day, before it is made and after', async () => {
    const { element, card, tick, button, until } = await mount(prescribedOnTest());
    const said = () => card('prescription').innerText.replace(/\s+/g, ' ');
    expect(said()).to.contain('si TROD angine positif, sous 7 jours calendaires à compter de ce jour');
    expect(said()).to.contain('Préparée aujourd’hui, elle est délivrée jusqu’au 6 décembre 2026 inclus.');
    expect(said()).not.to.contain('Aucune source');
    await expect(element).to.be.accessible();
    tick('prescription', 'J’ai relu');
    await element.updateComplete;
    button('prescription', 'Préparer')!.click();
    await until('the prescription', () => button('prescription', 'C’est remis') !== undefined);
    expect(said()).to.contain('Délivrée jusqu’au 6 décembre 2026 inclus.');
    expect(button('prescription', 'Télécharger le PDF')).not.to.equal(undefined);
    await expect(element).to.be.accessible();
  });

  it('says that no source gives a condition, and no day where none is written', async () => {
    const { card } = await mount(prescribedOnTest({ mention: 'si test d’exemple positif', illustrative: true }));
    expect(card('prescription').innerText).to.contain('Aucune source ne donne cette condition');
    expect(card('prescription').innerText).not.to.contain('jusqu’au');
  });

  it('neither prints nor hands over a prescription whose days are over, and says why', async () => {
    const { element, card, button, root } = await mount(madeOnTest({ lapsed: true }));
    expect(card('prescription').innerText).to.contain('délai écoulé');
    expect(card('prescription').innerText).not.to.contain('à remettre');
    expect(card('prescription').innerText).to.match(/Elle était délivrée jusqu’au 6 décembre 2026 inclus/);
    expect(root.querySelectorAll('.card > .actions button').length).to.equal(0);
    expect(button('prescription', 'Préparer')).to.equal(undefined);
    for (const details of root.querySelectorAll('details')) details.open = true;
    expect(card('prescription').innerText).to.contain('Amoxicilline 1 g', 'it can still be read');
    await expect(element).to.be.accessible();
  });

  it('notes later that a prescription was handed over on one of its days, and says which', async () => {
    const { element, root, card, button, port, until } = await mount(madeOnTest({ lapsed: true }));
    for (const details of root.querySelectorAll('details')) details.open = true;
    button('prescription', 'Noter la remise')!.click();
    await until('the reminder', () => card('prescription').innerText.includes('Indiquez d’abord le jour'));
    const day = card('prescription').querySelector<HTMLInputElement>('input[type=date]')!;
    expect(day.max).to.equal('2026-12-06');
    day.value = '2026-12-06';
    day.dispatchEvent(new Event('change', { bubbles: true }));
    await element.updateComplete;
    button('prescription', 'Noter la remise')!.click();
    await until('the day', () => card('prescription').innerText.includes('Remise le 6 décembre 2026.'));
    expect(port.asked.at(-1)).to.contain('2026-12-06');
    element.language = 'en';
    await until('the day in English', () => card('prescription').innerText.includes('Handed over on 6 December 2026.'));
    await expect(element).to.be.accessible();
  });

  it('that stood open beyond its last day is refused in words, and then shown as over', async () => {
    const port = new LettersInMemory(madeOnTest());
    const { card, button, until } = await mount({}, port);
    port.pdf = () => {
      port.letters = { ...port.letters, ...madeOnTest({ lapsed: true }) };
      return Promise.reject(Object.assign(new Error('no'), { code: 'prescription-lapsed' }));
    };
    button('prescription', 'Télécharger le PDF')!.click();
    await until('the refusal', () => card('prescription').querySelector('[role=alert]') !== null);
    expect(card('prescription').querySelector('[role=alert]')!.textContent).to.contain('délai de cette ordonnance');
    await until('what is so now', () => card('prescription').innerText.includes('délai écoulé'));
    expect(button('prescription', 'C’est remis')).to.equal(undefined);
  });

  it('shows a failure as one, and tries again', async () => {
    const port = new LettersInMemory();
    const { list } = port;
    port.list = () => Promise.reject(Object.assign(new Error('no'), { code: 'unreachable' }));
    const { root, words, until } = await mount({}, port);
    expect(words()).to.contain('Réessayer');
    port.list = list;
    root.querySelector<HTMLButtonElement>('.actions button')!.click();
    await until('the documents', () => root.querySelector('.card') !== null);
  });
});
