import { expect } from '@open-wc/testing';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { choices, control, formOf, HL7, mountForm, type Item, type Respondent } from '../support/questionnaire.ts';
import { waitUntil } from '../support/wait.ts';

const often = choices('Jamais', 'Parfois', 'Souvent', 'Toujours');
const rated = (linkId: string, rest: object = {}): Item => ({
  linkId,
  type: 'choice',
  text: `Question ${linkId}`,
  answerOption: often,
  ...rest,
});
const orientation = (valueCode: string): object => ({ url: `${HL7}questionnaire-choiceOrientation`, valueCode });

/** Where each answer of a question stands, by its left edge, or by its top. */
function edges(person: Respondent, linkId: string, side: 'left' | 'top'): number[] {
  return person.fields(linkId).map((field) => Math.round(field.getBoundingClientRect()[side]));
}

const distinct = (numbers: number[]): number => new Set(numbers).size;

async function mountWide(items: Item[], width: number, rest: object = {}): Promise<Respondent> {
  const person = await mountForm(formOf(items), rest);
  person.element.style.inlineSize = `${width}px`;
  person.element.style.setProperty('--relais-max-inline-size', 'none');
  return person;
}

/** On a page that wants everything close. */
async function whenCompact<Result>(act: () => Promise<Result>): Promise<Result> {
  document.documentElement.style.setProperty('--relais-density', '1');
  try {
    return await act();
  } finally {
    document.documentElement.style.removeProperty('--relais-density');
  }
}

/** Sixty short questions of the kinds a visit is made of. */
const sixty: Item[] = Array.from({ length: 6 }, (_, group) => ({
  linkId: `g${group}`,
  type: 'group',
  text: `Partie ${group + 1}`,
  item: Array.from({ length: 10 }, (_, at) => ({
    linkId: `g${group}q${at}`,
    text: `Question ${at + 1} de la partie`,
    ...(
      [
        { type: 'string' },
        { type: 'integer' },
        { type: 'date' },
        { type: 'boolean' },
        { type: 'choice', answerOption: choices('Oui', 'Non', 'Je ne sais pas') },
      ] as { type: string }[]
    )[(at + group) % 5]!,
  })),
}));

