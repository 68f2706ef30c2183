import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { Questionnaire } from '@relais/elements';
import { sendKeys } from '@web/test-runner-commands';
import { createDrafts } from '@relais/sdk/questionnaire/drafts';
import { formOf, Respondent, responseOf, type Item } from '../support/questionnaire.ts';
import { waitUntil } from '../support/wait.ts';

const items: Item[] = [
  { linkId: 'nom', type: 'string', text: 'Nom', required: true },
  { linkId: 'age', type: 'integer', text: 'Âge' },
];

interface Inside {
  readonly form: HTMLFormElement;
  readonly person: Respondent;
  readonly sent: FormData[];
}

/** A form of the page with a questionnaire in it, which sends nothing anywhere. */
async function mountInForm(
  content = html`<relais-questionnaire name="suivi"></relais-questionnaire>`,
): Promise<Inside> {
  const sent: FormData[] = [];
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    sent.push(new FormData(event.target as HTMLFormElement));
  };
  const box = await fixture(
    html`<form @submit=${submit}><input name="avant" aria-label="Avant" />${content}<button>Envoyer</button></form>`,
  );
  const form = box as HTMLFormElement;
  const element = form.querySelector('relais-questionnaire')!;
  element.questionnaire = formOf(items);
  return { form, sent, person: await new Respondent(element).settles() };
}

function sentResponse(data: FormData | undefined, name = 'suivi'): unknown {
  const text = data?.get(name);
  return typeof text === 'string' ? JSON.parse(text) : undefined;
}

/** The response as it is sent when nothing is left to correct. */
function finished({ response }: Questionnaire): object {
  return { ...response, status: 'completed' };
}

