import { expect } from '@open-wc/testing';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { choices, control, mountForm, responseOf, SDC, type Item, type Respondent } from '../support/questionnaire.ts';

const old = { valueCoding: { system: 'urn:choix', code: 'OLD', display: 'Ancienne' } };
const many = choices(...Array.from({ length: 40 }, (_, index) => `Choix ${index}`));

const question = (rest: object): Item => ({
  linkId: 'q',
  type: 'choice',
  text: 'Question',
  answerOption: choices('Oui', 'Non'),
  ...rest,
});

/** Presses what takes the answer back, as a person finds it. */
const untick = async (person: Respondent): Promise<void> => {
  person.root.querySelector<HTMLElement>('.held input')!.click();
  await person.settles();
};
const clear = (person: Respondent): Promise<void> => person.press('Effacer');
const remove = async (person: Respondent): Promise<void> => {
  person.root.querySelector<HTMLElement>('button.remove')!.click();
  await person.settles();
};
const unselect = async (person: Respondent): Promise<void> => {
  const select = person.field('q') as unknown as HTMLSelectElement;
  select.selectedIndex = 0;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await person.settles();
};

const CONTROLS: Record<string, [item: object, takeBack: (person: Respondent) => Promise<void>]> = {
  'radio buttons': [{}, clear],
  'required radio buttons': [{ required: true }, clear],
  boxes: [{ repeats: true }, untick],
  'radio buttons beside a free answer': [{ type: 'open-choice' }, clear],
  'boxes beside a free answer': [{ type: 'open-choice', repeats: true }, untick],
  'a drop-down list': [{ extension: [control('drop-down')] }, unselect],
  'a list that is searched': [{ answerOption: many }, remove],
  'a list that is searched for several': [{ answerOption: many, repeats: true }, remove],
};

describe('an answer that the form no longer offers', () => {
  for (const [name, [item, takeBack]] of Object.entries(CONTROLS)) {
    it(`is shown for what it is, and can be taken back, in ${name}`, async () => {
      const person = await mountForm([question(item)], { response: responseOf({ q: [old] }) });
      const select = person.root.querySelector('option:last-child');
      const shown = [wordsOf(person.box('q')), person.field('q').value, wordsOf(select)].join(' ');
      expect(shown)
        .to.match(/Ancienne/)
        .and.to.match(/n’est plus proposé/);
      expect(person.answers('q')).to.deep.equal([old.valueCoding]);
      expect(person.element.complete()).to.equal(false);
      await person.settles();
      expect(person.summary!.textContent).to.include('Ancienne');
      await expect(person.element).to.be.accessible();
      await takeBack(person);
      expect(person.answers('q')).to.deep.equal([]);
      expect(wordsOf(person.box('q'))).not.to.include('Ancienne');
      if (!('required' in item)) expect(person.element.complete()).to.equal(true);
    });
  }

  it('is shown in a table of choices', async () => {
    const table = {
      linkId: 't',
      type: 'group',
      text: 'Table',
      extension: [control('table')],
      item: [question({}), question({ linkId: 'r' })],
    };
    const response = { ...responseOf({}), item: [{ linkId: 't', item: [{ linkId: 'q', answer: [old] }] }] };
    const person = await mountForm([table], { response: response });
    expect(person.text).to.include('Ancienne (n’est plus proposé)');
    await clear(person);
    expect(person.text).not.to.include('Ancienne');
  });

  it('gives way to one that is chosen', async () => {
    const person = await mountForm([question({})], { response: responseOf({ q: [old] }) });
    await person.choose('q', 'Non');
    expect(person.text).not.to.include('Ancienne');
    expect(person.root.querySelectorAll(':checked')).to.have.length(1);
  });

  it('is told where it is only read', async () => {
    for (const item of [{}, { extension: [control('drop-down')] }]) {
      const readOnly = { ...item, readOnly: true };
      const person = await mountForm([question(readOnly)], { response: responseOf({ q: [old] }) });
      expect(person.text + (person.fields('q')[0]?.value ?? '')).to.include('Ancienne');
    }
  });

  it('can be taken back when an expression has switched it off', async () => {
    const toggle = {
      url: `${SDC}answerOptionsToggleExpression`,
      extension: [
        { url: 'option', ...choices('Oui')[0] },
        { url: 'expression', valueExpression: { language: 'text/fhirpath', expression: 'false' } },
      ],
    };
    const yes = { valueCoding: { system: 'urn:choix', code: 'c0', display: 'Oui' } };
    const person = await mountForm([question({ repeats: true, extension: [toggle] })], {
      response: responseOf({ q: [yes] }),
    });
    expect(wordsOf(person.box('q'))).to.include('Oui (n’est plus proposé)');
    await person.choose('q', 'Oui');
    expect(person.answers('q')).to.deep.equal([]);
    expect(person.field('q').disabled).to.equal(true);
  });

  it('is shown beside the list that could not be had, and can be taken back', async () => {
    for (const type of ['choice', 'open-choice']) {
      for (const extension of [[], [control('drop-down')], [control('autocomplete')]]) {
        for (const repeats of [false, true]) {
          const item = { linkId: 'q', type, text: 'Question', repeats, extension, answerValueSet: 'urn:ailleurs' };
          const person = await mountForm([item], { response: responseOf({ q: [old] }) });
          const shown = (): string =>
            [wordsOf(person.box('q')), ...person.fields('q').map(({ value }) => value)].join();
          expect(shown()).to.include('Ancienne');
          await (person.root.querySelector('.held') ? untick(person) : remove(person));
          expect(shown()).not.to.include('Ancienne');
          expect(person.answers('q')).to.deep.equal([]);
        }
      }
    }
  });

  it('is shown when it is a second answer of one’s own', async () => {
    const response = responseOf({ q: [{ valueString: 'Premier' }, { valueString: 'Second' }] });
    const person = await mountForm([question({ type: 'open-choice', repeats: true })], { response });
    expect(person.fields('q').at(-1)!.value).to.equal('Premier');
    expect(wordsOf(person.box('q'))).to.include('Second');
    await untick(person);
    expect(person.answers('q')).to.deep.equal(['Premier']);
  });
});
