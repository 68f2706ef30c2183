import { FormModel } from './form-model.ts';
import type { Form, FormOptions } from './form.ts';
import { judging } from './judge.ts';
import { schedule } from './scheduler.ts';

/**
 * Opens a form at once, with the parts it is given; `openForm` finds out by itself what a form needs. Never throws: what is
 * not a questionnaire gives a form without items and a diagnostic that says why.
 *
 * @param questionnaire - a FHIR R4 Questionnaire, as an object or as JSON text, or what `readForm` made of it
 */
export function createForm(questionnaire: unknown, options: FormOptions): Form {
  return createModel(questionnaire, options);
}

export function createModel(questionnaire: unknown, options: FormOptions): FormModel {
  const pieces = FormModel.open(questionnaire, { ...options, schedule, judging });
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
  }
}
