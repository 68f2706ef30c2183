import { Worker } from 'node:worker_threads';
import type { Judgement, Matter, Withheld } from './judge.ts';

export interface ProverOptions {
  /** What one document may take. The longest protocol that is shipped takes a hundredth of it, the checker's own bounds a tenth. */
  readonly milliseconds?: number;
  readonly memoryMb?: number;
  /** What the thread runs: the judge, when absent. */
  readonly script?: URL;
  /** Documents that may wait; whoever comes then is told to come back. */
  readonly mostWaiting?: number;
}

export type Prove = (matter: Matter) => Promise<Judgement | Withheld>;

const isSource = import.meta.url.endsWith('.ts');
const SCRIPT = new URL(isSource ? './worker.ts' : './worker.js', import.meta.url);

/**
 * Proves documents in a thread of its own: the checker's search is bounded, but what is proven was written by somebody else, and meanwhile
 * patients book. One document at a time; a thread that takes too much is ended with its document, and the next one gets a new thread.
 */
export function createProver({
  milliseconds = 20_000,
  memoryMb = 256,
  mostWaiting = 8,
  script = SCRIPT,
}: ProverOptions = {}): Prove {
  let thread: Thread | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  const proveNow = async (matter: Matter): Promise<Judgement | Withheld> => {
    thread ??= new Thread(script, memoryMb);
    const answer = await thread.ask(matter, milliseconds);
    if (answer !== 'too-hard') return answer;
    thread.end();
    thread = undefined;
    return answer;
  };

  return async (matter) => {
    if (waiting >= mostWaiting) return 'busy';
    waiting += 1;
    const turn = last.then(() => proveNow(matter));
    last = turn.catch(() => undefined).finally(() => (waiting -= 1));
    return turn;
  };
}

/** A thread that proves one document after the other. */
class Thread {
  readonly #worker: Worker;
  #settle: (answer: Judgement | Withheld) => void = () => undefined;

  /** It keeps no process alive while it has nothing to do. The sources ask for a condition that a thread does not inherit from hooks. */
  constructor(script: URL, memoryMb: number) {
    this.#worker = new Worker(script, {
      ...(isSource ? { execArgv: ['--conditions=@relais/source'] } : {}),
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    this.#worker.unref();
    this.#worker.on('message', (answer: Judgement) => this.#settle(answer));
    // Any end of the thread but an answer is the document's doing: it ran out of memory, or of stack.
    this.#worker.on('error', () => this.#settle('too-hard'));
    this.#worker.on('exit', () => this.#settle('too-hard'));
  }

  ask(matter: Matter, milliseconds: number): Promise<Judgement | Withheld> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#settle('too-hard'), milliseconds);
      this.#settle = (answer) => {
        clearTimeout(timer);
        this.#worker.unref();
        resolve(answer);
      };
      this.#worker.ref();
      this.#worker.postMessage(matter);
    });
  }

  end(): void {
    void this.#worker.terminate();
  }
}
