import { expect } from '@open-wc/testing';
import { Person } from '@relais/model';
import { dateIn, findFaults, toPerson } from '../../../../packages/elements/src/slot-picker/booking/person.ts';
import { NOW, person } from '../../support/structure.ts';

const TODAY = '2026-11-10';
const draft = { ...person, email: '' };

describe('a date of birth', () => {
  it('may be today and never tomorrow', () => {
    expect(findFaults({ ...draft, birthDate: '10/11/2026' }, TODAY)).to.be.empty;
    expect(findFaults({ ...draft, birthDate: '11/11/2026' }, TODAY)).to.deep.equal(['birthDate']);
    expect(findFaults({ ...draft, birthDate: '10/11/1880' }, TODAY)).to.deep.equal(['birthDate']);
  });

  it('is of the day it is where people are seen', () => {
    expect(dateIn('Europe/Paris', NOW)).to.equal(TODAY);
    expect(dateIn('Pacific/Auckland', Date.parse('2026-11-10T12:00:00Z'))).to.equal('2026-11-11');
    expect(dateIn('America/Cayenne', Date.parse('2026-01-01T01:00:00Z'))).to.equal('2025-12-31');
  });
});

describe('a person', () => {
  it('needs all but an e-mail', () => {
    const empty = { familyName: ' ', givenName: '', birthDate: '', phone: '', email: '\u200b ' };
    expect(findFaults(empty, TODAY)).to.deep.equal(['familyName', 'givenName', 'birthDate', 'phone']);
  });

  const wrong = {
    familyName: ['😀', '\u200b', '-', '123', 'a'.repeat(101)],
    givenName: ['👶', 'Du\u0000pont'],
    phone: ['12 34', 'moi', '      ', '06 39 98 12 34 poste 2', '+33639', '639981234'],
    email: [
      'a@b',
      'marie@exemple..fr',
      'marie@exemple.fr.',
      '.marie@exemple.fr',
      'hélène@exemple.fr',
      'a b@exemple.fr',
    ],
  };
  for (const [name, texts] of Object.entries(wrong)) {
    it(`is asked again for a ${name} that the server would refuse`, () => {
      for (const text of texts) expect(findFaults({ ...draft, [name]: text }, TODAY), text).to.deep.equal([name]);
    });
  }

  it('is sent as the server keeps it, whatever was pasted', () => {
    const pasted = {
      familyName: ' De\u0301launay\u200b ',
      givenName: '\u202eCapucine',
      birthDate: '31/03/1980',
      phone: '\u202d+33 (0)6\u201139\u00a098 12 12\u202c',
      email: ' ma\u200brie@Bücher.de ',
    };
    expect(findFaults(pasted, TODAY)).to.be.empty;
    const sent = toPerson(pasted);
    expect(sent).to.deep.equal({
      familyName: 'Délaunay',
      givenName: 'Capucine',
      birthDate: '1980-03-31',
      phone: '+33639981212',
      email: 'marie@xn--bcher-kva.de',
    });
    expect(Person.parse(sent)).to.deep.equal(sent);
    expect(toPerson(draft)).not.to.have.property('email');
  });
});
