import type { TemplateResult } from 'lit';
import type { PickerStateName, StateOf } from '../booking/picker-state.ts';
import {
  bookingStep,
  cancelledStep,
  cancellingStep,
  duplicateStep,
  forgettingStep,
  forgottenStep,
  linkInvalidStep,
  rememberedStep,
} from './booking.ts';
import {
  attendingStep,
  callbackStep,
  checklistMissingStep,
  checklistStep,
  reasonStep,
  urgentStep,
} from './checklist.ts';
import { expiredStep, heldStep, possibleDuplicateStep } from './held.ts';
import type { View } from './parts.ts';
import { noneStep, seatStep, takenStep } from './seat.ts';
import { failedStep, troubleStep, waitingStep } from './trouble.ts';

/** `loading` is drawn by the element itself, which shows it before this file is there. */
type Screen = Exclude<PickerStateName, 'loading'>;

const SCREENS: { readonly [Name in Screen]: (view: View, state: StateOf<Name>) => TemplateResult } = {
  checklist: checklistStep,
  'checklist-missing': checklistMissingStep,
  urgent: urgentStep,
  callback: callbackStep,
  attending: attendingStep,
  reason: reasonStep,
  ready: seatStep,
  moving: seatStep,
  none: noneStep,
  closed: noneStep,
  held: heldStep,
  'possible-duplicate': possibleDuplicateStep,
  expired: expiredStep,
  taken: takenStep,
  'not-bookable': takenStep,
  duplicate: duplicateStep,
  remembered: rememberedStep,
  forgetting: forgettingStep,
  forgotten: forgottenStep,
  confirmed: bookingStep,
  moved: bookingStep,
  booking: bookingStep,
  'too-late': bookingStep,
  cancelling: cancellingStep,
  cancelled: cancelledStep,
  'link-invalid': linkInvalidStep,
  misconfigured: troubleStep,
  'site-not-allowed': troubleStep,
  offline: troubleStep,
  unreachable: troubleStep,
  waiting: waitingStep,
  failed: failedStep,
};

/** The screen of the present state, whose name picks a function made for it. */
export function renderStep(view: View): TemplateResult {
  const { state } = view.picker;
  return (SCREENS[state.name as Screen] as (view: View, state: unknown) => TemplateResult)(view, state);
}
