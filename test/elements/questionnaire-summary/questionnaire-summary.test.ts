import { expect, fixture, html } from '@open-wc/testing';
import { Questionnaire, type QuestionnaireSummary } from '@relais/elements';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { choices, formOf, mountForm, Respondent, translated, type Item } from '../support/questionnaire.ts';
import { waitUntil } from '../support/wait.ts';

const items: Item[] = [
  { linkId: 'motif', type: 'string', text: 'Motif ?', _text: translated('en', 'Reason?') },
  {
    linkId: 'etat',
    type: 'group',
    text: 'État',
    item: [
      { linkId: 'toux', type: 'boolean', text: 'Toux', _text: translated('en', 'Cough') },
      { linkId: 'signes', type: 'choice', text: 'Signes', repeats: true, answerOption: choices('Fièvre', 'Fatigue') },
    ],
  },
];
const visit = formOf(items);

interface Pair {
  readonly person: Respondent;
  readonly summary: QuestionnaireSummary;
  /** All that can be read of the summary. */
  readonly read: () => Promise<string>;
}

/** Spaces that do not break are read as spaces. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

async function readOf(summary: QuestionnaireSummary): Promise<string> {
  // Two tasks: the questionnaire has drawn in the first, and is heard in the second.
  await new Promise((resolve) => setTimeout(resolve));
  await summary.updateComplete;
  return plain(wordsOf(summary.shadowRoot!.querySelector('.root')));
}

function paired(person: Respondent, summary: QuestionnaireSummary): Pair {
  return { person, summary, read: () => readOf(summary) };
}

/** A questionnaire with the summary that points at it by its id. */
async function mount(questionnaire: object = visit, properties: Partial<Questionnaire> = {}): Promise<Pair> {
  const person = await mountForm(questionnaire, { id: 'visit', ...properties });
  const summary = await fixture<QuestionnaireSummary>(
    html`<relais-questionnaire-summary for="visit"></relais-questionnaire-summary>`,
  );
  return paired(person, summary);
}

async function answerAll({ person }: Pair): Promise<void> {
  await person.fill('motif', 'Certificat');
  await person.choose('toux', 'Non');
  await person.choose('signes', 'Fièvre');
  await person.choose('signes', 'Fatigue');
}

const NARRATIVE = 'Motif : Certificat.\n\nÉtat\nToux : Non. Signes : Fièvre ; Fatigue.';

