import { DocumentImported } from '../core/document.ts';

export const checklistEvents = { 'checklist.imported': DocumentImported } as const;
