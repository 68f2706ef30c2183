import { operations } from '@relais/model';
import type { Subject } from '../core/subject.ts';
import { readOpenNow } from './read.ts';
import { openNowTopic } from './topic.ts';

/** What a regulator sees in one glance: it is read of what others keep, and keeps nothing. */
export const openNow: Subject = {
  routes: (context, pipeline) => ({
    readOpenNow: pipeline.reads(operations.readOpenNow, ({ view }) => readOpenNow(context, view)),
  }),
  topics: { openNow: openNowTopic },
};
