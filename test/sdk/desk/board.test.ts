import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { memoryStorage } from '@relais/sdk';
import type { Callback, ClientOptions, Role } from '@relais/sdk';
import { createDesk, orderCallbacks, toQueueEntry } from '@relais/sdk/desk';
import type { Board, Desk, DeskAction } from '@relais/sdk/desk';
import { createDeskSettings } from '../../server/support/desk.ts';
import { clientOf, startBackend } from '../support/backend.ts';
import type { Backend, Fetch } from '../support/backend.ts';
import { cutting, until } from '../support/live.ts';

async function startDesk(test: TestContext): Promise<Backend> {
  const backend = await startBackend(test);
  await backend.importDesk(createDeskSettings());
  return backend;
}

function deskOf(
  backend: Backend,
  role: Role = 'secretary',
  fetch: Fetch = backend.fetch,
  options: Partial<ClientOptions> = {},
): Desk {
  return createDesk(clientOf({ ...backend, fetch }, { getToken: () => backend.token(role), ...options }));
}

/** A device whose network can be cut, and whose storage outlives a reload. */
function deviceOf(backend: Backend, role: Role) {
  const storage = memoryStorage();
  let isCut = false;
  const fetch: Fetch = (request) => (isCut ? Promise.reject(new TypeError('failed')) : backend.fetch(request));
  const isOnline = () => !isCut;
  return {
    setCut: (next: boolean) => (isCut = next),
    /** The page, as it is opened anew. */
    open: () => deskOf(backend, role, fetch, { storage, isOnline }),
  };
}

async function ask(desk: Desk, phone = '0639981234'): Promise<Callback> {
  const { id } = await desk.request({ id: randomUUID(), class: 'b', entryPoint: 'patient', phone });
  return desk.read(id);
}

/** Opens a board, closed with the test. */
async function open(test: TestContext, desk: Desk): Promise<Board> {
  const board = desk.board();
  test.after(board.subscribe(() => undefined));
  await until('the list', () => board.getState().status === 'ready');
  return board;
}

const seen = (board: Board) =>
  board
    .getState()
    .callbacks.map(({ id, revision }) => `${id} ${revision}`)
    .sort();
const stored = async (desk: Desk) =>
  (await desk.list()).callbacks.map(({ id, revision }) => `${id} ${revision}`).sort();

