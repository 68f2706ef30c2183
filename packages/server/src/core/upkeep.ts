import type { ServiceContext } from './context.ts';
import type { Chore } from './subject.ts';
import { forgetOldAnswers } from './write/answers.ts';

const CLOCK_MS = 1000;
const FORGET_MS = 3_600_000;

export interface Upkeep {
  /** Finishes what is under way, and waits for no other machine. */
  stop(): Promise<void>;
}

/** What a backend does without being asked: it looks at its clock, forgets old answers, and does the chores of its subjects. */
export function startUpkeep(
  context: ServiceContext,
  chores: readonly Chore[],
  onError: (error: unknown) => void,
  clock: { check(): Promise<void> },
): Upkeep {
  const stopping = new AbortController();
  const rounds = [
    repeat(CLOCK_MS, () => clock.check(), onError),
    repeat(FORGET_MS, () => forgetAnswers(context), onError),
    ...chores.map(({ every, run }) => repeat(every, () => run(context, stopping.signal), onError)),
  ];
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(rounds.map((round) => round.stop()));
    },
  };
}

/** Forgets answers whose keys may be used again. */
export async function forgetAnswers(context: ServiceContext): Promise<void> {
  const structures = await context.store.db.selectFrom('structure').select('structure_id').execute();
  for (const { structure_id: structureId } of structures) await forgetOldAnswers(context, structureId);
}

/** Never two rounds at once: the next one is counted from the end of the last. */
function repeat(milliseconds: number, work: () => Promise<void>, onError: (error: unknown) => void): Upkeep {
  let round: Promise<void> = Promise.resolve();
  let stopped = false;
  let timer = setTimeout(run, milliseconds);
  function run(): void {
    round = work()
      .catch(onError)
      .then(() => {
        if (!stopped) timer = setTimeout(run, milliseconds);
      });
  }
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
