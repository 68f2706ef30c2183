// Times a contestant inside the page.
import type { Contestant, Edit, Opening, Plan, Reflection } from './contestant.ts';

const PATIENCE = 120_000;
const EDIT_PATIENCE = 20_000;
const REST = 30;

/** Beats as often as the page lets it: the longest pause between two beats is the longest the page was busy. */
class Pulse {
  readonly #channel = new MessageChannel();
  #last = performance.now();
  longest = 0;

  constructor() {
    this.#channel.port1.onmessage = () => this.#beat();
    this.#channel.port2.postMessage(undefined);
  }

  #beat(): void {
    const now = performance.now();
    this.longest = Math.max(this.longest, now - this.#last);
    this.#last = now;
    this.#channel.port2.postMessage(undefined);
  }

  stop(): number {
    this.#channel.port1.close();
    return this.longest;
  }
}

/** Opens the form in the page, then makes each edit of the plan once the one before has come to rest. */
export async function run(contestant: Contestant, { form, questions, edits }: Plan): Promise<Opening> {
  const opening = await open(contestant, form, questions);
  const reflections: Reflection[] = [];
  for (const edit of edits) reflections.push(await make(contestant, edit));
  return { ...opening, edits: reflections };
}

async function open(contestant: Contestant, form: unknown, questions: number): Promise<Omit<Opening, 'edits'>> {
  const pulse = new Pulse();
  const start = performance.now();
  let failure: Error | undefined;
  // A contestant may work at once: what it does before it first yields counts.
  Promise.resolve(contestant.give(form)).catch((error: unknown) => {
    failure = error instanceof Error ? error : new Error(JSON.stringify(error));
  });
  const until = (isSo: () => boolean): Promise<number> =>
    waitFrames(() => {
      if (failure) throw failure;
      return isSo();
    }, start);
  const usable = await until(() => isUsable(contestant.firstControl()));
  const drawn = await until(() => contestant.countQuestions() >= questions);
  await nextFrame();
  const longest = pulse.stop();
  await rest();
  return { usable, drawn, longest };
}

function isUsable(control: HTMLElement | null | undefined): boolean {
  return control != null && control.getClientRects().length > 0;
}

async function make(contestant: Contestant, edit: Edit): Promise<Reflection> {
  const pulse = new Pulse();
  const start = performance.now();
  contestant.choose(edit.question, edit.option);
  const handled = performance.now() - start;
  const isReflected = watch(contestant, edit);
  while (!isReflected()) {
    if (performance.now() - start > EDIT_PATIENCE) throw new Error(`Not on the screen: ${describe(contestant, edit)}`);
    await nextTask();
  }
  const reflected = performance.now() - start;
  await nextFrame();
  const longest = pulse.stop();
  await rest();
  return { handled, reflected, longest };
}

/** Looks again only for what was not there at the last look, so that looking costs little. */
function watch(contestant: Contestant, { appear, score }: Edit): () => boolean {
  const awaited = [...appear];
  return () => {
    if (score && readNumber(contestant.read(score.question)) !== score.value) return false;
    while (awaited.length > 0 && contestant.isShown(awaited.at(-1)!)) awaited.pop();
    return awaited.length === 0;
  };
}

function describe(contestant: Contestant, { question, appear, score }: Edit): string {
  const absent = appear.filter((linkId) => !contestant.isShown(linkId));
  const read = score && `${score.question} reads “${contestant.read(score.question)}”, not ${score.value}`;
  return `after ${question}: ${[read, absent.length > 0 && `${absent.join(', ')} absent`].filter(Boolean).join('; ')}`;
}

function readNumber(text: string): number {
  return text.trim() === '' ? NaN : Number(text.replace(',', '.'));
}

/**
 * Time from `start` to the first painted frame in which something is so. Looked at right before the page is painted: who draws in the task that
 * was handed the form and who draws in a later one are both timed to the frame that shows it.
 */
async function waitFrames(isSo: () => boolean, start: number): Promise<number> {
  for (;;) {
    await new Promise(requestAnimationFrame);
    const isIn = isSo();
    await nextTask();
    const time = performance.now() - start;
    if (isIn) return time;
    if (time > PATIENCE) throw new Error(`Not open after ${PATIENCE / 1000} s`);
  }
}

/** The task behind the next painting. */
async function nextFrame(): Promise<void> {
  await new Promise(requestAnimationFrame);
  await nextTask();
}

function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, REST));
}
