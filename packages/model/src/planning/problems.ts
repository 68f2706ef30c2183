import type { ProblemCatalogue } from '../core/problems.ts';

export const planningProblems = {
  'planning-changed': { status: 409, title: 'Somebody has published another planning meanwhile' },
  'publication-not-newest': { status: 409, title: 'Only the newest publication can be taken back' },
  'agenda-address-refused': { status: 422, title: 'No agenda can be read at this address' },
} as const satisfies ProblemCatalogue;
