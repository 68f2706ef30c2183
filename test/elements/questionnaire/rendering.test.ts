import { expect } from '@open-wc/testing';
import { wordsOf } from '../../../stories/support/visitor.ts';
import {
  aside,
  choices,
  control,
  everyKind,
  formOf,
  HL7,
  mountForm,
  SDC,
  type Item,
} from '../support/questionnaire.ts';

const Q = `${HL7}questionnaire-`;

function choice(rest: Record<string, unknown> = {}): Item {
  return { linkId: 'douleur', type: 'choice', text: 'Douleur', answerOption: choices('Aucune', 'Légère'), ...rest };
}

/** Where the boxes of a question's options begin, down the page. */
function topsOf(box: HTMLElement): number[] {
  return [...box.querySelectorAll('[part="option"]')].map((option) => Math.round(option.getBoundingClientRect().top));
}

function folded(linkId: string, code: string): Item {
  const extension = [{ url: `${SDC}collapsible`, valueCode: code }];
  return { linkId, type: 'group', text: linkId, extension, item: [{ linkId: `${linkId}.1`, type: 'string' }] };
}

function page(linkId: string, item: Item[], rest: object = {}): Item {
  return { linkId, type: 'group', text: linkId, extension: [control('page')], item, ...rest };
}

describe('relais-questionnaire', () => {
  describe('rendering', () => {
    it('has a field for every type of question', async () => {
      const person = await mountForm(everyKind);
      const kinds = ['nom', 'notes', 'site', 'enfants', 'poids', 'heure', 'debut', 'commune'].map((linkId) => {
        const { localName, type, inputMode } = person.field(linkId);
        return [linkId, localName, type, inputMode].filter(Boolean).join(' ');
      });
      expect(kinds).to.deep.equal([
        'nom input text',
        'notes textarea textarea',
        'site input text url',
        'enfants input text decimal',
        'poids input text decimal',
        'heure input text text',
        'debut input text text',
        'commune select select-one',
      ]);
      expect(person.fields('fievre').map(({ type }) => type)).to.deep.equal(['radio', 'radio']);
      expect(person.field('accord').type).to.equal('checkbox');
      expect(person.fields('glycemie').map(({ localName }) => localName)).to.deep.equal(['input', 'select']);
      expect(wordsOf(person.root.querySelector('[part="display"]'))).to.equal('Avant la consultation.');
    });

    it('shows the keyboard a form wants, and the usual one for a code nobody knows', async () => {
      const codes = ['phone', 'email', 'number', 'url', 'chat', 'constructor'];
      const person = await mountForm(
        codes.map((code) => ({
          linkId: code,
          type: 'string',
          text: code,
          extension: [{ url: `${SDC}keyboard`, valueCoding: { code } }],
        })),
      );
      const modes = codes.map((code) => person.field(code).inputMode);
      expect(modes).to.deep.equal(['tel', 'email', 'decimal', 'url', 'text', '']);
    });

    it('shows radio buttons, boxes to tick or a list, as the form asks', async () => {
      const person = await mountForm([
        choice({ linkId: 'radio', extension: [control('radio-button')] }),
        choice({ linkId: 'boxes', extension: [control('check-box')], repeats: true }),
        choice({ linkId: 'list', extension: [control('drop-down')] }),
      ]);
      const types = ['radio', 'boxes', 'list'].map((linkId) => person.field(linkId).type);
      expect(types).to.deep.equal(['radio', 'checkbox', 'select-one']);
    });

    it('lays choices out in a line where the form asks', async () => {
      const oriented = (valueCode: string): object => ({ extension: [{ url: `${Q}choiceOrientation`, valueCode }] });
      const person = await mountForm([
        choice({ linkId: 'line', ...oriented('horizontal') }),
        choice({ linkId: 'column', ...oriented('vertical') }),
      ]);
      expect(new Set(topsOf(person.box('line'))).size).to.equal(1);
      expect(new Set(topsOf(person.box('column'))).size).to.equal(2);
    });

    it('reads helps, prompts and legal texts with their field, and its unit', async () => {
      const item = [
        aside('aide', 'help', 'Sans chaussures.'),
        aside('consigne', 'prompt', 'En kilogrammes.'),
        aside('mention', 'legal', 'Donnée de santé.'),
        aside('bulle', 'flyover', 'ce matin'),
        aside('unite', 'unit', 'kg'),
      ];
      const person = await mountForm([{ linkId: 'poids', type: 'decimal', text: 'Poids', item }]);
      const field = person.field('poids');
      const ids = field.getAttribute('aria-describedby')!.split(' ');
      const described = ids.map((id) => wordsOf(person.root.getElementById(id))).join(' ');
      expect(described).to.equal('kg Sans chaussures.En kilogrammes.Donnée de santé.');
      expect(wordsOf(field.labels?.[0] ?? null)).to.equal('Poids ce matin');
    });

    it('puts headers before a group and footers behind it', async () => {
      const item = [
        aside('tete', 'header', 'Au réveil.'),
        { linkId: 'pouls', type: 'integer', text: 'Pouls' },
        aside('pied', 'footer', 'Merci.'),
      ];
      const person = await mountForm([
        { linkId: 'mesures', type: 'group', text: 'Mesures', extension: [control('list')], item },
      ]);
      expect(wordsOf(person.box('mesures'))).to.equal('Mesures Au réveil. Pouls Merci.');
    });

    it('folds the groups a form calls collapsible', async () => {
      const person = await mountForm([folded('ouvert', 'default-open'), folded('plie', 'default-closed')]);
      const states = ['ouvert', 'plie'].map((linkId) => {
        const box = person.box(linkId);
        return [box.localName, (box as HTMLDetailsElement).open];
      });
      expect(states).to.deep.equal([
        ['details', true],
        ['details', false],
      ]);
    });

    it('shows nothing of what the form hides', async () => {
      const hidden = [{ url: `${Q}hidden`, valueBoolean: true }];
      const person = await mountForm([
        { linkId: 'vu', type: 'string', text: 'Vu' },
        { linkId: 'cache', type: 'string', text: 'Caché', extension: hidden },
      ]);
      expect([person.has('vu'), person.has('cache')]).to.deep.equal([true, false]);
    });

    it('calls another answer as the form does, and prefixes by what stands before them', async () => {
      const [first, second] = choices('Aucune', 'Légère') as { extension?: object[] }[];
      const answerOption = [{ ...first, extension: [{ url: `${Q}optionPrefix`, valueString: 'a)' }] }, second];
      const extension = [{ url: `${SDC}openLabel`, valueString: 'Une autre douleur' }];
      const person = await mountForm([choice({ type: 'open-choice', prefix: '1.', answerOption, extension })]);
      expect(person.text).to.contain('1. Douleur a) Aucune Légère Une autre douleur');
    });

    it('says that an answer is wanted, and when it is missing', async () => {
      const person = await mountForm([{ linkId: 'nom', type: 'string', text: 'Nom', required: true }]);
      expect(person.field('nom').getAttribute('aria-required')).to.equal('true');
      expect(person.element.validate()).to.equal(false);
      await person.element.updateComplete;
      expect(person.faults('nom')).to.not.equal('');
      expect(person.field('nom').getAttribute('aria-invalid')).to.equal('true');
    });

    it('tells with a field in what format the form wants its answer, dates aside', async () => {
      const extension = [{ url: `${HL7}entryFormat`, valueString: 'cinq chiffres' }];
      const types = ['string', 'text', 'integer', 'date'];
      const person = await mountForm([
        ...types.map((type) => ({ linkId: type, type, text: 'Code', extension })),
        { linkId: 'aussi', type: 'string', text: 'Code', extension, item: [aside('aide', 'help', 'Sur l’enveloppe.')] },
        { linkId: 'plusieurs', type: 'string', text: 'Codes', extension, repeats: true },
      ]);
      const told = (linkId: string): string => {
        const id = person.field(linkId).getAttribute('aria-describedby');
        return id ? wordsOf(person.root.getElementById(id)) : '';
      };
      const format = 'Format : cinq chiffres';
      expect(types.map(told)).to.deep.equal([format, format, format, '']);
      expect(told('aussi')).to.equal(`Sur l’enveloppe. ${format}`);
      expect(wordsOf(person.box('plusieurs'))).to.include(format);
      await expect(person.element).to.be.accessible();
    });

    it('tells the format of the form when an answer has another one', async () => {
      const extension = [
        { url: `${HL7}regex`, valueString: '[0-9]{5}' },
        { url: `${HL7}entryFormat`, valueString: 'cinq chiffres' },
      ];
      const person = await mountForm([{ linkId: 'code', type: 'string', text: 'Code postal', extension }]);
      await person.fill('code', '7600');
      expect(person.faults('code')).to.contain('cinq chiffres');
    });

    it('adds answers and repetitions, and takes them back', async () => {
      const person = await mountForm([
        { linkId: 'allergie', type: 'string', text: 'Allergie', repeats: true },
        {
          linkId: 'enfant',
          type: 'group',
          text: 'Enfant',
          repeats: true,
          item: [{ linkId: 'prenom', type: 'string', text: 'Prénom' }],
        },
      ]);
      await person.fill('allergie', 'Pollen');
      await person.press('Ajouter une réponse');
      expect(person.fields('allergie')).to.have.length(2);
      await person.fill('prenom', 'Ada');
      await person.press('Ajouter : Enfant');
      expect(person.boxes('enfant')).to.have.length(2);
      person.boxes('enfant')[1]!.querySelector('button')!.click();
      await person.element.updateComplete;
      expect(person.answers('prenom')).to.deep.equal(['Ada']);
    });

    it('takes a quantity in one of the units of the form', async () => {
      const units = ['g/L', 'mmol/L'].map((code) => ({ url: `${Q}unitOption`, valueCoding: { code, display: code } }));
      const person = await mountForm([{ linkId: 'glycemie', type: 'quantity', text: 'Glycémie', extension: units }]);
      await person.fill('glycemie', '5,4');
      const select = person.field('glycemie', 1) as unknown as HTMLSelectElement;
      select.value = 'mmol/L';
      select.dispatchEvent(new Event('change'));
      await person.element.updateComplete;
      expect(person.answers('glycemie')).to.deep.equal([{ value: 5.4, unit: 'mmol/L', code: 'mmol/L' }]);
    });

    it('offers the units of a value set', async () => {
      const concept = [
        { code: 'kg', display: 'kilogrammes' },
        { code: 'g', display: 'grammes' },
      ];
      const include = [{ system: 'http://unitsofmeasure.org', concept }];
      const contained = [{ resourceType: 'ValueSet', id: 'masses', status: 'active', compose: { include } }];
      const extension = [{ url: `${Q}unitValueSet`, valueCanonical: '#masses' }];
      const masse = { linkId: 'masse', type: 'quantity', text: 'Masse', extension };
      const person = await mountForm(formOf([masse], { contained }));
      const options = [...person.field('masse', 1).querySelectorAll('option')].map(wordsOf);
      expect(options).to.deep.equal(['kilogrammes', 'grammes']);
    });

    it('shows what is calculated, and gives a changed answer back to the calculation', async () => {
      const expression = { language: 'text/fhirpath', expression: "%resource.item.where(linkId='n').answer.value * 2" };
      const extension = [{ url: `${SDC}calculatedExpression`, valueExpression: expression }];
      const person = await mountForm([
        { linkId: 'n', type: 'integer', text: 'Nombre' },
        { linkId: 'double', type: 'integer', text: 'Double', extension },
      ]);
      await person.fill('n', '21');
      expect(person.field('double').value).to.equal('42');
      await person.fill('double', '40');
      const back = person.box('double').querySelector('button')!;
      back.click();
      await person.element.updateComplete;
      expect(person.answers('double')).to.deep.equal([42]);
    });

    it('shows one page at a time, and all answers before the end', async () => {
      const person = await mountForm([
        page('Vous', [{ linkId: 'nom', type: 'string', text: 'Nom', required: true }], { required: true }),
        page('Vos signes', [{ linkId: 'signe', type: 'string', text: 'Signe' }]),
      ]);
      expect([person.has('nom'), person.has('signe')]).to.deep.equal([true, false]);
      await person.press('Suivant');
      expect(person.faults('nom')).to.not.equal('');
      await person.fill('nom', 'Ada');
      await person.press('Suivant');
      expect([person.has('nom'), person.has('signe')]).to.deep.equal([false, true]);
      await person.press('Suivant');
      expect(person.text).to.contain('Ada');
      expect(person.fields('signe')).to.have.length(0);
    });

    it('has its pages told apart by a bar that is read', async () => {
      const person = await mountForm([page('Un', [{ linkId: 'a', type: 'string', text: 'A' }]), page('Deux', [])]);
      const bar = person.root.querySelector('progress')!;
      expect(bar.getAttribute('aria-label')).to.match(/1/);
      await expect(person.element).to.be.accessible();
    });
  });
});
