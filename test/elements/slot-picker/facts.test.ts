import { expect, oneEvent } from '@open-wc/testing';
import type { BookingRequest } from '@relais/model';
import type { ClientOptions } from '@relais/sdk';
import type { PageBackend } from '@relais/server/page';
import { sendKeys } from '@web/test-runner-commands';
import { openBackend, openClient } from '../support/backend.ts';
import { mountPicker, type MountOptions, type PickerDriver } from '../support/picker.ts';
import { states } from '../support/states.ts';
import { checklist, person, settings, territory } from '../support/structure.ts';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { waitUntil } from '../support/wait.ts';

const prefilled = { ...person, reason: 'fever' };

describe('relais-slot-picker', () => {
  describe('optional questions', () => {
    it('are folded below what is needed, and say that they are optional', async () => {
      const { root } = await states.held();
      const questions = part(root);
      expect(questions.open).to.be.false;
      expect(wordsOf(questions.querySelector('summary'))).to.equal('Questions facultatives');
      const phone = root.querySelector('#phone')!;
      expect(phone.compareDocumentPosition(questions)).to.equal(Node.DOCUMENT_POSITION_FOLLOWING);
    });

    it('say what for, ask three things, and have no answer yet', async () => {
      const driver = await walkToForm();
      expect(driver.text).to.include('chiffres d’activité que la structure présente à ses financeurs : elles ne');
      expect(listsOf(driver)).to.deep.equal({
        Sexe: 'Sans réponse',
        'Commune de résidence': 'Sans réponse',
        'Médecin traitant déclaré': 'Sans réponse',
      });
    });

    it('that are skipped are not sent', async () => {
      const { driver, sent } = await spy();
      await driver.press('Confirmer', 'confirmed');
      expect(sent).to.have.length(1);
      expect(sent[0]).not.to.have.property('facts');
    });

    it('are sent as answered', async () => {
      const { driver, sent } = await spy();
      driver.choose({ sex: 'Autre', commune: 'Le Gué-Blanc', attendingDoctor: 'Oui, ailleurs' });
      await driver.press('Confirmer', 'confirmed');
      expect(sent[0]!.facts).to.deep.equal({ sex: 'other', commune: 'le-gue-blanc', attendingDoctor: 'elsewhere' });
    });

    it('are sent without the answer that is taken back', async () => {
      const { driver, sent } = await spy();
      driver.choose({ sex: 'Femme', attendingDoctor: 'Non' });
      driver.choose({ sex: 'Sans réponse' });
      await driver.press('Confirmer', 'confirmed');
      expect(sent[0]!.facts).to.deep.equal({ attendingDoctor: 'none' });
    });

    it('leave out the commune where the structure lists none', async () => {
      const structures = [{ settings, territory: { ...territory, travelMinutes: {} }, checklists: [checklist] }];
      const driver = await walkToForm({ backend: await openBackend({ structures }) });
      expect(Object.keys(listsOf(driver))).to.deep.equal(['Sexe', 'Médecin traitant déclaré']);
    });

    it('take the commune said for the journey, which can be taken back', async () => {
      const { driver, sent } = await spy({ commune: 'le-gue-blanc' });
      expect(driver.root.querySelector('#commune')).to.be.null;
      expect(driver.text).to.include('Commune de résidence Le Gué-Blanc');
      await driver.press('Retirer, Commune de résidence');
      expect(driver.root.activeElement?.id).to.equal('commune');
      expect(listsOf(driver)).to.include({ 'Commune de résidence': 'Sans réponse' });
      await driver.press('Confirmer', 'confirmed');
      expect(sent[0]).not.to.have.property('facts');
    });

    it('send the commune that the person said in the list of seats', async () => {
      const { behind, sent } = await listen();
      const driver = await mountPicker({ ...behind, properties: prefilled });
      await driver.press('Demander un rendez-vous', 'checklist');
      await driver.press('Aucun de ces signes', 'ready');
      driver.choose({ commune: 'Orme-sur-Rive' });
      await driver.press('Le premier créneau', 'held');
      expect(driver.root.querySelector('#commune')).to.be.null;
      await driver.press('Confirmer', 'confirmed');
      expect(sent[0]!.facts).to.deep.equal({ commune: 'orme-sur-rive' });
    });

    it('are answered by a host that knows', async () => {
      const { driver, sent } = await spy({ sex: 'female', attendingDoctor: 'here' });
      expect(listsOf(driver)).to.include({ Sexe: 'Femme', 'Médecin traitant déclaré': 'Oui, sur le territoire' });
      await driver.press('Confirmer', 'confirmed');
      expect(sent[0]!.facts).to.deep.equal({ sex: 'female', attendingDoctor: 'here' });
    });

    it('are open where an answer is known, so that nothing is sent unseen', async () => {
      for (const known of [{ sex: 'female' }, { attendingDoctor: 'none' }, { commune: 'le-gue-blanc' }] as const) {
        const driver = await mountPicker({ properties: { ...prefilled, ...known } });
        await driver.begin('checklist');
        await driver.press('Aucun de ces signes', 'ready');
        await driver.press('Le premier créneau', 'held');
        expect(part(driver.root).open, JSON.stringify(known)).to.be.true;
        driver.picker.remove();
      }
    });

    it('take a host’s answers by attribute, and none that is not offered', async () => {
      const { behind, sent } = await listen();
      const driver = await mountPicker({ ...behind, properties: prefilled });
      driver.picker.setAttribute('sex', 'féminin');
      driver.picker.setAttribute('attending-doctor', 'elsewhere');
      driver.picker.setAttribute('commune', 'atlantide');
      await toForm(driver);
      expect(listsOf(driver)).to.include({ Sexe: 'Sans réponse', 'Commune de résidence': 'Sans réponse' });
      await driver.press('Confirmer', 'confirmed');
      expect(sent[0]!.facts).to.deep.equal({ attendingDoctor: 'elsewhere' });
    });

    it('keep their answers over a step back', async () => {
      const driver = await states.answers();
      await driver.press('Choisir un autre créneau', 'ready');
      await driver.press('Retour', 'reason');
      await driver.press('Douleur', 'ready');
      await driver.press('Le premier créneau', 'held');
      expect(part(driver.root).open).to.be.true;
      expect(Object.values(listsOf(driver))).to.deep.equal(['Femme', 'Le Gué-Blanc', 'Oui, ailleurs']);
    });

    it('show at its field that the structure does not take the commune any more', async () => {
      const { driver, backend, sent } = await spy({ commune: 'le-gue-blanc' });
      await backend.importTerritory(settings.id, { ...territory, travelMinutes: { 'orme-sur-rive': { s1: 4 } } });
      await fold(driver);
      await driver.press('Confirmer');
      await driver.says('Une réponse à corriger');
      expect([driver.root.activeElement?.id, part(driver.root).open]).to.deep.equal(['summary', true]);
      await expect(driver.picker).to.be.accessible();
      await driver.press('Choisissez une autre commune');
      const list = driver.root.activeElement as HTMLSelectElement;
      expect([list.id, list.getAttribute('aria-invalid')]).to.deep.equal(['commune', 'true']);
      const described = driver.root.getElementById(list.getAttribute('aria-describedby')!);
      expect(wordsOf(described)).to.equal('Choisissez une autre commune, ou ne répondez pas');
      driver.choose({ commune: 'Orme-sur-Rive' });
      await driver.press('Confirmer', 'confirmed');
      expect(sent.at(-1)!.facts).to.deep.equal({ commune: 'orme-sur-rive' });
    });

    it('are asked of a professional who books, too', async () => {
      const backend = await openBackend();
      const token = await backend.signToken('secretary', settings.id);
      const { behind, sent } = await listen({ getToken: () => token }, backend);
      const driver = await walkToForm(behind);
      driver.choose({ sex: 'Homme' });
      await driver.press('Confirmer', 'confirmed');
      expect(sent[0]!.facts).to.deep.equal({ sex: 'male' });
    });

    it('leave nothing in events, in the address or on the device', async () => {
      const told: string[] = [];
      const { driver } = await spy();
      const names = ['booking-request', 'slot-booked', 'error'];
      for (const name of names) {
        driver.picker.addEventListener(`relais-${name}`, (event) =>
          told.push(JSON.stringify((event as CustomEvent<object>).detail)),
        );
      }
      driver.choose({ sex: 'Femme', commune: 'Le Gué-Blanc', attendingDoctor: 'Oui, ailleurs' });
      await driver.press('Confirmer', 'confirmed');
      const places = [
        ...told,
        location.href,
        ...[localStorage, sessionStorage].map((storage) => JSON.stringify(Object.entries(storage))),
      ];
      expect(told).to.have.length(2);
      for (const place of places) expect(place).not.to.match(/female|gue-blanc|elsewhere/);
    });

    it('are answered by keyboard alone', async () => {
      const { driver, sent } = await spy();
      await fold(driver);
      driver.root.querySelector<HTMLElement>('#phone')!.focus();
      await sendKeys({ press: 'Tab' });
      expect(wordsOf(driver.root.activeElement)).to.equal('Questions facultatives');
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => part(driver.root).open);
      await sendKeys({ press: 'Tab' });
      expect(driver.root.activeElement?.id).to.equal('sex');
      await sendKeys({ type: 'H' });
      driver.find('Confirmer').focus();
      await sendKeys({ press: 'Enter' });
      await driver.reaches('confirmed');
      expect(sent[0]!.facts).to.deep.equal({ sex: 'male' });
    });

    it('are English throughout on an English page', async () => {
      const driver = await states.answers();
      driver.picker.language = 'en';
      await waitUntil(() => driver.text.includes('Optional questions'));
      expect(listsOf(driver)).to.deep.equal({
        Sex: 'Female',
        'Town of residence': 'Le Gué-Blanc',
        'Declared usual doctor': 'Yes, elsewhere',
      });
      expect(driver.text).to.include('shows to its funders: they change nothing for the appointment');
    });
  });
});

