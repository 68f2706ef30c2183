/** What a command sees of the world. Standard output carries JSON and nothing else; everything said to people goes to `say`. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Resolves when the reader can take more. */
  write(text: string): Promise<void>;
  say(text: string): void;
  readInput(): Promise<string>;
}

/** The answer a command ends with: 0 done, 1 answered no. Used wrongly (2) is thrown as a `UsageError`. */
export type ExitCode = 0 | 1;

export interface Command {
  /** What to type after `relais`, and what it does. */
  readonly help: string;
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

/** The command line cannot be understood, or the environment is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The command was understood and the answer is no; the message says why. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

export async function writeJson(terminal: Terminal, value: unknown): Promise<void> {
  await terminal.write(`${JSON.stringify(value, null, 2)}\n`);
}
