import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { operations, structurePath } from '@relais/model';
import type { Fault, Operation, OperationName } from '@relais/model';
import { importDocument } from '../../../../packages/server/src/import-document.ts';
import { ProblemError } from '../../../../packages/server/src/core/problem.ts';
import { bearer, createBookingRequest, openBackend } from '../../support/backend.ts';
import type { OrProblem, TestBackend } from '../../support/backend.ts';
import { describeEngines } from '../../support/engines.ts';
import { createChecklist, createSettings, createTerritory, STRUCTURE } from '../../support/territory.ts';

/** NUL, escape, delete, next line (C1), and one half of a pair. */
const unreadable = ['\0', '\u001b', '\u007f', '\u0085', '\ud800'];

const bodies: Partial<Record<OperationName, unknown>> = {
  createHold: {
    slot: { practiceId: 'north', start: '2026-11-09T08:00:00Z' },
    filters: { siteIds: ['s-mill'], equipment: ['suture'], commune: 'vallon' },
    label: 'protocol',
  },
  createBooking: { ...createBookingRequest('rl_of-nobody', { email: 'camille@example.org' }), language: 'fr' },
  moveBooking: { token: 'rl_of-nobody' },
  importTerritory: createTerritory(),
};

describeEngines('what nobody can read', (engine) => {
  let backend: TestBackend;
  let coordinator: Record<string, string>;
  let secretary: Record<string, string>;
  before(async () => {
    backend = await openBackend(engine);
    coordinator = bearer(await backend.token('coordinator'));
    secretary = bearer(await backend.token('secretary'));
  });
  after(() => backend.close());

  type Refusal = OrProblem<{ readonly faults: readonly Fault[] }>;

  const ask = ({ method, path }: Operation, body: unknown) =>
    backend.call<Refusal>(
      method,
      path.replace(/\{\w+\}/, 'of-nobody'),
      body,
      path === '/territory' ? coordinator : secretary,
    );

  for (const [name, body] of Object.entries(bodies) as [OperationName, object][]) {
    it(`is refused in every text of ${name}, with its place`, async () => {
      const places = textsOf(body);
      assert.ok(places.length > 0);
      for (const path of places) {
        for (const character of unreadable) {
          const answer = await ask(
            operations[name],
            withText(body, path, (text) => `${text}${character}`),
          );
          assert.deepEqual(
            [answer.status, answer.body.code],
            [400, 'invalid-request'],
            `${path.join('.')} ${escape(character)}`,
          );
          assert.equal(answer.body.faults[0]?.path, path.join('.'));
        }
      }
    });

    it(`is refused in the names of ${name}`, async () => {
      const answer = await ask(operations[name], { ...body, 'x\0': 1 });
      assert.deepEqual([answer.status, answer.body.code], [400, 'invalid-request']);
    });

    it(`is refused in ${name} when it is nested without end`, async () => {
      for (const [open, close] of [
        ['[', ']'],
        ['{"a":', '}'],
      ] as const) {
        const depth = 5000;
        const nested = `${open.repeat(depth)}1${close.repeat(depth)}`;
        const text = JSON.stringify({ ...body, deep: 0 }).replace('"deep":0', `"deep":${nested}`);
        const answer = await ask(operations[name], text);
        assert.deepEqual([answer.status, answer.body.code], [400, 'invalid-request']);
      }
    });
  }

  it('is nowhere in the database after all that', async () => {
    const tables = await Promise.all([
      backend.store.db.selectFrom('booking').selectAll().execute(),
      backend.store.db.selectFrom('hold').selectAll().execute(),
      backend.store.db.selectFrom('document').selectAll().execute(),
    ]);
    assert.doesNotMatch(JSON.stringify(tables), /\\u0000|\\u001b|\\ud800|\u0085/);
  });

  it('is not found as a name in a path', async () => {
    for (const bad of ['%00', 'a%00b', '%1B', '%C2%85', '%0A', '%ED%A0%80', '%E0%A4%A', 'x'.repeat(5000)]) {
      for (const { method, path } of Object.values(operations) as Operation[]) {
        const strange = structurePath.replace('{structure}', bad) + path.replace(/\{\w+\}/, 'any');
        const named = `${structurePath.replace('{structure}', STRUCTURE)}${path.replace(/\{\w+\}/, bad)}`;
        for (const address of path.includes('{') ? [strange, named] : [strange]) {
          const { status } = await request(backend, method, address, secretary);
          assert.ok([400, 403, 404].includes(status), `${method} ${address.slice(0, 100)}: ${status}`);
        }
      }
    }
  });

  it('is refused in a query', async () => {
    for (const query of ['label=%00', 'label=a%1Bb', 'from=%00', 'audience=CPTS%00', 'after=%00', 'label=%0A']) {
      const { status, body } = await backend.call<Refusal>('GET', `/slots?${query}`, undefined, secretary);
      assert.deepEqual([status, body.code, body.faults[0]?.path], [400, 'invalid-request', query.split('=')[0]]);
    }
  });

  it('leaves the lines of a longer text alone', async () => {
    const settings = createSettings({ name: 'CPTS du Vallon\n\tet des Monts' });
    assert.equal((await importDocument(backend.context, settings, 'test', STRUCTURE)).changed, true);
  });

  describe('is refused in an imported document', () => {
    const documents = {
      territory: (text: string) => createTerritory({ name: text }),
      settings: (text: string) => createSettings({ name: text }),
      checklist: (text: string) => createChecklist({ version: '9', notice: text }),
    };
    for (const [kind, create] of Object.entries(documents)) {
      it(kind, async () => {
        for (const character of unreadable) {
          await assert.rejects(
            importDocument(backend.context, create(`a${character}b`), 'test', STRUCTURE),
            (error) => {
              assert.ok(error instanceof ProblemError);
              assert.equal(error.code, 'invalid-request');
              assert.equal(error.extension.faults?.length, 1);
              return true;
            },
          );
        }
      });
    }
  });
});

async function request({ app }: TestBackend, method: string, path: string, headers: Record<string, string>) {
  const isRead = method === 'GET';
  return app.fetch(
    new Request(`http://relais.test${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...headers },
      ...(isRead ? {} : { body: '{}' }),
    }),
  );
}

type Path = readonly string[];

/** Places of the texts of a body that may be of any letters. */
function textsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => textsOf(member, [...path, name]));
}

function withText(value: unknown, [name, ...rest]: Path, change: (text: string) => string): unknown {
  if (name === undefined) return change(value as string);
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[name] = withText(copy[name], rest, change);
  return copy;
}

function escape(text: string): string {
  return JSON.stringify(text);
}
