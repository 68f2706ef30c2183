import { sha256 } from '#digest';
import { countQuestions, findQuizFaults, markQuiz } from '@relais/engine/team';
import { toInstant } from '@relais/model';
import type { AskedQuiz, Quiz, QuizAttempt, StructureSettings } from '@relais/model';
import type { Kysely } from 'kysely';
import type { ServiceContext } from '../core/context.ts';
import { createId } from '../core/identifiers.ts';
import { canonicalJson } from '../core/log/canonical.ts';
import { ProblemError } from '../core/problem.ts';
import type { Decide } from '../core/write/write.ts';
import { loadVersions } from '../protocol/index.ts';
import { settingsDocument } from '../structure/index.ts';
import type { Database } from '../tables.ts';
import { findPart } from './store.ts';

interface KnownQuiz {
  readonly number: number;
  readonly quiz: Quiz;
}

/** The quiz of a protocol that is asked now. */
async function loadQuiz(db: Kysely<Database>, structureId: string, protocolId: string): Promise<KnownQuiz | undefined> {
  const row = await db
    .selectFrom('team_quiz')
    .select(['number', 'body'])
    .where('structure_id', '=', structureId)
    .where('protocol_id', '=', protocolId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { number: row.number, quiz: JSON.parse(row.body) as Quiz };
}

/** The quizzes that are asked now, by protocol. */
export async function loadQuizzes(
  db: Kysely<Database>,
  structureId: string,
): Promise<ReadonlyMap<string, Pick<AskedQuiz, 'questions' | 'passMark'>>> {
  const rows = await db
    .selectFrom('team_quiz')
    .select(['protocol_id', 'body'])
    .where('structure_id', '=', structureId)
    .orderBy('number')
    .execute();
  // The later of two stands.
  return new Map(
    rows.map(({ protocol_id, body }) => {
      const quiz = JSON.parse(body) as Quiz;
      return [protocol_id, { questions: countQuestions(quiz), passMark: quiz.passMark }];
    }),
  );
}

/** The quiz as it is answered, and how often whoever asks may still try. @throws {ProblemError} `not-found` */
export async function askQuiz(
  db: Kysely<Database>,
  structureId: string,
  protocolId: string,
  { professionalId, limit, now }: Try,
): Promise<AskedQuiz> {
  const known = await loadQuiz(db, structureId, protocolId);
  if (!known) throw new ProblemError('not-found');
  const { questionnaire, passMark } = known.quiz;
  const attempts =
    professionalId === undefined || !limit
      ? undefined
      : await countAttempts(db, structureId, { professionalId, protocolId }, limit, now);
  return { questionnaire, passMark, questions: countQuestions(known.quiz), ...(attempts ? { attempts } : {}) };
}

/** Somebody in front of a quiz. */
interface Try {
  readonly professionalId: string | undefined;
  readonly limit: StructureSettings['quizAttempts'];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const DAY_MS = 86_400_000;

/** Of a quiz that is passed nothing is counted: it need not be tried again. */
async function countAttempts(
  db: Kysely<Database>,
  structureId: string,
  { professionalId, protocolId }: { readonly professionalId: string; readonly protocolId: string },
  { most, days }: NonNullable<StructureSettings['quizAttempts']>,
  now: number,
): Promise<NonNullable<AskedQuiz['attempts']>> {
  const rows = await db
    .selectFrom('team_attempt')
    .select('at')
    .where('structure_id', '=', structureId)
    .where('professional_id', '=', professionalId)
    .where('protocol_id', '=', protocolId)
    .where('passed', '=', 0)
    .where('at', '>', now - days * DAY_MS)
    .orderBy('at', 'desc')
    .limit(most)
    .execute();
  const left = most - rows.length;
  const oldest = rows.at(-1);
  return { left, ...(left === 0 && oldest ? { from: toInstant(oldest.at + days * DAY_MS) } : {}) };
}

/** Replaces the quiz of a protocol. */
export function decideQuiz(protocolId: string, quiz: Quiz, actor: string): Decide {
  return async (writing) => {
    const { trx, structureId, at } = writing;
    const faults = [
      ...(quiz.protocol === protocolId
        ? []
        : [{ path: 'protocol', message: 'is another protocol', accepted: protocolId }]),
      ...findQuizFaults(quiz),
    ];
    if (faults.length > 0) throw new ProblemError('invalid-request', { faults: faults.slice(0, 100) });
    if ((await loadVersions(trx, structureId, { protocolId })).length === 0) throw new ProblemError('not-found');
    const body = canonicalJson(quiz);
    const known = await loadQuiz(trx, structureId, protocolId);
    if (known && canonicalJson(known.quiz) === body) return () => Promise.resolve({ body: null });
    return async () => {
      const number = (known?.number ?? 0) + 1;
      await trx
        .insertInto('team_quiz')
        .values({ structure_id: structureId, protocol_id: protocolId, number, body, at })
        .execute();
      writing.record({ type: 'team.quiz-set', subject: protocolId, actor, data: { number, sha256: sha256(body) } });
      return { body: null };
    };
  };
}

/** Marks what a délégué has answered. */
export function decideAttempt(
  context: ServiceContext,
  { professionalId, protocolId }: { readonly professionalId: string | undefined; readonly protocolId: string },
  { answers }: QuizAttempt,
  actor: string,
): Decide {
  return async (writing) => {
    const { trx, structureId, documents, at } = writing;
    const known = await loadQuiz(trx, structureId, protocolId);
    if (!known) throw new ProblemError('not-found');
    const part =
      professionalId === undefined
        ? undefined
        : await findPart(trx, structureId, { professionalId, protocolId, function: 'delegate' });
    if (!part) throw new ProblemError('not-declared');
    const limit = documents.of(settingsDocument)?.quizAttempts;
    const name = { professionalId: part.professional_id, protocolId };
    if (limit && (await countAttempts(trx, structureId, name, limit, at)).left === 0)
      throw new ProblemError('quiz-attempts-used');
    const result = markQuiz(known.quiz, answers);
    return async () => {
      const id = createId(context.random);
      await trx
        .insertInto('team_attempt')
        .values({
          structure_id: structureId,
          id,
          professional_id: part.professional_id,
          protocol_id: protocolId,
          number: known.number,
          right_answers: result.right,
          questions: result.questions,
          passed: result.passed ? 1 : 0,
          at,
        })
        .execute();
      const data = { protocol: protocolId, attempt: id, passed: result.passed };
      writing.record({ type: 'team.quiz-marked', subject: part.professional_id, actor, data });
      return { body: { ...result } };
    };
  };
}
