import { workBeside } from '../../core/thread/beside.ts';
import type { BesideOptions, Withheld } from '../../core/thread/beside.ts';
import type { AgendaAnswer, AgendaQuestion } from './read-agenda.ts';

export type ReadAgenda = (question: AgendaQuestion) => Promise<AgendaAnswer | Withheld>;

const SCRIPT = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/** Reads agendas in a thread of its own: others have written them, and meanwhile patients book. A large one takes a tenth of the time one may take. */
export function createAgendaReader({
  milliseconds = 20_000,
  memoryMb = 256,
  mostWaiting = 32,
  script = SCRIPT,
}: Partial<BesideOptions> = {}): ReadAgenda {
  return workBeside({ script, milliseconds, memoryMb, mostWaiting });
}
