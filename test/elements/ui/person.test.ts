import { expect } from '@open-wc/testing';
import { ageAt, byName, fullName, listedName } from '../../../packages/elements/src/ui/person/person.ts';

describe('a person', () => {
  it('is a year older on the day, and not before', () => {
    expect(ageAt('1980-11-10', '2026-11-10').years).to.equal(46);
    expect(ageAt('1980-11-11', '2026-11-10').years).to.equal(45);
    expect(ageAt('2024-02-29', '2026-02-28')).to.deep.equal({ years: 1, months: 23 });
    expect(ageAt('2026-11-10', '2026-11-10')).to.deep.equal({ years: 0, months: 0 });
  });

  it('is spoken of by the given name, and listed by the family name', () => {
    const person = { familyName: 'Le Goff', givenName: 'Yann' };
    expect([fullName(person), listedName(person)]).to.deep.equal(['Yann Le Goff', 'Le Goff Yann']);
  });

  it('stands where French looks for the name, accents aside', () => {
    const named = ['Zola', 'Éluard', 'Etienne', 'Delaunay'].map((familyName) => ({ familyName, givenName: 'A' }));
    expect(named.sort(byName('fr')).map(({ familyName }) => familyName)).to.deep.equal([
      'Delaunay',
      'Éluard',
      'Etienne',
      'Zola',
    ]);
  });
});
