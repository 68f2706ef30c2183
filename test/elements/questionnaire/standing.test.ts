import { expect } from '@open-wc/testing';
import { choices, control, formOf, HL7, mountForm, type Item, type Respondent } from '../support/questionnaire.ts';

/** Random forms in one run of the tests; more to look for what is rare. */
const RUNS = Number(new URLSearchParams(location.search).get('runs') ?? 60);

/** The same numbers each time, so that a form that fails can be made again by its seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const expression = (text: string): object => ({ language: 'text/fhirpath', expression: text });
const DRIVEN = "%resource.item.where(linkId = 'driver').answer.value";

/** Makes a form of random layouts, kinds and conditions; all conditions look at `driver`. */
class Maker {
  readonly #next: () => number;
  #count = 0;

  constructor(seed: number) {
    this.#next = random(seed);
  }

  pick<One>(list: readonly One[]): One {
    return list[Math.floor(this.#next() * list.length)]!;
  }

  chance(share: number): boolean {
    return this.#next() < share;
  }

  form(): Item[] {
    const parts = Array.from({ length: 3 }, () => this.group(2));
    const driver: Item = { linkId: 'driver', type: 'integer', text: 'Pilote' };
    const isPaged = this.chance(0.2);
    const placed = isPaged ? parts.map((part) => ({ ...part, extension: [control('page')], repeats: false })) : parts;
    return this.chance(0.5) ? [driver, ...placed] : [...placed, driver];
  }

  group(depth: number): Item {
    const layout = this.pick(['', '', '', 'gtable', 'table', 'grid', 'tab-container']);
    const size = 2 + Math.floor(this.#next() * 3);
    const inner = (): Item =>
      depth > 0 && (layout === 'grid' || layout === 'tab-container' || this.chance(0.3))
        ? this.group(layout === 'grid' ? 0 : depth - 1)
        : this.question(layout === 'table');
    return this.#conditioned({
      linkId: this.#name('g'),
      type: 'group',
      text: this.pick(['Groupe', 'Partie', '']),
      repeats: layout === 'gtable' || this.chance(0.15),
      extension: layout ? [control(layout)] : [],
      item: Array.from({ length: size }, inner),
    });
  }

  question(isOfTable: boolean): Item {
    const type =
      isOfTable && this.chance(0.8)
        ? 'choice'
        : this.pick(['string', 'string', 'text', 'integer', 'date', 'quantity', 'choice', 'open-choice', 'boolean']);
    const options = this.pick([choices('A', 'B'), choices('A', 'B', 'C'), choices('Un', 'Deux')]);
    const text = this.pick(['Nom', 'Note', 'Suite']);
    const extension: object[] = [];
    if (type === 'choice' && this.chance(0.2)) extension.push(control('drop-down'));
    return this.#conditioned({
      linkId: this.#name('q'),
      type,
      text,
      required: this.chance(0.3),
      repeats: type === 'string' && this.chance(0.2),
      extension,
      ...(type.includes('choice') && { answerOption: options }),
      ...(this.chance(0.2) && {
        _text: {
          extension: [
            { url: `${HL7}cqf-expression`, valueExpression: expression(`'${text} ' + ${DRIVEN}.toString()`) },
          ],
        },
      }),
      ...(this.chance(0.15) &&
        !type.includes('choice') && {
          item: [this.#conditioned({ linkId: this.#name('n'), type: 'string', text: 'Précision' }, 1)],
        }),
    });
  }

  #name(letter: string): string {
    return `${letter}${++this.#count}`;
  }

  #conditioned(item: Item, share = 0.4): Item {
    if (!this.chance(share)) return item;
    const operator = this.pick(['=', '!=', '>', '<']);
    return { ...item, enableWhen: [{ question: 'driver', operator, answerInteger: Math.floor(this.#next() * 4) }] };
  }
}

/** Another answer to a question elsewhere, without anybody going there. */
async function drive(person: Respondent, value: number): Promise<void> {
  const field = person.field('driver');
  field.value = String(value);
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  await person.settles();
}

interface Place {
  readonly field: HTMLInputElement;
  readonly text: string;
}

/** Where somebody is in the middle of a text. */
async function settleDown(person: Respondent, maker: Maker): Promise<Place | undefined> {
  const fields = [...person.root.querySelectorAll<HTMLInputElement>('input[type="text"], textarea')].filter(
    (one) => !one.closest('[data-link-id="driver"]') && one.getClientRects().length > 0,
  );
  if (fields.length === 0) return undefined;
  const field = maker.pick(fields);
  field.focus();
  field.value = '12 34';
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  field.setSelectionRange(2, 3);
  await person.settles();
  return { field, text: field.value };
}

describe('a person in the middle of an answer', () => {
  it(`stays where she is whatever changes elsewhere, in ${RUNS} random forms`, async () => {
    let stayed = 0;
    for (let seed = 1; seed <= RUNS; seed++) {
      const maker = new Maker(seed);
      const person = await mountForm(formOf(maker.form()));
      await drive(person, Math.floor(maker.pick([0, 1, 2, 3])));
      const place = await settleDown(person, maker);
      for (const value of place ? [maker.pick([0, 1]), maker.pick([2, 3]), maker.pick([0, 1, 2, 3])] : []) {
        await drive(person, value);
        const { field, text } = place!;
        if (!field.isConnected) {
          // Her question went away itself; she is told where she is by what stands around it.
          expect(person.active !== null, `seed ${seed}: the focus is in the form`).to.equal(true);
          const box = person.root.getElementById(field.id);
          expect(box === null, `seed ${seed}: ${field.id} is the same field`).to.equal(true);
          break;
        }
        expect(person.isAt(field), `seed ${seed}, driver ${value}: the focus stays in ${field.id}`).to.equal(true);
        expect([field.value, field.selectionStart, field.selectionEnd], `seed ${seed}`).to.deep.equal([text, 2, 3]);
        stayed++;
      }
      person.element.remove();
    }
    expect(stayed).to.be.above(RUNS);
  }).timeout(Math.max(60_000, RUNS * 1000));

  it('has the focus back, and her place in the text, where her field had to be drawn anew', async () => {
    const person = await mountForm([
      { linkId: 'driver', type: 'integer', text: 'Pilote' },
      {
        linkId: 'q',
        type: 'string',
        text: 'Notes',
        repeats: true,
        _repeats: {
          extension: [{ url: `${HL7}cqf-expression`, valueExpression: expression(`${DRIVEN} = 1`) }],
        },
      },
    ]);
    await drive(person, 1);
    const field = person.field('q');
    field.focus();
    await person.type('12 34');
    person.field('q').setSelectionRange(2, 3);
    await drive(person, 2);
    const now = person.field('q');
    expect(person.isAt(now)).to.equal(true);
    expect([now.value, now.selectionStart, now.selectionEnd]).to.deep.equal(['12 34', 2, 3]);
  });
});
