import type { Subject } from '../core/subject.ts';
import { paperRoutes } from './routes.ts';

/** What a launch hands out on paper, printed from what is in force. */
export const papers: Subject = { routes: paperRoutes };
