import type {
  ConsentChannel,
  ConsentCode,
  ConsentCollector,
  ConsentDecision,
  ConsentEvidence,
  ConsentGiver,
  ConsentMethod,
  ConsentPatient,
  ConsentReading,
  ConsentRecipient,
  ConsentRecord,
  ConsentStanding,
  ConsentState,
  ConsentText,
  InterpreterKind,
  PatientAssent,
  ProofGap,
  ReferralReason,
  TextValues,
} from '@relais/sdk/consent/parts';
import type { Client } from '@relais/sdk';
import type { ReactiveElement, TemplateResult, nothing } from 'lit';
import type { ConsentStrings } from '../words/fr.ts';

/** What the host hands over. */
export interface ConsentHost extends ReactiveElement {
  texts: readonly ConsentText[] | undefined;
  values: TextValues | undefined;
  code: ConsentCode | undefined;
  patient: (ConsentPatient & { readonly name?: string }) | undefined;
  collector: ConsentCollector | undefined;
  organization: { readonly name: string; readonly finess?: string } | undefined;
  records: readonly ConsentRecord[] | undefined;
  protocol: { readonly id: string; readonly version: string } | undefined;
  run: string | undefined;
  recipients: readonly ConsentRecipient[] | undefined;
  validDays: number | undefined;
  serious: boolean;
  now: (() => number) | undefined;
  codes: CodePort | undefined;
  reading: GivenReading | undefined;
}

/** A text that the patient was given to read beforehand: `createConsents(client).readingLink` of the SDK makes one, and a host's own may. */
export interface ReadingLink extends GivenReading {
  readonly href: string;
}

/** The same, from the day it was given. */
export interface GivenReading {
  readonly id: string;
  state(): Promise<ReadingState>;
}

export type ReadingState = Pick<ConsentReading, 'text' | 'readAt' | 'wantsToTalk'>;

/** Sends digits to a telephone and says whether they came back: `createConsents(client)` of the SDK does, and a host's own may. */
export interface CodePort {
  sendCode(phone: string): Promise<{ readonly id: string }>;
  /** The digest of the evidence; undefined when the digits are not right. */
  checkCode(id: string, digits: string): Promise<string | undefined>;
}

export type Stage = 'overview' | 'asking' | 'refusing' | 'urgency' | 'referral' | 'keeping' | 'unkept';

/** Why, where it has to be said. */
export interface Said {
  readonly reason?: string;
  readonly referral?: { readonly reason: ReferralReason; readonly doctor: string };
}

/** What of a proof people choose, and what is usual. */
export interface Choices {
  givers: ConsentGiver[];
  assent: PatientAssent | undefined;
  interpreter: { kind: InterpreterKind; name?: string };
  channel: ConsentChannel;
  method: ConsentMethod;
  evidence: { readonly proof: ConsentEvidence; readonly data?: string } | undefined;
}

/** The element, as its screens know it. */
export interface ScreenHost extends ConsentHost {
  readingLink: ((text: ConsentText) => Promise<ReadingLink>) | undefined;
  withdraw(): Promise<void>;
  print(): Promise<void>;
}

/** The element, as the pages behind links know it. */
export interface LinkHost extends ReactiveElement {
  api: string | undefined;
  structure: string | undefined;
  client: Client | undefined;
  link: string | undefined;
  language: string | undefined;
}

/** What has been said and asked, as the screens know it. */
export interface Asking {
  readonly stage: Stage;
  readonly said: ReadonlySet<string>;
  readonly firstAskedAt: string | undefined;
  readonly choices: Choices;
  readonly faults: readonly string[] | undefined;
  readonly gaps: readonly ProofGap[];
  focusNext: string | undefined;
  readonly code: ConsentCode;
  readonly isInformation: boolean;
  readonly isInformed: boolean;
  readonly records: readonly ConsentRecord[];
  readonly texts: readonly ConsentText[];
  readonly text: ConsentText | undefined;
  readonly standing: ConsentStanding;
  /** What is known of what was given to be read beforehand. */
  readonly reading: ReadingState | undefined;
  textFor(language: string): ConsentText | undefined;
  say(id: string, isSaid: boolean): void;
  sayAll(): void;
  choose(text: Pick<ConsentText, 'language' | 'format'>): void;
  ask(): void;
  change(choices: Partial<Choices>): void;
  go(stage: Stage): void;
  restart(): void;
  take(evidence: Promise<void>): Promise<void>;
  decide(decision: ConsentDecision, said?: Said): Promise<void>;
  keep(): Promise<void>;
  follow(reading: GivenReading): Promise<void>;
}

/** The later screens, once they have come. */
export interface LaterScreens {
  show(shown: 'text' | 'patient' | 'link' | undefined): void;
  showLink(): Promise<void>;
  print(): Promise<void>;
  renderHow(view: View): TemplateResult;
  renderReason(view: View): TemplateResult;
  /** What can be done with a decision that stands. */
  renderActions(view: View): TemplateResult | typeof nothing;
  /** What else may be said while it is asked. */
  renderAsides(view: View): TemplateResult | typeof nothing;
  renderBeside(view: View): TemplateResult | typeof nothing;
  renderRead(view: View): TemplateResult | typeof nothing;
  render(view: View): TemplateResult | typeof nothing;
  updated(): void;
}

/** What is shown in place of everything else on a page behind a link. */
export interface OwnScreens {
  open(): Promise<void>;
  /** The element has left the page. */
  close(): void;
  render(view: View): TemplateResult;
}

/** All that is drawn from. */
export interface View {
  readonly t: ConsentStrings;
  readonly language: string;
  readonly host: ScreenHost;
  readonly consent: Asking;
  readonly state: ConsentState | 'checking' | 'invalid';
  readonly later: LaterScreens | undefined;
  readonly own: OwnScreens | undefined;
  readonly isLocked: boolean;
}
