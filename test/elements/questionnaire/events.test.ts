import { expect } from '@open-wc/testing';
import type { Coding } from '@relais/sdk/questionnaire';
import { sendKeys } from '@web/test-runner-commands';
import { choices, everyKind, heard, HL7, mountForm, SDC, type Item } from '../support/questionnaire.ts';
import { waitUntil } from '../support/wait.ts';

const secret = 'Zephirin';

/** All a listener in the page can read of an event, however deep. */
function readable(event: Event): string {
  const { detail } = event as CustomEvent<unknown>;
  const { data } = event as InputEvent;
  return JSON.stringify([event.type, detail, data]);
}

function names(events: readonly Event[]): string[] {
  return events.map(({ type }) => type);
}

const following: Item[] = [
  { linkId: 'age', type: 'integer', text: 'Âge' },
  {
    linkId: 'majeur',
    type: 'string',
    text: 'Profession',
    required: true,
    enableWhen: [{ question: 'age', operator: '>=', answerInteger: 18 }],
  },
  {
    linkId: 'double',
    type: 'integer',
    text: 'Double',
    readOnly: true,
    extension: [
      {
        url: `${SDC}calculatedExpression`,
        valueExpression: {
          language: 'text/fhirpath',
          expression: "%resource.item.where(linkId='age').answer.value * 2",
        },
      },
    ],
  },
];

