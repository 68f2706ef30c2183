import { expect, fixture, html } from '@open-wc/testing';
import '@relais/elements/letter';
import type { LetterElement, LetterHandedEvent } from '@relais/elements';
import type { RunLetters } from '@relais/sdk/letter';
import { LettersInMemory } from '../../../stories/letter/letters-in-memory.ts';
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
