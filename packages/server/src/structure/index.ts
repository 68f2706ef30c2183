import { structureWords } from './api-words.ts';
import type { Subject } from '../core/subject.ts';
import { structureRoutes } from './routes.ts';
import { settingsDocument } from './settings-document.ts';

/** What a structure says of itself. */
export const structure: Subject = {
  apiWords: structureWords,
  documents: [settingsDocument],
  describe({ documents }) {
    const settings = documents.of(settingsDocument);
    if (!settings) return {};
    const { name, phone } = settings;
    return { name, ...(phone === undefined ? {} : { phone }) };
  },
  routes: structureRoutes,
};

export { pageAddress, sitesOf } from './pages.ts';
export { settingsDocument } from './settings-document.ts';
