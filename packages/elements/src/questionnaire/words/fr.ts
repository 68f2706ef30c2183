import { drafts } from './fr/drafts.ts';
import { feedback } from './fr/feedback.ts';
import { fields } from './fr/fields.ts';
import { form } from './fr/form.ts';
import { layouts } from './fr/layouts.ts';
import { repeats } from './fr/repeats.ts';

/** French, the reference: its shape is what every language satisfies. Any form says `form` at once; few say all the rest. */
export const fr = { ...form, ...repeats, ...feedback, ...fields, ...layouts, ...drafts };

/** Every text a questionnaire can show. */
export type QuestionnaireStrings = typeof fr;
