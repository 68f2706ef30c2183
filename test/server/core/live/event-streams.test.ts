import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { operations } from '@relais/model';
import * as z from 'zod/mini';
import type { Principal } from '../../../../packages/server/src/core/http/access.ts';
import { EventStreams } from '../../../../packages/server/src/core/live/event-streams.ts';
import { LiveFeed } from '../../../../packages/server/src/core/live/feed.ts';
import type { Topic } from '../../../../packages/server/src/core/live/topic.ts';
import { ProblemError } from '../../../../packages/server/src/core/problem.ts';
import { openBackend } from '../../support/backend.ts';
import type { TestBackend } from '../../support/backend.ts';
import { describeEngines } from '../../support/engines.ts';
import { readEvents } from '../../support/event-reader.ts';
import { STRUCTURE } from '../../support/territory.ts';

interface Told {
  readonly sequence: number;
  readonly subjects?: readonly string[];
}

const message = z.object({ sequence: z.number() });

/** Tells how many rows there are of each type. */
const counts: Topic = {
  contract: { summary: 'Counts of rows', access: { public: true }, message },
  follow: () => ({ key: '', compose: (_, rows) => ({ rows: rows.length }) }),
};

/** For dispatchers alone: the subjects of the rows, those they ask for. */
const subjects: Topic = {
  contract: { summary: 'Subjects of rows', access: { roles: ['dispatcher'] }, message },
  follow: (_, { query }) => ({
    key: query.get('type') ?? '',
    compose(_, rows) {
      const ids = rows.filter(({ type }) => type === query.get('type')).map(({ subject }) => subject);
      return ids.length > 0 ? { subjects: ids } : undefined;
    },
  }),
};

const signedIn = { kind: 'professional', structureId: STRUCTURE, actor: 'professional:somebody' } as const;
const desk: Principal = { ...signedIn, grants: [{ role: 'dispatcher' }] };
const doctor: Principal = { ...signedIn, grants: [{ role: 'slotProvider' }] };
const anybody: Principal = { kind: 'anonymous' };

describeEngines('a stream of live messages', (engine) => {
  let backend: TestBackend;
  let streams: EventStreams;
  const failures: unknown[] = [];
  before(async () => {
    backend = await openBackend(engine);
    const feed = new LiveFeed(backend.context, (error) => failures.push(error));
    streams = new EventStreams(
      backend.context,
      { topics: { counts, subjects }, narrowing: ['callback.closed'] },
      feed,
      1000,
    );
  });
  after(async () => {
    streams.close();
    await backend.close();
    assert.deepEqual(failures, []);
  });

  const follow = async (query: string, principal: Principal) => {
    const view = await backend.context.views.read(STRUCTURE);
    return streams.handler({
      operation: operations.streamEvents,
      request: new Request('https://agenda.test/'),
      structureId: STRUCTURE,
      params: {},
      query: new URLSearchParams(query),
      view: view!,
      principal,
      site: undefined,
      body: undefined,
      address: '192.0.2.1',
    });
  };
  const refusal = (code: string) => (error: unknown) => error instanceof ProblemError && error.code === code;

  it('tells of every topic it names, each under its own name', async () => {
    const reader = readEvents<Told>(await follow('topic=counts,subjects&type=hold.created', desk));
    const { body: hold } = await backend.hold({ practiceId: 'oaks', start: '2026-11-09T08:00:00Z' });
    const [first, second] = [await reader.next(), await reader.next()];
    assert.deepEqual([first.type, second.type], ['counts', 'subjects']);
    assert.deepEqual([first.id, second.id], ['', String(second.data.sequence)], 'the last says where both stand');
    assert.deepEqual(second.data.subjects, [hold.id]);
    reader.close();
  });

  it('says nothing where nothing concerns the reader', async () => {
    const reader = readEvents(await follow('topic=subjects&type=booking.moved', desk));
    await backend.hold({ practiceId: 'oaks', start: '2026-11-09T08:15:00Z' });
    assert.deepEqual(await reader.during(150), []);
    reader.close();
  });

  it('is refused to who may not hear one of its topics, and for a topic there is none of', async () => {
    await assert.rejects(follow('topic=counts,subjects', doctor), refusal('forbidden'));
    await assert.rejects(follow('topic=subjects', anybody), refusal('unauthenticated'));
    for (const name of ['', 'weather', 'counts,', '__proto__', 'constructor']) {
      await assert.rejects(follow(`topic=${name}`, desk), refusal('invalid-request'), name);
    }
  });
});
