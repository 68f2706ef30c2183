import type { QuestionnaireStrings } from '../questionnaire/index.ts';
import type { SessionStrings } from '../session/index.ts';
import type { Strings } from '../slot-picker/index.ts';

/** Every text of every element: what a provider may replace. */
export type AnyStrings = Strings & QuestionnaireStrings & SessionStrings;
