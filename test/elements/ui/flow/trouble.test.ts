import { expect } from '@open-wc/testing';
import { troubleOf } from '../../../../packages/elements/src/ui/flow/trouble.ts';

const NOW = Date.parse('2026-11-10T08:40:00Z');

describe('a failure', () => {
  for (const [code, name] of [
    ['offline', 'offline'],
    ['unreachable', 'unreachable'],
    ['contract', 'unreachable'],
    ['unauthenticated', 'signed-out'],
    ['session', 'signed-out'],
    ['forbidden', 'forbidden'],
    ['not-found', 'missing'],
    ['address', 'misconfigured'],
  ] as const) {
    it(`of code ${code} is told as ${name}`, () => {
      expect(troubleOf(Object.assign(new Error(''), { code }), NOW)).to.deep.equal({ name });
    });
  }

  it('of a site that is not allowed keeps which site it is', () => {
    const error = Object.assign(new Error(''), { code: 'site-not-allowed', origin: 'https://www.exemple.fr' });
    expect(troubleOf(error, NOW)).to.deep.equal({ name: 'site-not-allowed', origin: 'https://www.exemple.fr' });
  });

  it('that says when to come back is waited for', () => {
    const error = Object.assign(new Error(''), { code: 'rate-limited', retryAfter: 30 });
    expect(troubleOf(error, NOW)).to.deep.equal({ name: 'waiting', retryAt: NOW + 30_000 });
  });

  it('of any other kind is told with its code, and one without a code as unexpected', () => {
    expect(troubleOf(Object.assign(new Error(''), { code: 'toString' }), NOW)).to.deep.equal({
      name: 'failed',
      code: 'toString',
    });
    for (const error of [new TypeError('x is not a function'), undefined, null])
      expect(troubleOf(error, NOW)).to.deep.equal({ name: 'failed', code: 'unexpected' });
  });
});
