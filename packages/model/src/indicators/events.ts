import * as z from 'zod/mini';
import { DocumentImported } from '../core/document.ts';
import { PlainDate } from '../core/instant.ts';

/** What is handed on of figures, and to whom they are shown. The subject of an export is its own, of a publication its key. */
export const indicatorEvents = {
  'figures.imported': DocumentImported,
  'figures.exported': z.object({
    indicators: z.array(z.object({ id: z.string(), version: z.int() })),
    from: PlainDate,
    to: PlainDate,
    dimensions: z.array(z.string()),
    sequence: z.int(),
    sha256: z.string(),
  }),
  'figures.published': z.object({ indicators: z.array(z.string()), origins: z.array(z.string()) }),
  'figures.publication-ended': z.object({}),
} as const;
