// The same as `node.ts` in a page, where nobody else waits.
import type { ReadAgenda } from './beside.ts';

/** What reads comes once there is something to read: most pages never ask for any agenda. */
export const readBeside: ReadAgenda = async (question) => (await import('./read-agenda.ts')).readAgenda(question);
