import type { Problem } from '@relais/model';
import * as z from 'zod/mini';
import { readAs, RefusedError } from '../core/index.ts';
import type { Refusals } from '../core/index.ts';

/** The letter lacks what it must say: `refusals` says what. */
export class LetterIncompleteError extends RefusedError {
  override readonly name: string = 'LetterIncompleteError';
  declare readonly code: 'letter-incomplete';
  readonly refusals: readonly string[];
  constructor(problem: Problem) {
    super(problem);
    this.refusals = readAs(z.array(z.string()), problem['refusals']) ?? [];
  }
}

/** The patient was not told, or objects: `refusals` says which. */
export class LetterNotAllowedError extends RefusedError {
  override readonly name: string = 'LetterNotAllowedError';
  declare readonly code: 'letter-not-allowed';
  readonly refusals: readonly string[];
  constructor(problem: Problem) {
    super(problem);
    this.refusals = readAs(z.array(z.string()), problem['refusals']) ?? [];
  }
}

/** Refusals of this subject. */
export const letterRefusals: Refusals = {
  'letter-incomplete': LetterIncompleteError,
  'letter-not-allowed': LetterNotAllowedError,
};
