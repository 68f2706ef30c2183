import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Instant, PlainDate } from '../core/instant.ts';
import { NamedSignature } from '../protocol/index.ts';

/** One answer of a quiz: the codes of the options that are chosen. */
export const QuizAnswers = z.record(
  z.string().check(z.maxLength(80)),
  z.array(z.string().check(z.maxLength(80))).check(z.maxLength(50)),
);
export type QuizAnswers = z.infer<typeof QuizAnswers>;

/** The questions of a quiz: a FHIR R4 Questionnaire of choices, as the questionnaire element shows it. */
export const QuizQuestionnaire = z.looseObject({
  resourceType: z.literal('Questionnaire'),
  item: z.array(z.looseObject({ linkId: z.string(), type: z.string() })).check(z.minLength(1), z.maxLength(100)),
});

/**
 * The quiz of a protocol's training. `key` has, for every question, the codes of all options that are right; `passMark` is the part of questions
 * that must be wholly right, from 0 to 1.
 */
export const Quiz = Exactly({
  formatVersion: z.literal('relais-quiz/1'),
  protocol: z.string().check(z.minLength(1), z.maxLength(80)),
  questionnaire: QuizQuestionnaire,
  key: QuizAnswers,
  passMark: z.number().check(z.gt(0), z.lte(1)),
});
export type Quiz = z.infer<typeof Quiz>;

/** A quiz as it is answered: without what is right. */
export const AskedQuiz = z.object({
  questionnaire: QuizQuestionnaire,
  passMark: z.number(),
  questions: z.int(),
  /** How often whoever asks may still try, and from when on again; absent where the structure sets no limit. */
  attempts: z.optional(z.object({ left: z.int(), from: z.optional(Instant) })),
});
export type AskedQuiz = z.infer<typeof AskedQuiz>;

export const QuizAttempt = Exactly({ answers: QuizAnswers });
export type QuizAttempt = z.infer<typeof QuizAttempt>;

export const QuizResult = z.object({ right: z.int(), questions: z.int(), passed: z.boolean() });
export type QuizResult = z.infer<typeof QuizResult>;

/** Certifies that a délégué is trained in a protocol, until the end of `validTo`. */
export const CertificateIssue = Exactly({
  theoryHours: z.number().check(z.minimum(0), z.maximum(1000)),
  clinicalCases: z.int().check(z.minimum(0), z.maximum(1000)),
  validTo: PlainDate,
  signature: NamedSignature,
});
export type CertificateIssue = z.infer<typeof CertificateIssue>;