/** The picker at its form, filled in by the host, with the optional questions open. */
async function walkToForm(options: MountOptions = {}): Promise<PickerDriver> {
  const driver = await mountPicker({ ...options, properties: { ...prefilled, ...options.properties } });
  await toForm(driver);
  return driver;
}

async function toForm(driver: PickerDriver): Promise<void> {
  await driver.press('Demander un rendez-vous', 'checklist');
  await driver.press('Aucun de ces signes', 'ready');
  await driver.press('Le premier créneau', 'held');
  if (!part(driver.root).open) await driver.press('Questions facultatives');
}

/** The same, with every booking that is asked for. */
async function spy(properties: MountOptions['properties'] = {}) {
  const { behind, sent } = await listen();
  return { driver: await walkToForm({ ...behind, properties }), backend: behind.backend, sent };
}

/** The real backend, and what is asked of it to be booked. */
async function listen(options: Partial<ClientOptions> = {}, known?: PageBackend) {
  const backend = known ?? (await openBackend());
  const sent: BookingRequest[] = [];
  const fetch = async (request: Request) => {
    if (request.method === 'POST' && request.url.endsWith('/bookings')) {
      sent.push((await request.clone().json()) as BookingRequest);
    }
    return backend.fetch(request);
  };
  return { behind: { backend, client: openClient(backend, { fetch, ...options }) }, sent };
}

function part(root: ShadowRoot): HTMLDetailsElement {
  return root.querySelector<HTMLDetailsElement>('form details')!;
}

async function fold(driver: PickerDriver): Promise<void> {
  const folded = oneEvent(part(driver.root), 'toggle');
  await driver.press('Questions facultatives');
  await folded;
}

/** What is chosen in each list, by its label. */
function listsOf({ root }: PickerDriver): Record<string, string | undefined> {
  const lists = [...part(root).querySelectorAll('select')];
  return Object.fromEntries(lists.map((list) => [wordsOf(list.labels[0]!), list.selectedOptions[0]?.text.trim()]));
}
