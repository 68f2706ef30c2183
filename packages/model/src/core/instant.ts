import * as z from 'zod/mini';

/** A UTC instant as exchanged: ISO 8601 with seconds and `Z`, no fraction, e.g. `2026-11-09T13:00:00Z`. */
export const Instant = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/), z.refine(isReadable));
export type Instant = z.infer<typeof Instant>;

/** A calendar date without time or zone, `YYYY-MM-DD`; refused when the calendar has no such day. */
export const PlainDate = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/), z.refine(isReadable));
export type PlainDate = z.infer<typeof PlainDate>;

/** `Date.parse` accepts 30 February by rolling over, hence the round trip. */
function isReadable(text: string): boolean {
  const parsed = Date.parse(text);
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(text.replace('Z', ''));
}
