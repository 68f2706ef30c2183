import { expect } from '@open-wc/testing';
import {
  aside,
  choices,
  control,
  everyKind,
  HL7,
  mountForm,
  responseOf,
  type Item,
  type Respondent,
} from '../support/questionnaire.ts';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { waitUntil } from '../support/wait.ts';

const paged: Item[] = everyKind.slice(1).map((group) => ({ ...group, extension: [control('page')] }));
const filled = responseOf({
  nom: [{ valueString: 'Le Goff' }],
  fievre: [{ valueBoolean: false }],
  poids: [{ valueDecimal: 61.5 }],
  douleur: [{ valueCoding: { system: 'urn:choix', code: 'c2' } }],
  signes: [{ valueCoding: { system: 'urn:choix', code: 'c0' } }],
  allergies: [{ valueString: 'Pollen' }, { valueString: 'Latex' }],
});

/** What a field is called: by its own label, or by the labels bound to it. */
function nameOf(field: HTMLInputElement): string {
  return field.ariaLabel === null ? [...(field.labels ?? [])].map(wordsOf).join(' ') : wordsOf(field);
}

/** What more is read of an element; each id must lead to something. */
function descriptionOf({ root }: Respondent, element: Element): string {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => wordsOf(root.getElementById(id)) || `nothing has the id ${id}`).join(' | ');
}

/** Every word the status region says while something is done. */
async function spoken(person: Respondent, action: () => Promise<unknown>): Promise<string[]> {
  const status = person.root.querySelector('[role="status"]')!;
  const words: string[] = [];
  const observer = new MutationObserver(() => words.push(wordsOf(status)));
  observer.observe(status, { childList: true, characterData: true, subtree: true });
  await action();
  await person.settles();
  observer.disconnect();
  return words;
}

