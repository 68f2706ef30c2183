import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';

/** Of the file itself, before it is written as base 64. */
export const LARGEST_EXPORT_FILE = 2 * 1024 * 1024;

/** A file as somebody has received it, in base 64. */
export const CheckExportFile = Exactly({
  content: z.string().check(z.maxLength(Math.ceil(LARGEST_EXPORT_FILE / 3) * 4)),
});
export type CheckExportFile = z.infer<typeof CheckExportFile>;
