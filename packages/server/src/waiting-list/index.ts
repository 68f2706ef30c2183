import type { Subject } from '../core/subject.ts';
import { waitingListWords } from './api-words.ts';
import { waitingListsTopic } from './lists-topic.ts';
import { rebuildWaitingLists } from './rebuild.ts';
import { waitingListRoutes } from './routes.ts';
import { followReview, followRules } from './rules.ts';
import { waitingListsDocument } from './settings-document.ts';

/** Named lists of people who wait for care that is not to be had today. */
export const waitingList: Subject = {
  apiWords: waitingListWords,
  documents: [waitingListsDocument],
  routes: waitingListRoutes,
  topics: { waitingLists: waitingListsTopic },
  reactions: (context) => ({
    'run.reviewed': (writing, event) => followReview(context, writing, event),
    'run.ended': (writing, event) => followRules(context, writing, event),
    'intake.recorded': (writing, event) => followRules(context, writing, event),
  }),
  rebuild: rebuildWaitingLists,
};
