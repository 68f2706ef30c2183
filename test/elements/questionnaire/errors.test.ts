import { expect } from '@open-wc/testing';
import type { QuestionnaireResponse } from '@relais/sdk/questionnaire';
import { everyKind, formOf, HL7, mountForm, responseOf, type Item } from '../support/questionnaire.ts';
import { waitUntil } from '../support/wait.ts';

const notForms: [string, unknown, string][] = [
  ['broken JSON', '{"resourceType":', 'Le texte fourni n’est pas du JSON.'],
  ['a number', 12, 'Ce qui est fourni n’est pas un questionnaire.'],
  ['a list', [], 'Ce qui est fourni n’est pas un questionnaire.'],
  ['another resource', { resourceType: 'Patient' }, 'La ressource fournie n’est pas un Questionnaire.'],
  ['JSON that is null', 'null', 'Ce qui est fourni n’est pas un questionnaire.'],
];

describe('relais-questionnaire', () => {
  describe('a text that is too long', () => {
    it('is kept whole and told', async () => {
      const person = await mountForm([{ linkId: 'n', type: 'string', text: 'Note', maxLength: 5 }]);
      await person.fill('n', 'Trop long');
      expect(person.field('n').maxLength).to.equal(-1);
      expect(person.field('n').value).to.equal('Trop long');
      expect(person.faults('n')).to.equal('Pas plus de 5 caractères.');
    });
  });

  describe('what is no form', () => {
    for (const [name, questionnaire, words] of notForms) {
      it(`is said to be none: ${name}`, async () => {
        const person = await mountForm(formOf([]));
        person.element.questionnaire = questionnaire;
        await person.settles();
        expect(person.text).to.include(words);
        expect(person.text).not.to.include('Terminer').and.not.to.include('Vérifiez la connexion');
        expect(person.element.matches(':state(failed)')).to.be.true;
        expect(person.element.complete()).to.be.false;
      });
    }

    it('gives way to a form', async () => {
      const person = await mountForm('broken');
      person.element.questionnaire = formOf(everyKind);
      await person.settles();
      expect(person.has('nom')).to.be.true;
      expect(person.element.matches(':state(ready)')).to.be.true;
    });

    it('may be a form without any question', async () => {
      const person = await mountForm([]);
      expect(person.text).to.include('Ce formulaire ne contient aucune question.');
    });
  });

  describe('bad forms', () => {
    it('show what they can of items without a type or id', async () => {
      const person = await mountForm({
        resourceType: 'Questionnaire',
        item: [
          { linkId: 'a', type: 'telepathy', text: 'Inconnu' },
          { type: 'string', text: 'Sans nom' },
          { linkId: 'b', type: 'string', text: 'Bon' },
          null,
          'rien',
          { linkId: 'c' },
        ],
      });
      expect(person.text).to.include('Inconnu').and.to.include('Sans nom').and.to.include('Bon');
      await person.fill('b', 'Réponse');
      expect(person.answers('b')).to.deep.equal(['Réponse']);
      expect(person.element.diagnostics.map(({ code }) => code)).to.include.members([
        'type-unknown',
        'link-id-missing',
      ]);
    });

    it('keep both items of one id', async () => {
      const person = await mountForm([
        { linkId: 'x', type: 'string', text: 'Un' },
        { linkId: 'x', type: 'string', text: 'Deux' },
      ]);
      await person.fill('x', 'a', 0);
      await person.fill('x', 'b', 1);
      expect(person.answers('x')).to.deep.equal(['a', 'b']);
      expect(person.element.diagnostics.map(({ code }) => code)).to.include('link-id-duplicate');
    });

    it('end their circles with a note', async () => {
      const when = (question: string, operator: string): object => ({ question, operator, answerBoolean: true });
      const person = await mountForm([
        { linkId: 'a', type: 'boolean', text: 'A', enableWhen: [when('b', '!=')] },
        { linkId: 'b', type: 'boolean', text: 'B', enableWhen: [when('a', '=')] },
        { linkId: 'c', type: 'string', text: 'C' },
      ]);
      await person.fill('c', 'bien');
      expect(person.answers('c')).to.deep.equal(['bien']);
      expect(person.element.diagnostics.some(({ code }) => code.startsWith('cycle'))).to.be.true;
    });

    it('may hold themselves', async () => {
      const item: Record<string, unknown> = { linkId: 'g', type: 'group', text: 'Groupe' };
      item['item'] = [{ linkId: 'q', type: 'string', text: 'Question' }, item];
      const person = await mountForm({ resourceType: 'Questionnaire', item: [item] });
      await person.fill('q', 'bien');
      expect(person.answers('q')).to.deep.equal(['bien']);
      expect(person.text).to.include('n’est pas pris en charge');
    });

    it('say which points are not supported, and where', async () => {
      const critical = { url: `${HL7}rendering-criticalExtension`, valueUri: 'urn:unknown' };
      const person = await mountForm([
        { linkId: 'q', type: 'string', text: 'Question', modifierExtension: [critical] },
      ]);
      await person.press('Un point de ce formulaire n’est pas pris en charge');
      expect(person.text).to.include('il peut en changer le sens').and.to.include('q · urn:unknown');
    });

    it('survive initial values and limits that make no sense', async () => {
      const person = await mountForm([
        { linkId: 'n', type: 'integer', text: 'Nombre', initial: [{ valueString: 'x' }], maxLength: -1 },
        {
          linkId: 'r',
          type: 'string',
          text: 'Format',
          extension: [{ url: `${HL7}regex`, valueString: '([' }],
        },
        { linkId: 'w', type: 'string', text: 'Quand', enableWhen: [{ question: 'nulle part', operator: 'exists' }] },
      ]);
      await person.fill('n', '12');
      await person.fill('r', 'tout');
      expect([person.answers('n'), person.answers('r')]).to.deep.equal([[12], ['tout']]);
    });

    it('resume what fits of a strange response', async () => {
      const strange: unknown[] = [
        '{',
        'null',
        7,
        { resourceType: 'Patient' },
        responseOf({ ailleurs: [{ valueString: 'x' }] }),
      ];
      for (const response of strange) {
        const person = await mountForm(everyKind, { response: response as QuestionnaireResponse });
        expect(person.has('nom')).to.be.true;
      }
    });
  });

  describe('a form at an address', () => {
    const real = globalThis.fetch;
    const items: Item[] = [{ linkId: 'q', type: 'string', text: 'Question' }];
    let answer: () => Promise<Response>;

    beforeEach(() => {
      globalThis.fetch = (input, init) =>
        typeof input === 'string' && input.startsWith('/forms/') ? answer() : real(input, init);
    });
    afterEach(() => {
      globalThis.fetch = real;
    });

    it('is fetched and shown', async () => {
      answer = () => Promise.resolve(Response.json(formOf(items)));
      const person = await mountForm(undefined as unknown as object, { src: '/forms/one' });
      expect(person.has('q')).to.be.true;
    });

    it('gives way to one that is handed over', async () => {
      answer = () => Promise.reject(new Error('not asked'));
      const person = await mountForm(items, { src: '/forms/one' });
      expect(person.has('q')).to.be.true;
    });

    it('is said to be refused, and asked for again', async () => {
      answer = () => Promise.resolve(new Response('', { status: 403 }));
      const person = await mountForm(undefined as unknown as object, { src: '/forms/one' });
      expect(person.text).to.include('Le serveur a refusé de le donner (403).');
      expect(person.root.querySelector('[role="alert"]')).to.exist;
      answer = () => Promise.resolve(Response.json(formOf(items)));
      await person.press('Réessayer');
      await waitUntil(() => person.has('q'));
    });

    it('is said to be out of reach', async () => {
      answer = () => Promise.reject(new TypeError('offline'));
      const person = await mountForm(undefined as unknown as object, { src: '/forms/one' });
      expect(person.text).to.include('Vérifiez la connexion');
      expect(person.element.matches(':state(failed)')).to.be.true;
    });

    it('may be no form at all', async () => {
      answer = () => Promise.resolve(new Response('<html>', { status: 200 }));
      const person = await mountForm(undefined as unknown as object, { src: '/forms/one' });
      expect(person.text).to.include('n’est pas du JSON');
    });

    it('is the one asked for last', async () => {
      const slow = Promise.withResolvers<Response>();
      answer = () => slow.promise;
      const person = await mountForm(items);
      person.element.questionnaire = undefined;
      person.element.src = '/forms/slow';
      await new Promise((resolve) => setTimeout(resolve));
      answer = () => Promise.resolve(Response.json(formOf([{ linkId: 'quick', type: 'string', text: 'Vite' }])));
      person.element.src = '/forms/quick';
      await waitUntil(() => person.has('quick'));
      slow.resolve(Response.json(formOf(items)));
      await new Promise((resolve) => setTimeout(resolve, 20));
      await person.settles();
      expect(person.has('quick')).to.be.true;
    });

    it('is not shown once nothing is asked for', async () => {
      const slow = Promise.withResolvers<Response>();
      answer = () => slow.promise;
      const person = await mountForm(items);
      person.element.questionnaire = undefined;
      person.element.src = '/forms/slow';
      await new Promise((resolve) => setTimeout(resolve));
      person.element.src = undefined;
      await new Promise((resolve) => setTimeout(resolve));
      slow.resolve(Response.json(formOf(items)));
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(person.has('q')).to.be.false;
      expect(person.element.response).to.be.undefined;
    });
  });
});
