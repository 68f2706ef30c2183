import type { AttendingDoctor, Letterhead, LetterTemplate, Profession, Protocol, Run } from '@relais/model';

/** Somebody a letter names. */
export interface LetterPerson {
  readonly familyName: string;
  readonly givenName: string;
  readonly profession?: Profession | undefined;
  readonly rpps?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

/** All that letters of a run are made of. */
export interface Told {
  /** As the run went by it. */
  readonly protocol: Protocol;
  readonly run: Pick<
    Run,
    | 'patient'
    | 'alerts'
    | 'outcome'
    | 'target'
    | 'startedAt'
    | 'endedAt'
    | 'version'
    | 'title'
    | 'evaluation'
    | 'training'
  >;
  /** What was found, in sentences: the narrative of its form. */
  readonly findings: readonly { readonly heading: string; readonly text: string }[];
  /** What was answered to the questions that a dose is made of, by question. */
  readonly doses: ReadonlyMap<string, { readonly label: string; readonly value: string }>;
  /** By the id the structure has for each; whoever the run names is among them. */
  readonly people: ReadonlyMap<string, LetterPerson>;
  readonly delegate: LetterPerson;
  readonly delegator: LetterPerson | undefined;
  readonly letterhead: Letterhead;
  readonly templates: readonly LetterTemplate[];
  /** By whose clocks times are told. */
  readonly timeZone: string;
}

/** What is said of one letter when it is made. */
export interface Asked {
  readonly doctor?: AttendingDoctor | undefined;
  readonly request?: string | undefined;
  readonly secrecy?: boolean | undefined;
}

export function nameOf({
  givenName,
  familyName,
}: {
  readonly givenName?: string | undefined;
  readonly familyName?: string | undefined;
}): string {
  return [givenName, familyName].filter(Boolean).join(' ');
}
