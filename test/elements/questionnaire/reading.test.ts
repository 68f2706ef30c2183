import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { control, formOf, mountForm, responseOf, type Item, type Respondent } from '../support/questionnaire.ts';
import { waitUntil } from '../support/wait.ts';

const page = (linkId: string, ...item: Item[]): Item => ({
  linkId,
  type: 'group',
  text: linkId,
  extension: [control('page')],
  item,
});
const pages = formOf([
  page('Accueil', { linkId: 'motif', type: 'string', text: 'Motif' }),
  page('Examen', { linkId: 'poids', type: 'decimal', text: 'Poids' }, { linkId: 'notes', type: 'text', text: 'Notes' }),
]);
const response = responseOf({}) as { item: object[] };
response.item = [
  { linkId: 'Accueil', item: [{ linkId: 'motif', answer: [{ valueString: 'Certificat' }] }] },
  { linkId: 'Examen', item: [{ linkId: 'poids', answer: [{ valueDecimal: 71.5 }] }] },
];

/** The list of all answers, as it is read; undefined when there is none. */
function listOf({ root }: Respondent): string | undefined {
  const list = root.querySelector('[part="answers"]');
  return list ? wordsOf(list) : undefined;
}

/** The list is loaded once the form is drawn, so that a printer need not wait for it. */
async function printable(person: Respondent): Promise<void> {
  await waitUntil(() => {
    dispatchEvent(new Event('beforeprint'));
    const isReady = listOf(person) !== undefined;
    dispatchEvent(new Event('afterprint'));
    return isReady;
  });
}

const ALL = 'Accueil Motif Certificat Examen Poids 71,5 Notes Sans réponse';

describe('a questionnaire that is read', () => {
  it('lists all answers of all pages, and nothing to answer in', async () => {
    const person = await mountForm(pages, { response: response as never, readonly: true });
    expect(listOf(person)).to.equal(ALL);
    expect(person.root.querySelectorAll('input, textarea, select, button')).to.have.length(0);
    await expect(person.element).to.be.accessible();
  });

  it('shows no field before the list', async () => {
    const element = document.createElement('relais-questionnaire');
    let fields = 0;
    document.body.append(element);
    const observer = new MutationObserver(() => (fields += element.shadowRoot!.querySelectorAll('input').length));
    observer.observe(element.shadowRoot!, { childList: true, subtree: true });
    Object.assign(element, { questionnaire: pages, response, readonly: true });
    await element.updateComplete;
    observer.disconnect();
    expect(fields).to.equal(0);
    element.remove();
  });

  it('can be answered again', async () => {
    const person = await mountForm(pages, { response: response as never, readonly: true });
    person.element.readonly = false;
    await person.settles();
    expect(listOf(person)).to.equal(undefined);
    expect(person.field('motif').value).to.equal('Certificat');
    person.element.readonly = true;
    await person.settles();
    expect(listOf(person)).to.equal(ALL);
  });
});

describe('a questionnaire that is printed', () => {
  async function printed(work: (person: Respondent) => Promise<void> | void): Promise<Respondent> {
    const person = await mountForm(pages, { response: response as never });
    await printable(person);
    await work(person);
    dispatchEvent(new Event('beforeprint'));
    return person;
  }
  afterEach(() => void dispatchEvent(new Event('afterprint')));

  it('is the list of all answers, those of other pages too, at once', async () => {
    const person = await printed(() => undefined);
    expect(listOf(person)).to.equal(ALL);
  });

  it('leaves the fields as they are, with what is being typed and where', async () => {
    const person = await printed((person) => person.write('motif', 'Certificat de s'));
    const field = person.field('motif');
    expect(listOf(person)).to.include('Motif Certificat de s');
    expect(person.active).to.equal(field);
    dispatchEvent(new Event('afterprint'));
    expect(listOf(person)).to.equal(undefined);
    expect(person.field('motif')).to.equal(field);
    expect(person.active).to.equal(field);
    expect(field.value).to.equal('Certificat de s');
  });

  it('keeps what is no answer yet', async () => {
    const person = await printed(async (person) => {
      await person.press('Suivant');
      await person.write('poids', '71,');
    });
    dispatchEvent(new Event('afterprint'));
    await person.element.updateComplete;
    expect(person.field('poids').value).to.equal('71,');
    expect(person.text).to.include('Page 2 sur 2');
  });

  it('shows the list on paper and the fields on the screen', async () => {
    const person = await printed(() => undefined);
    const list = person.root.querySelector('[part="answers"]')!;
    const isSeen = (element: Element): boolean => element.getClientRects().length > 0;
    expect([isSeen(list), isSeen(person.field('motif'))]).to.deep.equal([false, true]);
    // Only Chromium can be told to be paper.
    if (!navigator.userAgent.includes('Chrome')) return;
    await emulateMedia({ media: 'print' });
    expect([isSeen(list), isSeen(person.field('motif'))]).to.deep.equal([true, false]);
    await emulateMedia({ media: 'screen' });
  });
});
