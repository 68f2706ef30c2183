import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkProtocol } from '@relais/engine/protocol';
import { createChain, createDoubling } from '../../server/support/protocols.ts';

// A search without a bound on what one look costs would not come back from these in anybody's lifetime.
describe('A protocol so entangled that one look at it costs more than all looks may', () => {
  for (const [what, protocol] of [
    ['terms each of which is twice the one before', createDoubling()],
    ['questions each of which is asked for two answers of the one before', createChain()],
  ] as const) {
    it(`is said not to be proven: ${what}`, () => {
      const { proven, accepted, findings } = checkProtocol(protocol);
      assert.deepEqual([proven, accepted], [false, false]);
      assert.ok(findings.some(({ code, path }) => code === 'not-proven' && path === `rules/${protocol.rules[0]?.id}`));
    });
  }
});
