import type { TemplateResult } from 'lit';
import { troubleScreen, type TroubleWays } from '../../ui/flow/trouble-screen.ts';
import type { StateOf } from '../booking/picker-state.ts';
import { callSomebody, type View } from './parts.ts';

type Troubled = StateOf<'offline' | 'unreachable' | 'misconfigured' | 'site-not-allowed'>;

/** What keeps the picker from going on: other screens than « nothing free », and the telephone in the meantime. */
export function troubleStep(view: View, state: Troubled): TemplateResult {
  return troubleScreen(view.t, state, waysOf(view));
}

/** Too many at once, here or everywhere: asked again by itself when the server says so. */
export function waitingStep(view: View, { code }: StateOf<'waiting'>): TemplateResult {
  const { picker, t } = view;
  const words = code === 'too-many-holds' ? { ...t, waiting: t.tooManyHolds } : t;
  return troubleScreen(
    words,
    { name: 'waiting', retryAt: picker.now },
    { ...waysOf(view), secondsLeft: picker.secondsLeft },
  );
}

export function failedStep(view: View, { code }: StateOf<'failed'>): TemplateResult {
  return troubleScreen(view.t, code === 'session' ? { name: 'signed-out' } : { name: 'failed', code }, waysOf(view));
}

function waysOf(view: View): TroubleWays {
  return { retry: () => view.picker.retry(), help: callSomebody(view) };
}