describe('relais-questionnaire', () => {
  describe('form', () => {
    it('is reached by a label of the page', async () => {
      const { form, person } = await mountInForm(
        html`<label for="suivi">Votre suivi</label
          ><relais-questionnaire id="suivi" name="suivi"></relais-questionnaire>`,
      );
      form.querySelector('label')!.click();
      expect(person.isAt(person.field('nom'))).to.equal(true);
      // A press inside goes where it was pressed.
      person.field('age').focus();
      person.field('age').click();
      person.root.querySelector<HTMLElement>('[part="form"]')!.click();
      expect(person.isAt(person.field('age'))).to.equal(true);
    });

    it('sends the response under its name', async () => {
      const { form, person, sent } = await mountInForm();
      await person.fill('nom', 'Le Goff');
      form.querySelector('button')!.click();
      expect(sent).to.have.length(1);
      expect(sentResponse(sent[0])).to.deep.equal(finished(person.element));
      expect(person.answers('nom')).to.deep.equal(['Le Goff']);
    });

    it('sends nothing without a name', async () => {
      const { form, person } = await mountInForm(html`<relais-questionnaire></relais-questionnaire>`);
      await person.fill('nom', 'Le Goff');
      expect([...new FormData(form).keys()]).to.deep.equal(['avant']);
    });

    it('has no button of its own to finish', async () => {
      const { person } = await mountInForm();
      expect(person.text).not.to.include('Terminer');
    });

    it('is not submitted while an answer is missing', async () => {
      const { form, person, sent } = await mountInForm();
      form.querySelector('button')!.click();
      await waitUntil(() => person.isAt(person.summary));
      expect(sent).to.be.empty;
      expect(person.summary!.textContent).to.include('Une réponse à corriger');
    });

    it('leaves the focus to a field that is wrong before it', async () => {
      const { form, person } = await mountInForm();
      const before = form.querySelector('input')!;
      before.required = true;
      form.querySelector('button')!.click();
      await person.settles();
      expect(document.activeElement === before).to.be.true;
    });

    it('is submitted unasked where the form says so, and is not finished then', async () => {
      const { form, sent } = await mountInForm();
      form.noValidate = true;
      form.querySelector('button')!.click();
      expect(sent).to.have.length(1);
      expect(sentResponse(sent[0])).to.include({ status: 'in-progress' });
    });

    it('is finished where it is sent, and not where it is still answered', async () => {
      const { form, person } = await mountInForm();
      await person.fill('nom', 'Le Goff');
      expect(sentResponse(new FormData(form))).to.include({ status: 'completed' });
      expect(person.element.response!.status).to.equal('in-progress');
      await person.fill('age', '4,5');
      expect(sentResponse(new FormData(form))).to.include({ status: 'in-progress' });
    });

    it('keeps its draft when it is sent, until it is told that it arrived', async () => {
      const drafts = createDrafts({ owner: 'test', storage: 'memory' });
      const { form, person, sent } = await mountInForm();
      Object.assign(person.element, { draft: 'suivi', drafts });
      await person.settles();
      const told = oneEvent(person.element, 'relais-draft');
      await person.fill('nom', 'Le Goff');
      await told;
      form.querySelector('button')!.click();
      expect(sent).to.have.length(1);
      expect(await drafts.load('suivi')).to.include({ key: 'suivi' });
      person.element.complete();
      await waitUntil(async () => (await drafts.load('suivi')) === undefined);
    });

    it('leaves what is only read as far as it is', async () => {
      const { form, person } = await mountInForm();
      await person.fill('nom', 'Le Goff');
      person.element.readonly = true;
      await person.settles();
      expect(sentResponse(new FormData(form))).to.include({ status: 'in-progress' });
    });

    for (const status of ['completed', 'amended'] as const) {
      it(`goes on with a response that is ${status} as one that is amended`, async () => {
        const { form, person } = await mountInForm();
        person.element.response = { ...responseOf({ nom: [{ valueString: 'Le Goff' }] }), status };
        await person.settles();
        expect(sentResponse(new FormData(form))).to.include({ status });
        await person.fill('nom', '');
        expect(person.element.response.status).to.equal('in-progress');
        await person.fill('nom', 'Riou');
        expect(sentResponse(new FormData(form))).to.include({ status: 'amended' });
        person.element.complete();
        expect(person.element.response.status).to.equal('amended');
      });
    }

    it('holds the form of the page back until it is open, and when it cannot be', async () => {
      const { form, person } = await mountInForm();
      person.element.questionnaire = { resourceType: 'Patient' };
      await person.settles();
      expect(form.checkValidity()).to.be.false;
      person.element.questionnaire = undefined;
      await person.element.updateComplete;
      expect(form.checkValidity()).to.be.true;
    });

    it('says whether it is valid without a word on screen', async () => {
      const { form, person } = await mountInForm();
      expect(person.element.checkValidity()).to.be.false;
      expect(person.element.validity.customError).to.be.true;
      expect(person.element.validationMessage).to.equal('Réponse obligatoire.');
      await person.settles();
      expect(person.summary === null).to.be.true;
      await person.fill('nom', 'Le Goff');
      expect(person.element.checkValidity()).to.be.true;
      expect(form.checkValidity()).to.be.true;
      expect(person.element.validity.valid).to.be.true;
    });

    it('does not disturb who is answering when its form is checked', async () => {
      const { form, person } = await mountInForm();
      form.addEventListener('input', () => void form.checkValidity());
      person.field('age').focus();
      await person.type('4');
      await person.settles();
      expect(person.isAt(person.field('age'))).to.be.true;
      expect(person.summary === null).to.be.true;
    });

    it('tells its faults when asked to report them', async () => {
      const { person } = await mountInForm();
      expect(person.element.reportValidity()).to.be.false;
      await waitUntil(() => person.isAt(person.summary));
      expect(person.faults('nom')).to.equal('Réponse obligatoire.');
    });

    it('is as it was given after a reset', async () => {
      const { form, person } = await mountInForm();
      person.element.response = responseOf({ nom: [{ valueString: 'Le Goff' }] });
      await person.settles();
      await person.fill('nom', 'Riou');
      const changed = oneEvent(person.element, 'relais-change');
      form.reset();
      await changed;
      expect(person.answers('nom')).to.deep.equal(['Le Goff']);
      expect(person.field('nom').value).to.equal('Le Goff');
    });

    it('belongs to the form its attribute names', async () => {
      const page = await fixture(
        html`<div>
          <form id="ailleurs"></form>
          <relais-questionnaire form="ailleurs" name="suivi"></relais-questionnaire>
        </div>`,
      );
      const element = page.querySelector('relais-questionnaire')!;
      element.questionnaire = formOf(items);
      const person = await new Respondent(element).settles();
      await person.fill('nom', 'Le Goff');
      expect(element.form === page.querySelector('form')).to.be.true;
      expect(sentResponse(new FormData(element.form!))).to.deep.equal(finished(element));
    });

    it('joins a form it is put into later', async () => {
      const page = await fixture(
        html`<div>
          <form></form>
          <relais-questionnaire name="suivi"></relais-questionnaire>
        </div>`,
      );
      const [element, form] = [page.querySelector('relais-questionnaire')!, page.querySelector('form')!];
      element.questionnaire = formOf(items);
      const person = await new Respondent(element).settles();
      await person.fill('nom', 'Le Goff');
      expect(person.text).to.include('Terminer');
      form.append(element);
      await element.updateComplete;
      expect(person.text).not.to.include('Terminer');
      expect(sentResponse(new FormData(form))).to.deep.equal(finished(element));
      page.append(element);
      await element.updateComplete;
      expect([...new FormData(form).keys()]).to.be.empty;
      expect(person.text).to.include('Terminer');
    });

    it('is read only, and not sent, in a disabled fieldset', async () => {
      const { form, person } = await mountInForm(
        html`<fieldset><relais-questionnaire name="suivi"></relais-questionnaire></fieldset>`,
      );
      await person.fill('nom', 'Le Goff');
      const fieldset = form.querySelector('fieldset')!;
      fieldset.disabled = true;
      await waitUntil(() => person.root.querySelector('[part="answers"]'));
      expect(person.root.querySelectorAll('input')).to.have.length(0);
      expect([...new FormData(form).keys()]).to.deep.equal(['avant']);
      fieldset.disabled = false;
      await person.settles();
      expect(person.field('nom').value).to.equal('Le Goff');
      expect(sentResponse(new FormData(form))).to.deep.equal(finished(person.element));
    });

    it('asks nothing of who can only read it', async () => {
      const { form, person, sent } = await mountInForm();
      person.element.readonly = true;
      await person.settles();
      form.querySelector('button')!.click();
      expect(sent).to.have.length(1);
    });

    it('is reached by the label of the page', async () => {
      const { person } = await mountInForm();
      person.element.focus();
      expect(person.isAt(person.field('nom'))).to.be.true;
    });

    it('is not submitted by Enter in a field', async () => {
      const { person, sent } = await mountInForm();
      person.field('nom').focus();
      await person.type('Le Goff');
      await sendKeys({ press: 'Enter' });
      await person.settles();
      expect(sent).to.be.empty;
      expect(person.answers('nom')).to.deep.equal(['Le Goff']);
    });
  });

  describe('two on one page', () => {
    it('know nothing of each other', async () => {
      const page = await fixture(
        html`<form>
          <relais-questionnaire name="a"></relais-questionnaire>
          <relais-questionnaire name="b"></relais-questionnaire>
        </form>`,
      );
      const elements = [...page.querySelectorAll('relais-questionnaire')] as [Questionnaire, Questionnaire];
      for (const element of elements)
        element.questionnaire = formOf([...items, { linkId: 'oui', type: 'boolean', text: 'Oui ?' }]);
      const [first, second] = await Promise.all(elements.map((element) => new Respondent(element).settles()));
      await first!.fill('nom', 'Le Goff');
      await first!.choose('oui', 'Oui');
      await second!.choose('oui', 'Non');
      expect(first!.answers('oui')).to.deep.equal([true]);
      expect(second!.answers('nom')).to.be.empty;
      const data = new FormData(page as HTMLFormElement);
      expect(sentResponse(data, 'a')).to.deep.equal(finished(elements[0]));
      expect(sentResponse(data, 'b')).to.deep.equal(elements[1].response);
    });
  });
});
