import type {
  ConsentCollector,
  ConsentPatient,
  ConsentRecord,
  ConsentText,
  TextValues,
} from '@relais/sdk/consent/parts';
import type { CaseAnswer, Explanation, Outline, Protocol, RunOutcome } from '@relais/sdk/protocol/tree';
import type { QuestionnaireResponse } from '@relais/sdk/questionnaire';
import type { EndQuestion, RunEnd, RunEvaluation, RunObstacle, RunPatient, Runs, RunState } from '@relais/sdk/run';
import type { ReactiveElement } from 'lit';
import type { LetterPort } from '../letter/index.ts';

/** Keeps runs and reaches délégants: `createRuns(client)` of the SDK does, and a host's own may. */
export type RunPort = Pick<
  Runs,
  'createId' | 'start' | 'save' | 'acknowledge' | 'answer' | 'end' | 'read' | 'subscribe'
> &
  // Of a host whose server counts them.
  Partial<Pick<Runs, 'recordNonInclusion'>> &
  // Of one that keeps on the device what met no network, as its errors say by `pending`.
  Partial<Pick<Runs, 'resume'>> &
  // Of one that says whether the device keeps it.
  Partial<Pick<Runs, 'keeping'>> &
  // Of one that keeps photographs.
  Partial<Pick<Runs, 'attachPhotograph' | 'removePhotograph' | 'resumePhotographs'>>;

/** Keeps proofs of consent: `createConsents(client)` of the SDK does. */
export interface ConsentPort {
  record(request: ConsentRecord & { readonly evidence?: string }): Promise<unknown>;
  /** Sends the proofs that are kept on this device. */
  resume?(): Promise<readonly object[]>;
}

/** Somebody who can be called, first who is called first. */
export interface Callee {
  readonly professional: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly phone: string;
}

/** What a run has come to, for the host's record. */
export interface RunResult {
  readonly run: string;
  readonly outcome: RunOutcome;
  readonly target: RunEnd['target'];
  readonly training: boolean;
  /** What was asked of the end and answered with yes: what the tariff excludes, an act of the délégant. */
  readonly said: readonly EndQuestion[];
  readonly response: QuestionnaireResponse | undefined;
  readonly evaluation: RunEvaluation | undefined;
  readonly narrative: string;
  readonly photographs: readonly RunPicture[];
}

/** A photograph of the run, drawn anew: a JPEG that says nothing of where it was taken and by what. */
export interface RunPicture {
  readonly id: string;
  /** The question it goes with. */
  readonly item: string;
  /** What it shows, in words. */
  readonly description: string;
  readonly takenAt: string;
  readonly blob: Blob;
  readonly width: number;
  readonly height: number;
}

export type Stage = 'eligibility' | 'consent' | 'identity' | 'questions' | 'outcome' | 'done';

/** The patient as the host's record has them. */
export type Patient = RunPatient &
  Partial<Pick<ConsentPatient, 'regime'>> & {
    /** Shown to be checked and told with the run; they stay in the page. None known is an empty list. */
    readonly treatments?: readonly string[];
    readonly allergies?: readonly string[];
  };

/** How a run is ended, and what was said of it beside. */
export interface Ending extends RunEnd {
  readonly said?: readonly EndQuestion[];
}

/** What the host hands over. */
export interface RunHost extends ReactiveElement {
  protocol: unknown;
  patient: Patient | undefined;
  known: Readonly<Record<string, CaseAnswer>> | undefined;
  texts: readonly ConsentText[] | undefined;
  values: TextValues | undefined;
  collector: ConsentCollector | undefined;
  organization: { readonly name: string; readonly finess?: string } | undefined;
  records: readonly ConsentRecord[] | undefined;
  consents: ConsentPort | undefined;
  /** Proofs that were taken in this run. */
  decided: readonly ConsentRecord[];
  /** When this device was last told what the backend has for the run, milliseconds since the epoch, where there is no network now. */
  readonly knownAt: number | undefined;
  runs: RunPort | undefined;
  letters: LetterPort | undefined;
  callees: readonly Callee[] | undefined;
  missing: readonly RunObstacle[] | undefined;
  training: boolean;
  now: (() => number) | undefined;
}

/** What is made of the answers so far. */
export interface Judged {
  readonly explanation: Explanation;
  readonly evaluation: RunEvaluation;
}

/** A protocol that is open: what shows its questions, and what judges them. */
export interface OpenProtocol {
  readonly protocol: Protocol;
  readonly outline: Outline;
  readonly questionnaire: unknown;
}

/** Alerts as they stand, whoever keeps them. */
export type Alerts = RunState['alerts'];
