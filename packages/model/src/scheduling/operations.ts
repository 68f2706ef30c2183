import type { Operation } from '../core/operation.ts';
import * as routes from './routes.ts';

const audience =
  'Whose seats: `CPTS` or `PUBLIC`, for professionals also `PRO` or `SNP`; when absent that of the structure’s settings, else `CPTS`';
const label = 'Label of reserved seats, for professionals only; when absent the seats of everybody';

export const schedulingOperations = {
  listSlots: {
    ...routes.listSlots,
    summary: 'Slots that can be booked now',
    access: { public: true },
    query: {
      from: 'First service date, `YYYY-MM-DD`; when absent yesterday, whose opening may go on past midnight',
      to: 'Last service date, included, `YYYY-MM-DD`, at most 400 days after `from`; when absent the end of the horizon',
      after:
        '`next` of an answer: the list goes on behind its last slot; when absent it begins with the first. One answer holds 3,000 slots at most',
      audience,
      label,
    },
    problems: ['invalid-request', 'forbidden'],
  },
  streamEvents: {
    ...routes.streamEvents,
    summary: 'Live availability as server-sent events; `Last-Event-ID` or `after` resumes',
    access: { public: true },
    query: {
      topic: 'What is followed, names separated by commas; when absent `availability`',
      after:
        'Sequence to go on from, a whole number of 15 digits at most, for readers that cannot set `Last-Event-ID`; when absent the stream begins with what comes next',
      audience,
      label,
    },
    problems: ['invalid-request', 'forbidden'],
  },
} as const satisfies Record<string, Operation>;
