import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import type { Questionnaire as QuestionnaireElement } from '@relais/elements';
import type { Questionnaire } from '@relais/sdk/questionnaire';
// What the element fetches while it waits for its form is here before any test.
import '../../../packages/elements/src/questionnaire/screen/beginner.ts';
import { largeForm } from '../../support/large-form.ts';
import { formOf, mountForm, Respondent, responseOf, type Item } from '../support/questionnaire.ts';
import { waitUntil } from '../support/wait.ts';

const big = largeForm({ items: 660, conditions: 60, calculations: 20 });

function isReady(person: Respondent): boolean {
  return person.element.matches(':state(ready)');
}

/** An element that has waited for its form for a while. */
async function mountWaiting(): Promise<Respondent> {
  // Once all has been fetched for one, the next has it at once.
  await mountForm(big);
  const element = await fixture<QuestionnaireElement>(html`<relais-questionnaire lang="fr"></relais-questionnaire>`);
  for (let frames = 0; frames < 5; frames++) await nextFrame();
  return new Respondent(element);
}

/** Gives the form, and waits until its beginning is there. */
async function begin(form: Questionnaire, linkId: string): Promise<Respondent> {
  const person = await mountWaiting();
  person.element.questionnaire = form;
  await waitUntil(() => person.has(linkId), 'the beginning', { interval: 0 });
  expect(isReady(person), 'shown before the form is read').to.be.false;
  return person;
}

describe('the beginning of a large form', () => {
  it('can be answered while the form is still read', async () => {
    const person = await begin(big, 's0q2');
    let changes = 0;
    person.element.addEventListener('relais-change', () => changes++);
    const field = person.field('s0q2');
    field.focus();
    field.value = '12';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    person.fields('s0q0')[1]!.click();
    expect(isReady(person)).to.be.false;
    await person.settles();
    expect(person.answers('s0q2')).to.deep.equal([12]);
    expect(person.answers('s0q0')).to.have.length(1);
    expect(person.field('s0q2') === field && person.isAt(field), 'the same field, with the focus').to.be.true;
    expect(changes).to.be.greaterThan(0);
  });

  it('keeps what is being typed, and says nothing against it', async () => {
    const person = await begin(big, 's0q2');
    const field = person.field('s0q2');
    field.focus();
    field.value = '1o';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.setSelectionRange(1, 1);
    await person.settles();
    expect(person.field('s0q2') === field && person.isAt(field)).to.be.true;
    expect([field.value, field.selectionStart]).to.deep.equal(['1o', 1]);
    expect(person.faults('s0q2')).to.equal('');
    field.blur();
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await person.element.updateComplete;
    expect(person.faults('s0q2')).to.equal('Indiquez un nombre entier.');
  });

  it('stays where it is when the whole form takes its place', async () => {
    const places = (person: Respondent): string[] =>
      [...person.root.querySelectorAll<HTMLElement>('.field')]
        .slice(0, 8)
        .map((box) => `${box.dataset['linkId']} ${Math.round(box.getBoundingClientRect().top)}`);
    const last: Item = { linkId: 'fin', type: 'string', text: 'Fin', required: true };
    const person = await begin({ ...big, item: [...big.item!, last] }, 's0q0');
    await nextFrame();
    const before = places(person);
    await person.settles();
    expect(before).to.have.length.greaterThan(4);
    expect(places(person).slice(0, before.length)).to.deep.equal(before);
  });

  it('is no response yet, and cannot be submitted', async () => {
    const person = await begin(big, 's0q2');
    expect(person.element.response).to.equal(undefined);
    expect(person.element.checkValidity()).to.be.false;
    expect(person.root.querySelector('.root')!.getAttribute('aria-busy')).to.equal('true');
    expect(person.root.textContent).not.to.contain('Terminer');
    await person.settles();
    expect(person.element.response).not.to.equal(undefined);
    expect(person.element.checkValidity()).to.be.true;
  });

  it('gives way to another form with nothing of what was answered in it', async () => {
    const person = await begin(big, 's0q2');
    person.fields('s0q0')[1]!.click();
    person.element.questionnaire = formOf([{ linkId: 's0q0', type: 'string', text: 'Autre' }]);
    await person.settles();
    expect(person.answers('s0q0')).to.deep.equal([]);
    expect(person.has('s0q2')).to.be.false;
  });

  it('waits for what is resumed', async () => {
    const person = await mountWaiting();
    person.element.response = responseOf({ s0q2: [{ valueInteger: 7 }] });
    person.element.questionnaire = big;
    await waitUntil(() => person.has('s0q2'), 'the form', { interval: 0 });
    expect(isReady(person)).to.be.true;
  });
});
