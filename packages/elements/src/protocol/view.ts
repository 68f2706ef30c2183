import type { EndQuestion } from '@relais/sdk/run';
import type { RunController } from './run-controller.ts';
import type { Ending, RunHost } from './types.ts';
import type { ProtocolRunStrings } from './words/fr.ts';

/** All that is drawn from, and what presses do. */
export interface View {
  readonly t: ProtocolRunStrings;
  readonly language: string;
  readonly host: RunHost;
  readonly run: RunController;
  readonly chosen: Partial<Ending>;
  readonly callee: string | undefined;
  /** Whether there is a protocol to come. */
  readonly isAwaited: boolean;
  readonly copied: 'copied' | 'notCopied' | undefined;
  readonly narrative: () => string;
  readonly choose: (chosen: Partial<Ending>) => void;
  readonly say: (question: EndQuestion, isSo: boolean) => void;
  readonly chooseCallee: (professional: string) => void;
  readonly consentDecided: (event: Event) => void;
  readonly answered: (event: Event) => void;
  /** Puts what was measured or read into the form. */
  readonly fill: (answers: Readonly<Record<string, number | string>>) => void;
  readonly showResult: () => void;
  readonly copy: () => void;
  readonly retry: () => void;
}
