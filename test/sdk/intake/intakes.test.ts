import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { DuplicateBookingError, memoryStorage, WindowFullError } from '@relais/sdk';
import type { RelaisStorage } from '@relais/sdk';
import {
  beginIntake,
  createIntakes,
  explainProposal,
  RequestKnownError,
  sameCall,
  sameReason,
} from '@relais/sdk/intake';
import type { Intakes } from '@relais/sdk/intake';
import { createDeskSettings } from '../../server/support/desk.ts';
import { clientOf, startBackend } from '../support/backend.ts';
import type { Backend } from '../support/backend.ts';

const IDA = { familyName: 'Énard', givenName: 'Ida', birthDate: '2001-02-03' };
const phone = '06 39 98 12 34';

async function startDesk(test: TestContext): Promise<Backend> {
  const backend = await startBackend(test);
  await backend.importDesk(createDeskSettings());
  return backend;
}

function intakesOf(backend: Backend, person = 'nadia', storage: RelaisStorage = memoryStorage()): Intakes {
  const getToken = () => backend.token('secretary');
  return createIntakes(clientOf(backend, { getToken, getPerson: () => Promise.resolve(person), storage }));
}

const regulated = { by: 'doctor' as const };
const usual = () => ({
  id: randomUUID(),
  entryPoint: 'patient' as const,
  phone,
  regulated,
  reason: 'fever',
  person: IDA,
});

describe('requests on behalf of people', () => {
  it('give a seat with the reason in one sentence', async (test) => {
    const intakes = intakesOf(await startDesk(test));
    const request = usual();
    const proposal = await intakes.propose({ intake: request.id });
    assert.equal(explainProposal(proposal.reason, 'fr'), 'Seul cabinet qui peut recevoir cette personne à ce moment.');
    const receipt = await intakes.record({ ...request, decision: { kind: 'seat', token: proposal.token } });
    assert.equal(receipt.booking?.seat.start, proposal.seat.start);
    const { known } = await intakes.search({ phone, person: IDA });
    assert.deepEqual(
      known.map(({ kind, isSame }) => [kind, isSame]),
      [['booking', true]],
    );
  });

  it('say which entry already waits, and which booking stands', async (test) => {
    const intakes = intakesOf(await startDesk(test));
    const first = await intakes.record({ ...usual(), decision: { kind: 'callback', class: 'b' } });
    const again = intakes.record({ ...usual(), decision: { kind: 'callback', class: 'b' } });
    await assert.rejects(again, (error) => error instanceof RequestKnownError && error.callback === first.callback);
    const seat = async (replaces = {}) => {
      const request = usual();
      const { token } = await intakes.propose({ intake: request.id });
      return intakes.record({ ...request, replaces, decision: { kind: 'seat', token } });
    };
    const booked = await seat({ callback: first.callback });
    const twice = await seat().catch((error: unknown) => error);
    assert.ok(twice instanceof DuplicateBookingError);
    assert.equal(twice.bookingId, booked.booking?.id);
  });

  it('give seats back, and say when there is none', async (test) => {
    const backend = await startDesk(test);
    const intakes = intakesOf(backend);
    const kept = [];
    for (let seat = 0; seat < 4; seat += 1) kept.push(await intakes.propose({ intake: randomUUID() }));
    await assert.rejects(intakes.propose({ intake: randomUUID() }), WindowFullError);
    const { slots } = await intakes.explain();
    assert.ok(slots.every(({ standing }) => standing === 'full'));
    for (const proposal of kept) await intakes.giveBack(proposal);
    await intakes.giveBack(kept[0]!);
    assert.equal((await intakes.explain()).slots.filter(({ standing }) => standing === 'free').length, 4);
  });
});

describe('requests that are half written', () => {
  it('outlive the page, for who has begun them alone', async (test) => {
    const backend = await startDesk(test);
    const storage = memoryStorage();
    const first = beginIntake(backend.clock.now);
    const second = beginIntake(backend.clock.now + 1000);
    const { drafts } = intakesOf(backend, 'nadia', storage);
    await drafts.keep(second);
    await drafts.keep({ ...first, fields: { ...first.fields, phone } });
    const later = intakesOf(backend, 'nadia', storage).drafts;
    assert.deepEqual(
      (await later.list()).map(({ id, fields }) => [id, fields.phone]),
      [
        [first.id, phone],
        [second.id, ''],
      ],
    );
    assert.deepEqual(await intakesOf(backend, 'paul', storage).drafts.list(), []);
    await later.drop(first.id);
    assert.equal((await later.list()).length, 1);
  });

  it('keep nothing that can be read on the device', async (test) => {
    const backend = await startDesk(test);
    const storage = memoryStorage();
    const draft = beginIntake(backend.clock.now);
    await intakesOf(backend, 'nadia', storage).drafts.keep({
      ...draft,
      fields: { ...draft.fields, familyName: 'Énard' },
    });
    const records = (await storage.list('')) as { box?: ArrayBuffer }[];
    assert.ok(records.length > 0);
    for (const { box } of records) if (box) assert.doesNotMatch(new TextDecoder().decode(box), /nard/);
  });

  it('carry over what a brother or an epidemic has in common, and nothing clinical', () => {
    const begun = beginIntake(0);
    const fields = {
      ...begun.fields,
      phone,
      address: 'ici',
      reason: 'fever',
      signs: ['chest'],
      familyName: 'Énard',
      givenName: 'Ida',
    };
    const draft = { ...begun, fields };
    const brother = sameCall(draft, 0).fields;
    assert.deepEqual([brother.phone, brother.address, brother.familyName], [phone, 'ici', 'Énard']);
    assert.deepEqual([brother.givenName, brother.reason, brother.signs], ['', '', []]);
    const next = sameReason(draft, 60_000);
    assert.deepEqual([next.fields.reason, next.fields.phone, next.fields.signs], ['fever', '', []]);
    assert.equal(next.startedAt, '1970-01-01T00:01:00Z');
  });
});
