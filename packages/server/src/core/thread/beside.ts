import { Worker } from 'node:worker_threads';

export interface BesideOptions {
  /** What the thread runs: it answers each message with one of its own. */
  readonly script: URL;
  /** What one question may take. */
  readonly milliseconds: number;
  readonly memoryMb: number;
  /** Questions that may wait; whoever comes then is told to come back. */
  readonly mostWaiting: number;
}

/** Why there is no answer: it would take longer, or more memory, than anybody may take; or too many are waiting. */
export type Withheld = 'too-hard' | 'busy';

/**
 * Works on what others have written in a thread of its own, so that nobody else waits meanwhile. One question at a time; a thread that takes too much
 * is ended with its question, and the next one gets a new thread.
 */
export function workBeside<Answer>({
  script,
  milliseconds,
  memoryMb,
  mostWaiting,
}: BesideOptions): (question: unknown) => Promise<Answer | Withheld> {
  let thread: Thread<Answer> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  const askNow = async (question: unknown): Promise<Answer | Withheld> => {
    thread ??= new Thread(script, memoryMb);
    const answer = await thread.ask(question, milliseconds);
    if (answer !== 'too-hard') return answer;
    thread.end();
    thread = undefined;
    return answer;
  };

  return async (question) => {
    if (waiting >= mostWaiting) return 'busy';
    waiting += 1;
    const turn = last.then(() => askNow(question));
    last = turn.catch(() => undefined).finally(() => (waiting -= 1));
    return turn;
  };
}

/** A thread that answers one question after the other. */
class Thread<Answer> {
  readonly #worker: Worker;
  #settle: (answer: Answer | 'too-hard') => void = () => undefined;

  /** It keeps no process alive while it has nothing to do. The sources ask for a condition that a thread does not inherit from hooks. */
  constructor(script: URL, memoryMb: number) {
    this.#worker = new Worker(script, {
      ...(script.pathname.endsWith('.ts') ? { execArgv: ['--conditions=@relais/source'] } : {}),
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    this.#worker.unref();
    this.#worker.on('message', (answer: Answer) => this.#settle(answer));
    // Any end of the thread but an answer is the question's doing: it ran out of memory, or of stack.
    this.#worker.on('error', () => this.#settle('too-hard'));
    this.#worker.on('exit', () => this.#settle('too-hard'));
  }

  ask(question: unknown, milliseconds: number): Promise<Answer | 'too-hard'> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#settle('too-hard'), milliseconds);
      this.#settle = (answer) => {
        clearTimeout(timer);
        this.#worker.unref();
        resolve(answer);
      };
      this.#worker.ref();
      this.#worker.postMessage(question);
    });
  }

  end(): void {
    void this.#worker.terminate();
  }
}