describe('the board of the desk', () => {
  it('shows on one screen what happens on another', async (test) => {
    const backend = await startDesk(test);
    const [secretary, dispatcher] = [deskOf(backend), deskOf(backend, 'dispatcher')];
    const board = await open(test, dispatcher);
    const entry = await ask(secretary);
    await until('the new entry', () => seen(board).length === 1);
    await secretary.act(entry, { kind: 'claim' });
    await until('its owner', () => board.getState().callbacks[0]?.owner !== undefined);
    await secretary.act({ ...entry, revision: 2 }, { kind: 'seatFound' });
    await until('its end', () => seen(board).length === 0);
  });

  it('is what the server has, over cuts, while many are at work', async (test) => {
    const backend = await startDesk(test);
    const network = cutting(backend.fetch, [1, 40, 200, 201, 333, 90]);
    const boards = [
      await open(test, deskOf(backend, 'dispatcher', network.fetch)),
      await open(test, deskOf(backend, 'secretary')),
    ];
    const people = [deskOf(backend), deskOf(backend, 'dispatcher'), deskOf(backend, 'slotProvider')];
    const work = async (desk: Desk, number: number) => {
      for (let turn = 0; turn < 8; turn += 1) {
        const entry = await ask(desk, `06399812${number}${turn}`);
        const { revision } = await desk.act(entry, { kind: 'claim' });
        await desk.act({ ...entry, revision }, turn % 2 ? { kind: 'notReached' } : { kind: 'advised' });
      }
    };
    await Promise.all(people.map((desk, index) => work(desk, index)));
    const expected = await stored(people[0]!);
    assert.equal(expected.length, 12);
    for (const board of boards) {
      await until('the same entries', () => JSON.stringify(seen(board)) === JSON.stringify(expected));
    }
    assert.ok(network.cuts() >= 3);
  });

  it('gives the order of the server, by the engine it carries', async (test) => {
    const backend = await startDesk(test);
    const desk = deskOf(backend);
    for (const code of ['c', 'b', 'red', 'a']) {
      await desk.request({ id: randomUUID(), class: code, entryPoint: 'patient', phone: '0639981234' });
      backend.clock.now += 7 * 60_000;
    }
    const board = await open(test, desk);
    const order = orderCallbacks(board.getState().callbacks.map(toQueueEntry), backend.clock.now);
    assert.deepEqual(
      order.map(({ entry }) => entry.id),
      (await desk.list()).callbacks.map(({ id }) => id),
    );
  });

  it('keeps the last list, with its age and the reason, while there is no network', async (test) => {
    const backend = await startDesk(test);
    let isCut = false;
    const fetch: Fetch = (request) => (isCut ? Promise.reject(new TypeError('failed')) : backend.fetch(request));
    const desk = deskOf(backend, 'dispatcher', fetch);
    await ask(desk);
    const board = await open(test, desk);
    const { trueAt } = board.getState();
    isCut = true;
    backend.clock.now += 60_000;
    await board.refresh();
    const { status, error, callbacks } = board.getState();
    assert.deepEqual(
      [status, error?.code, callbacks.length, board.getState().trueAt],
      ['ready', 'unreachable', 1, trueAt],
    );
    isCut = false;
    await until('the list to be true again', () => board.getState().error === undefined);
    assert.equal(board.getState().trueAt, backend.clock.now);
  });

  it('says that somebody may not see it, and asks no more', async (test) => {
    const backend = await startDesk(test);
    let asked = 0;
    const fetch: Fetch = (request) => {
      asked += 1;
      return backend.fetch(request);
    };
    const board = deskOf(backend, 'coordinator', fetch).board();
    test.after(board.subscribe(() => undefined));
    await until('a refusal', () => board.getState().status === 'failed');
    assert.equal(board.getState().error?.code, 'forbidden');
    const before = asked;
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(asked, before);
  });

  it('stops with its last listener, and begins anew with the next', async (test) => {
    const backend = await startDesk(test);
    const desk = deskOf(backend);
    const board = desk.board();
    const leave = board.subscribe(() => undefined);
    await until('the list', () => board.getState().status === 'ready');
    leave();
    assert.equal(board.getState().connection, 'stopped');
    await ask(desk);
    test.after(board.subscribe(() => undefined));
    await until('the entry that came meanwhile', () => seen(board).length === 1);
  });

  it('knows who works at it, and what the structure has decided', async (test) => {
    const backend = await startDesk(test);
    const board = await open(test, deskOf(backend, 'slotProvider'));
    const { you, settings } = board.getState();
    assert.equal(you?.isClinician, true);
    assert.equal(settings?.snoozeMinutes, 20);
    const other = await open(test, deskOf(backend, 'dispatcher'));
    assert.equal(other.getState().you?.isClinician, false);
    assert.notEqual(other.getState().you?.actor, you.actor);
  });
});

