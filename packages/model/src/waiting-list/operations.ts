import { documentProblems, siteProblems, writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import { deskReaders } from '../desk/index.ts';
import { listCounters, listDeciders } from './readers.ts';
import { ClearanceRequest, EntryAction, ImportRequest, Inscription, NewWaitingEntry } from './requests.ts';
import * as routes from './routes.ts';
import { ListRule, WaitingListSettings } from './settings.ts';

const refusals = ['invalid-request', 'unauthenticated', 'forbidden'] as const;

export const waitingListOperations = {
  countWaitingLists: {
    ...routes.countWaitingLists,
    summary: 'How many wait on each list',
    access: { roles: listCounters },
    problems: ['unauthenticated', 'forbidden'],
  },
  listWaitingEntries: {
    ...routes.listWaitingEntries,
    summary: 'Who waits on a list, by priority and then who was first, or who has left it; 200 at a time',
    access: { roles: deskReaders },
    query: {
      status:
        '`waiting` for those who wait, `left` for those who have left with the outcome, the last first; when absent `waiting`',
      after: 'Id of the entry to go on after; when absent from the first',
    },
    problems: ['invalid-request', 'unauthenticated', 'forbidden', 'not-found'],
  },
  addWaitingEntry: {
    ...routes.addWaitingEntry,
    summary: 'Put somebody on a list; the same id again is the same entry',
    access: { roles: deskReaders },
    body: NewWaitingEntry,
    problems: [...refusals, 'not-found', 'entry-known', 'already-listed', 'list-closed', 'list-full', ...writeProblems],
  },
  actOnWaitingEntry: {
    ...routes.actOnWaitingEntry,
    summary: 'Change a priority, take somebody off a list with the outcome, or undo that',
    access: { roles: deskReaders },
    body: EntryAction,
    problems: [...refusals, 'not-found', 'entry-changed', 'already-listed', 'list-full', ...writeProblems],
  },
  describeInscription: {
    ...routes.describeInscription,
    summary: 'What a list is called that the public may write itself on; not found where it is not open',
    access: { public: true },
    problems: ['not-found'],
  },
  inscribe: {
    ...routes.inscribe,
    summary:
      'Write oneself, or somebody one cares for, on a list that is open to the public; nothing is told of who is on it',
    access: { public: true },
    body: Inscription,
    rateLimit: 'booking',
    problems: ['invalid-request', 'not-found', 'list-full', ...siteProblems, ...writeProblems],
  },
  importWaitingEntries: {
    ...routes.importWaitingEntries,
    summary:
      'Put the lines of a file on a list: the good ones at once, and each other one is named with its column and why',
    access: { roles: deskReaders },
    body: ImportRequest,
    largestBody: 3 * 1024 * 1024,
    problems: [...refusals, 'not-found', 'list-closed', 'list-full', ...writeProblems],
  },
  clearWaitingList: {
    ...routes.clearWaitingList,
    summary: 'Take everybody off a closed list with one outcome, or put them on another list, all at once',
    access: { roles: listDeciders },
    body: ClearanceRequest,
    problems: [...refusals, 'not-found', 'list-open', 'waiting-changed', 'list-full', ...writeProblems],
  },
  previewListRule: {
    ...routes.previewListRule,
    summary: 'What a rule would have done to the latest 500 runs or requests',
    access: { roles: listDeciders },
    body: ListRule,
    problems: [...refusals, ...writeProblems],
  },
  readWaitingListSettings: {
    ...routes.readWaitingListSettings,
    summary: 'The lists, with their rules and priorities, to be changed and put back',
    access: { roles: listCounters },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  importWaitingListSettings: {
    ...routes.importWaitingListSettings,
    summary: 'Decide about the lists: names, priorities, who is put on them, and how they end',
    access: { roles: listDeciders },
    body: WaitingListSettings,
    problems: [...refusals, 'list-in-use', ...documentProblems],
  },
} as const satisfies Record<string, Operation>;
