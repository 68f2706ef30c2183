import { expect } from '@open-wc/testing';
import type { SignatureRequestEvent } from '@relais/elements';
import { formOf, HL7, mountForm, type Item, type Respondent } from '../support/questionnaire.ts';

const wanted = { url: `${HL7}questionnaire-signatureRequired`, valueCodeableConcept: { coding: [{ code: 'author' }] } };
const signature = { who: { reference: 'Practitioner/exemple' }, when: '2026-11-09T10:00:00Z' };
const report: Item[] = [
  { linkId: 'bilan', type: 'string', text: 'Bilan', extension: [wanted] },
  { linkId: 'note', type: 'string', text: 'Note' },
];

function requests(person: Respondent): (string | undefined)[] {
  const linkIds: (string | undefined)[] = [];
  person.element.addEventListener('relais-signature-request', (event: SignatureRequestEvent) =>
    linkIds.push(event.detail.linkId),
  );
  return linkIds;
}

describe('relais-questionnaire', () => {
  describe('signatures', () => {
    it('are asked of the host, by the item', async () => {
      const person = await mountForm(report);
      const asked = requests(person);
      await person.press('Signer');
      expect(asked).to.deep.equal(['bilan']);
      await expect(person.element).to.be.accessible();
    });

    it('let the form be finished once given', async () => {
      const person = await mountForm(report);
      await person.fill('bilan', 'Stable');
      expect(person.element.complete()).to.be.false;
      await person.element.updateComplete;
      expect(person.faults('bilan')).to.contain('signature');
      expect(await person.element.sign(signature, 'bilan')).to.be.true;
      await person.element.updateComplete;
      expect(person.text).to.contain('Signé');
      expect(person.element.complete()).to.be.true;
      expect(person.element.response?.item?.[0]?.extension?.[0]?.['valueSignature']).to.deep.equal(signature);
    });

    it('are taken back by a later edit', async () => {
      const person = await mountForm(report);
      await person.fill('bilan', 'Stable');
      await person.element.sign(signature, 'bilan');
      await person.fill('bilan', 'Aggravé');
      expect(person.text).not.to.contain('Signé');
      expect(person.element.complete()).to.be.false;
    });

    it('may be of the whole form', async () => {
      const person = await mountForm(
        formOf([{ linkId: 'note', type: 'string', text: 'Note' }], { extension: [wanted] }),
      );
      const asked = requests(person);
      await person.press('Signer');
      expect(asked).to.deep.equal([undefined]);
      await person.element.sign(signature);
      await person.element.updateComplete;
      expect(person.element.complete()).to.be.true;
      expect(person.element.response?.extension?.[0]?.['valueSignature']).to.deep.equal(signature);
    });

    it('find no item that is not there', async () => {
      const person = await mountForm(report);
      expect(await person.element.sign(signature, 'ailleurs')).to.be.false;
    });
  });
});
