import type { Protocol } from '@relais/sdk/protocol/tree';
import type { RunResponse } from '@relais/sdk/run';
import type { SpokenReason } from './narrative.ts';

/** A run that others performed, in sentences. */
export interface ToldRun {
  /** The answers there are, one a line. */
  readonly answers: readonly string[];
  readonly reasons: readonly SpokenReason[];
}

/** Tells a run from its answers, as the page it was performed in does: by the same rules and words. */
export async function tellRun(
  source: Protocol,
  response: RunResponse,
  { language, now }: { readonly language: string; readonly now: number },
): Promise<ToldRun> {
  const english = language === 'en' ? import('./words/en.ts').then(({ en }) => en) : undefined;
  const [judging, t = judging.fr] = await Promise.all([import('./judging.ts'), english]);
  const open = judging.openProtocol(source);
  if (!open) return { answers: [], reasons: [] };
  const { explanation } = judging.judge(open, await judging.openUnseen(open, now, response));
  return {
    answers: judging.answersOf(t, language, open.outline, (linkId) => explanation.answers.get(linkId) ?? []),
    reasons: judging.reasonsOf(t, language, explanation),
  };
}
