import { expect } from '@open-wc/testing';
import { Person } from '@relais/model';
import { findFaults, readBirthDate, toPerson } from '../../../packages/elements/src/slot-picker/person.ts';
import { NOW, person } from '../support/structure.ts';

const draft = { ...person, email: '' };

describe('a date of birth', () => {
  it('is read in all the ways people write it', () => {
    for (const text of ['31/03/1980', '31.3.1980', '31 03 1980', '31-03-1980', '31031980', ' 1980-03-31 ']) {
      expect(readBirthDate(text), text).to.equal('1980-03-31');
    }
  });

  it('is refused when no calendar has it', () => {
    for (const text of ['31/02/1980', '00/01/1980', '1/13/1980', '1980', '31/03/80', '', 'hier']) {
      expect(readBirthDate(text), text).to.be.undefined;
    }
  });

  it('may be today and never tomorrow', () => {
    expect(findFaults({ ...draft, birthDate: '10/11/2026' }, NOW)).to.be.empty;
    expect(findFaults({ ...draft, birthDate: '11/11/2026' }, NOW)).to.deep.equal(['birthDate']);
    expect(findFaults({ ...draft, birthDate: '10/11/1880' }, NOW)).to.deep.equal(['birthDate']);
  });
});

describe('a person', () => {
  it('needs all but an e-mail', () => {
    const empty = { familyName: ' ', givenName: '', birthDate: '', phone: '', email: '' };
    expect(findFaults(empty, NOW)).to.deep.equal(['familyName', 'givenName', 'birthDate', 'phone']);
  });

  it('has a telephone that can be dialled', () => {
    for (const phone of ['06 39 98 12 34', '+33 6 39 98 12 34', '0639981234', '06.39.98.12.34', '(0)6-39-98-12-34']) {
      expect(findFaults({ ...draft, phone }, NOW), phone).to.be.empty;
    }
    for (const phone of ['12 34', 'moi', '      ', '06 39 98 12 34 poste 2']) {
      expect(findFaults({ ...draft, phone }, NOW), phone).to.deep.equal(['phone']);
    }
  });

  it('has a telephone the model takes when the form does', () => {
    const phones = [
      '+33639',
      '06.39.98',
      '(.....)',
      '+(01)23-45',
      '12345',
      '+',
      '1'.repeat(30),
      '1'.repeat(31),
      '++336399812',
    ];
    for (const phone of phones) {
      const { success } = Person.safeParse({ ...toPerson({ ...draft, phone: '063998' }), phone });
      expect(findFaults({ ...draft, phone }, NOW).length === 0, phone).to.equal(success);
    }
    expect(Person.safeParse({ ...toPerson(draft), phone: '(.....)' }).success).to.be.false;
  });

  it('has an e-mail like an e-mail if any', () => {
    expect(findFaults({ ...draft, email: 'a@b.fr' }, NOW)).to.be.empty;
    expect(findFaults({ ...draft, email: 'a@b' }, NOW)).to.deep.equal(['email']);
  });

  it('without faults is one the model accepts', () => {
    const sent = toPerson({ ...draft, familyName: ' Delaunay ', email: ' a@b.fr ' });
    expect(Person.parse(sent)).to.deep.equal({
      familyName: 'Delaunay',
      givenName: 'Capucine',
      birthDate: '1980-03-31',
      phone: '06 39 98 12 34',
      email: 'a@b.fr',
    });
    expect(toPerson(draft)).not.to.have.property('email');
  });
});
