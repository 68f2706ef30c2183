import { DocumentImported } from '../core/document.ts';

export const schedulingEvents = { 'territory.imported': DocumentImported } as const;
