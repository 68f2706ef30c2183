import type { ProblemCatalogue } from '../core/problems.ts';

export const letterProblems = {
  'run-not-ended': { status: 409, title: 'The run has not ended: nothing leaves it yet' },
  'visit-not-closed': { status: 409, title: 'The visit is not closed: nothing leaves it yet' },
  'letter-replaced': { status: 409, title: 'Another letter stands in this place: read it first' },
  'letter-not-offered': { status: 409, title: 'This run has no such letter' },
  'letter-incomplete': { status: 409, title: 'The letter lacks what it must say: what is missing is said' },
  'prescription-lapsed': {
    status: 409,
    title: 'The last day of this prescription is over: it leaves no more, and its run gives no other',
  },
  'prescription-made': {
    status: 409,
    title: 'This run has this prescription with a last day already: another would put that off',
  },
  'handing-day-refused': {
    status: 409,
    title: 'It was handed over on a day from that on which it was made until today, and until its last day',
  },
  'letter-id-taken': { status: 409, title: 'Something else was kept under this id' },
  'letter-not-allowed': { status: 409, title: 'The patient was not told, or objects: the letter stays here' },
  'letter-without-address': { status: 409, title: 'This doctor has no secure address: print the letter' },
  'secure-mail-missing': {
    status: 409,
    title: 'This backend reaches no secure mail: take the message and send it by hand',
  },
  'letter-not-sendable': { status: 409, title: 'Only a letter to a doctor is sent' },
  'letter-not-printable': { status: 501, title: 'This backend makes no PDF' },
} as const satisfies ProblemCatalogue;
