import * as z from 'zod/mini';
import { Instant } from '../core/instant.ts';

/** What somebody answered: the items ticked « yes » in one version; every other item was shown and not ticked. */
export const ChecklistRun = z.object({
  version: z.string().check(z.maxLength(80)),
  yes: z.array(z.string().check(z.maxLength(80))).check(z.maxLength(200)),
  answeredAt: Instant,
});
export type ChecklistRun = z.infer<typeof ChecklistRun>;
