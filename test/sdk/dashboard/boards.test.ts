import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DashboardBoard } from '@relais/model';
import { BoardRefusedError, deleteBoard, readBoards, saveBoard } from '@relais/sdk/dashboard';
import { createDevice } from '../support/device.ts';

const monday: DashboardBoard = { id: 'board-monday', name: 'Réunion du lundi', tiles: [{ indicator: 'SNP-01' }] };
const winter: DashboardBoard = { id: 'board-winter', name: 'Hiver', tiles: [{ indicator: 'SNP-04', view: 'trend' }] };

describe('boards of a structure', () => {
  it('are kept once when the answer was lost, and stay beside those others save in the same moment', async (test) => {
    const device = await createDevice(test);
    const { network, backend } = device;
    const coordinator = device.load({ getToken: () => backend.token('coordinator') });
    const admin = device.load({ getToken: () => backend.token('structureAdmin') });
    assert.deepEqual(await readBoards(coordinator), { boards: [], mayChange: true });
    network.always('answer lost');
    await assert.rejects(saveBoard(coordinator, { board: monday }));
    network.always(undefined);
    assert.deepEqual(await saveBoard(coordinator, { board: monday }), [monday]);
    const other = { ...winter, id: 'board-other', name: 'Autre' };
    await Promise.all([saveBoard(coordinator, { board: winter }), saveBoard(admin, { board: other })]);
    const { boards } = await readBoards(admin);
    assert.deepEqual(boards.map(({ id }) => id).sort(), ['board-monday', 'board-other', 'board-winter']);
  });

  it('tell who changes one that somebody else has changed or deleted meanwhile, with what they made of it', async (test) => {
    const device = await createDevice(test);
    const client = device.load({ getToken: () => device.backend.token('coordinator') });
    await saveBoard(client, { board: monday });
    const theirs = { ...monday, name: 'Mardi' };
    await saveBoard(client, { board: theirs, before: monday });
    const mine = { ...monday, tiles: winter.tiles };
    const overtaken = await saveBoard(client, { board: mine, before: monday }).catch((error: unknown) => error);
    assert.ok(overtaken instanceof BoardRefusedError);
    assert.deepEqual([overtaken.code, overtaken.theirs], ['board-changed', theirs]);
    await assert.rejects(deleteBoard(client, monday), { code: 'board-changed' });
    assert.deepEqual(await saveBoard(client, { board: mine, before: theirs }), [mine]);
    assert.deepEqual(await deleteBoard(client, mine), []);
    assert.deepEqual(await deleteBoard(client, mine), []);
    await assert.rejects(saveBoard(client, { board: theirs, before: mine }), { code: 'board-gone' });
  });

  it('are read by who protects data, who is told that they may not change them', async (test) => {
    const device = await createDevice(test);
    const client = device.load({ getToken: () => device.backend.token('dpo') });
    assert.deepEqual(await readBoards(client), { boards: [], mayChange: false });
    await assert.rejects(saveBoard(client, { board: monday }), { code: 'forbidden' });
  });
});
