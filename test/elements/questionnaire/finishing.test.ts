import { expect } from '@open-wc/testing';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { choices, heard, mountForm, SDC, type Item, type Respondent } from '../support/questionnaire.ts';
import { waitUntil } from '../support/wait.ts';

const screening: Item = {
  linkId: 'depistage',
  type: 'group',
  text: 'Dépistage',
  item: ['Sommeil', 'Appétit'].map((text) => ({ linkId: text, type: 'string', text, required: true })),
};
const remark: Item = { linkId: 'remarque', type: 'string', text: 'Remarque' };

const asked = (person: Respondent): string => wordsOf(person.root.querySelector('#asking p'));
const isAsked = (person: Respondent): Promise<void> =>
  waitUntil(() => person.isAt(person.root.querySelector('#asking')));
const finished = async (act: () => Promise<void>): Promise<boolean> =>
  (await heard(act)).some(({ type }) => type === 'relais-complete');

const expression = (text: string): object => ({
  url: `${SDC}calculatedExpression`,
  valueExpression: { language: 'text/fhirpath', expression: text },
});

/** A scale whose score is required, and read from its questions by way of a variable. */
const scale: Item[] = [
  {
    linkId: 'echelle',
    type: 'group',
    text: 'Échelle',
    required: true,
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/variable',
        valueExpression: {
          name: 'a',
          language: 'text/fhirpath',
          expression: "%resource.item.item.where(linkId = 'a').answer.value",
        },
      },
    ],
    item: [
      { linkId: 'a', type: 'integer', text: 'Anxiété' },
      { linkId: 'b', type: 'integer', text: 'Nervosité' },
      {
        linkId: 'score',
        type: 'integer',
        text: 'Score',
        required: true,
        readOnly: true,
        extension: [expression("%a + %resource.item.item.where(linkId = 'b').answer.value")],
      },
    ],
  },
];

describe('finishing', () => {
  it('asks first when nothing is answered', async () => {
    const person = await mountForm([screening, remark]);
    expect(await finished(() => person.press('Terminer'))).to.equal(false);
    await isAsked(person);
    expect(asked(person)).to.match(/^Aucune question n’a de réponse/);
    await expect(person.element).to.be.accessible();
    await person.press('Revenir aux questions');
    await person.reaches('Sommeil');
    expect(asked(person)).to.equal('');
    await person.press('Terminer');
    await isAsked(person);
    expect(await finished(() => person.press('Terminer sans'))).to.equal(true);
    expect(person.element.response?.status).to.equal('completed');
  });

  it('asks first when nothing that is required is answered', async () => {
    const person = await mountForm([screening, remark]);
    await person.fill('remarque', 'Rien');
    await person.press('Terminer');
    await isAsked(person);
    expect(asked(person)).to.match(/obligatoires/);
    // An answer is one to that question, too.
    await person.fill('Sommeil', 'Bon');
    expect(asked(person)).to.equal('');
    await person.press('Terminer');
    expect(wordsOf(person.summary)).to.include('Appétit');
  });

  it('asks nothing where something required is answered, or nothing is required', async () => {
    for (const items of [[remark], [remark, { ...screening, required: true }]]) {
      const person = await mountForm(items);
      await person.fill('remarque', 'Rien');
      for (const name of ['Sommeil', 'Appétit']) if (person.has(name)) await person.fill(name, 'Bon');
      expect(await finished(() => person.press('Terminer'))).to.equal(true);
    }
  });

  it('demands what is required in every group where the host says so', async () => {
    const rows: Item = {
      ...screening,
      linkId: 'lignes',
      text: 'Lignes',
      repeats: true,
      item: [{ ...remark, linkId: 'ligne', required: true }],
    };
    const person = await mountForm([screening, rows, remark], { requiredGroups: true });
    expect(person.text).to.include('Sommeil * (obligatoire)');
    await person.fill('remarque', 'Rien');
    await person.press('Terminer');
    // A row of a table that nobody has begun is no answer anybody owes.
    expect([...person.summary!.querySelectorAll('li')].map(wordsOf)).to.have.length(2);
  });

  it('leads from a calculated value that is missing to what it is made of', async () => {
    const person = await mountForm(scale);
    await person.press('Terminer');
    await person.settles();
    const told = (): string[] => [...person.summary!.querySelectorAll('li')].map(wordsOf);
    expect(told()).to.deep.equal(['Score : Cette valeur se calcule. Il manque la réponse à « Anxiété ».']);
    expect(person.faults('score')).to.include('« Anxiété »');
    await person.press('Score :');
    await person.reaches('a');
    await person.fill('a', '2');
    expect(told()[0]).to.include('« Nervosité »');
    await person.element.focusFirstError();
    await person.reaches('b');
    await person.fill('b', '1');
    expect(person.answers('score')).to.deep.equal([3]);
    expect(person.element.complete()).to.equal(true);
  });

  it('tells one fault of a required group and what is required in it', async () => {
    const inner: Item = {
      linkId: 'i',
      type: 'group',
      text: 'Partie',
      required: true,
      item: [{ ...remark, required: true }],
    };
    const person = await mountForm([{ linkId: 'o', type: 'group', text: 'Tout', required: true, item: [inner] }]);
    await person.press('Terminer');
    await person.settles();
    expect([...person.summary!.querySelectorAll('li')].map(wordsOf)).to.deep.equal(['Remarque : Réponse obligatoire.']);
  });

  it('tells of a group what a person would', async () => {
    const group = (rest: object): Item => ({
      linkId: 'g',
      type: 'group',
      text: 'Traitements',
      item: [{ linkId: 'q', type: 'choice', text: 'Lequel', answerOption: choices('A', 'B') }],
      ...rest,
    });
    const least = { url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-minOccurs', valueInteger: 2 };
    for (const [rest, words] of [
      [{ required: true }, 'Répondez à au moins une question de cette partie.'],
      [{ required: true, repeats: true, extension: [least] }, 'Il faut en remplir au moins 2.'],
    ] as const) {
      const person = await mountForm([group(rest)]);
      await person.press('Terminer');
      await person.settles();
      expect(person.faults('g')).to.include(words);
    }
  });
});
