import * as z from 'zod/mini';

/** A report was made and handed on. Its subject is its own. */
export const activityReportEvents = {
  'activity-report.exported': z.object({ year: z.int(), sequence: z.int(), sha256: z.string() }),
} as const;
