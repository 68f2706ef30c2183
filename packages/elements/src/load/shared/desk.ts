import type {
  AccountOf,
  LedgerCorrection,
  LedgerMovement,
  LedgerReport,
  LedgerWeek,
  Load,
  VolunteerReport,
} from '@relais/sdk/load';
import type { DialogController } from '../../ui/dialog/dialog-controller.ts';
import type { Drawn } from '../../ui/dialog/form-dialog.ts';
import type { FlowController } from '../../ui/flow/flow-controller.ts';
import type { Format } from '../../ui/format.ts';
import type { Figures } from './figures.ts';
import type { LoadStrings } from '../words/fr.ts';

export type State = { readonly name: 'loading' } | { readonly name: 'tables' } | { readonly name: 'account' };

export type TabName = 'practices' | 'volunteers' | 'corrections';

/** An account that is open, with what is behind it as far as it was read. */
export interface OpenAccount {
  readonly of: AccountOf;
  readonly weeks: readonly LedgerWeek[];
  readonly movements: readonly LedgerMovement[];
  readonly next: string | undefined;
}

/** What the views need of their element, as it is whenever they look. */
export interface Desk {
  readonly t: LoadStrings;
  readonly language: 'fr' | 'en';
  readonly format: Format;
  readonly figures: Figures;
  readonly flow: FlowController<State>;
  readonly dialog: DialogController<Drawn>;
  readonly load: Load;
  readonly report: LedgerReport | undefined;
  readonly volunteers: VolunteerReport | undefined;
  readonly corrections: readonly LedgerCorrection[];
  readonly account: OpenAccount | undefined;
  redraw(): void;
  /** Opens an account, with what is behind it. */
  open(of: AccountOf): Promise<void>;
  /** The name of a practice by its id. */
  nameOf(practiceId: string): string;
  /** Accounts have been corrected: says so, and reads them again. */
  done(text: string): Promise<void>;
  corrected(id: string): void;
}
