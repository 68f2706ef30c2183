import { expect } from '@open-wc/testing';
import type { Client } from '@relais/sdk';
import { clientOf, HandSession, NADIA } from '../../../../stories/session/hand-session.ts';
import { givenClient, type ClientSource } from '../../../../packages/elements/src/ui/client-source.ts';
import { FlowController } from '../../../../packages/elements/src/ui/flow/flow-controller.ts';
import { ReadingController } from '../../../../packages/elements/src/ui/reading/reading-controller.ts';
import { BareHost } from '../../support/host.ts';
import { waitUntil } from '../../support/wait.ts';

type State = { readonly name: 'loading' } | { readonly name: 'ready'; readonly text: string };

/** A backend that answers when, and what, it is told to. */
class Page {
  readonly name: string;
  readonly source: ClientSource;
  readonly client: Client;
  now = 0;
  reads = 0;
  failure: string | undefined;
  #gate: Promise<void> | undefined;
  #open: () => void = () => undefined;

  constructor(name: string, session?: HandSession) {
    this.name = name;
    this.client = { ...clientOf(session), now: () => this.now };
    this.source = givenClient(this.client);
  }

  hold(): void {
    this.#gate = new Promise((resolve) => (this.#open = resolve));
  }

  release(): void {
    this.#gate = undefined;
    this.#open();
  }

  async read(): Promise<string> {
    const { name, failure } = this;
    const count = ++this.reads;
    await this.#gate;
    if (failure) throw Object.assign(new Error(failure), { code: failure });
    return `${name} ${count}`;
  }
}

/** An element that shows one line of the backend it is given. */
function createReading(first: Page | undefined) {
  const host = new BareHost();
  let page = first;
  let left = 0;
  let missed = 0;
  const flow = new FlowController<State>(host, { first: { name: 'loading' }, now: () => 0 });
  const reading = new ReadingController<Page>(host, {
    source: () => page?.source,
    flow,
    bring: () => Promise.resolve(() => page!),
    read: async (calls) => {
      const text = await calls.read();
      return () => flow.update({ name: 'ready', text });
    },
    leave: () => left++,
    missed: () => missed++,
  });
  host.connect();
  host.update();
  return {
    ...{ host, flow, reading },
    counts: () => ({ left, missed }),
    give: (next: Page | undefined) => {
      page = next;
      host.update();
    },
    shows: (text: string) =>
      waitUntil(() => flow.state.name === 'ready' && flow.state.text === text, `it shows ${text}`),
    fails: (name: string) => waitUntil(() => flow.trouble?.name === name, `it says ${name}`),
  };
}

describe('a reading', () => {
  it('says once that the page names no backend, and is not busy with it', async () => {
    const { flow, host, counts, fails } = createReading(undefined);
    await fails('misconfigured');
    const { left } = counts();
    for (let update = 0; update < 3; update++) host.update();
    expect(flow.isBusy).to.be.false;
    expect(flow.trouble?.name).to.equal('misconfigured');
    expect(counts().left).to.equal(left);
  });

  it('shows the backend it was given last, though the one before answers later', async () => {
    const [slow, other] = [new Page('slow'), new Page('other')];
    slow.hold();
    const { give, shows } = createReading(slow);
    await waitUntil(() => slow.reads === 1, 'the first is asked');
    give(other);
    slow.release();
    await shows('other 1');
  });

  it('reads once more for a burst of changes', async () => {
    const page = new Page('page');
    const { reading, shows } = createReading(page);
    await shows('page 1');
    page.hold();
    const all = [reading.refresh(), reading.refresh(), reading.refresh(), reading.refresh()];
    page.release();
    await Promise.all(all);
    await shows('page 3');
    expect(page.reads).to.equal(3);
  });

  it('keeps what it shows when it cannot be read again, and knows of when that is', async () => {
    const page = new Page('page');
    page.now = 1000;
    const { flow, reading, counts, shows } = createReading(page);
    await shows('page 1');
    page.failure = 'unavailable';
    for (page.now of [61_000, 121_000]) await reading.refresh();
    expect(reading.staleSince).to.equal(1000);
    expect(counts().missed).to.equal(1);
    expect(flow.trouble).to.be.undefined;
    page.failure = undefined;
    await reading.refresh();
    expect(reading.staleSince).to.be.undefined;
  });

  it('leaves nothing of what somebody may not see any longer', async () => {
    const page = new Page('page');
    const { flow, reading, shows, fails } = createReading(page);
    await shows('page 1');
    page.failure = 'unauthenticated';
    await reading.refresh();
    await fails('signed-out');
    expect(flow.state.name).to.equal('loading');
    page.failure = undefined;
    await reading.refresh();
    expect(flow.trouble).to.be.undefined;
    expect(flow.state).to.include({ name: 'ready' });
  });

  it('begins anew when somebody signs in who could read nothing before', async () => {
    const session = new HandSession({ status: 'signedOut', reason: 'ended', canSignIn: true });
    const page = new Page('page', session);
    page.failure = 'unauthenticated';
    const { fails, shows } = createReading(page);
    await fails('signed-out');
    page.failure = undefined;
    session.become(NADIA);
    await shows('page 2');
  });

  it('takes up nothing once it has left the page, and reads it anew when it comes back', async () => {
    const page = new Page('page');
    page.hold();
    const { flow, host, shows } = createReading(page);
    await waitUntil(() => page.reads === 1, 'it is asked');
    host.disconnect();
    page.release();
    await flow.running;
    expect(flow.state.name).to.equal('loading');
    host.connect();
    host.update();
    await shows('page 2');
  });
});
