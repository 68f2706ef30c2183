import { expect } from '@open-wc/testing';
import { CountdownController } from '../../../packages/elements/src/ui/countdown-controller.ts';
import { BareHost, HandClock } from '../support/host.ts';

describe('CountdownController', () => {
  it('speaks at two minutes and at thirty seconds', () => {
    const { clock, countdown, said } = count();
    countdown.start(300_000);
    clock.pass(299);
    expect(said).to.deep.equal([120, 30]);
  });

  it('leaves out what was passed when it began', () => {
    const { clock, countdown, said } = count();
    countdown.start(60_000);
    clock.pass(59);
    expect(said).to.deep.equal([30]);
  });

  it('speaks once when the device slept over both', () => {
    const { clock, countdown, said } = count();
    countdown.start(300_000);
    clock.jump(280);
    expect([said, countdown.remaining]).to.deep.equal([[20], 20]);
  });

  it('ends once and stops its timer', () => {
    const { clock, countdown, ends } = count();
    countdown.start(5000);
    clock.pass(8);
    expect([ends(), countdown.remaining, clock.timers]).to.deep.equal([1, 0, 0]);
  });

  it('draws once a second', () => {
    const { clock, countdown, host } = count();
    countdown.start(10_000);
    for (let tick = 0; tick < 9; tick++) clock.jump(1 / 3);
    expect(host.updates).to.equal(3);
  });

  it('keeps no timer while its host is away', () => {
    const { clock, countdown, host } = count();
    countdown.start(60_000);
    host.disconnect();
    expect(clock.timers).to.equal(0);
    clock.jump(20);
    host.connect();
    expect([countdown.remaining, clock.timers]).to.deep.equal([40, 1]);
  });

  it('says nothing once stopped', () => {
    const { clock, countdown, said, ends } = count();
    countdown.start(60_000);
    countdown.stop();
    clock.pass(60);
    expect([said, ends(), countdown.remaining]).to.deep.equal([[], 0, 0]);
  });
});

function count() {
  const clock = new HandClock(0);
  const host = new BareHost();
  const said: number[] = [];
  let ended = 0;
  const countdown = new CountdownController(host, {
    now: () => clock.now,
    every: clock.every,
    announce: (seconds) => said.push(seconds),
    end: () => (ended += 1),
  });
  return { clock, host, said, countdown, ends: () => ended };
}
