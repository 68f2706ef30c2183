import type { ProblemCatalogue } from '../core/problems.ts';

export const waitingListProblems = {
  'entry-changed': { status: 409, title: 'This entry has changed meanwhile' },
  'entry-known': { status: 409, title: 'Another entry has this id' },
  'already-listed': { status: 409, title: 'This person is on the list already' },
  'list-in-use': { status: 409, title: 'People wait on a list, or with a priority, that would be taken away' },
  'list-closed': { status: 409, title: 'The list is closed: nobody new gets on it' },
  'list-open': { status: 409, title: 'The list is open: close it before everybody is taken off it' },
  'waiting-changed': { status: 409, title: 'Others wait on the list than were counted' },
  'list-full': { status: 409, title: 'The list has as many entries as it can hold' },
} as const satisfies ProblemCatalogue;
