import type { ProblemCatalogue } from '../core/problems.ts';

export const waitingListProblems = {
  'entry-changed': { status: 409, title: 'This entry has changed meanwhile' },
  'entry-known': { status: 409, title: 'Another entry has this id' },
  'already-listed': { status: 409, title: 'This person is on the list already' },
  'list-in-use': { status: 409, title: 'People wait on a list, or with a priority, that would be taken away' },
  'list-full': { status: 409, title: 'The list has as many entries as it can hold' },
} as const satisfies ProblemCatalogue;
