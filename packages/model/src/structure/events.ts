import { DocumentImported } from '../core/document.ts';

export const structureEvents = { 'structure.imported': DocumentImported } as const;
