import { expect } from '@open-wc/testing';
import type { Hold, StructureInfo } from '@relais/sdk';
import {
  consequenceOf,
  type Failure,
  type Situation,
} from '../../../../packages/elements/src/slot-picker/booking/failures.ts';

const NOW = Date.parse('2026-11-10T08:00:00Z');
const hold = { id: 'h1' } as Hold;
const structure = { id: 'essai', sites: [] as StructureInfo['sites'] } as StructureInfo;

/** What follows from a refusal for a person on the form of a held seat. */
function after(facts: Partial<Failure> & { code: string }, situation: Partial<Situation> = {}) {
  const stood = { structure, hold, opened: undefined, link: undefined, now: NOW, ...situation };
  return consequenceOf(Object.assign(new Error('No'), facts), stood);
}

describe('a failure', () => {
  it('without a screen of its own is said with its code', () => {
    expect(after({ code: 'brand-new' }).state).to.deep.equal({ name: 'failed', code: 'brand-new' });
  });

  it('that says when to come back waits until then', () => {
    const { state, retryAt } = after({ code: 'brand-new', retryAfter: 90 });
    expect([state?.name, retryAt]).to.deep.equal(['waiting', NOW + 90_000]);
  });

  it('of too many seats waits for the first of them to be free', () => {
    const holds = [{ expiresAt: '2026-11-10T08:02:00Z' }];
    expect(after({ code: 'too-many-holds', holds }).retryAt).to.equal(NOW + 120_000);
    expect(after({ code: 'too-many-holds' }).retryAt).to.equal(NOW + 30_000);
  });

  it('of a field leads back to the form while the seat is held, and only then', () => {
    const refused = { code: 'invalid-request', faults: [{ path: 'person.phone' }] };
    expect(after(refused)).to.deep.equal({ state: { name: 'held', hold }, focus: 'summary', faults: ['phone'] });
    expect(after(refused, { hold: undefined }).state?.name).to.equal('failed');
  });

  it('of the commune leads back to it, as the one optional answer that can be refused', () => {
    const refused = { code: 'invalid-request', faults: [{ path: 'facts.commune' }] };
    expect(after(refused)).to.deep.equal({ state: { name: 'held', hold }, focus: 'summary', faults: ['commune'] });
  });

  it('of a second booking gives the seat back', () => {
    expect(after({ code: 'duplicate-booking' })).to.include({ seat: 'released' });
  });

  it('of nothing to be found means the page before the structure is known, and the link after', () => {
    expect(after({ code: 'not-found' }, { structure: undefined }).state?.name).to.equal('misconfigured');
    expect(after({ code: 'not-found' }).state?.name).to.equal('link-invalid');
  });

  it('that has nothing to show leaves the screen as it is', () => {
    for (const code of ['hold-expired', 'possible-duplicate', 'deadline-passed', 'booking-cancelled'])
      expect(after({ code }, { hold: undefined }).state, code).to.be.undefined;
  });
});
