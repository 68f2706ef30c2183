import * as z from 'zod/mini';
import { Action } from '../action-log/index.ts';
import { FigureExport } from '../indicators/index.ts';

const { id, kind, mission, on, title, sheet, attendees, evidence, import: broughtBy } = Action.shape;

/** A declared action, as a report that leaves the structure tells of it. */
export const ReportedAction = z.object({
  ...{ id, kind, mission, on, title, sheet, attendees, evidence, import: broughtBy },
  /** How many people it reached; null where these were one to four. */
  reached: z.optional(z.nullable(z.int())),
});
export type ReportedAction = z.infer<typeof ReportedAction>;

/** The four figures of article D.4011-4 CSP of one cooperation protocol, small numbers hidden. */
export const ReportedProtocol = z.object({ id: z.string(), title: z.string(), figures: FigureExport });
export type ReportedProtocol = z.infer<typeof ReportedProtocol>;

/** All that an annual activity report says: the document is written from it, carries it, and is compared with it. */
export const ActivityReport = z.object({
  kind: z.literal('relais-activity-report'),
  format: z.literal(1),
  year: z.int(),
  /** Of every indicator, from the first day of the year to its last, or to the day it was made. */
  figures: FigureExport,
  protocols: z.array(ReportedProtocol),
  /** By mission, fiche action and date. */
  actions: z.array(ReportedAction),
  /** Declared actions that there was no room for. */
  further: z.int(),
  /** Made over all the rest under a key of the server. */
  seal: z.string(),
});
export type ActivityReport = z.infer<typeof ActivityReport>;
