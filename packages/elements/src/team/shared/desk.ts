import type { Team as TeamState, Readiness } from '@relais/sdk';
import type { Team } from '@relais/sdk/team';
import type { TemplateResult } from 'lit';
import type { DialogController } from '../../ui/dialog/dialog-controller.ts';
import type { Drawn } from '../../ui/dialog/form-dialog.ts';
import type { FlowController } from '../../ui/flow/flow-controller.ts';
import type { Format } from '../../ui/format.ts';
import type { TeamStrings } from '../words/fr.ts';

/** `team` for those who answer for it, `mine` for a délégué who wants to know what she can run. */
export type TeamView = 'team' | 'mine';

export type State = { readonly name: 'loading' } | { readonly name: 'ready' };

/** What was changed, as far as it is somebody's or a protocol's. */
export interface ChangedPart {
  readonly professional?: string;
  readonly protocol?: string;
}

/** What the screens need of their element, as it is whenever they look. */
export interface Desk {
  readonly t: TeamStrings;
  readonly language: string;
  readonly format: Format;
  readonly flow: FlowController<State>;
  readonly dialog: DialogController<Drawn>;
  readonly calls: Team;
  /** What was read last. */
  readonly team: TeamState | undefined;
  readonly readiness: Readiness | undefined;
  /** The server's clock, in milliseconds. */
  readonly now: number;
  /** By whose clock the structure lives. */
  readonly timezone: string;
  /** Draws again. */
  redraw(): void;
  dispatch(event: Event): void;
  /** Reads again what is shown. */
  refresh(): Promise<void>;
  /** Something has been done: says so, tells the host, and reads again. */
  done(text: string, part?: ChangedPart): Promise<void>;
}

/** The screens of a view. One is made for each element that shows it. */
export interface Screens {
  render(): TemplateResult;
}
