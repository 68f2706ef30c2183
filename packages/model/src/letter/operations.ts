import { documentProblems, writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import type { Role } from '../core/roles.ts';
import { HandLetter, MakeLetter, MakeVisitLetter } from './requests.ts';
import { visitClinicians } from '../visit/index.ts';
import * as routes from './routes.ts';
import { LetterSettings } from './settings.ts';

/** As for runs: whether they have a part in this one, the policy of runs says. */
const carers = ['delegate', 'delegator'] as const satisfies readonly Role[];
const reads = ['unauthenticated', 'forbidden', 'not-found'] as const;
const writes = ['invalid-request', ...reads, ...writeProblems] as const;
const LARGEST_SETTINGS = 256 * 1024;

export const letterOperations = {
  listLetters: {
    ...routes.listLetters,
    summary: 'What can leave a run that has ended, as it would be written, and what has; each look is in the log',
    access: { roles: carers, partial: true },
    problems: reads,
  },
  makeLetter: {
    ...routes.makeLetter,
    summary:
      'Make a letter for good, read by whoever performed the run; refused, with what is missing, while it is not complete',
    access: { roles: ['delegate'], partial: true },
    body: MakeLetter,
    problems: [
      ...writes,
      'run-not-ended',
      'letter-not-offered',
      'letter-incomplete',
      'letter-id-taken',
      'prescription-lapsed',
      'prescription-made',
    ],
  },
  sendLetter: {
    ...routes.sendLetter,
    summary:
      'Send a letter to its doctor by secure mail; a patient who was not told, or objects, keeps it from leaving',
    access: { roles: ['delegate'], partial: true },
    problems: [...writes, 'letter-not-allowed', 'letter-without-address', 'letter-not-sendable', 'secure-mail-missing'],
  },
  handLetter: {
    ...routes.handLetter,
    summary: 'Say that a letter was handed over: printed, or sent by somebody’s own secure mailbox or software',
    access: { roles: ['delegate'], partial: true },
    body: HandLetter,
    problems: [...writes, 'prescription-lapsed', 'handing-day-refused'],
  },
  printLetter: {
    ...routes.printLetter,
    summary: 'A letter as a tagged PDF/A; a prescription until its last day',
    access: { roles: carers, partial: true },
    problems: [...reads, 'letter-not-printable', 'prescription-lapsed'],
  },
  packLetter: {
    ...routes.packLetter,
    summary: 'A letter as a CDA document in an IHE XDM package, for another record',
    access: { roles: carers, partial: true },
    problems: [...reads, 'letter-not-printable', 'letter-not-sendable'],
  },
  mailLetter: {
    ...routes.mailLetter,
    summary: 'A letter as a secure mail that is ready to be sent by hand',
    access: { roles: ['delegate'], partial: true },
    problems: [...reads, 'letter-not-printable', 'letter-not-sendable', 'letter-not-allowed'],
  },
  listVisitLetters: {
    ...routes.listVisitLetters,
    summary:
      'What can go to the treating doctor after a visit, as it would be written, and what has; each look is in the log',
    access: { roles: visitClinicians, partial: true },
    problems: reads,
  },
  makeVisitLetter: {
    ...routes.makeVisitLetter,
    summary:
      'Make the letter of a visit for good, by whoever has seen the patient; a second one takes the place of the first',
    access: { roles: visitClinicians, partial: true },
    body: MakeVisitLetter,
    problems: [
      ...writes,
      ...(['visit-not-closed', 'visit-changed', 'letter-incomplete', 'letter-id-taken', 'letter-replaced'] as const),
    ],
  },
  sendVisitLetter: {
    ...routes.sendVisitLetter,
    summary: 'Send the letter of a visit by secure mail; a patient who objects keeps it from leaving',
    access: { roles: visitClinicians, partial: true },
    problems: [
      ...writes,
      ...(['letter-not-allowed', 'letter-without-address', 'secure-mail-missing', 'letter-replaced'] as const),
    ],
  },
  handVisitLetter: {
    ...routes.handVisitLetter,
    summary: 'Say that the letter of a visit was handed over: printed, or sent by somebody’s own mailbox or software',
    access: { roles: visitClinicians, partial: true },
    body: HandLetter,
    problems: [...writes, 'letter-replaced', 'handing-day-refused'],
  },
  printVisitLetter: {
    ...routes.printVisitLetter,
    summary: 'The letter of a visit as a tagged PDF/A',
    access: { roles: visitClinicians, partial: true },
    problems: [...reads, 'letter-not-printable'],
  },
  packVisitLetter: {
    ...routes.packVisitLetter,
    summary: 'The letter of a visit as a CDA document in an IHE XDM package, for another record',
    access: { roles: visitClinicians, partial: true },
    problems: [...reads, 'letter-not-printable'],
  },
  mailVisitLetter: {
    ...routes.mailVisitLetter,
    summary: 'The letter of a visit as a secure mail that is ready to be sent by hand',
    access: { roles: visitClinicians, partial: true },
    problems: [...reads, 'letter-not-printable', 'letter-not-allowed', 'letter-replaced'],
  },
  readLetterSettings: {
    ...routes.readLetterSettings,
    summary: 'Letterhead and templates as they were imported',
    access: { roles: ['structureAdmin', 'coordinator'] },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  importLetterSettings: {
    ...routes.importLetterSettings,
    summary: 'Replace letterhead and templates',
    access: { roles: ['structureAdmin'] },
    body: LetterSettings,
    largestBody: LARGEST_SETTINGS,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', ...documentProblems],
  },
  previewLetters: {
    ...routes.previewLetters,
    summary: 'What letterhead and templates make of an invented run; nothing is kept of them',
    access: { roles: ['structureAdmin', 'coordinator'] },
    body: LetterSettings,
    largestBody: LARGEST_SETTINGS,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', ...writeProblems],
  },
} as const satisfies Record<string, Operation>;
