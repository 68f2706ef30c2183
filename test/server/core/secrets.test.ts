import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSecrets } from '../../../packages/server/src/core/secrets.ts';
import { SECRET } from '../support/backend.ts';

const secrets = createSecrets(SECRET);

describe('what is sealed with the secret of a backend', () => {
  it('is opened for the purpose and context it was sealed for, and for no other', async () => {
    const sealed = await secrets.seal('agenda', 'here|ines', 'https://agenda.example/é.ics');
    assert.match(sealed, /^[\w-]+$/);
    assert.equal(await secrets.unseal('agenda', 'here|ines', sealed), 'https://agenda.example/é.ics');
    assert.equal(await secrets.unseal('agenda', 'here|yann', sealed), undefined);
    assert.equal(await secrets.unseal('mail', 'here|ines', sealed), undefined);
    const others = createSecrets('another secret of thirty-two characters, or more');
    assert.equal(await others.unseal('agenda', 'here|ines', sealed), undefined);
  });

  it('is another each time, and nothing once it was changed or cut', async () => {
    const [first, second] = [await secrets.seal('agenda', '', 'text'), await secrets.seal('agenda', '', 'text')];
    assert.notEqual(first, second);
    for (const spoilt of ['', '!', first.slice(1), first.slice(0, -2), `${first}AAAA`])
      assert.equal(await secrets.unseal('agenda', '', spoilt), undefined, spoilt);
  });

  it('opens tokens that a backend has sealed before it was brought up to date', async () => {
    const kept = 'qbBIX70rETn6rnP-flvC_TNvEaYxB9-TpQt2GP0Fs2jCQa_CU9P6CO4e7P1uitY';
    assert.equal(await secrets.unseal('issuer-tokens', 'cookie', kept), '{"refresh":"été"}');
  });
});
