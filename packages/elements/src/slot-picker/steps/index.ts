import type { TemplateResult } from 'lit';
import type { PickerStateName } from '../slot-picker-controller.ts';
import { bookingStep, cancelledStep, cancellingStep, duplicateStep } from './booking.ts';
import { attendingStep, callbackStep, checklistStep, reasonStep, urgentStep } from './checklist.ts';
import { heldStep } from './held.ts';
import type { View } from './parts.ts';
import { noneStep, seatStep, takenStep } from './seat.ts';
import {
  checklistMissingStep,
  expiredStep,
  failedStep,
  linkInvalidStep,
  misconfiguredStep,
  offlineStep,
  unreachableStep,
  waitingStep,
} from './trouble.ts';

type Screen = Exclude<PickerStateName, 'loading'>;

/** The screen of each state; `loading` is drawn by the element itself, which shows it before this file is there. */
const SCREENS: Readonly<Record<Screen, (view: View) => TemplateResult>> = {
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
  expired: expiredStep,
  taken: takenStep,
  duplicate: duplicateStep,
  confirmed: bookingStep,
  moved: bookingStep,
  booking: bookingStep,
  'too-late': bookingStep,
  cancelling: cancellingStep,
  cancelled: cancelledStep,
  'link-invalid': linkInvalidStep,
  misconfigured: misconfiguredStep,
  offline: offlineStep,
  unreachable: unreachableStep,
  waiting: waitingStep,
  failed: failedStep,
};

export function renderStep(view: View): TemplateResult {
  return SCREENS[view.picker.state.name as Screen](view);
}
