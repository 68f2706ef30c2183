import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Key, Written } from '../core/written.ts';
import { EvidenceStatus } from '../protocol/index.ts';
import { ConsentCode, ConsentFormat } from './codes.ts';
import { LanguageTag } from './written.ts';

/** What has to be said before anything is asked. A text for care by a protocol covers all of it. */
export const ConsentTopic = z.enum([
  'whoExamines',
  'delegatingDoctor',
  'whatAndWhy',
  'benefitRisksAlternatives',
  'freeToRefuse',
  'whatIsWritten',
  'onAlert',
  'cost',
  'questions',
]);
export type ConsentTopic = z.infer<typeof ConsentTopic>;

/** One screen of the patient's. */
export const ConsentIdea = Exactly({ title: Written(200), text: Written(2000) });
export type ConsentIdea = z.infer<typeof ConsentIdea>;

/** One line of the professional's short list, ticked as it is said, and the ideas the patient reads of it. */
export const ConsentPoint = Exactly({
  id: Key,
  topics: z.array(ConsentTopic).check(z.minLength(1)),
  said: Written(600),
  ideas: z.array(ConsentIdea).check(z.minLength(1), z.maxLength(10)),
});
export type ConsentPoint = z.infer<typeof ConsentPoint>;

const Said = Written(300);

/** What stands around the text while somebody reads it by themselves, in its own language. None of it is what is decided about, and it is in no digest. */
export const ReaderWords = Exactly({
  textChoice: Said,
  readAloud: Said,
  previous: Said,
  next: Said,
  wantsToTalk: Said,
  giveBack: Said,
  readAll: Said,
  readAllHelp: Said,
  haveRead: Said,
  readNoted: Said,
  readNotedHelp: Said,
  talkNoted: Said,
  talkNotedHelp: Said,
  readOnceMore: Said,
  notSaid: Said,
});
export type ReaderWords = z.infer<typeof ReaderWords>;

/**
 * What a person is told before deciding, about one decision. `{professional}` and other names in braces are filled in when it is shown
 * (`fillText` of the engine). A version is a text: a changed word makes another; whether that version changes risks or recipients, so that
 * people are asked again, is `materialChange`.
 */
export const ConsentText = Exactly({
  formatVersion: z.literal('relais-consent-text/1'),
  id: Key,
  version: Key,
  language: LanguageTag,
  format: ConsentFormat,
  code: ConsentCode,
  /** Of care by a protocol: the version it was written for. */
  protocol: z.optional(Exactly({ id: Key, version: Key })),
  title: Written(200),
  /** What is asked of the patient, twice. */
  question: Written(400),
  points: z.array(ConsentPoint).check(z.minLength(1), z.maxLength(12)),
  /** Said between the two moments: how it goes on. */
  course: z.optional(Written(2000)),
  /** Of a text in a language that the screens around it do not speak: what its reader presses and is told. */
  words: z.optional(ReaderWords),
  /** Risks or recipients are others than in the version before: whoever consented to that one is asked again. */
  materialChange: z.boolean(),
  /** Whether a published text says so, or whether it is an example that the structure has to validate. */
  status: EvidenceStatus,
});
export type ConsentText = z.infer<typeof ConsentText>;

/** The texts of a structure that are in force, and each version there was before, in the order they came. */
export const ConsentTextList = Exactly({
  formatVersion: z.literal('relais-consent-texts/1'),
  texts: z.array(ConsentText).check(z.minLength(1), z.maxLength(200)),
});
export type ConsentTextList = z.infer<typeof ConsentTextList>;
