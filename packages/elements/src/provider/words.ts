import type { QuestionnaireStrings } from '../questionnaire/index.ts';
import type { SessionStrings } from '../session/index.ts';
import type { Strings } from '../slot-picker/index.ts';

/** Every text of every element: what a provider may replace. */
export type AnyStrings = Strings & QuestionnaireStrings & SessionStrings;

/** Words of a language from outside the kit, by tag (`relais-slot-picker`) and key. */
export type Translation = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Brings such words: `() => import('./es.js')`. */
export type FetchTranslation = () => Promise<{ readonly default: Translation }>;
