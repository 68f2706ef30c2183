import type { Readiness, Team as TeamState } from '@relais/sdk';
import type { Team } from '@relais/sdk/team';
import type { ReactiveControllerHost } from 'lit';
import type { ClientSource } from '../ui/client-source.ts';
import type { FlowController } from '../ui/flow/flow-controller.ts';
import { ReadingController } from '../ui/reading/reading-controller.ts';
import type { State, TeamView } from './shared/desk.ts';

export interface TeamControllerOptions {
  readonly source: () => ClientSource | undefined;
  readonly view: () => TeamView;
  readonly flow: FlowController<State>;
  /** Brings what draws the view. */
  readonly prepare: (view: TeamView) => Promise<void>;
  /** Nothing of what was shown, typed or chosen stays: somebody else may be there. */
  readonly leave: () => void;
}

/**
 * Owns: what was read of the team, or of what somebody can run. Its reading owns when it is read again, the host how it is shown, the flow which
 * screen there is.
 */
export class TeamController {
  team: TeamState | undefined;
  readiness: Readiness | undefined;
  readonly reading: ReadingController<Team>;

  constructor(host: ReactiveControllerHost, { source, view, flow, prepare, leave }: TeamControllerOptions) {
    this.reading = new ReadingController<Team>(host, {
      source,
      flow,
      about: () => [view()],
      bring: async () => {
        const [{ createTeam }] = await Promise.all([import('./shared/calls.ts'), prepare(view())]);
        return createTeam;
      },
      read: async (calls) => {
        const read = view() === 'mine' ? { readiness: await calls.readiness() } : { team: await calls.read() };
        return () => {
          Object.assign(this, read);
          if (flow.state.name === 'loading') flow.replace({ name: 'ready' });
        };
      },
      follow: (calls) => {
        const known = () => this.team?.sequence ?? this.readiness?.sequence;
        const again = () => void this.reading.refresh();
        return calls.subscribe(
          { onChange: ({ sequence }) => sequence > (known() ?? 0) && again(), onReset: again },
          known(),
        );
      },
      leave: () => {
        this.team = this.readiness = undefined;
        leave();
      },
    });
  }
}
