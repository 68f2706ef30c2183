import type { ProblemCatalogue } from '../core/problems.ts';

export const dutyCallProblems = {
  'duty-call-closed': { status: 410, title: 'This call for duties takes no answer any more' },
  'duty-page-missing': { status: 409, title: 'The settings name no page that links of duty calls may lead to' },
  'duty-range-gone': { status: 409, title: 'The planning in force has this range no more, or it has begun' },
  'duty-taken': { status: 409, title: 'Somebody else is on duty in this range already' },
  'duty-volunteer-gone': { status: 409, title: 'This volunteer is none of the territory any more' },
  'too-many-duty-calls': { status: 409, title: 'As many calls for duties are open as may be: close one first' },
} as const satisfies ProblemCatalogue;
