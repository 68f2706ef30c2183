import { DocumentImported } from '../core/document.ts';

/** What was agreed stands in the document alone: the log says that there is another version. */
export const contractEvents = { 'contract.imported': DocumentImported } as const;
