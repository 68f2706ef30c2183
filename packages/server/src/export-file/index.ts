import type { Subject } from '../core/subject.ts';
import { exportFileWords } from './api-words.ts';
import { exportFileRoutes } from './routes.ts';

/** Files of figures that were handed on, and come back to be looked at. */
export const exportFile: Subject = { apiWords: exportFileWords, routes: exportFileRoutes };

export { readExportedFile } from './read-file.ts';
export type { ExportedFile } from './read-file.ts';
export { isShownAsSealed, verifyExportedFile } from './verify-file.ts';
