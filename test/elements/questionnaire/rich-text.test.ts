import { expect, fixture, html } from '@open-wc/testing';
import type { Questionnaire } from '@relais/elements';
import { formOf, HL7, mountForm, translated, type Item, type Respondent } from '../support/questionnaire.ts';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { waitUntil } from '../support/wait.ts';

const rendered = (name: string, value: object): object => ({
  extension: [{ url: `${HL7}rendering-${name}`, ...value }],
});
const xhtml = (valueString: string): object => rendered('xhtml', { valueString });
const markdown = (valueMarkdown: string): object => rendered('markdown', { valueMarkdown });
const style = (valueString: string): object => rendered('style', { valueString });

function display(_text: object, rest: object = {}): Item {
  return { linkId: 'notice', type: 'display', text: 'Texte nu', _text, ...rest };
}

const rich = (person: Respondent): HTMLElement => person.root.querySelector<HTMLElement>('.rich')!;

interface StrictWindow extends Window {
  violations: string[];
}

/** A page of its own, under a policy of its own. */
async function openPage(name: string, form: object): Promise<{ root: ShadowRoot; violations: string[] }> {
  const frame = await fixture<HTMLIFrameElement>(html`<iframe title="page"></iframe>`);
  frame.src = new URL(`../support/pages/${name}.html`, import.meta.url).pathname;
  const find = (): Questionnaire | null | undefined =>
    frame.contentDocument?.querySelector<Questionnaire>('relais-questionnaire:defined');
  await waitUntil(find, 'is there');
  const element = find()!;
  element.questionnaire = form;
  await waitUntil(() => element.shadowRoot?.querySelector('[part="display"]'), 'is drawn');
  return { root: element.shadowRoot!, violations: (frame.contentWindow as unknown as StrictWindow).violations };
}

describe('relais-questionnaire', () => {
  describe('rich text', () => {
    it('shows XHTML in place of the plain text, and is accessible', async () => {
      const person = await mountForm([
        display(
          xhtml('<div xmlns="http://www.w3.org/1999/xhtml"><p>Ne <b>pas</b> arrêter</p><ul><li>un</li></ul></div>'),
        ),
      ]);
      expect(rich(person).querySelector('b')?.textContent).to.equal('pas');
      expect(rich(person).querySelectorAll('li')).to.have.length(1);
      expect(person.text).not.to.include('Texte nu');
      await expect(person.element).to.be.accessible();
    });

    it('shows Markdown', async () => {
      const person = await mountForm([display(markdown('Ne **pas** arrêter\n\n- un\n- deux'))]);
      expect(rich(person).querySelector('strong')?.textContent).to.equal('pas');
      expect(rich(person).querySelectorAll('li')).to.have.length(2);
    });

    it('lets nothing through that acts, asks, or looks like a part of the form', async () => {
      const person = await mountForm([
        display(
          xhtml(
            `<div id="summary" class="fault" onclick="alert(1)"><script>alert(1)</script><style>*{display:none}</style>
             <form><input name="x"><button>Oui</button></form><iframe src="/"></iframe><svg><script>1</script></svg>
             <img src="https://ailleurs.example/pixel.png" alt="Plan" onerror="alert(1)"><a href="javascript:alert(1)">ici</a>
             <i style="position:fixed;color:rgb(1, 2, 3)">là</i></div>`,
          ),
        ),
      ]);
      const box = rich(person);
      expect(box.querySelectorAll('script, style, form, input, button, iframe, svg, img, a')).to.have.length(0);
      expect(box.querySelectorAll('[id], [class], [onclick]')).to.have.length(0);
      expect(wordsOf(box)).to.include('Plan').and.to.include('ici');
      const { color, position } = getComputedStyle(box.querySelector('i')!);
      expect([color, position]).to.deep.equal(['rgb(1, 2, 3)', 'static']);
      expect(performance.getEntriesByType('resource').some(({ name }) => name.includes('ailleurs'))).to.equal(false);
    });

    it('opens links beside the form, telling nobody where from', async () => {
      const person = await mountForm([display(markdown('[la notice](https://relais.example/notice)'))]);
      const link = rich(person).querySelector('a')!;
      expect([link.href, link.target, link.rel]).to.deep.equal([
        'https://relais.example/notice',
        '_blank',
        'noopener noreferrer',
      ]);
    });

    it('gives a text the few styles that set it off', async () => {
      const person = await mountForm([
        display(style('color: rgb(1, 2, 3); font-weight: bold; position: fixed; background-image: url(/x)')),
      ]);
      const computed = getComputedStyle(rich(person));
      expect(computed.color).to.equal('rgb(1, 2, 3)');
      expect(computed.fontWeight).to.equal('700');
      expect([computed.position, computed.backgroundImage]).to.deep.equal(['static', 'none']);
      expect(person.text).to.include('Texte nu');
    });

    it('marks up prefixes, questions, groups and options', async () => {
      const person = await mountForm([
        {
          linkId: 'groupe',
          type: 'group',
          text: 'Groupe',
          _text: markdown('**Groupe**'),
          item: [
            {
              linkId: 'choix',
              type: 'choice',
              prefix: '1.',
              _prefix: style('font-style: italic'),
              text: 'Choix',
              _text: xhtml('<em>Choix</em>'),
              answerOption: [
                { valueString: 'Oui', _valueString: xhtml('<u>Oui</u>') },
                { valueCoding: { code: 'n', display: 'Non', _display: xhtml('<s>Non</s>') } },
              ],
            },
          ],
        },
      ]);
      expect(
        [...person.root.querySelectorAll('.rich :is(strong, em, u, s)')].map(({ localName }) => localName),
      ).to.deep.equal(['strong', 'em', 'u', 's']);
      expect(getComputedStyle(person.root.querySelector('.prefix .rich')!).fontStyle).to.equal('italic');
    });

    it('shows pictures the form contains, named by the plain text', async () => {
      const data = btoa('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>');
      const contained = [{ resourceType: 'Binary', id: 'rond', contentType: 'image/svg+xml', data }];
      const item = display(xhtml('<img src="#rond">'));
      const person = await mountForm(formOf([item], { contained }));
      const image = rich(person).querySelector('img')!;
      await image.decode();
      expect([image.alt, image.naturalWidth]).to.deep.equal(['Texte nu', 9]);
    });

    it('shows a translation rather than markup in another language', async () => {
      const { extension } = translated('en', 'Plain text') as { extension: object[] };
      const both = { extension: [...extension, ...(xhtml('<b>Gras</b>') as { extension: object[] }).extension] };
      const person = await mountForm([display(both)], { language: 'en' });
      await waitUntil(() => person.text.includes('Plain text'));
      expect(person.text).not.to.include('Gras');
    });

    it('works where scripts and styles are restricted', async () => {
      const item = display(xhtml('<p>Ne <b style="color: rgb(1, 2, 3)">pas</b> arrêter</p>'), {
        _prefix: style('color: red'),
      });
      const { root, violations } = await openPage('strict', formOf([item]));
      const bold = root.querySelector('.rich b')!;
      expect(getComputedStyle(bold).color).to.equal('rgb(1, 2, 3)');
      expect(violations).to.deep.equal([]);
    });

    it('shows the plain text where the page refuses markup', async () => {
      const { root } = await openPage('refusing', formOf([display(xhtml('<b>Gras</b>'))]));
      const isEnforced = 'trustedTypes' in globalThis;
      expect(wordsOf(root.querySelector('[part="display"]'))).to.equal(isEnforced ? 'Texte nu' : 'Gras');
    });
  });
});
