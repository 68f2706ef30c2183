import { expect, fixture, html } from '@open-wc/testing';
import type { Questionnaire } from '@relais/elements';
import {
  choices,
  control,
  everyKind,
  formOf,
  mountForm,
  Respondent,
  responseOf,
  type Item,
} from '../support/questionnaire.ts';
import { waitUntil } from '../support/wait.ts';

interface StrictWindow {
  readonly violations: string[];
  readonly element?: Questionnaire;
}

const SCRIPT = '<img src=x onerror="globalThis.ran=1"><script>globalThis.ran=1</script>${globalThis.ran=1}';

/** The same form with a script in the place of every text. */
function scripted(items: readonly Item[]): Item[] {
  const text = JSON.stringify(items, (name, value: unknown) =>
    ['text', 'prefix', 'display', 'valueString'].includes(name) ? SCRIPT : value,
  );
  return JSON.parse(text) as Item[];
}

/** What a page's style could have reached. */
function lookOf(person: Respondent): string[][] {
  const names = ['color', 'cursor', 'display', 'font-size', 'font-style', 'letter-spacing', 'text-align'];
  names.push('text-indent', 'text-transform', 'white-space', 'word-spacing', 'padding-top', 'border-top-style');
  return ['.root', 'h1', 'legend', 'label', 'input', 'select', 'textarea', 'button', 'progress, p'].map((selector) => {
    const style = getComputedStyle(person.root.querySelector(selector)!);
    return names.map((name) => style.getPropertyValue(name));
  });
}

describe('relais-questionnaire', () => {
  describe('hostile page', () => {
    it('cannot spoil the form by its styles', async () => {
      const person = await mountForm(everyKind);
      const calm = lookOf(person);
      const style = document.createElement('style');
      style.textContent = `
        html { font-size: 62.5%; }
        * { all: unset !important; font: italic 40px/3 cursive !important; letter-spacing: 1em !important; color: pink !important;
          text-transform: uppercase !important; text-align: right !important; white-space: pre !important; cursor: wait !important;
          text-indent: 5em !important; word-spacing: 1em !important; }
        input, select, textarea, button, legend, label, h1, p, .root, .field, .options { display: none !important; }`;
      document.head.append(style);
      try {
        expect(lookOf(person)).to.deep.equal(calm);
        await person.fill('nom', 'Le Goff');
        expect(person.answers('nom')).to.deep.equal(['Le Goff']);
      } finally {
        style.remove();
      }
    });

    it('is not touched by the styles of the form', async () => {
      const button = await fixture<HTMLElement>(html`<button>Du site</button>`);
      const before = getComputedStyle(button).cssText || getComputedStyle(button).font;
      const sheets = document.adoptedStyleSheets.length + document.styleSheets.length;
      await mountForm(everyKind);
      expect(getComputedStyle(button).cssText || getComputedStyle(button).font).to.equal(before);
      expect(document.adoptedStyleSheets.length + document.styleSheets.length).to.equal(sheets);
    });

    it('may have a policy that allows nothing but itself', async () => {
      const address = new URL('../support/pages/policy.html', import.meta.url).href;
      const frame = await fixture<HTMLIFrameElement>(html`<iframe title="Page stricte" src=${address}></iframe>`);
      const page = frame.contentWindow as unknown as StrictWindow;
      await waitUntil(() => page.element?.updateComplete, 'the page is there');
      const element = page.element!;
      element.questionnaire = formOf(everyKind);
      const person = await new Respondent(element).settles();
      for (const linkId of ['nom', 'notes', 'enfants', 'poids', 'naissance', 'heure', 'debut']) {
        await person.fill(linkId, linkId === 'nom' ? 'Le Goff' : '12');
      }
      await person.choose('douleur', 'Forte');
      await person.press('Terminer');
      element.readonly = true;
      await person.settles();
      element.language = 'en';
      await waitUntil(() => person.text.includes('No answer'));
      expect(page.violations).to.deep.equal([]);
    });
  });

  describe('hostile form', () => {
    it('shows scripts as the texts they are', async () => {
      const hostile = scripted(everyKind);
      const answers = responseOf({
        nom: [{ valueString: SCRIPT }],
        douleur: [{ valueCoding: { system: 'urn:choix', code: 'c1', display: SCRIPT } }],
        allergies: [{ valueString: SCRIPT }],
      });
      const person = await mountForm(formOf(hostile, { title: SCRIPT }), { response: answers });
      await person.fill('enfants', SCRIPT);
      await person.press('Terminer');
      expect(person.text).to.include('<img src=x onerror=');
      person.element.readonly = true;
      await waitUntil(() => person.root.querySelector('[part="answers"]'));
      expect(person.text).to.include('<img src=x onerror=');
      expect(person.root.querySelectorAll('img, script')).to.have.length(0);
      expect('ran' in globalThis).to.be.false;
    });

    it('makes no link of a script', async () => {
      const items: Item[] = [
        { linkId: 'u', type: 'url', text: 'Site', initial: [{ valueUri: 'javascript:globalThis.ran=1' }] },
      ];
      const person = await mountForm(items);
      person.element.readonly = true;
      await waitUntil(() => person.text.includes('javascript:'));
      for (const link of person.root.querySelectorAll('a')) expect(link.protocol).not.to.equal('javascript:');
    });

    it('pollutes no prototype, whatever its ids are', async () => {
      const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'];
      const item = names.map((linkId) => ({
        linkId,
        type: 'string',
        text: linkId,
        initial: [{ valueString: linkId }],
        enableWhen: [{ question: names[4], operator: '!=', answerString: 'non' }],
      }));
      const text = JSON.stringify({ ...formOf(item.map((one, at) => (at === 4 ? { ...one, enableWhen: [] } : one))) });
      const person = await mountForm(
        text.replace('{', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},'),
      );
      for (const linkId of names) await person.fill(linkId, `${linkId} !`);
      expect(names.flatMap((linkId) => person.answers(linkId))).to.deep.equal(names.map((linkId) => `${linkId} !`));
      expect(({} as Record<string, unknown>)['polluted']).to.be.undefined;
      expect(Object.keys(Object.prototype)).to.be.empty;
    });

    it('takes controls of any name', async () => {
      const person = await mountForm(
        ['__proto__', 'constructor', 'toString', '', ' '].map((code) => ({
          linkId: `q${code}`,
          type: 'choice',
          text: 'Question',
          answerOption: choices('A', 'B'),
          extension: [control(code)],
        })),
      );
      expect(person.root.querySelectorAll('[part="option"]')).to.have.length(10);
      const group = await mountForm(
        ['__proto__', 'constructor', 'valueOf'].map((code) => ({
          linkId: code,
          type: 'group',
          text: 'Groupe',
          extension: [control(code)],
          item: [{ linkId: `q${code}`, type: 'string', text: 'Question' }],
        })),
      );
      expect(group.root.querySelectorAll('fieldset')).to.have.length(3);
    });

    it('may have texts of any length', async () => {
      const long = 'Anticonstitutionnellement'.repeat(400);
      const person = await mountForm([{ linkId: 'q', type: 'string', text: long }]);
      expect(person.element.scrollWidth).to.be.at.most(person.element.clientWidth);
    });
  });
});
