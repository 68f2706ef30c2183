import { expect } from '@open-wc/testing';
import { createClient, type Client } from '@relais/sdk';
import { createPageBackend, type PageBackend } from '@relais/server/page';
import { morning, openBackend, structure } from './support.ts';

const clientOf = (backend: PageBackend): Client =>
  createClient({
    api: 'https://relais.test',
    structure: structure.id,
    fetch: backend.fetch,
    now: () => backend.now(),
    storage: 'memory',
  });

const freeOf = async (backend: PageBackend) =>
  (await clientOf(backend).slots.list({ from: '2026-11-09', to: '2026-11-09' })).slots.length;

describe('a backend that begins from what another held', () => {
  it('holds all of it, by the same clock, for whoever was known there', async () => {
    const first = await openBackend();
    await first.advance(3_600_000);
    await clientOf(first).bookings.hold({ window: morning });
    const token = await first.signToken('secretary', structure.id);
    const copyOf = await first.copy();
    const second = await createPageBackend({ structures: [], copyOf });
    expect([await freeOf(first), await freeOf(second)]).to.deep.equal([3, 3]);
    expect(second.now()).to.be.within(copyOf.now, first.now());
    const answer = await second.fetch(`https://relais.test/api/v1/structures/${structure.id}/allocation`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(answer.status).not.to.equal(401);
    await Promise.all([first.close(), second.close()]);
  });

  it('shares nothing with it afterwards, nor with others that begin from the same', async () => {
    const first = await openBackend();
    const copyOf = await first.copy();
    const [second, third] = await Promise.all([1, 2].map(() => createPageBackend({ structures: [], copyOf })));
    await clientOf(second!).bookings.hold({ window: morning });
    expect([await freeOf(first), await freeOf(second!), await freeOf(third!)]).to.deep.equal([4, 3, 4]);
    await first.close();
    await clientOf(third!).bookings.hold({ window: morning });
    expect([await freeOf(second!), await freeOf(third!)]).to.deep.equal([3, 3]);
    await Promise.all([second!.close(), third!.close()]);
  });
});
