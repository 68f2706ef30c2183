import type { ProblemCatalogue } from '../core/problems.ts';

export const deskProblems = {
  'callback-claimed': { status: 409, title: 'Somebody else has taken this call' },
  'callback-changed': { status: 409, title: 'This call-back has changed meanwhile' },
  'callback-unclaimed': { status: 409, title: 'Nobody has taken this call' },
  'callback-closed': { status: 409, title: 'This call-back has ended' },
  'callback-known': { status: 409, title: 'Another call-back has this id' },
  'doctor-question-over': { status: 410, title: 'The treating doctor is not waited for any more' },
  'clinician-needed': { status: 403, title: 'A clinician must take this call' },
  'queue-full': { status: 409, title: 'The list has as many entries as it can hold' },
} as const satisfies ProblemCatalogue;
