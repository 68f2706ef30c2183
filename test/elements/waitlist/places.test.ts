import { expect } from '@open-wc/testing';
import { Places } from '../../../packages/elements/src/waitlist/places.ts';

describe('the places of rows', () => {
  it('are those of the order while nobody is at them', () => {
    const places = new Places();
    expect(places.arrange(['a', 'b'], false)).to.deep.include({ ids: ['a', 'b'], isBehind: false });
    expect(places.arrange(['c', 'a'], false)).to.deep.include({ ids: ['c', 'a'], isBehind: false });
  });

  it('stay while somebody is, with what is new after them and what is over in its place', () => {
    const places = new Places();
    places.arrange(['a', 'b', 'c'], false);
    const { ids, gone, isBehind } = places.arrange(['d', 'c', 'a'], true);
    expect(ids).to.deep.equal(['a', 'b', 'c', 'd']);
    expect([...gone]).to.deep.equal(['b']);
    expect(isBehind).to.equal(true);
    expect(places.arrange(['d', 'c', 'a'], false).ids).to.deep.equal(['d', 'c', 'a']);
  });

  it('never change between two rows that stay, whatever happens to the list', () => {
    const places = new Places();
    const all = 'abcdefghij'.split('');
    // A generator of its own, so that a failure is the same again.
    let seed = 20_261_110;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    let before = places.arrange(all.slice(0, 6), false).ids;
    for (let turn = 0; turn < 500; turn += 1) {
      const wanted = all.filter(() => random() < 0.6).sort(() => random() - 0.5);
      const { ids } = places.arrange(wanted, true);
      expect(ids.slice(0, before.length)).to.deep.equal(before);
      expect(wanted.every((id) => ids.includes(id))).to.equal(true);
      before = ids;
    }
  });

  it('lose a row that whoever sits here has ended, once it is over', () => {
    const places = new Places();
    places.arrange(['a', 'b', 'c'], false);
    places.leave('b');
    expect(places.arrange(['a', 'b', 'c'], true).ids).to.deep.equal(['a', 'b', 'c']);
    expect(places.arrange(['c', 'a'], true).ids).to.deep.equal(['a', 'c']);
  });
});
