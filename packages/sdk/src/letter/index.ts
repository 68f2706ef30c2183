export { LetterIncompleteError, LetterNotAllowedError } from './errors.ts';
export { createLetters, createVisitLetters } from './letters.ts';
export type { LetterAt, Letters, LettersOfVisits, MadeLetters, VisitLetterAt } from './letters.ts';
export type {
  FoundAttendingDoctor,
  Letter,
  LetterBlock,
  LetterContent,
  LetterDelivery,
  LetterDraft,
  LetterExchange,
  LetterKind,
  LetterLack,
  LetterState,
  RunLetters,
  VisitLetters,
} from '@relais/model';
