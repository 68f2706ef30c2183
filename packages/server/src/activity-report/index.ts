import type { Subject } from '../core/subject.ts';
import { activityReportRoutes } from './routes.ts';

/** The year of a structure as its contract asks for it: missions, fiches action, actions with their evidence, figures. */
export const activityReport: Subject = { routes: activityReportRoutes };

export { readReport } from './read-report.ts';
export type { ReadReport } from './read-report.ts';
export { isReportSealed } from './report.ts';
export { verifyReport } from './verify-report.ts';
