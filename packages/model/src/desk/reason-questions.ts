import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Line } from '../core/line.ts';

const Code = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens, 40 at most'));
const Words = (maximum: number) => Exactly({ fr: Line(maximum), en: Line(maximum) });

const areApart = (codes: readonly string[]) => new Set(codes).size === codes.length;

/**
 * What one answer asks for. It names no illness and measures nothing: a caution is shown, only sites that have `equipment` can be proposed, or a
 * clinician calls back before any seat.
 */
export const AnswerAction = Exactly({
  /** The answer: `yes` or `no`, or the code of an option. */
  on: Code,
  caution: z.optional(Words(300)),
  equipment: z.optional(z.string().check(z.minLength(1), z.maxLength(80))),
  clinician: z.optional(z.boolean()),
}).check(
  z.refine(
    ({ caution, equipment, clinician }) => caution !== undefined || equipment !== undefined || clinician === true,
    {
      params: { accepted: 'a caution, equipment, or a clinician who calls back' },
    },
  ),
);
export type AnswerAction = z.infer<typeof AnswerAction>;

/** A short question the desk asks besides for one reason. Nobody has to answer it. */
export const ReasonQuestion = Exactly({
  id: Code,
  kind: z.enum(['yesNo', 'choice', 'text', 'number']),
  text: Words(200),
  help: z.optional(Words(300)),
  /** Of a `choice`. */
  options: z.optional(z.array(Exactly({ code: Code, label: Words(100) })).check(z.minLength(2), z.maxLength(12))),
  /** Of a `number`, beside it. */
  unit: z.optional(Words(20)),
  /** The answer is shown to the doctor with the visit; else the desk keeps it. */
  toDoctor: z.optional(z.boolean()),
  actions: z.optional(z.array(AnswerAction).check(z.minLength(1), z.maxLength(12))),
  /** An example that nobody of the structure has approved, which the screen says. */
  illustrative: z.optional(z.boolean()),
}).check(
  z.refine(({ kind, options }) => (kind === 'choice') === (options !== undefined), {
    path: ['options'],
    params: { accepted: 'options for a choice, and for nothing else' },
  }),
  z.refine(({ options = [] }) => areApart(options.map(({ code }) => code)), {
    path: ['options'],
    params: { accepted: 'each code once' },
  }),
  z.refine(({ kind, unit }) => kind === 'number' || unit === undefined, {
    path: ['unit'],
    params: { accepted: 'a unit for a number alone' },
  }),
  z.refine(
    ({ kind, options = [], actions = [] }) => {
      const answers = kind === 'yesNo' ? ['yes', 'no'] : options.map(({ code }) => code);
      return areApart(actions.map(({ on }) => on)) && actions.every(({ on }) => answers.includes(on));
    },
    { path: ['actions'], params: { accepted: 'each answer of a yes/no or a choice once' } },
  ),
);
export type ReasonQuestion = z.infer<typeof ReasonQuestion>;

/** The questions of each reason that has some. */
export const ReasonQuestions = z
  .array(
    Exactly({
      /** Code of a reason of the structure; of one it does not have, nothing is asked. */
      reason: z.string().check(z.minLength(1), z.maxLength(80)),
      questions: z.array(ReasonQuestion).check(
        z.minLength(1),
        z.maxLength(8),
        z.refine((questions) => areApart(questions.map(({ id }) => id)), { params: { accepted: 'each id once' } }),
      ),
    }),
  )
  .check(
    z.minLength(1),
    z.maxLength(100),
    z.refine((asked) => areApart(asked.map(({ reason }) => reason)), { params: { accepted: 'each reason once' } }),
  );