describe('what is done at the board', () => {
  it('is shown at once, and is what the server makes of it', async (test) => {
    const backend = await startDesk(test);
    const desk = deskOf(backend, 'dispatcher');
    const { id } = await ask(desk);
    const board = await open(test, desk);
    const steps: DeskAction[] = [
      { kind: 'claim' },
      { kind: 'notReached', snoozedUntil: '2026-11-09T09:00:00Z' },
      { kind: 'retract' },
      { kind: 'annotate', note: 'Au travail' },
      { kind: 'reclass', class: 'c' },
      { kind: 'release' },
      { kind: 'claim' },
      { kind: 'notReached' },
      { kind: 'wake' },
      { kind: 'annotate', note: '' },
    ];
    let foreseen: Callback | undefined;
    const look = () => {
      const { waiting, callbacks } = board.getState();
      if (waiting.length > 0) foreseen = callbacks[0];
    };
    test.after(board.subscribe(look));
    for (const action of steps) {
      foreseen = undefined;
      assert.equal(await board.act(id, action), 'done');
      assert.ok(foreseen, action.kind);
      const { owner, ...read } = await desk.read(id);
      const { owner: shown, ...rest }: Callback = foreseen;
      assert.deepEqual(rest, read, action.kind);
      assert.equal(shown?.actor, owner?.actor, action.kind);
    }
  });

  it('waits without a network, over a reload, and is sent in its order', async (test) => {
    const backend = await startDesk(test);
    const desk = deskOf(backend);
    const { id } = await ask(desk);
    const device = deviceOf(backend, 'dispatcher');
    const first = device.open().board();
    const leave = first.subscribe(() => undefined);
    await until('the list', () => first.getState().status === 'ready');
    // The copy of the list is kept beside everything else.
    await new Promise((resolve) => setTimeout(resolve, 50));
    device.setCut(true);
    assert.equal(await first.act(id, { kind: 'claim' }), 'waiting');
    assert.equal(await first.act(id, { kind: 'redirected', target: 'dentist' }), 'waiting');
    leave();

    const second = device.open().board();
    test.after(second.subscribe(() => undefined));
    await until('the list that was kept', () => second.getState().status === 'ready');
    const { callbacks, waiting, trueAt, error } = second.getState();
    assert.deepEqual([callbacks.length, waiting.length, error?.code], [0, 2, 'offline']);
    assert.equal(trueAt, backend.clock.now);
    assert.equal((await desk.read(id)).status, 'waiting');
    device.setCut(false);
    await second.refresh();
    await until('what waited to be sent', () => second.getState().waiting.length === 0);
    const { status, outcome, target, revision } = await desk.read(id);
    assert.deepEqual(
      { status, outcome, target, revision },
      { status: 'closed', outcome: 'redirected', target: 'dentist', revision: 3 },
    );
  });

  it('comes back when somebody else was quicker, with what was built on it and who has the call', async (test) => {
    const backend = await startDesk(test);
    const desk = deskOf(backend);
    const [taken, free] = [await ask(desk), await ask(desk, '0639981235')];
    const device = deviceOf(backend, 'dispatcher');
    const board = await open(test, device.open());
    device.setCut(true);
    await board.act(taken.id, { kind: 'claim' });
    await board.act(taken.id, { kind: 'advised' });
    await board.act(free.id, { kind: 'claim' });
    await desk.act(taken, { kind: 'claim' });
    device.setCut(false);
    await board.refresh();
    await until('what was built on it', () => board.getState().returned.length === 2);
    await until('who has it', () => board.getState().returned[0]?.callback?.owner !== undefined);
    assert.deepEqual(
      board.getState().returned.map(({ code, action }) => [action.kind, code]),
      [
        ['claim', 'callback-claimed'],
        ['advised', 'built-on'],
      ],
    );
    await until('the other to be sent', () => board.getState().waiting.length === 0);
    assert.equal((await desk.read(free.id)).status, 'claimed');
    assert.equal((await desk.read(taken.id)).status, 'claimed');
    for (const { key } of board.getState().returned) board.dismiss(key);
    assert.equal(board.getState().returned.length, 0);
  });

  it('is kept while nobody is signed in, and goes on when somebody is again', async (test) => {
    const backend = await startDesk(test);
    const { id } = await ask(deskOf(backend));
    let isOver = false;
    const fetch: Fetch = (request) =>
      isOver && request.method === 'POST'
        ? Promise.resolve(
            Response.json(
              { type: 'about:blank', title: 'Nobody', status: 401, code: 'unauthenticated' },
              { status: 401, headers: { 'Content-Type': 'application/problem+json' } },
            ),
          )
        : backend.fetch(request);
    const desk = deskOf(backend, 'dispatcher', fetch);
    const board = await open(test, desk);
    isOver = true;
    assert.equal(await board.act(id, { kind: 'claim' }), 'waiting');
    await until('why', () => board.getState().error?.code === 'unauthenticated');
    assert.equal(board.getState().waiting.length, 1);
    isOver = false;
    await board.refresh();
    await until('it to be sent', () => board.getState().waiting.length === 0);
    assert.equal((await desk.read(id)).status, 'claimed');
  });

  it('is undone: an end is reopened by whom it was', async (test) => {
    const backend = await startDesk(test);
    const desk = deskOf(backend, 'dispatcher');
    const { id, revision } = await ask(desk);
    const board = await open(test, desk);
    await board.act(id, { kind: 'claim' });
    await board.act(id, { kind: 'seatFound' });
    assert.equal(board.getState().callbacks.length, 0);
    assert.equal(await board.reopen({ id, revision: revision + 2 }), 'done');
    await until('it to be back', () => board.getState().callbacks[0]?.status === 'claimed');
  });
});
