import type { AdverseEvent, Run, RunList, Runs } from '@relais/sdk/run';
import type { ReactiveControllerHost } from 'lit';
import type { ClientSource } from '../ui/client-source.ts';
import type { FlowController } from '../ui/flow/flow-controller.ts';
import { ReadingController } from '../ui/reading/reading-controller.ts';
import type { State } from './shared/desk.ts';

export interface SupervisionControllerOptions {
  readonly source: () => ClientSource | undefined;
  readonly flow: FlowController<State>;
  /** What was read is there. */
  readonly read: (before: RunList | undefined) => void;
  /** The open run could not be read again after it has changed: what was shown of it may be closed by now. */
  readonly unread: () => void;
  /** Nothing of what was shown or typed stays: somebody else may be there. */
  readonly leave: () => void;
}

/** Owns: what was read of runs and adverse events. Its reading owns when it is read again, the host how it is shown, the flow which run is open. */
export class SupervisionController {
  list: RunList | undefined;
  events: readonly AdverseEvent[] = [];
  /** The open run. */
  run: Run | undefined;
  timezone = 'Europe/Paris';
  readonly reading: ReadingController<Runs>;

  readonly #host: ReactiveControllerHost;
  readonly #unread: () => void;

  constructor(host: ReactiveControllerHost, { source, flow, read, unread, leave }: SupervisionControllerOptions) {
    this.#host = host;
    this.#unread = unread;
    this.reading = new ReadingController<Runs>(host, {
      source,
      flow,
      bring: async () => (await import('./shared/calls.ts')).createRuns,
      read: async (runs, client) => {
        const [{ timezone }, list, { events }] = await Promise.all([
          this.reading.describe(client),
          runs.list(),
          runs.adverseEvents(),
        ]);
        return () => {
          const { list: before } = this;
          Object.assign(this, { timezone, list, events });
          if (flow.state.name === 'loading') flow.replace({ name: 'lists' });
          read(before);
        };
      },
      follow: (runs) =>
        runs.subscribe(
          {
            onChange: (message) => void this.#changed(message.runs),
            onReset: () => void this.reading.refresh(),
          },
          this.list?.sequence,
        ),
      leave: () => {
        this.list = this.run = undefined;
        this.events = [];
        leave();
      },
    });
  }

  /** Reads a run with its answers. */
  async open(id: string): Promise<void> {
    const run = await this.reading.calls?.read(id);
    this.run = run;
    this.#host.requestUpdate();
  }

  /** Each look at a run is in the log: the open one is read again when it has changed itself. */
  async #changed(ids: readonly string[]): Promise<void> {
    const { run } = this;
    if (run && ids.includes(run.id)) await this.open(run.id).catch(this.#unread);
    await this.reading.refresh();
  }
}
