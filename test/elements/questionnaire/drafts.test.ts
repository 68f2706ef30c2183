import { expect, fixture, html } from '@open-wc/testing';
import type { Provider, QuestionnaireCompleteEvent, QuestionnaireDraftEvent } from '@relais/elements';
import '@relais/elements/provider';
import {
  createClient,
  idbStorage,
  memoryStorage,
  type Client,
  type ClientOptions,
  type RelaisStorage,
} from '@relais/sdk';
import { createDrafts, type Drafts } from '@relais/sdk/questionnaire/drafts';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { formOf, heard, mountForm, Respondent, responseOf, type Item } from '../support/questionnaire.ts';
import { waitUntil } from '../support/wait.ts';

const items: Item[] = [
  { linkId: 'motif', type: 'string', text: 'Motif' },
  { linkId: 'signes', type: 'text', text: 'Signes' },
];
const url = 'https://relais.example/Questionnaire/visite';
const first = formOf(items, { url, version: '1' });
const KEY = 'visite';

const heldBack =
  (name: string): RelaisStorage['set'] =>
  () =>
    Promise.reject(new DOMException('No', name));

describe('the draft of a questionnaire', () => {
  let drafts: Drafts;
  let database: string;

  beforeEach(() => {
    database = `relais-${crypto.randomUUID()}`;
    drafts = createDrafts({ owner: 'test', storage: idbStorage(database) });
  });
  afterEach(() => void indexedDB.deleteDatabase(database));

  function open(questionnaire: object = first, properties: object = {}): Promise<Respondent> {
    return mountForm(questionnaire, { draft: KEY, drafts, ...properties });
  }

  async function kept(key = KEY): Promise<unknown> {
    return (await drafts.load(key))?.response.item?.[0]?.answer?.[0]?.valueString;
  }

  /** Resolves at the next event about the draft that says this. */
  function tells({ element }: Respondent, state: QuestionnaireDraftEvent['detail']['state']): Promise<void> {
    return new Promise((resolve) => {
      element.addEventListener('relais-draft', function listen(event) {
        if (event.detail.state !== state) return;
        element.removeEventListener('relais-draft', listen);
        resolve();
      });
    });
  }

  /** Answers and waits for the draft to be saved. */
  async function answer(person: Respondent, text: string): Promise<void> {
    const saved = tells(person, 'saved');
    await person.fill('motif', text);
    await saved;
    await person.element.updateComplete;
  }

  /** A form that was left with this answer. */
  async function leave(text: string, questionnaire: object = first, properties = {}): Promise<void> {
    const person = await open(questionnaire, properties);
    await answer(person, text);
    person.element.remove();
  }

  describe('that is written', () => {
    it('is saved half a second after the last change, in this browser', async () => {
      const person = await open();
      const saved = tells(person, 'saved');
      await person.write('motif', 'Toux');
      await saved;
      await person.element.updateComplete;
      expect(await kept()).to.equal('Toux');
      expect(person.text).to.include('Brouillon enregistré sur cet appareil');
      const reloaded = createDrafts({ owner: 'test', storage: idbStorage(database) });
      expect(await reloaded.load(KEY)).to.include({ questionnaire: `${url}|1` });
    });

    it('is saved without a pause when a field is left', async () => {
      const person = await open();
      const real = window.setTimeout.bind(window);
      // The pause never ends.
      const held = (work: () => void, milliseconds?: number): number =>
        milliseconds === 500 ? 0 : real(work, milliseconds);
      window.setTimeout = held as typeof window.setTimeout;
      try {
        const saved = tells(person, 'saved');
        await person.fill('motif', 'Toux');
        await saved;
      } finally {
        window.setTimeout = real;
      }
      expect(await kept()).to.equal('Toux');
    });

    it('is saved once for changes that follow each other', async () => {
      const person = await open();
      const saved = tells(person, 'saved');
      const events = await heard(async () => {
        for (const text of ['T', 'To', 'Tou', 'Toux']) await person.write('motif', text);
        await saved;
      });
      expect(events.filter(({ type }) => type === 'relais-draft')).to.have.length(1);
      expect(await kept()).to.equal('Toux');
    });

    for (const [what, leaving] of [
      ['the page goes', () => dispatchEvent(new Event('pagehide'))],
      ['the page is hidden', () => hide()],
      ['the element is taken out', ({ element }: Respondent) => element.remove()],
      ['another form is given', ({ element }: Respondent) => void (element.questionnaire = formOf(items))],
      ['another draft is named', ({ element }: Respondent) => void (element.draft = 'other')],
      ['no draft is wanted any more', ({ element }: Respondent) => element.removeAttribute('draft')],
    ] as const) {
      it(`is saved at once when ${what}`, async () => {
        const person = await open();
        await person.write('motif', 'Toux');
        if (what === 'no draft is wanted any more') person.element.setAttribute('draft', KEY);
        leaving(person);
        await person.element.updateComplete;
        expect(await kept()).to.equal('Toux');
      });
    }

    it('is not saved while nothing has been answered', async () => {
      const person = await open();
      dispatchEvent(new Event('pagehide'));
      person.element.remove();
      expect(await drafts.list()).to.deep.equal([]);
    });

    it('is kept nowhere without a name', async () => {
      const person = await open(first, { draft: undefined });
      await person.fill('motif', 'Toux');
      person.element.remove();
      expect(await drafts.list()).to.deep.equal([]);
      expect(person.text).not.to.include('rouillon');
    });

    it('goes on being saved where a response was given', async () => {
      const person = await open(first, { response: responseOf({ signes: [{ valueString: 'Fièvre' }] }) });
      await answer(person, 'Toux');
      expect((await drafts.load(KEY))?.response.item).to.have.length(2);
    });
  });

  describe('that is found', () => {
    it('is resumed, says from when, and tells its host', async () => {
      await leave('Toux');
      const events = await heard(async () => {
        const person = await open();
        expect(person.answers('motif')).to.deep.equal(['Toux']);
        const day = new Intl.DateTimeFormat('fr', { dateStyle: 'long' }).format();
        expect(person.text).to.match(new RegExp(`Brouillon du ${day} à \\d\\d:\\d\\d repris\\.`));
        expect(person.said).to.include(`Brouillon du ${day}`);
        expect(person.text).not.to.include('a changé');
        await expect(person.element).to.be.accessible();
      });
      const told = events.filter(({ type }) => type === 'relais-draft') as QuestionnaireDraftEvent[];
      expect(told.map(({ detail }) => detail)).to.deep.equal([{ state: 'resumed' }]);
    });

    it('speaks English where the page does', async () => {
      await leave('Toux');
      const person = await open(first, { language: 'en' });
      await waitUntil(() => person.text.includes('Start over'));
      expect(person.text).to.match(/Draft of \d+ \w+ \d{4} at \d\d:\d\d resumed\./);
    });

    it('gives way to a response that is given', async () => {
      await leave('Toux');
      const person = await open(first, { response: responseOf({ motif: [{ valueString: 'Suivi' }] }) });
      expect(person.answers('motif')).to.deep.equal(['Suivi']);
      expect(person.text).not.to.include('Brouillon du');
    });

    it('gives way to a response that comes while it is being read', async () => {
      await leave('Toux');
      let isAsked = (): void => undefined;
      const asked = new Promise<void>((resolve) => (isAsked = resolve));
      let read = (): void => undefined;
      const isRead = new Promise<void>((resolve) => (read = resolve));
      const load: Drafts['load'] = async (...place) => {
        isAsked();
        await isRead;
        return drafts.load(...place);
      };
      const element = document.createElement('relais-questionnaire');
      document.body.append(element);
      Object.assign(element, { questionnaire: first, draft: KEY, drafts: { ...drafts, load } });
      await asked;
      element.response = responseOf({ motif: [{ valueString: 'Suivi' }] });
      read();
      const person = await new Respondent(element).settles();
      expect(person.answers('motif')).to.deep.equal(['Suivi']);
      element.remove();
    });

    it('is found by its attribute as by its property, set before or after the form', async () => {
      await leave('Toux');
      const element = document.createElement('relais-questionnaire');
      document.body.append(element);
      Object.assign(element, { questionnaire: first, drafts });
      const person = await new Respondent(element).settles();
      expect(person.answers('motif')).to.deep.equal([]);
      element.setAttribute('draft', KEY);
      await person.settles();
      expect(person.answers('motif')).to.deep.equal(['Toux']);
      element.remove();
    });

    it('is another person’s: nothing is resumed', async () => {
      await leave('Toux');
      const other = createDrafts({ owner: 'other', storage: idbStorage(database) });
      const person = await open(first, { drafts: other });
      expect(person.answers('motif')).to.deep.equal([]);
    });

    it('can be discarded, to begin anew', async () => {
      await leave('Toux');
      const person = await open();
      const discarded = tells(person, 'discarded');
      await person.press('Recommencer à zéro');
      await discarded;
      await waitUntil(() => person.active === person.field('motif'), 'the focus is where the form begins');
      expect(person.answers('motif')).to.deep.equal([]);
      expect(person.field('motif').value).to.equal('');
      expect(person.root.querySelector('[part="notice"]')).to.equal(null);
      expect(await drafts.load(KEY)).to.equal(undefined);
      await answer(person, 'Suivi');
      expect(await kept()).to.equal('Suivi');
    });

    it('goes when the host’s form is reset, with what was just typed', async () => {
      await leave('Toux');
      const person = await open();
      await person.write('motif', 'Toux grasse');
      await person.element.reset();
      expect(person.answers('motif')).to.deep.equal([]);
      person.element.remove();
      expect(await drafts.load(KEY)).to.equal(undefined);
    });

    it('can be read only: nothing is offered to begin anew', async () => {
      await leave('Toux');
      const person = await open(first, { readonly: true });
      expect(person.text).to.include('Toux');
      expect(person.root.querySelectorAll('button')).to.have.length(0);
    });
  });

  describe('of another form', () => {
    const other = formOf(items, { url: 'https://relais.example/Questionnaire/chute', version: '1' });

    for (const [what, asGiven] of [
      ['an object', (form: object) => ({ questionnaire: form })],
      ['text', (form: object) => ({ questionnaire: JSON.stringify(form) })],
      ['an address', (form: object) => ({ src: `data:application/json,${encodeURIComponent(JSON.stringify(form))}` })],
    ] as const) {
      it(`is neither resumed nor replaced, the form given as ${what}`, async () => {
        const person = await open();
        await answer(person, 'Toux');
        Object.assign(person.element, { questionnaire: undefined, ...asGiven(other) });
        await person.settles();
        expect(person.answers('motif')).to.deep.equal([]);
        expect(person.text).not.to.include('Brouillon du');
        await answer(person, 'Chute');
        expect((await drafts.list()).map(({ questionnaire }) => questionnaire)).to.have.length(2);
        person.element.complete();
        await waitUntil(async () => (await drafts.list()).length === 1);
        Object.assign(person.element, { questionnaire: first, src: undefined });
        await person.settles();
        expect(person.answers('motif')).to.deep.equal(['Toux']);
      });
    }

    it('is not resumed into a form without a name', async () => {
      await leave('Toux');
      const person = await open(formOf(items));
      expect(person.answers('motif')).to.deep.equal([]);
    });
  });

  describe('of another version of the form', () => {
    it('says so, and which answers were lost, by their questions', async () => {
      const before = formOf(
        [
          ...items,
          { linkId: 'poids', type: 'decimal', text: 'Poids (kg) ?' },
          { linkId: 'age', type: 'string', text: 'Âge' },
        ],
        { url, version: '1' },
      );
      const person = await open(before);
      await person.fill('poids', '71,5');
      await person.fill('age', 'trente');
      await answer(person, 'Toux');
      person.element.remove();

      const after = formOf([...items, { linkId: 'age', type: 'integer', text: 'Âge en années' }], {
        url,
        version: '2',
      });
      const again = await open(after);
      expect(again.answers('motif')).to.deep.equal(['Toux']);
      expect(again.text).to.include('Le formulaire a changé depuis.');
      expect(again.text).to.include('2 réponses enregistrées n’ont pas pu être reprises');
      const lost = [...again.root.querySelectorAll('.lost li')].map((line) => wordsOf(line));
      expect(lost).to.deep.equal(['Poids (kg) : 71,5', 'Âge en années : trente']);
      await expect(again.element).to.be.accessible();
    });

    it('lists the questions of a group that is gone', async () => {
      const group: Item = { linkId: 'g', type: 'group', text: 'Suivi', item: [{ ...items[1]!, linkId: 'fin' }] };
      const person = await open(formOf([items[0]!, group], { url }));
      await person.fill('fin', 'Fièvre');
      await answer(person, 'Toux');
      person.element.remove();
      const again = await open(formOf(items, { url }));
      const lost = [...again.root.querySelectorAll('.lost li')].map((line) => wordsOf(line));
      expect(lost).to.deep.equal(['Signes : Fièvre']);
    });
  });

  describe('once the form is finished', () => {
    it('is erased, with what was not saved yet', async () => {
      const person = await open();
      await answer(person, 'Toux');
      await person.write('motif', 'Toux grasse');
      const discarded = tells(person, 'discarded');
      expect(person.element.complete()).to.equal(true);
      await discarded;
      person.element.remove();
      expect(await drafts.load(KEY)).to.equal(undefined);
    });

    it('is kept until the host has saved the response, and erased then', async () => {
      const person = await open();
      await answer(person, 'Toux');
      let save = (): void => undefined;
      const saving = new Promise<void>((resolve) => (save = resolve));
      person.element.addEventListener('relais-complete', (event) => event.waitUntil(saving));
      const saved = tells(person, 'saved');
      person.element.complete();
      await saved;
      expect((await drafts.load(KEY))?.response.status).to.equal('completed');
      const discarded = tells(person, 'discarded');
      save();
      await discarded;
      expect(await drafts.load(KEY)).to.equal(undefined);
    });

    it('stays, as the finished response, when the host could not save it', async () => {
      const person = await open();
      await person.write('motif', 'Toux');
      const saved = tells(person, 'saved');
      const offline = Promise.reject(new TypeError('Failed to fetch'));
      person.element.addEventListener('relais-complete', (event) => event.waitUntil(offline));
      person.element.complete();
      await saved;
      person.element.remove();
      const again = await open();
      expect(again.answers('motif')).to.deep.equal(['Toux']);
      expect(again.element.response?.status).to.equal('completed');
      await again.fill('motif', 'Suivi');
      again.element.complete();
      // The host has never had one that this would amend.
      expect(again.element.response?.status).to.equal('completed');
    });

    it('stays when it was changed while the host saved the response', async () => {
      const person = await open();
      await answer(person, 'Toux');
      let save = (): void => undefined;
      const saving = new Promise<void>((resolve) => (save = resolve));
      person.element.addEventListener('relais-complete', (event) => event.waitUntil(saving));
      const saved = tells(person, 'saved');
      person.element.complete();
      await saved;
      await answer(person, 'Suivi');
      save();
      // What is asked of the drafts is done in turn.
      for (let turn = 0; turn < 3; turn++) await drafts.list();
      expect(await kept()).to.equal('Suivi');
    });

    it('cannot be held back too late', async () => {
      const person = await open();
      let told: QuestionnaireCompleteEvent | undefined;
      person.element.addEventListener('relais-complete', (event) => void (told = event));
      person.element.complete();
      expect(() => told?.waitUntil(Promise.resolve())).to.throw(DOMException);
    });

    it('is kept when something is left to correct', async () => {
      const person = await open(formOf([items[0]!, { ...items[1]!, required: true }]));
      await answer(person, 'Toux');
      expect(person.element.complete()).to.equal(false);
      expect(await kept()).to.equal('Toux');
    });

    it('is kept again when an answer is changed after all', async () => {
      const person = await open();
      await answer(person, 'Toux');
      person.element.complete();
      await answer(person, 'Suivi');
      expect(await kept()).to.equal('Suivi');
    });
  });

  describe('that cannot be kept', () => {
    it('says so once, and lets the person answer', async () => {
      const storage = { ...idbStorage(database), set: heldBack('QuotaExceededError') };
      const person = await open(first, { drafts: createDrafts({ owner: 'test', storage }) });
      const failed = tells(person, 'failed');
      await person.fill('motif', 'Toux');
      await failed;
      await person.element.updateComplete;
      const words = 'Le brouillon ne peut pas être enregistré sur cet appareil.';
      expect(wordsOf(person.root.querySelector('[part="notice"]'))).to.equal(words);
      expect(person.said).to.equal(words);
      await expect(person.element).to.be.accessible();

      const again = tells(person, 'failed');
      await person.fill('motif', 'Toux grasse');
      await again;
      expect(person.answers('motif')).to.deep.equal(['Toux grasse']);
      expect(person.root.querySelectorAll('[part="notice"]')).to.have.length(1);
      expect(person.root.querySelector('[role="status"]')?.textContent).to.equal(words);
    });

    it('says no more of it once it can be', async () => {
      const real = idbStorage(database);
      let set = heldBack('QuotaExceededError');
      const storage: RelaisStorage = { ...real, set: (key, value) => set(key, value) };
      const person = await open(first, { drafts: createDrafts({ owner: 'test', storage }) });
      const failed = tells(person, 'failed');
      await person.fill('motif', 'Toux');
      await failed;
      set = (key, value) => real.set(key, value);
      await answer(person, 'Suivi');
      expect(person.root.querySelector('[part="notice"]')).to.equal(null);
    });

    it('beyond the page says so, and is resumed while the page lasts', async () => {
      const inMemory = createDrafts({ owner: 'test', storage: memoryStorage() });
      const passing: Drafts = { ...inMemory, persistent: false };
      const person = await open(first, { drafts: passing });
      const failed = tells(person, 'failed');
      await person.fill('motif', 'Toux');
      await failed;
      person.element.remove();
      expect((await open(first, { drafts: passing })).answers('motif')).to.deep.equal(['Toux']);
    });

    it('or found leaves the form empty', async () => {
      const list: RelaisStorage['list'] = () => Promise.reject(new Error('No'));
      const storage = { ...idbStorage(database), list };
      const person = await open(first, { drafts: createDrafts({ owner: 'test', storage }) });
      expect(person.has('motif')).to.equal(true);
    });
  });

  it('is kept for whoever uses the device where the host says nobody', async () => {
    const key = crypto.randomUUID();
    await leave('Toux', first, { drafts: undefined, draft: key });
    const person = await open(first, { drafts: undefined, draft: key });
    expect(person.answers('motif')).to.deep.equal(['Toux']);
    expect(await createDrafts({ owner: '' }).load(key)).to.include({ key });
    person.element.complete();
    await waitUntil(async () => (await createDrafts({ owner: '' }).load(key)) === undefined);
  });

  describe('under a provider with a session', () => {
    const tokenOf = (sub: string): string => `e30.${btoa(JSON.stringify({ iss: 'https://issuer.test', sub }))}.s`;
    const key = crypto.randomUUID();
    const [ida, noe] = [crypto.randomUUID(), crypto.randomUUID()];

    async function openUnder(
      token: string | undefined | (() => string | undefined),
      getPerson?: () => string,
    ): Promise<Respondent> {
      const properties = { questionnaire: first, draft: key };
      const provider = await fixture<Provider>(
        html`<relais-provider .getToken=${typeof token === 'function' ? token : () => token} .getPerson=${getPerson}>
          <relais-questionnaire></relais-questionnaire>
        </relais-provider>`,
      );
      const element = provider.querySelector('relais-questionnaire')!;
      Object.assign(element, properties);
      return new Respondent(element).settles();
    }

    it('is for whoever is signed in, and for nobody else', async () => {
      const person = await openUnder(tokenOf(ida));
      await answer(person, 'Toux');
      person.element.remove();
      for (const other of [tokenOf(noe), undefined]) {
        expect((await openUnder(other)).answers('motif')).to.deep.equal([]);
      }
      expect((await openUnder(tokenOf(ida))).answers('motif')).to.deep.equal(['Toux']);
    });

    for (const [what, leaving] of [
      ['after the pause', () => undefined],
      ['when the page is hidden', () => hide()],
      ['when another form is given', ({ element }: Respondent) => void (element.questionnaire = formOf(items))],
      ['when the element is taken out', ({ element }: Respondent) => element.remove()],
    ] as const) {
      for (const next of ['somebody else', 'nobody'] as const) {
        it(`is not written for ${next} who has come meanwhile: ${what}`, async () => {
          let token: string | undefined = tokenOf(ida);
          const person = await openUnder(() => token);
          await person.write('motif', 'Brûlure');
          const failed = tells(person, 'failed');
          token = next === 'nobody' ? undefined : tokenOf(noe);
          leaving(person);
          await failed;
          expect(await createDrafts({ getToken: () => token }).load(key, url)).to.equal(undefined);
        });
      }
    }

    describe('and the host’s own client', () => {
      const clientOf = (session: Pick<ClientOptions, 'getToken' | 'getPerson'>): Client =>
        createClient({ api: 'https://agenda.test', structure: 'cpts', storage: 'memory', ...session });

      async function openWith(client: Client, getPerson?: () => Promise<string | undefined>): Promise<Respondent> {
        const provider = await fixture<Provider>(
          html`<relais-provider .client=${client} .getPerson=${getPerson}>
            <relais-questionnaire></relais-questionnaire>
          </relais-provider>`,
        );
        const element = provider.querySelector('relais-questionnaire')!;
        Object.assign(element, { questionnaire: first, draft: key });
        return new Respondent(element).settles();
      }

      it('is for the person the client knows, and not the device’s', async () => {
        const [zoe, luc] = [crypto.randomUUID(), crypto.randomUUID()];
        const person = await openWith(clientOf({ getToken: () => tokenOf(zoe) }));
        await answer(person, 'Toux');
        person.element.remove();
        for (const other of [clientOf({}), clientOf({ getPerson: () => luc })]) {
          expect((await openWith(other)).answers('motif')).to.deep.equal([]);
        }
        const again = await openWith(clientOf({ getToken: () => tokenOf(zoe) }), () => Promise.resolve(undefined));
        expect(again.answers('motif')).to.deep.equal(['Toux']);
      });

      it('is for the person the provider names before the client does', async () => {
        const [zoe, luc] = [crypto.randomUUID(), crypto.randomUUID()];
        const person = await openWith(clientOf({ getPerson: () => luc }), () => Promise.resolve(zoe));
        await answer(person, 'Toux');
        expect(await createDrafts({ owner: zoe }).load(key, url)).not.to.equal(undefined);
        expect(await createDrafts({ owner: luc }).load(key, url)).to.equal(undefined);
      });

      it('is not kept, and said not to be, where the client cannot say who is signed in', async () => {
        for (const getToken of [() => 'opaque', () => Promise.reject(new Error('down'))]) {
          const person = await openWith(clientOf({ getToken }));
          const failed = tells(person, 'failed');
          await person.fill('motif', 'Plaie');
          await failed;
          expect(await createDrafts({}).load(key, url)).to.equal(undefined);
        }
      });
    });

    it('is not erased for who has come meanwhile, whose own it is', async () => {
      let token = tokenOf(ida);
      const person = await openUnder(() => token);
      token = tokenOf(noe);
      const own = createDrafts({ getToken: () => token });
      await own.save(key, { response: { ...responseOf({ motif: [{ valueString: 'Entorse' }] }), questionnaire: url } });
      const failed = tells(person, 'failed');
      await person.element.reset();
      await failed;
      expect(await own.load(key, url)).not.to.equal(undefined);
      await own.discard(key);
    });

    it('is not kept, and said not to be, where somebody is signed in and nothing says who', async () => {
      const person = await openUnder('an opaque token');
      const failed = tells(person, 'failed');
      await person.fill('motif', 'Plaie');
      await failed;
      expect((await openUnder(undefined)).answers('motif')).to.deep.equal([]);
      const named = await openUnder('an opaque token', () => ida);
      await answer(named, 'Plaie');
    });
  });
});

/** The browser goes to another tab, as the page is told of it. */
function hide(): void {
  Object.defineProperty(document, 'hidden', { value: true, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
  Reflect.deleteProperty(document, 'hidden');
}
