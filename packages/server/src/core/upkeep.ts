import type { ServiceContext } from './context.ts';
import { forgetAnswers, sweep } from '../booking/expiry.ts';

/** How soon after its expiry a hold's seat shows as free to those who watch; everybody else sees it at once. */
const SWEEP_MS = 1000;
const FORGET_MS = 3_600_000;

export interface Upkeep {
  /** Finishes what is under way. */
  stop(): Promise<void>;
}

/** What a backend does without being asked: its clock is looked at, then expired holds are swept; old answers are forgotten. */
export function startUpkeep(
  context: ServiceContext,
  onError: (error: unknown) => void,
  clock?: { check(): Promise<void> },
): Upkeep {
  const chores = [
    repeat(SWEEP_MS, () => checkAndSweep(context, clock), onError),
    repeat(FORGET_MS, () => forgetAnswers(context), onError),
  ];
  return {
    stop: async () => {
      await Promise.all(chores.map((chore) => chore.stop()));
    },
  };
}

async function checkAndSweep(context: ServiceContext, clock?: { check(): Promise<void> }): Promise<void> {
  await clock?.check();
  await sweep(context);
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
