import type { TemplateResult } from 'lit';
import type { StateOf } from '../picker-state.ts';
import { button, callStructure, message, type View } from './parts.ts';

/** The agenda does not answer: another screen than « nothing free », and the telephone in the meantime. */
export function unreachableStep(view: View): TemplateResult {
  return message(view, view.t.unreachable, [view.t.unreachableText], retry(view), callStructure(view));
}

export function offlineStep(view: View): TemplateResult {
  return message(view, view.t.offline, [view.t.offlineText], retry(view));
}

/** Too many at once, here or everywhere: asked again by itself when the server says so. */
export function waitingStep(view: View, { code }: StateOf<'waiting'>): TemplateResult {
  const { picker, t } = view;
  const title = code === 'too-many-holds' ? t.tooManyHolds : t.waiting;
  return message(view, title, [t.waitingText(t.duration(picker.secondsLeft))], retry(view), callStructure(view));
}

export function failedStep(view: View, { code }: StateOf<'failed'>): TemplateResult {
  if (code === 'session') return message(view, view.t.session, [view.t.sessionText], retry(view));
  return message(view, view.t.failed, [view.t.failedText, view.t.failedCode(code)], retry(view), callStructure(view));
}

export function misconfiguredStep(view: View): TemplateResult {
  return message(view, view.t.misconfigured, [view.t.misconfiguredText]);
}

function retry({ picker, t }: View) {
  return button(t.retry, () => picker.retry(), 'primary');
}