describe('relais-questionnaire', () => {
  describe('accessibility', () => {
    it('is accessible empty', async () => {
      const { element } = await mountForm(everyKind);
      await expect(element).to.be.accessible();
    });

    it('is accessible filled in', async () => {
      const { element } = await mountForm(everyKind, { response: filled });
      await expect(element).to.be.accessible();
    });

    it('is accessible with its faults told', async () => {
      const person = await mountForm(everyKind);
      await person.fill('enfants', 'deux');
      await person.press('Terminer');
      await waitUntil(() => person.isAt(person.summary));
      await expect(person.element).to.be.accessible();
    });

    it('is accessible page by page', async () => {
      const person = await mountForm(paged);
      await expect(person.element).to.be.accessible();
      await person.fill('nom', 'Le Goff');
      await person.press('Suivant');
      await expect(person.element).to.be.accessible();
      await person.choose('fievre', 'Non');
      await person.press('Suivant');
      expect(person.text).to.include('Relecture');
      await expect(person.element).to.be.accessible();
    });

    it('is accessible to read', async () => {
      const { element } = await mountForm(everyKind, { readonly: true, response: filled });
      await expect(element).to.be.accessible();
    });

    it('is accessible where nothing may be changed', async () => {
      const items = everyKind[2]!.item!.map((item) => ({ ...item, readOnly: true }));
      const person = await mountForm(items, { response: filled });
      await expect(person.element).to.be.accessible();
      expect(person.root.querySelectorAll(':disabled, [aria-disabled]')).to.have.length(0);
      expect(person.field('enfants').readOnly).to.be.true;
      expect(person.box('douleur').querySelectorAll('input')).to.have.length(0);
    });

    it('is accessible when there is no form to show', async () => {
      const { element } = await mountForm('no form');
      await expect(element).to.be.accessible();
    });

    it('fits a screen of 320 px', async () => {
      // Not the window itself, which WebKitGTK makes no narrower than its tool bar.
      document.body.style.width = '320px';
      try {
        const person = await mountForm(everyKind, { response: filled });
        await person.press('Terminer');
        const { scrollWidth, clientWidth } = person.element;
        expect(scrollWidth).to.be.at.most(clientWidth);
        for (const child of person.root.querySelectorAll('.root *:not(.hidden, .calendar)')) {
          expect(child.getBoundingClientRect().right, child.outerHTML.slice(0, 80)).to.be.at.most(
            person.element.getBoundingClientRect().right,
          );
        }
        await expect(person.element).to.be.accessible();
      } finally {
        document.body.style.removeProperty('width');
      }
    });

    it('ties each field to its words', async () => {
      const person = await mountForm(everyKind);
      const named = ['nom', 'naissance', 'notes', 'site', 'accord', 'enfants', 'poids', 'heure', 'commune'];
      const names = named.map((linkId) => nameOf(person.field(linkId)));
      expect(names).to.deep.equal([
        'Nom * (obligatoire)',
        'Date de naissance',
        'Notes',
        'Site',
        'J’ai lu la notice',
        'Enfants',
        'Poids',
        'Heure du repas',
        'Commune',
      ]);
      expect(person.fields('debut').map(nameOf)).to.deep.equal(['Début des signes – Date', 'Début des signes – Heure']);
      expect(person.fields('glycemie').map(nameOf)).to.deep.equal(['Glycémie', 'Unité : Glycémie']);
      expect(person.fields('douleur').map(nameOf)).to.deep.equal(['Aucune', 'Légère', 'Forte']);
    });

    it('leaves no field without a name or with a dead reference', async () => {
      const person = await mountForm(everyKind, { response: filled });
      await person.press('Terminer');
      for (const field of person.root.querySelectorAll<HTMLInputElement>(':is(input, select, textarea)')) {
        if (field.ariaHidden !== 'true') expect(nameOf(field), field.outerHTML).not.to.equal('');
        expect(descriptionOf(person, field)).not.to.include('nothing has the id');
      }
      const ids = [...person.root.querySelectorAll('[id]')].map(({ id }) => id);
      expect(new Set(ids).size).to.equal(ids.length);
    });

    it('describes a field by its help, unit and fault', async () => {
      const unit = { url: `${HL7}questionnaire-unit`, valueCoding: { code: 'kg', display: 'kg' } };
      const help = [aside('aide', 'help', 'Sans chaussures.')];
      const person = await mountForm([
        { linkId: 'poids', type: 'decimal', text: 'Poids', extension: [unit], item: help },
        {
          linkId: 'taille',
          type: 'quantity',
          text: 'Taille',
          extension: [{ url: `${HL7}questionnaire-unitOption`, valueCoding: { code: 'cm', display: 'cm' } }],
        },
      ]);
      await person.fill('poids', 'lourd');
      expect(descriptionOf(person, person.field('poids'))).to.equal('kg | Sans chaussures. | Indiquez un nombre.');
      expect(person.field('poids').getAttribute('aria-invalid')).to.equal('true');
      expect(descriptionOf(person, person.field('taille'))).to.equal('cm');
    });

    it('describes choices once, where they begin', async () => {
      const items: Item[] = [
        {
          linkId: 'q',
          type: 'choice',
          text: 'Douleur',
          required: true,
          answerOption: choices('Aucune', 'Forte'),
          item: [aside('aide', 'help', 'Ces derniers jours.')],
        },
      ];
      const person = await mountForm(items);
      await person.press('Terminer');
      const set = person.set('q');
      expect(set.getAttribute('role')).to.equal('radiogroup');
      expect(person.nameOfSet('q')).to.equal('Douleur * (obligatoire)');
      expect(descriptionOf(person, set)).to.equal('Ces derniers jours. | Réponse obligatoire.');
      expect(set.getAttribute('aria-required')).to.equal('true');
      expect(set.getAttribute('aria-invalid')).to.equal('true');
      expect(person.fields('q').map((field) => descriptionOf(person, field))).to.deep.equal(['', '']);
    });

    it('says groups as groups', async () => {
      const person = await mountForm(everyKind);
      const legends = ['personne', 'etat'].map((linkId) => [
        person.box(linkId).localName,
        wordsOf(person.box(linkId).querySelector(':scope > legend')),
      ]);
      expect(legends).to.deep.equal([
        ['fieldset', 'Personne * (obligatoire)'],
        ['fieldset', 'État * (obligatoire)'],
      ]);
    });

    it('leads from the summary to each fault', async () => {
      const person = await mountForm(everyKind);
      await person.fill('enfants', 'deux');
      await person.press('Terminer');
      await waitUntil(() => person.isAt(person.summary));
      const links = [...person.summary!.querySelectorAll<HTMLElement>('button')];
      const last = links.find((link) => wordsOf(link) === 'Enfants : Indiquez un nombre entier.');
      last!.click();
      await person.reaches('enfants');
      await person.fill('enfants', '2');
      expect(wordsOf(person.summary)).not.to.include('Enfants');
    });

    it('brings the focus to the first fault when asked', async () => {
      const person = await mountForm(everyKind.map((group) => ({ ...group, required: false })));
      await person.fill('notes', 'Rien');
      await person.element.focusFirstError();
      expect(person.isAt(person.field('nom'))).to.be.true;
    });
  });

  describe('announcements', () => {
    const conditional: Item[] = [
      { linkId: 'age', type: 'integer', text: 'Âge' },
      {
        linkId: 'suite',
        type: 'group',
        text: 'Suite',
        enableWhen: [{ question: 'age', operator: '>=', answerInteger: 18 }],
        item: [
          { linkId: 'un', type: 'string', text: 'Un' },
          { linkId: 'deux', type: 'string', text: 'Deux' },
          { linkId: 'mot', type: 'display', text: 'Mot' },
        ],
      },
    ];

    it('say nothing while somebody types', async () => {
      const person = await mountForm(conditional);
      person.field('age').focus();
      expect(await spoken(person, () => person.type('20'))).to.be.empty;
      expect(person.has('un')).to.be.true;
    });

    it('say once what has appeared when a field is left', async () => {
      const person = await mountForm(conditional);
      person.field('age').focus();
      await person.type('20');
      expect(await spoken(person, () => person.key('Tab'))).to.deep.equal(['2 questions apparaissent']);
    });

    it('say nothing of what came and went', async () => {
      const person = await mountForm(conditional);
      person.field('age').focus();
      await person.type('20');
      await person.key('Backspace');
      expect(await spoken(person, () => person.key('Tab'))).to.be.empty;
    });

    it('say a new result as the language writes it', async () => {
      const expression = "%resource.item.where(linkId='age').answer.value / 2";
      const person = await mountForm([
        conditional[0]!,
        {
          linkId: 'demi',
          type: 'decimal',
          text: 'Moitié',
          readOnly: true,
          extension: [
            {
              url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression',
              valueExpression: { language: 'text/fhirpath', expression },
            },
          ],
        },
      ]);
      expect(await spoken(person, () => person.fill('age', '3'))).to.deep.equal(['Moitié : 1,5']);
    });

    it('say nothing of a result that stands in something hidden', async () => {
      const expression = "%resource.item.where(linkId='age').answer.value > 2";
      const rule = {
        linkId: 'regle',
        type: 'boolean',
        readOnly: true,
        extension: [
          {
            url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression',
            valueExpression: { language: 'text/fhirpath', expression },
          },
        ],
      };
      const hidden = { url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-hidden', valueBoolean: true };
      const person = await mountForm([
        conditional[0]!,
        { linkId: 'regles', type: 'group', extension: [hidden], item: [rule] },
      ]);
      expect(await spoken(person, () => person.fill('age', '3'))).to.be.empty;
    });

    it('say nothing of faults that are read with their field', async () => {
      const person = await mountForm(everyKind);
      expect(await spoken(person, () => person.fill('enfants', 'deux'))).to.be.empty;
      expect(person.faults('enfants')).to.equal('Indiquez un nombre entier.');
    });
  });
});
