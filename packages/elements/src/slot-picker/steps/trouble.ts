import type { TemplateResult } from 'lit';
import { button, callStructure, message, type View } from './parts.ts';

/** The seat was not confirmed in time. */
export function expiredStep(view: View): TemplateResult {
  const { picker, t } = view;
  return message(
    view,
    t.expired,
    [t.expiredText],
    [button(t.sameSlot, picker.holdAgain, 'primary'), button(t.otherSlot, picker.showSeats)],
  );
}

/** The agenda does not answer: another screen than « nothing free », and the telephone in the meantime. */
export function unreachableStep(view: View): TemplateResult {
  const { picker, t } = view;
  return message(
    view,
    t.unreachable,
    [t.unreachableText],
    [button(t.retry, picker.retry, 'primary'), callStructure(view)],
  );
}

export function offlineStep(view: View): TemplateResult {
  const { picker, t } = view;
  return message(view, t.offline, [t.offlineText], [button(t.retry, picker.retry, 'primary')]);
}

export function waitingStep(view: View): TemplateResult {
  const { picker, t } = view;
  const isHolding = picker.state.code === 'too-many-holds';
  return message(
    view,
    isHolding ? t.tooManyHolds : t.waiting,
    [t.waitingText(t.duration(picker.secondsLeft))],
    [button(t.retry, picker.retry), callStructure(view)],
  );
}

export function failedStep(view: View): TemplateResult {
  const { picker, t } = view;
  const code = picker.state.code ?? '';
  return message(
    view,
    t.failed,
    [t.failedText, t.failedCode(code)],
    [button(t.retry, picker.retry, 'primary'), callStructure(view)],
  );
}

export function checklistMissingStep(view: View): TemplateResult {
  return message(view, view.t.checklistMissing, [view.t.checklistMissingText], [callStructure(view)]);
}

export function linkInvalidStep(view: View): TemplateResult {
  const { picker, t } = view;
  return message(
    view,
    t.linkInvalid,
    [t.linkInvalidText],
    [button(t.start, picker.restart, 'primary'), callStructure(view)],
  );
}

export function misconfiguredStep(view: View): TemplateResult {
  return message(view, view.t.misconfigured, [view.t.misconfiguredText], []);
}
