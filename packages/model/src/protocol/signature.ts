import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { PlainDate } from '../core/instant.ts';
import { Line } from '../core/line.ts';
import { Rpps } from '../people/index.ts';

/** Who answers for something, in such a way that they can be found: by their number (RPPS), or by what they are where they have none. */
export const namedSignatureShape = {
  by: Line(200),
  rpps: z.optional(Rpps),
  role: z.optional(Line(200)),
  on: PlainDate,
};

/** A shape that holds a signature holds the number of who signs, or what they are. */
export const canBeFound = z.refine<{ readonly rpps?: string | undefined; readonly role?: string | undefined }>(
  ({ rpps, role }) => rpps !== undefined || role !== undefined,
  { path: ['rpps'], params: { accepted: 'the RPPS of who signs, or their role' } },
);

export const NamedSignature = Exactly(namedSignatureShape).check(canBeFound);
export type NamedSignature = z.infer<typeof NamedSignature>;
