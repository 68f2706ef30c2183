import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { memoryStorage, RefusedError, UnreachableError } from '@relais/sdk';
import {
  createConsentId,
  createConsents,
  printedCode,
  readConsentCode,
  sealConsent,
  sha256,
  verifyConsent,
  writeConsentFile,
} from '@relais/sdk/consent';
import type { ConsentLink } from '@relais/sdk/consent';
import { createHash } from 'node:crypto';
import { after, draftOf, shown, withdrawal } from '../../engine/consent/support.ts';
import { clientOf, startBackend } from '../support/backend.ts';
import type { Backend } from '../support/backend.ts';

const isRefusal = (error: unknown, code: string): boolean => error instanceof RefusedError && error.code === code;

describe('consents of a client', () => {
  /** A backend of its own, and clients of it; `network.isDown` cuts the way. */
  const start = async (test: TestContext) => {
    const backend: Backend = await startBackend(test);
    backend.clock.now = Date.parse(after(5));
    const network = { isDown: false };
    const open = (storage = memoryStorage()) =>
      createConsents(
        clientOf(backend, {
          storage,
          getToken: () => backend.token('delegate'),
          getPerson: () => 'nora',
          fetch: (request) =>
            network.isDown ? Promise.reject(new TypeError('Failed to fetch')) : backend.fetch(request),
        }),
      );
    return { open, network };
  };
  const patient = () => ({ ...draftOf().patient, id: `patient-${createConsentId()}` });
  const school = { id: 'ecole', label: 'Médecin scolaire' };

  it('are kept, listed and verified', async (test) => {
    const { open } = await start(test);
    const consents = open();
    const who = patient();
    const proof = await sealConsent(draftOf({ id: createConsentId(), patient: who }), undefined);
    await consents.record({ proof, text: shown });
    const no = await sealConsent({ ...withdrawal(), id: createConsentId(), patient: who }, proof);
    await consents.record({ proof: no });
    const records = await consents.list(who.id);
    assert.deepEqual((await verifyConsent(writeConsentFile(records))).faults, []);
    assert.deepEqual(await consents.check({ id: proof.id, hash: proof.seal.hash }), { known: true });
  });

  it('that could not be sent are sent later in their order, and once', async (test) => {
    const { open, network } = await start(test);
    const storage = memoryStorage();
    const who = patient();
    const proof = await sealConsent(draftOf({ id: createConsentId(), patient: who }), undefined);
    const no = await sealConsent({ ...withdrawal(), id: createConsentId(), patient: who }, proof);
    network.isDown = true;
    for (const body of [{ proof, text: shown }, { proof: no }]) {
      await assert.rejects(open(storage).record(body), (error) => error instanceof UnreachableError && error.pending);
    }
    network.isDown = false;
    const resumed = await open(storage).resume();
    assert.deepEqual(
      resumed.map((one) => [one.id, 'answer' in one]),
      [
        [proof.id, true],
        [no.id, true],
      ],
    );
    assert.deepEqual(await open(storage).resume(), []);
    assert.equal((await open().list(who.id)).length, 2);
  });

  it('open an access, and close it by a withdrawal', async (test) => {
    const { open } = await start(test);
    const consents = open();
    const who = patient();
    const wanted = { code: 'shareOutsideTeam', patientId: who.id, recipient: school } as const;
    await assert.rejects(consents.openAccess(wanted), (error) => isRefusal(error, 'consent-missing'));
    const proof = await sealConsent(
      draftOf({ id: createConsentId(), patient: who, code: 'shareOutsideTeam', scope: { recipients: [school] } }),
      undefined,
    );
    await consents.record({ proof, text: shown });
    const access = await consents.openAccess(wanted);
    assert.equal((await consents.access(access)).open, true);
    const no = await sealConsent(
      { ...withdrawal({ code: 'shareOutsideTeam' }), id: createConsentId(), patient: who },
      proof,
    );
    assert.equal((await consents.record({ proof: no })).closedAccesses, 1);
    assert.equal((await consents.access({ id: access.id, token: access.token })).open, false);
  });

  it('of a mother for her daughter are checked from paper, withdrawn, and close the window of a recipient', async (test) => {
    const { open } = await start(test);
    const consents = open();
    const who = { ...patient(), ageYears: 9 };
    const mother = { capacity: 'parent', name: 'Claire Morel', verification: 'identityDocument' } as const;
    const given = { patient: who, givenBy: [mother], assent: 'agrees' as const };
    const care = await sealConsent(draftOf({ id: createConsentId(), ...given }), undefined);
    await consents.record({ proof: care, text: shown });
    const scope = { recipients: [school] };
    const share = await sealConsent(
      draftOf({ id: createConsentId(), ...given, code: 'shareOutsideTeam', scope }),
      care,
    );
    await consents.record({ proof: share, text: shown });
    const window = await consents.openAccess({ code: 'shareOutsideTeam', patientId: who.id, recipient: school });
    const file = writeConsentFile(await consents.list(who.id));
    const onPaper = readConsentCode(printedCode(care))!;
    assert.equal((await verifyConsent(file, [onPaper])).ok, true);
    assert.deepEqual(await consents.check(onPaper), { known: true });
    assert.equal((await consents.access(window)).open, true);
    const no = withdrawal({ code: 'shareOutsideTeam', id: createConsentId(), patient: who, givenBy: [mother] });
    await consents.record({ proof: await sealConsent(no, share) });
    assert.equal((await consents.access(window)).open, false);
  });

  it('that are withdrawn are heard of live by who holds the link of a window, and by nobody else', async (test) => {
    const { open } = await start(test);
    const consents = open();
    const who = patient();
    const scope = { recipients: [school] };
    const share = await sealConsent(
      draftOf({ id: createConsentId(), patient: who, code: 'shareOutsideTeam', scope }),
      undefined,
    );
    await consents.record({ proof: share, text: shown });
    const [one, other] = await Promise.all(
      [1, 2].map(() => consents.openAccess({ code: 'shareOutsideTeam', patientId: who.id, recipient: school })),
    );
    const follow = (link: ConsentLink) => {
      const heard: (boolean | string)[] = [];
      let wake = () => {};
      const stop = open().followAccess(link, {
        onAccess: ({ open: isOpen }) => (heard.push(isOpen), wake()),
        onFailure: ({ code }) => (heard.push(code), wake()),
      });
      const until = async (what: boolean | string) => {
        while (heard.at(-1) !== what) await new Promise<void>((resolve) => (wake = resolve));
      };
      test.after(stop);
      return { heard, until };
    };
    const [holder, stranger] = [follow(one!), follow({ id: one!.id, token: other!.token })];
    await Promise.all([holder.until(true), stranger.until('forbidden')]);
    const no = withdrawal({ code: 'shareOutsideTeam', id: createConsentId(), patient: who });
    await consents.record({ proof: await sealConsent(no, share) });
    await holder.until(false);
    assert.ok(!stranger.heard.includes(true));
  });

  it('that are refused say what is wrong', async (test) => {
    const { open } = await start(test);
    const proof = await sealConsent(draftOf({ id: createConsentId() }), undefined);
    await assert.rejects(open().record({ proof, text: 'Autre chose.\n' }), (error) =>
      isRefusal(error, 'consent-proof-refused'),
    );
  });

  it('are digested as everybody else does', async () => {
    for (const text of ['', 'é', shown, '👩‍⚕️'.repeat(1000)]) {
      assert.equal(await sha256(text), createHash('sha256').update(text).digest('hex'));
    }
  });

  it('are digested alike where a page without TLS has no digests of its own', async () => {
    const { subtle } = crypto;
    Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true });
    try {
      assert.equal(await sha256(shown), createHash('sha256').update(shown).digest('hex'));
    } finally {
      Object.defineProperty(crypto, 'subtle', { value: subtle, configurable: true });
    }
  });
});
