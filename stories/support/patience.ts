/** How long a story waits for what a slow machine does late: a limit for what never comes. */
export const PATIENCE_MILLISECONDS = 20_000;
