// The checker as a module worker: `new Worker('/kit/protocol-checker.js', { type: 'module' })`. One question, one answer with its number.
import { bundleOfText, casesOfText, checkText } from './check-text.ts';

/** What may be asked of it. */
export interface CheckerQuestion {
  readonly id: number;
  readonly ask: 'check' | 'cases' | 'bundle';
  readonly text: string;
}

/** What it answers: the answer, or that it failed, which is a fault of ours. */
export type CheckerAnswer =
  { readonly id: number; readonly answer: unknown } | { readonly id: number; readonly failed: true };

addEventListener('message', ({ data }: MessageEvent<CheckerQuestion>) => {
  void answer(data).then((message: CheckerAnswer) => postMessage(message));
});

async function answer({ id, ask, text }: CheckerQuestion): Promise<CheckerAnswer> {
  try {
    return { id, answer: await answerTo(ask, text) };
  } catch {
    return { id, failed: true };
  }
}

function answerTo(ask: CheckerQuestion['ask'], text: string): unknown {
  switch (ask) {
    case 'check':
      return checkText(text);
    case 'cases':
      return casesOfText(text, Date.now);
    case 'bundle':
      return bundleOfText(text);
  }
}
