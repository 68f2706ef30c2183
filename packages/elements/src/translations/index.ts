import type { Strings } from './fr.ts';
import type { QuestionnaireStrings } from './questionnaire/fr.ts';

/** Every text of every element: what a provider may replace. */
export type AnyStrings = Strings & QuestionnaireStrings;
