import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOpenOn, nextStates, stateOn, takeStep } from '@relais/engine/protocol';
import type { StepContext } from '@relais/engine/protocol';
import type { ProtocolLife, ProtocolState } from '@relais/model';

const by = 'Dre Anne Durand';
const step = (state: ProtocolState, on: string, from = on) => ({ state, by, on, from });
const local: StepContext = { protocol: { kind: 'cooperationProtocol', scope: 'local' }, accepted: true };
const coordination: StepContext = { protocol: { kind: 'coordinationProtocol' }, accepted: true };

/** Takes the steps one after the other; the refusal of the last, or its life. */
function take(states: readonly ProtocolState[], context = local): ProtocolLife | string {
  let life: ProtocolLife = [];
  for (const [day, state] of states.entries()) {
    const taken = takeStep(life, step(state, `2026-11-0${day + 1}`), context);
    if ('refusal' in taken) return taken.refusal;
    life = taken.life;
  }
  return life;
}

describe('The life of a protocol', () => {
  it('goes from draft to active through validation and filing', () => {
    const life = take(['validated', 'filed', 'active', 'withdrawn']);
    assert.deepEqual(
      (life as ProtocolLife).map(({ state }) => state),
      ['validated', 'filed', 'active', 'withdrawn'],
    );
  });

  it('files a delegation before it is active, and nothing that is no delegation', () => {
    assert.equal(take(['validated', 'active']), 'not-from-this-state');
    assert.equal((take(['validated', 'active'], coordination) as ProtocolLife).length, 2);
    assert.equal(take(['validated', 'filed'], coordination), 'not-from-this-state');
  });

  it('never leaves a final state', () => {
    for (const state of ['refused', 'closedWithoutAction', 'withdrawn'] as const) {
      assert.deepEqual(nextStates(state, local.protocol), []);
    }
  });

  it('has no protocol validated that is not proven', () => {
    assert.equal(take(['validated'], { ...local, accepted: false }), 'not-proven');
  });

  it('takes a national protocol from the catalogue', () => {
    const national = { kind: 'cooperationProtocol', scope: 'national' } as const;
    assert.equal(take(['validated'], { protocol: national, accepted: true }), 'not-from-the-catalogue');
    const listed = { ...national, catalogue: 'Arrêté du 9 mars 2023' };
    assert.equal((take(['validated'], { protocol: listed, accepted: true }) as ProtocolLife).length, 1);
  });

  it('leaves the life it was given as it was', () => {
    const life: ProtocolLife = [];
    takeStep(life, step('validated', '2026-11-01'), local);
    assert.deepEqual(life, []);
  });

  it('refuses a step before the last, or before it is decided', () => {
    const life: ProtocolLife = [step('validated', '2026-11-05')];
    assert.deepEqual(takeStep(life, step('filed', '2026-11-01'), local), { refusal: 'dates-go-back' });
    assert.deepEqual(takeStep(life, step('filed', '2026-11-06', '2026-11-05'), local), { refusal: 'dates-go-back' });
  });

  it('enters a planned state on its day', () => {
    const life = [step('validated', '2026-11-01'), step('active', '2026-11-02', '2026-12-01')];
    assert.equal(stateOn([], '2026-11-01'), 'draft');
    assert.equal(stateOn(life, '2026-11-30'), 'validated');
    assert.equal(stateOn(life, '2026-12-01'), 'active');
  });

  it('is open in its seasons, planned ahead, and without any always', () => {
    const life = [step('active', '2026-09-01')];
    const winter = { reason: 'season', text: 'Hiver', validFrom: '2026-10-15', validTo: '2027-03-15' } as const;
    const days = ['2026-08-31', '2026-10-14', '2026-10-15', '2027-03-15', '2027-03-16'];
    assert.deepEqual(
      days.map((day) => isOpenOn({ activation: [winter] }, life, day)),
      [false, false, true, true, false],
    );
    assert.deepEqual(
      days.map((day) => isOpenOn({ activation: [] }, life, day)),
      [false, true, true, true, true],
    );
  });
});
