import { expect } from '@open-wc/testing';
import { FlowController } from '../../../../packages/elements/src/ui/flow/flow-controller.ts';
import type { Failure } from '../../../../packages/elements/src/ui/flow/trouble.ts';
import { BareHost, HandClock } from '../../support/host.ts';

type State = { readonly name: 'first' | 'second' | 'third' };

interface Options {
  readonly onFailure?: (failure: Failure) => boolean;
}

function createFlow({ onFailure }: Options = {}) {
  const host = new BareHost();
  const clock = new HandClock(Date.parse('2026-11-10T08:40:00Z'));
  const { every } = clock;
  const options = { first: { name: 'first' } as State, now: () => clock.now, every, ...(onFailure && { onFailure }) };
  const flow = new FlowController<State>(host, options);
  host.connect();
  return { flow, host, clock };
}

const failing = (code: string, facts = {}) => Promise.reject(Object.assign(new Error(code), { code, ...facts }));

describe('a flow', () => {
  it('goes back the way one came', () => {
    const { flow } = createFlow();
    flow.go({ name: 'second' });
    flow.go({ name: 'third' });
    flow.back();
    expect(flow.state.name).to.equal('second');
    flow.back();
    expect(flow.state.name).to.equal('first');
    expect(flow.canGoBack).to.be.false;
    flow.back();
    expect(flow.state.name).to.equal('first');
  });

  it('has no way back behind what is done', () => {
    const { flow } = createFlow();
    flow.go({ name: 'second' });
    flow.replace({ name: 'third' });
    expect(flow.canGoBack).to.be.false;
  });

  it('has the heading of each screen take the focus, unless told which field', () => {
    const { flow } = createFlow();
    flow.go({ name: 'second' });
    expect(flow.focusTarget).to.equal('heading');
    flow.go({ name: 'third' }, 'name');
    expect(flow.focusTarget).to.equal('name');
  });

  it('does one thing at a time', async () => {
    const { flow } = createFlow();
    let done = 0;
    const first = flow.run(async () => void (await Promise.resolve(done++)));
    expect(flow.isBusy).to.be.true;
    await flow.run(() => Promise.resolve(void done++));
    await first;
    expect(done).to.equal(1);
    expect(flow.isBusy).to.be.false;
  });

  it('says what went wrong and shows the same screen again once it is over', async () => {
    const { flow } = createFlow();
    flow.go({ name: 'second' });
    let code: string | undefined = 'unreachable';
    await flow.run(() => (code ? failing(code) : Promise.resolve()));
    expect(flow.trouble).to.deep.equal({ name: 'unreachable' });
    code = undefined;
    await flow.retry();
    expect(flow.trouble).to.be.undefined;
    expect(flow.state.name).to.equal('second');
    expect(flow.focusTarget).to.equal('heading');
  });

  it('tells the page by its code alone', async () => {
    const { flow, host } = createFlow();
    const details: unknown[] = [];
    host.addEventListener('relais-error', (event) => details.push((event as CustomEvent).detail));
    await flow.run(() => failing('forbidden', { patient: 'Delaunay' }));
    expect(details).to.deep.equal([{ code: 'forbidden' }]);
  });

  it('tries again by itself when the network is back', async () => {
    const { flow } = createFlow();
    let isOnline = false;
    await flow.run(() => (isOnline ? Promise.resolve() : failing('offline')));
    expect(flow.trouble?.name).to.equal('offline');
    isOnline = true;
    window.dispatchEvent(new Event('online'));
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve));
    expect(flow.trouble).to.be.undefined;
  });

  it('tries again by itself when the server’s pause is over', async () => {
    const { flow, clock } = createFlow();
    let isBusy = true;
    await flow.run(() => (isBusy ? failing('rate-limited', { retryAfter: 3 }) : Promise.resolve()));
    expect(flow.secondsLeft).to.equal(3);
    isBusy = false;
    clock.pass(3);
    await new Promise((resolve) => setTimeout(resolve));
    expect(flow.trouble).to.be.undefined;
  });

  it('leaves to its host what its host has dealt with', async () => {
    const { flow } = createFlow({ onFailure: ({ code }) => code === 'invalid-request' });
    await flow.run(() => failing('invalid-request'));
    expect(flow.trouble).to.be.undefined;
  });

  it('knows whether a slow answer is still waited for', () => {
    const { flow } = createFlow();
    const isHere = flow.watch();
    expect(isHere()).to.be.true;
    flow.go({ name: 'second' });
    expect(isHere()).to.be.false;
  });

  it('leaves nothing behind when it is closed', async () => {
    const { flow, host, clock } = createFlow();
    await flow.run(() => failing('rate-limited', { retryAfter: 3 }));
    flow.close();
    expect(host.controllers.size).to.equal(0);
    expect(clock.timers).to.equal(0);
  });
});
