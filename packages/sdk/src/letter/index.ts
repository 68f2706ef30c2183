export { LetterIncompleteError, LetterNotAllowedError } from './errors.ts';
export { createLetters } from './letters.ts';
export type { LetterAt, Letters } from './letters.ts';
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
} from '@relais/model';
