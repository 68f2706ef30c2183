import { DocumentImported } from '../core/document.ts';

/** What the boards show stands in the document alone: the log says that there is another version. */
export const dashboardEvents = { 'boards.imported': DocumentImported } as const;
