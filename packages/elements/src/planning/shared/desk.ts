import type {
  Client,
  DutyCalendars,
  Paper,
  PaperGap,
  PlanningCall,
  PlanningCheck,
  PlanningVersion,
  Reasons,
  SeverityChecklist,
  StructureInfo,
} from '@relais/sdk';
import type { BusyTimes, OwnAgenda, OwnPlanning, OwnRange, Planning, PlanningChange } from '@relais/sdk/planning';
import type { FieldFault } from '../../ui/fields/form.ts';
import type { FlowController } from '../../ui/flow/flow-controller.ts';
import type { Format } from '../../ui/format.ts';
import type { PlanningStrings } from '../words/fr.ts';
import type { Draft } from './draft.ts';
import type { DutyCallsDesk, DutyCallState } from './duty-calls.ts';
import type { Sayer } from './say.ts';
import type { FileFault } from './territory-file.ts';
import type { TypedCentre } from './typed-centre.ts';
import type { TypedEntry } from './typed-entry.ts';
import type { TypedRange } from './typed-range.ts';

/** A range that is typed: a new one, or in place of the one at a place of its list. */
export interface RangeState {
  readonly name: 'range';
  readonly typed: TypedRange;
  readonly place: number | undefined;
  readonly faults: readonly FieldFault[];
}

/** A place, a practice, volunteers or reasons that are typed. */
export interface EntryState {
  readonly name: 'entry';
  readonly typed: TypedEntry;
  readonly faults: readonly FieldFault[];
}

/** What holds for every practice, as it is typed. */
export interface CentreState {
  readonly name: 'centre';
  readonly typed: TypedCentre;
  readonly faults: readonly FieldFault[];
}

/** A week that is to be copied to others. */
export interface WeekState {
  readonly name: 'week';
  /** Mondays. */
  readonly from: string;
  readonly to: readonly string[];
  readonly faults: readonly FieldFault[];
}

/** A list of signs that is looked at before it is in force. */
export interface ChecklistState {
  readonly name: 'checklist';
  readonly taken: SeverityChecklist | undefined;
  readonly faults: readonly FieldFault[];
}

/** One thing a patient needs to find a seat. `danger`: without it nobody can book. */
export interface TrialCheck {
  readonly state: 'done' | 'attention' | 'danger';
  readonly text: string;
}

/** What a patient would find of the centre. */
export interface TrialState {
  readonly name: 'trial';
  readonly checks: readonly TrialCheck[];
}

/** Ranges of one’s own in which one cannot be there, before that is said. */
export interface AwayState {
  readonly name: 'away';
  readonly ranges: readonly OwnRange[];
  /** Ranges of the same days that stay, because others are on duty too. */
  readonly shared: number;
  readonly note: string;
}

/** Days on which one is not there, as they are typed. */
export interface PeriodState {
  readonly name: 'period';
  readonly first: string;
  readonly last: string;
  readonly faults: readonly FieldFault[];
}

/** A range more in one’s own practice, as it is typed. */
export interface OwnOpeningState {
  readonly name: 'own-opening';
  readonly typed: Readonly<Record<'practiceId' | 'date' | 'from' | 'to' | 'capacity', string>>;
  readonly faults: readonly FieldFault[];
}

/** The address of one’s own agenda, as it is typed. */
export interface AgendaState {
  readonly name: 'agenda';
  readonly address: string;
  readonly faults: readonly FieldFault[];
}

/** A publication that is looked at before it is made. */
export interface PublishState {
  readonly name: 'publish';
  readonly check: PlanningCheck;
  /** The version that is taken back, where that is what is wanted. */
  readonly undoes: number | undefined;
  readonly reason: string;
  /** Chosen for each booking, by its id. */
  readonly choices: Readonly<Record<string, 'move' | 'keep' | 'call'>>;
  readonly faults: readonly FieldFault[];
}

export type State =
  | { readonly name: 'loading' }
  | { readonly name: 'ready' }
  | RangeState
  | WeekState
  | EntryState
  | CentreState
  | ChecklistState
  | AwayState
  | PeriodState
  | OwnOpeningState
  | AgendaState
  | TrialState
  | DutyCallState
  | PublishState;

/** The paper of a launch that was printed last, with what it cannot say; or why there is none. */
export type Papers =
  | { readonly paper: Paper; readonly gaps: readonly PaperGap[] }
  | { readonly refused: 'papers-not-ready' | 'papers-not-printable' };

/** Parts of the planning, one at a time. */
export type Tab = 'plan' | 'setup' | 'duties' | 'calls' | 'history' | 'calendar';

/** What the screens need of their element, as it is whenever they look. */
export interface Desk {
  readonly t: PlanningStrings;
  readonly language: 'fr' | 'en';
  readonly format: Format;
  readonly flow: FlowController<State>;
  readonly sayer: Sayer;
  readonly plan: Draft;
  readonly api: Planning;
  readonly client: Client;
  readonly duties: DutyCallsDesk;
  readonly versions: readonly PlanningVersion[];
  readonly toCall: readonly PlanningCall[];
  /** Of whom duties can be read at a secret address. */
  calendars: DutyCalendars;
  /** One’s own ranges, of who receives patients. */
  own: OwnPlanning | undefined;
  /** Whether one’s own agenda is read, of who receives patients. */
  agenda: OwnAgenda | undefined;
  /** When those are busy who have given an agenda; to who answers for no planning, themselves. */
  busy: BusyTimes | undefined;
  /** It could not be read when people are busy, or whether one's own agenda is read. */
  isBusyUnknown: boolean;
  /** An address was given just now, and it is looked how its first reading goes. */
  isReadingAgenda: boolean;
  /** One's own, while it can be seen: nobody can say it again. */
  address: string | undefined;
  /** What everybody may know of the structure whose planning it is. */
  readonly info: StructureInfo;
  /** When what is not published was changed last, where it was taken up from this device. */
  readonly takenUp: string | undefined;
  /** Whether this device keeps what is not published. */
  readonly isKept: boolean;
  /** Reasons people choose from, which hold as soon as they are changed. */
  reasons: Reasons;
  /** What somebody else has published since this planning was read, put below what was changed here. */
  readonly meanwhile: { readonly conflicts: number; readonly theirs: readonly PlanningChange[] } | undefined;
  /** The last file that was not taken, and why. */
  refused: { readonly name: string; readonly faults: readonly FileFault[] } | undefined;
  papers: Papers | undefined;
  /** Shows another part of the planning. */
  choose(tab: Tab): void;
  redraw(): void;
  /** Whether somebody still looks at what this has read. */
  isShown(api: Planning): boolean;
  say(text: string, undo?: () => unknown): void;
  published(version: number): void;
  /** Reads all of it anew; what was changed and not published goes. */
  read(): Promise<void>;
  readRest(): Promise<void>;
  catchUp(): Promise<void>;
}
