import type { AdverseEvent, Run, RunList, Runs } from '@relais/sdk/run';
import type { DialogController } from '../../ui/dialog/dialog-controller.ts';
import type { Drawn } from '../../ui/dialog/form-dialog.ts';
import type { FlowController } from '../../ui/flow/flow-controller.ts';
import type { Format } from '../../ui/format.ts';
import type { SupervisionStrings } from '../words/fr.ts';
import type { Pictures } from './pictures.ts';
import type { Reading } from './reading.ts';

export type State =
  { readonly name: 'loading' } | { readonly name: 'lists' } | { readonly name: 'run'; readonly id: string };

/** What the screens need of their element, as it is whenever they look. */
export interface Desk {
  readonly t: SupervisionStrings;
  readonly language: string;
  readonly format: Format;
  readonly flow: FlowController<State>;
  readonly dialog: DialogController<Drawn>;
  readonly runs: Runs;
  /** What was read last. */
  readonly list: RunList | undefined;
  readonly events: readonly AdverseEvent[];
  /** The run that is open, once it was read. */
  readonly run: Run | undefined;
  /** Protocols, as far as they are known by now. */
  readonly reading: Reading;
  /** Photographs that were asked for. */
  readonly pictures: Pictures;
  /** The structure's day, `YYYY-MM-DD`. */
  readonly today: string;
  redraw(): void;
  /** Opens a run: that somebody looks at it is in the log. */
  open(id: string): void;
  /** Does something, and reads again; a failure is told where it was pressed. */
  act(action: () => Promise<unknown>, said: string): Promise<void>;
  done(text: string): Promise<void>;
}
