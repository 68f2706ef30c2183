import type { AttendingDoctor, Instant, Letterhead, LetterBlock, LetterContent, LetterLack } from '@relais/model';
import { FEEDBACK_REQUEST, FEEDBACK_TITLE, feedbackFacts } from '../visit/index.ts';
import type { FeedbackParts } from '../visit/index.ts';
import { addressOf, clockOf, signerOf, spaced } from './compose.ts';
import type { LetterPerson } from './told.ts';
import { words } from './words.ts';

/** All that the letter of a visit is made of. */
export interface VisitTold {
  readonly parts: Omit<FeedbackParts, 'note' | 'request'>;
  /** Whoever has seen the patient. */
  readonly author: LetterPerson;
  readonly letterhead: Letterhead;
}

/** What is said of it when it is made. */
export interface VisitAsked {
  readonly doctor?: AttendingDoctor | undefined;
  readonly note?: string | undefined;
  readonly request?: string | undefined;
  readonly secrecy?: boolean | undefined;
  /** When the letter was made whose place it takes. */
  readonly replaces?: Instant | undefined;
}

/** The letter to the treating doctor after a visit: the same facts as the text that is copied, under the structure's letterhead. */
export function composeVisitLetter(
  { parts, author, letterhead }: VisitTold,
  asked: VisitAsked,
  at: Instant,
): LetterContent {
  const clock = clockOf(parts.timeZone);
  const { doctor, replaces } = asked;
  return {
    kind: 'liaisonLetter',
    title: FEEDBACK_TITLE,
    letterhead: letterhead.phone === undefined ? letterhead : { ...letterhead, phone: spaced(letterhead.phone) },
    at,
    dated: clock.day(at),
    to: doctor ? addressOf(doctor) : [],
    marks: [
      ...(replaces === undefined ? [] : [words.replaces(clock.day(replaces), clock.time(replaces))]),
      ...(asked.secrecy ? [words.secrecy] : []),
    ],
    blocks: [
      ...(parts.structure === parts.place ? [] : [{ kind: 'text', text: parts.place } as const]),
      { kind: 'facts', facts: feedbackFacts(parts) },
      ...paragraphs(asked.note),
      ...(asked.request?.trim() ? [{ kind: 'heading', text: FEEDBACK_REQUEST } as const] : []),
      ...paragraphs(asked.request),
      { kind: 'signature', text: signerOf(author) },
    ],
  };
}

function paragraphs(text = ''): LetterBlock[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ kind: 'text', text: line }));
}

/** What it cannot be made without: whom it is about. */
export function lacksOfVisit({ familyName, givenName, birthDate }: FeedbackParts['visit']): LetterLack[] {
  return [...(familyName || givenName ? [] : ['patientName' as const]), ...(birthDate ? [] : ['birthDate' as const])];
}