describe('the room a form takes', () => {
  it('has short answers side by side where there is room, unless the form asks otherwise', async () => {
    for (const [width, rest, columns] of [
      [800, {}, 4],
      [300, { answerOption: choices('Une réponse longue', 'Une autre réponse') }, 1],
      [800, { extension: [orientation('vertical')] }, 1],
      [800, { answerOption: choices('Oui', 'Une réponse qui ne tient pas sur une moitié de ligne') }, 1],
    ] as const) {
      const person = await mountWide([rated('q', rest)], width);
      expect(distinct(edges(person, 'q', 'left')), JSON.stringify(rest)).to.equal(columns);
    }
  });

  it('draws questions that follow each other with the same answers as a grid', async () => {
    const person = await mountWide(
      [rated('a'), rated('b'), rated('c'), rated('d', { answerOption: choices('Oui', 'Non') })],
      900,
    );
    const [a, b, c] = ['a', 'b', 'c'].map((linkId) => edges(person, linkId, 'left'));
    expect([distinct(a!), b, c]).to.deep.equal([4, a, a]);
    expect(distinct(edges(person, 'b', 'top'))).to.equal(1);
    // To who listens each is a question with all its answers.
    for (const linkId of ['a', 'b', 'c']) {
      const group = person.set(linkId);
      expect(group.getAttribute('role')).to.equal('radiogroup');
      expect(person.nameOfSet(linkId)).to.equal(`Question ${linkId}`);
      expect([...group.querySelectorAll('label')].map(wordsOf)).to.deep.equal([
        'Jamais',
        'Parfois',
        'Souvent',
        'Toujours',
      ]);
    }
    await expect(person.element).to.be.accessible();
    // The heads stand over the first row alone.
    const seen = (linkId: string): boolean =>
      person.box(linkId).querySelector('label span')!.getBoundingClientRect().width > 2;
    expect(['a', 'b', 'c', 'd'].map(seen)).to.deep.equal([true, false, false, true]);
    person.element.style.inlineSize = '340px';
    expect(['a', 'b', 'c', 'd'].map(seen)).to.deep.equal([true, true, true, true]);
  });

  it('leaves the names in such a grid room, more where few answers stand beside them', async () => {
    const asked = ['d', 'e', 'f'].map((linkId) => ({ linkId, type: 'boolean', text: `Question ${linkId}` }));
    const person = await mountWide([rated('a'), rated('b'), rated('c'), ...asked], 760);
    await person.choose('a', 'Jamais');
    await person.choose('d', 'Non');
    await waitUntil(() => person.root.querySelectorAll('.clear').length === 2, 'both can be taken back');
    const [ofFour, ofTwo] = ['a', 'd'].map((linkId) => {
      const set = person.set(linkId);
      const label = set.querySelector('[part="label"]')!;
      const width = label.clientWidth - parseFloat(getComputedStyle(label).paddingInlineEnd);
      const clear = set.querySelector('.clear')!.getBoundingClientRect();
      expect(clear.left).to.be.at.least(person.fields(linkId).at(-1)!.getBoundingClientRect().right);
      return width / set.clientWidth;
    });
    expect(ofFour).to.be.above(0.33);
    expect(ofTwo).to.be.above(0.42);
  });

  it('keeps a row of such a grid as it is when one of them comes or goes', async () => {
    const person = await mountWide(
      [
        { linkId: 'tous', type: 'boolean', text: 'Tous', extension: [control('check-box')] },
        rated('a', { enableWhen: [{ question: 'tous', operator: '=', answerBoolean: true }] }),
        rated('b'),
        rated('c'),
      ],
      900,
    );
    const before = person.box('b').className;
    const field = person.field('b');
    await person.choose('tous', 'Tous').catch(() => person.field('tous').click());
    await person.settles();
    expect([person.has('a'), person.box('b').className, person.field('b') === field]).to.deep.equal([
      true,
      before,
      true,
    ]);
  });

  it('takes two screens of a desk for sixty short questions when it is compact', async () => {
    await whenCompact(async () => {
      const person = await mountWide(sixty, 1248);
      expect(person.element.getBoundingClientRect().height).to.be.below(1800);
      await expect(person.element).to.be.accessible();
      const heights = person.fields('g0q0').map((field) => field.getBoundingClientRect().height);
      expect(Math.min(...heights)).to.be.at.least(24);
      // Where there is no room they stand one under another, and nothing is cut off.
      person.element.style.inlineSize = '330px';
      const root = person.root.querySelector('.root')!;
      expect(root.scrollWidth).to.be.at.most(root.clientWidth);
    });
  });

  it('takes two screens of a desk for the visit of the demo, and the width of a telephone', async () => {
    const form = (await (await fetch('/demo/editor/record/visite-infirmiere.json')).json()) as object;
    await whenCompact(async () => {
      const person = await mountForm(form);
      person.element.style.inlineSize = '1248px';
      await person.choose('c-plaie', 'Oui');
      expect(person.has('p-lieu')).to.equal(true);
      expect(person.element.getBoundingClientRect().height).to.be.below(1800);
      await expect(person.element).to.be.accessible();
    });
    const person = await mountForm(form);
    person.element.style.inlineSize = '328px';
    const root = person.root.querySelector('.root')!;
    expect(root.scrollWidth).to.be.at.most(root.clientWidth);
    await expect(person.element).to.be.accessible();
  });

  it('gives none to a name that is empty, and none in a compact form to one that says what stands right above', async () => {
    const items: Item[] = [
      { linkId: 'g', type: 'group', text: 'Allergies', item: [{ linkId: 'q', type: 'text', text: 'Allergies' }] },
      { linkId: 'h', type: 'group', text: 'Suivi', item: [{ linkId: 'r', type: 'string' }] },
      {
        linkId: 's',
        type: 'group',
        text: 'Douleur',
        item: [{ linkId: 't', type: 'string', text: 'Douleur', required: true }],
      },
    ];
    const plain = await mountForm(items);
    const dense = await whenCompact(() => mountForm(items));
    const label = (person: Respondent, linkId: string): Element => person.box(linkId).querySelector('label')!;
    const isSeen = (person: Respondent, linkId: string): boolean =>
      label(person, linkId).getBoundingClientRect().height > 2;
    expect(['q', 'r', 't'].map((linkId) => isSeen(plain, linkId))).to.deep.equal([true, false, true]);
    expect(['q', 'r', 't'].map((linkId) => isSeen(dense, linkId))).to.deep.equal([false, false, false]);
    expect(['q', 'r'].map((linkId) => wordsOf(label(dense, linkId)))).to.deep.equal(['Allergies', 'Suivi']);
    await expect(dense.element).to.be.accessible();
    // A star is news.
    await dense.write('t', 'x');
    expect(isSeen(dense, 't')).to.equal(true);
  });
});
