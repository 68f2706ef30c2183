import type { Subject } from '../core/subject.ts';
import { historyWords } from './api-words.ts';
import { rebuildHistory } from './rebuild.ts';
import { historyRoutes } from './routes.ts';

export { decideImport } from './import-history.ts';

/** What a structure that arrives with a past brings with it. */
export const history: Subject = { apiWords: historyWords, routes: historyRoutes, rebuild: rebuildHistory };
