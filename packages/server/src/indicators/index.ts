import type { Subject } from '../core/subject.ts';
import { indicatorWords } from './api-words.ts';
import { figuresTopic } from './figures-topic.ts';
import { followLogs } from './followers.ts';
import { rebuildIndicators } from './rebuild.ts';
import { indicatorRoutes } from './routes.ts';

/** How often the log is taken in when nobody asks. Whoever asks sees what has happened up to then. */
const FOLLOW_MS = 5000;

/** Figures of a structure, counted from its log: just behind it, and off the way of whoever books. */
export const indicators: Subject = {
  apiWords: indicatorWords,
  routes: indicatorRoutes,
  topics: { figures: figuresTopic },
  chores: [{ every: FOLLOW_MS, run: followLogs }],
  rebuild: rebuildIndicators,
};

export { figuresNow } from './answers.ts';
export { checkExport, isDocumentSealed, sealFigures } from './exports.ts';
export { followLogs } from './followers.ts';
export { decidePublication } from './publications.ts';
export { todayInParis } from './query.ts';
export { rebuildFigures } from './rebuild.ts';
export { verifyExports } from './verify-export.ts';
export type { ExportVerification } from './verify-export.ts';
export type { RebuiltFigures } from './rebuild.ts';
