/** How long a task may last before the page gets its turn, in milliseconds. */
const TURN = 8;

/** Makes a function to be awaited between the pieces of long work: it lets the page act and draw when its turn has come. */
export function pauses(): () => Promise<void> {
  let start = performance.now();
  return async () => {
    if (performance.now() - start < TURN) return;
    await nextTask();
    start = performance.now();
  };
}

/** A later task: by the scheduler where there is one, for timers that follow from each other wait 4 milliseconds each. */
export async function nextTask(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { postTask(task: () => void): unknown } };
  await new Promise<void>((resolve) => {
    if (scheduler) scheduler.postTask(resolve);
    else setTimeout(resolve);
  });
}