describe('relais-questionnaire-summary', () => {
  it('is accessible, empty and full', async () => {
    const pair = await mount();
    await expect(pair.summary).to.be.accessible();
    await answerAll(pair);
    await pair.read();
    await expect(pair.summary).to.be.accessible();
  });

  it('tells the answers in sentences, under the headings of their groups', async () => {
    const pair = await mount();
    await answerAll(pair);
    expect(await pair.read()).to.equal('Motif : Certificat. État Toux : Non. Signes : Fièvre ; Fatigue.');
    const root = pair.summary.shadowRoot!;
    expect([...root.querySelectorAll('h2')].map((heading) => heading.textContent)).to.deep.equal(['État']);
    expect(root.querySelectorAll('[part="paragraph"]')).to.have.length(2);
  });

  it('gives its host the same words as text', async () => {
    const pair = await mount();
    expect(pair.summary.narrative).to.equal('');
    await answerAll(pair);
    await pair.read();
    expect(plain(pair.summary.narrative)).to.equal(NARRATIVE);
    const told = await pair.person.element.narrate();
    expect(plain(told?.text ?? '')).to.equal(NARRATIVE);
  });

  it('says when nothing is answered, and again when answers are taken back', async () => {
    const pair = await mount();
    expect(await pair.read()).to.equal('Aucune réponse pour le moment.');
    expect(pair.summary.matches(':state(empty)')).to.equal(true);
    await pair.person.fill('motif', 'Suivi');
    expect(await pair.read()).to.equal('Motif : Suivi.');
    expect(pair.summary.matches(':state(ready)')).to.equal(true);
    await pair.person.fill('motif', '');
    expect(await pair.read()).to.equal('Aucune réponse pour le moment.');
  });

  it('stays quiet while it changes', async () => {
    const pair = await mount();
    await answerAll(pair);
    await pair.read();
    expect(pair.summary.shadowRoot!.querySelector('[aria-live]')?.getAttribute('aria-live')).to.equal('off');
    expect(pair.summary.shadowRoot!.querySelector('[role="status"], [role="alert"]')).to.equal(null);
  });

  it('speaks the language of the form, and follows it', async () => {
    const pair = await mount(visit, { language: 'en' });
    await pair.person.fill('motif', 'Check-up');
    await waitUntil(async () => (await pair.read()).includes('Reason: Check-up.'), 'English');
    expect(pair.summary.shadowRoot!.querySelector('.root')?.getAttribute('lang')).to.equal('en');
    pair.person.element.language = 'fr';
    await waitUntil(async () => (await pair.read()).includes('Motif : Check-up.'), 'French');
  });

  it('follows another form given to the questionnaire', async () => {
    const pair = await mount();
    await answerAll(pair);
    pair.person.element.questionnaire = formOf([
      { linkId: 'a', type: 'string', text: 'Autre', initial: [{ valueString: 'oui' }] },
    ]);
    await pair.person.settles();
    expect(await pair.read()).to.equal('Autre : oui.');
  });

  it('tells what was resumed', async () => {
    const response = {
      resourceType: 'QuestionnaireResponse',
      status: 'in-progress',
      item: [{ linkId: 'motif', answer: [{ valueString: 'Suivi' }] }],
    };
    expect(await (await mount(visit, { response: response as never })).read()).to.equal('Motif : Suivi.');
  });

  describe('finds its questionnaire', () => {
    const inShadow = async (): Promise<ShadowRoot> => {
      const host = await fixture<HTMLElement>(html`<div></div>`);
      return host.attachShadow({ mode: 'open' });
    };
    const summaryFor = (id: string): QuestionnaireSummary => {
      const summary = document.createElement('relais-questionnaire-summary');
      summary.setAttribute('for', id);
      return summary;
    };
    const answered = (text: string): Questionnaire => {
      const element = document.createElement('relais-questionnaire');
      element.id = 'visit';
      element.questionnaire = formOf([
        { linkId: 'a', type: 'string', text: 'Motif', initial: [{ valueString: text }] },
      ]);
      return element;
    };

    it('when it comes after the summary', async () => {
      const root = await inShadow();
      const summary = summaryFor('visit');
      root.append(summary);
      await summary.updateComplete;
      expect(summary.matches(':state(unbound)')).to.equal(true);
      expect(wordsOf(summary.shadowRoot!.querySelector('.root'))).to.equal('');
      root.append(answered('Suivi'));
      await waitUntil(async () => (await readOf(summary)) === 'Motif : Suivi.');
    });

    it('when another takes its place, and when none does', async () => {
      const root = await inShadow();
      const [before, after, summary] = [answered('Suivi'), answered('Toux'), summaryFor('visit')];
      root.append(before, summary);
      await waitUntil(async () => (await readOf(summary)) === 'Motif : Suivi.');
      before.replaceWith(after);
      await waitUntil(async () => (await readOf(summary)) === 'Motif : Toux.');
      after.remove();
      await waitUntil(async () => (await readOf(summary)) === '');
      expect(summary.narrative).to.equal('');
    });

    it('when it is given its id later, or the summary another name', async () => {
      const root = await inShadow();
      const [one, other, summary] = [answered('Suivi'), answered('Toux'), summaryFor('visit')];
      one.id = '';
      other.id = 'other';
      root.append(one, other, summary);
      await readOf(summary);
      one.id = 'visit';
      await waitUntil(async () => (await readOf(summary)) === 'Motif : Suivi.');
      summary.for = 'other';
      await waitUntil(async () => (await readOf(summary)) === 'Motif : Toux.');
      summary.removeAttribute('for');
      await waitUntil(async () => (await readOf(summary)) === '');
    });

    it('when its tag is defined last', async () => {
      const root = await inShadow();
      const late = document.createElement('late-questionnaire') as Questionnaire;
      late.id = 'visit';
      const summary = summaryFor('visit');
      root.append(late, summary);
      await summary.updateComplete;
      expect(summary.matches(':state(loading)')).to.equal(true);
      customElements.define('late-questionnaire', class extends Questionnaire {});
      late.questionnaire = visit;
      await new Respondent(late).settles();
      await new Respondent(late).fill('motif', 'Suivi');
      await waitUntil(async () => (await readOf(summary)) === 'Motif : Suivi.');
    });

    it('in another root when it is handed over', async () => {
      const [one, other] = [await inShadow(), await inShadow()];
      const summary = summaryFor('nobody');
      const questionnaire = answered('Suivi');
      one.append(questionnaire);
      summary.questionnaireElement = questionnaire;
      other.append(summary);
      await waitUntil(async () => (await readOf(summary)) === 'Motif : Suivi.');
      summary.questionnaireElement = undefined;
      await waitUntil(async () => (await readOf(summary)) === '');
    });

    it('again after both were moved', async () => {
      const [one, other] = [await inShadow(), await inShadow()];
      const [questionnaire, summary] = [answered('Suivi'), summaryFor('visit')];
      one.append(questionnaire, summary);
      await waitUntil(async () => (await readOf(summary)) === 'Motif : Suivi.');
      other.append(summary);
      await waitUntil(async () => (await readOf(summary)) === '');
      other.append(questionnaire);
      await waitUntil(async () => (await readOf(summary)) === 'Motif : Suivi.');
    });

    it('and hears no more of it once taken out', async () => {
      const root = await inShadow();
      const [questionnaire, summary] = [answered('Suivi'), summaryFor('visit')];
      root.append(questionnaire, summary);
      await waitUntil(async () => (await readOf(summary)) === 'Motif : Suivi.');
      let asked = 0;
      const narrate = questionnaire.narrate.bind(questionnaire);
      questionnaire.narrate = () => ((asked += 1), narrate());
      summary.remove();
      await new Respondent(questionnaire).fill('a', 'Toux');
      await new Promise((resolve) => setTimeout(resolve));
      expect(asked).to.equal(0);
    });

    it('and lets what is no questionnaire be', async () => {
      const root = await inShadow();
      const other = document.createElement('div');
      other.id = 'visit';
      const summary = summaryFor('visit');
      root.append(other, summary);
      expect(await readOf(summary)).to.equal('');
      expect(summary.matches(':state(unbound)')).to.equal(true);
    });
  });
});