describe('relais-questionnaire', () => {
  describe('events', () => {
    it('carry ids and never an answer', async () => {
      const person = await mountForm(everyKind);
      const events = await heard(async () => {
        await person.fill('nom', secret);
        await person.fill('notes', secret);
        await person.fill('site', `https://${secret}.example`);
        await person.fill('naissance', '31/03/1980');
        await person.fill('motif', secret, 2);
        await person.choose('signes', 'Fatigue');
        await person.choose('fievre', 'Oui');
        await person.press('Terminer');
      });
      expect(names(events)).to.include.members([
        'relais-change',
        'relais-validity',
        'relais-complete',
        'input',
        'change',
      ]);
      const told = events.map(readable).join();
      for (const answer of [secret, '1980', 'Fatigue', 'c1', 'true']) {
        // `valid: true` is no answer.
        expect(told.replaceAll('"valid":true', '')).not.to.include(answer);
      }
      for (const event of events) expect(event.target === person.element).to.be.true;
    });

    it('hold back what the browser tells of typing', async () => {
      const person = await mountForm(everyKind);
      const told: Event[] = [];
      const listen = (event: Event): void => void told.push(event);
      const types = [
        'beforeinput',
        'input',
        'compositionstart',
        'compositionupdate',
        'compositionend',
        'paste',
        'keydown',
        'keyup',
        'keypress',
      ];
      for (const type of types) addEventListener(type, listen);
      person.field('nom').focus();
      await sendKeys({ type: 'Zoé' });
      person
        .field('nom')
        .dispatchEvent(new CompositionEvent('compositionupdate', { data: 'Zoé', bubbles: true, composed: true }));
      for (const type of types) removeEventListener(type, listen);
      expect(told.map(({ type }) => type)).to.include('input');
      const data = told.map((event) => (event as InputEvent).data ?? '').join('');
      expect(data).to.equal('');
      expect(told.filter((event) => event instanceof InputEvent || event instanceof CompositionEvent)).to.be.empty;
    });

    it('tell one edit and all that follows at once', async () => {
      const person = await mountForm(following);
      const events = await heard(() => person.write('age', '20'));
      const changes = events.filter(({ type }) => type === 'relais-change') as CustomEvent<{ linkIds: string[] }>[];
      expect(changes).to.have.length(1);
      expect(changes[0]!.detail.linkIds).to.have.members(['age', 'majeur', 'double']);
      expect(person.answers('double')).to.deep.equal([40]);
    });

    it('find the response already changed', async () => {
      const person = await mountForm(following);
      const seen: unknown[] = [];
      person.element.addEventListener('relais-change', () => void seen.push(...person.answers('double')));
      person.element.addEventListener('input', () => void seen.push(...person.answers('double')));
      await person.write('age', '3');
      expect(seen).to.deep.equal([6, 6]);
    });

    it('say input once for each edit and change when a field is left', async () => {
      const person = await mountForm(following);
      expect(
        names(await heard(() => person.write('age', '2'))).filter((name) => !name.startsWith('relais')),
      ).to.deep.equal(['input']);
      expect(names(await heard(() => person.fill('age', '2')))).to.include('change');
    });

    it('say nothing when an edit changes nothing', async () => {
      const person = await mountForm(following);
      await person.write('age', '2');
      expect(names(await heard(() => person.write('age', '2,0')))).to.be.empty;
    });

    it('tell the validity only when it changes', async () => {
      const person = await mountForm(following);
      const told: unknown[] = [];
      person.element.addEventListener('relais-validity', ({ detail }) => void told.push(detail));
      await person.fill('age', '1');
      await person.fill('age', '12');
      await person.fill('age', '20');
      await person.fill('age', '21');
      await person.fill('majeur', 'Marin');
      expect(told).to.deep.equal([
        { valid: false, errors: 1, warnings: 0 },
        { valid: true, errors: 0, warnings: 0 },
      ]);
    });

    it('tell the end only when all is right', async () => {
      const person = await mountForm(following);
      await person.fill('age', '20');
      let events = await heard(() => person.press('Terminer'));
      expect(names(events)).not.to.include('relais-complete');
      expect(person.element.response?.status).to.equal('in-progress');
      await person.fill('majeur', 'Marin');
      events = await heard(() => person.press('Terminer'));
      expect(names(events)).to.include('relais-complete');
      expect(person.element.response?.status).to.equal('completed');
      expect(person.element.matches(':state(completed)')).to.be.true;
      expect(person.said).to.include('Le questionnaire est terminé.');
      await person.fill('majeur', 'Pêcheur');
      expect(person.element.response?.status).to.equal('in-progress');
    });

    it('tell what of a bad form is wrong', async () => {
      const person = await mountForm([]);
      const told: unknown[] = [];
      person.element.addEventListener('relais-error', (event) => void told.push((event as CustomEvent).detail));
      person.element.questionnaire = '{"resourceType":';
      await person.settles();
      person.element.questionnaire = { resourceType: 'Patient' };
      await person.settles();
      expect(told).to.deep.equal([
        { code: 'not-json', linkId: undefined },
        { code: 'wrong-resource', linkId: undefined },
      ]);
    });

    it('are not told for options that arrive or a language that changes', async () => {
      let answer: (codings: Coding[]) => void = () => undefined;
      const terminology = (): Promise<Coding[]> => new Promise((resolve) => (answer = resolve));
      const items = [{ linkId: 'c', type: 'choice', text: 'Choix', answerValueSet: 'urn:set' }];
      const person = await mountForm([...items, ...following], { terminology });
      await person.fill('age', '3');
      await person.press('Terminer');
      const events = await heard(async () => {
        answer([{ system: 'urn:s', code: 'a', display: 'Premier' }]);
        await waitUntil(() => person.text.includes('Premier'));
        person.element.language = 'en';
        await waitUntil(() => person.text.includes('Finish'));
        await person.settles();
      });
      expect(names(events)).to.be.empty;
      expect(person.element.response?.status).to.equal('completed');
    });

    it('are heard outside of the shadow roots around', async () => {
      const host = document.createElement('div');
      document.body.append(host);
      const person = await mountForm([{ linkId: 'c', type: 'choice', text: 'Choix', answerOption: choices('A', 'B') }]);
      host.attachShadow({ mode: 'open' }).append(person.element);
      const events = await heard(() => person.choose('c', 'A'));
      expect(names(events)).to.include('relais-change').and.to.include('input');
      expect(events.every(({ target }) => target === host)).to.be.true;
      host.remove();
    });

    it('warn of a form that asks what nobody supports', async () => {
      const critical = { url: `${HL7}rendering-criticalExtension`, valueUri: 'urn:unknown' };
      const told: unknown[] = [];
      const listen = (event: Event): void => void told.push((event as CustomEvent).detail);
      document.addEventListener('relais-error', listen);
      await mountForm([{ linkId: 'q', type: 'string', text: 'Question', modifierExtension: [critical] }]);
      document.removeEventListener('relais-error', listen);
      expect(told).to.deep.equal([{ code: 'critical-extension', linkId: 'q' }]);
    });
  });
});
