import type { ProblemCatalogue } from '../core/problems.ts';

export const runProblems = {
  'run-not-startable': { status: 409, title: 'This run cannot start now: what is missing is said' },
  'run-id-taken': { status: 409, title: 'Something else was kept under this id' },
  'run-changed': { status: 409, title: 'The run is not as this page has it: read it again' },
  'run-ended': { status: 409, title: 'The run has ended' },
  'alert-settled': { status: 409, title: 'This alert has been answered, or nobody is asked about it any more' },
  'nothing-to-review': { status: 409, title: 'Nothing of this run is to be reviewed' },
  'photograph-not-asked': { status: 409, title: 'This run takes no photograph here' },
  'photograph-consent-missing': { status: 409, title: 'No consent covers this photograph yet' },
  'photograph-consent-refused': { status: 409, title: 'The patient does not want this photograph' },
  'photographs-too-many': { status: 409, title: 'This run has as many photographs as it may: take one back first' },
  'outcome-refused': { status: 409, title: 'The run cannot end like this: why is said' },
} as const satisfies ProblemCatalogue;
