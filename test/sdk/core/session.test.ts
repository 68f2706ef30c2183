import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SessionError } from '@relais/sdk';
import { createSession } from '../../../packages/sdk/src/core/session.ts';

/** A JSON Web Token as far as its payload goes. */
const tokenOf = (payload: object) => `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.c2ln`;
const personOf = (token: string) => createSession({ getToken: () => token }).person();

describe('who is signed in', () => {
  it('is nobody where the host has no session', async () => {
    assert.equal(await createSession({}).person(), undefined);
    assert.equal(await createSession({ getToken: () => undefined, getPerson: () => undefined }).person(), undefined);
    assert.equal(await createSession({ getToken: () => '' }).person(), undefined);
  });

  it('is said by the token, the same in each that is renewed', async () => {
    const before = await personOf(tokenOf({ iss: 'https://id.test', sub: 'a', exp: 1 }));
    assert.ok(before);
    assert.equal(await personOf(tokenOf({ iss: 'https://id.test', sub: 'a', exp: 2 })), before);
  });

  it('is another under another issuer, and by another subject', async () => {
    const people = [
      { iss: 'https://id.test', sub: 'a' },
      { iss: 'https://id.test', sub: 'b' },
      { iss: 'https://other.test', sub: 'a' },
      { iss: 'https://id.test', sub: 'Zoé ÿ?>' },
      { iss: 'https://id.test', sub: 'Zoe ÿ?>' },
    ];
    assert.equal(new Set(await Promise.all(people.map((payload) => personOf(tokenOf(payload))))).size, people.length);
  });

  it('is said by the host before the token, and asked anew each time', async () => {
    let person = 'rpps-1';
    const session = createSession({ getToken: () => tokenOf({ sub: 'a' }), getPerson: () => person });
    assert.equal(await session.person(), 'rpps-1');
    person = 'rpps-2';
    assert.equal(await session.person(), 'rpps-2');
  });

  it('is never nobody when there is a token', async () => {
    for (const token of ['opaque', 'a.b.c', tokenOf({ iss: 'https://id.test' }), tokenOf({ sub: 7 })]) {
      await assert.rejects(personOf(token), SessionError, token);
      const session = createSession({ getToken: () => token, getPerson: () => undefined });
      await assert.rejects(session.person(), SessionError, token);
    }
  });

  it('is told with their own token, which is asked for once', async () => {
    const tokens = ['a', 'b'].map((sub) => tokenOf({ iss: 'https://id.test', sub }));
    const [first] = tokens;
    const session = createSession({ getToken: () => tokens.shift() });
    assert.deepEqual(await session.signedIn(), { person: '["https://id.test","a"]', token: first });
    assert.equal(tokens.length, 1);
  });

  for (const before of ['rpps-1', undefined]) {
    it(`is not told when the host names another by the time it has given the token: ${before} before`, async () => {
      let person = before;
      const getToken = () => {
        person = 'rpps-2';
        return 'opaque';
      };
      await assert.rejects(createSession({ getToken, getPerson: () => person }).signedIn(), SessionError);
    });
  }

  it('is an error with its cause when the host fails to say', async () => {
    const getPerson = () => Promise.reject(new Error('signed out'));
    await assert.rejects(createSession({ getPerson }).person(), (error: SessionError) => {
      assert.equal(error.code, 'session');
      assert.match(String(error.cause), /signed out/);
      return true;
    });
  });
});
