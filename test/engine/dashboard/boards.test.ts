import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dropBoard, putBoard } from '@relais/engine/dashboard';
import type { DashboardBoard } from '@relais/model';

const monday: DashboardBoard = { id: 'board-monday', name: 'Réunion du lundi', tiles: [{ indicator: 'SNP-01' }] };
const winter: DashboardBoard = { id: 'board-winter', name: 'Hiver', tiles: [{ indicator: 'SNP-04', view: 'trend' }] };
const renamed = { ...monday, name: 'Réunion du mardi' };
const refilled: DashboardBoard = { ...monday, tiles: [{ indicator: 'COOP-01' }] };

describe('a board of figures', () => {
  it('is put at the end when it is new, and in its own place when it was there', () => {
    assert.deepEqual(putBoard([monday], winter, undefined), { boards: [monday, winter] });
    assert.deepEqual(putBoard([monday, winter], renamed, monday), { boards: [renamed, winter] });
  });

  it('stays what somebody else has made of it meanwhile, who is named by what they made', () => {
    assert.deepEqual(putBoard([refilled], renamed, monday), { refusal: { code: 'board-changed', theirs: refilled } });
    assert.deepEqual(dropBoard([refilled], monday), { refusal: { code: 'board-changed', theirs: refilled } });
    assert.deepEqual(putBoard([monday], renamed, undefined), { refusal: { code: 'board-changed', theirs: monday } });
  });

  it('does not come back unasked once somebody has deleted it', () => {
    assert.deepEqual(putBoard([winter], renamed, monday), { refusal: { code: 'board-gone' } });
  });

  it('is put and deleted once, however often that is asked', () => {
    assert.deepEqual(putBoard([monday], monday, undefined), { boards: [monday] });
    assert.deepEqual(putBoard([renamed], renamed, monday), { boards: [renamed] });
    assert.deepEqual(dropBoard([winter], monday), { boards: [winter] });
    assert.deepEqual(dropBoard([monday, winter], monday), { boards: [winter] });
  });

  it('is the same whether it says how a number is shown or not', () => {
    const said: DashboardBoard = { ...monday, tiles: [{ indicator: 'SNP-01', view: 'number' }] };
    assert.deepEqual(putBoard([said], renamed, monday), { boards: [renamed] });
  });

  it('bears a name that no other board has, small letters or capitals, and may keep its own', () => {
    const refusal = { refusal: { code: 'board-name-taken' } };
    assert.deepEqual(putBoard([monday, winter], { ...monday, name: 'HIVER' }, monday), refusal);
    assert.deepEqual(putBoard([monday], { ...winter, name: 'réunion du LUNDI' }, undefined), refusal);
    assert.ok('boards' in putBoard([monday], { ...monday, name: 'réunion du lundi' }, monday));
  });

  it('is one of fifty at most, which can still be changed', () => {
    const fifty = Array.from({ length: 50 }, (_, place) => ({ ...monday, id: `board-${place}`, name: `${place}` }));
    assert.deepEqual(putBoard(fifty, winter, undefined), { refusal: { code: 'boards-full' } });
    assert.ok('boards' in putBoard(fifty, { ...fifty[3]!, name: 'Trois' }, fifty[3]));
  });
});
