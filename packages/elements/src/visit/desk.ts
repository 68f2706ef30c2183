import type { Client } from '@relais/sdk';
import type { Visit, VisitList, Visits, VisitSettings } from '@relais/sdk/visit';
import type { DialogController } from '../ui/dialog/dialog-controller.ts';
import type { Drawn } from '../ui/dialog/form-dialog.ts';
import type { FlowController } from '../ui/flow/flow-controller.ts';
import type { Format } from '../ui/format.ts';
import type { VisitDeed } from '@relais/sdk/visit';
import type { VisitStrings } from './words/fr.ts';

export type State = { readonly name: 'loading' } | { readonly name: 'lists' };

/** What the structure says of itself that visits are told by. */
export interface Place {
  readonly structure: string;
  readonly timezone: string;
  readonly reasons: readonly { readonly code: string; readonly label: string }[];
  readonly sites: readonly { readonly id: string; readonly name: string }[];
}

/** What the views need of their element, as it is whenever they look. */
export interface Desk {
  readonly t: VisitStrings;
  readonly language: 'fr' | 'en';
  readonly format: Format;
  readonly flow: FlowController<State>;
  readonly dialog: DialogController<Drawn>;
  readonly client: Client;
  readonly visits: Visits;
  readonly place: Place;
  /** What was read last. */
  readonly list: VisitList | undefined;
  readonly settings: VisitSettings | undefined;
  readonly now: number;
  redraw(): void;
  /** Does something at once; it can be taken back where it was the last thing. A failure is told above the list. */
  act(visit: Visit, deed: VisitDeed): Promise<void>;
  /** The same from a form, which tells what failed itself. */
  send(visit: Visit, deed: VisitDeed): Promise<unknown>;
  done(text: string): Promise<void>;
  /** Reads again what is shown. */
  refresh(): Promise<void>;
  /** A visit as it stands now, where it is still listed. */
  find(id: string): Visit | undefined;
}
