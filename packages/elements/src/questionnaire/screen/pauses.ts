/** How long a task may last before the page gets its turn, in milliseconds. */
const TURN = 8;

/** Makes a function to be awaited between the pieces of long work: it lets the page act and draw when its turn has come. */
export function pauses(): () => Promise<void> {
  let start = performance.now();
  return async () => {
    if (performance.now() - start < TURN) return;
    await new Promise((resolve) => setTimeout(resolve));
    start = performance.now();
  };
}
