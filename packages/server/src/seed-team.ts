import { addDays } from '@relais/engine';
import { toInstant } from '@relais/model';
import type { DeclaredMember, Quiz, Roster } from '@relais/model';
import { SYSTEM_ACTOR } from './core/actors.ts';
import type { ServiceContext } from './core/context.ts';
import { write } from './core/write/write.ts';
import type { Decide } from './core/write/write.ts';
import { operator } from './protocol/index.ts';
import { decideAdhesion, decideCertificate, decideDeclaration, decideQuiz, decideRoster } from './team/index.ts';

/** The team of a demonstration: who is declared, who is trained in what, and who can be called every day. */
export interface DemoTeam {
  readonly id: string;
  readonly from: string;
  readonly signedBy: { readonly by: string; readonly rpps: string };
  readonly members: readonly DeclaredMember[];
  /** Protocols whose délégués have papers and a certificate; in the others they see what is missing. */
  readonly trained: readonly string[];
  /** Examples, which a doctor of a structure has to validate. */
  readonly quizzes: readonly Quiz[];
  readonly onCall: { readonly phone: string; readonly fromUtc: string; readonly hours: number; readonly days: number };
}

const YEAR_DAYS = 365;

/**
 * Declares the team of a demonstration where nobody is declared yet, once its people and its protocols are there. Who can be called is said anew at each
 * start that finds nobody: a demonstration is looked at months after it was installed.
 */
export async function seedTeam(context: ServiceContext, team: DemoTeam): Promise<void> {
  const { id: structureId, members } = team;
  const numbers = members.map(({ rpps }) => rpps);
  const { db } = context.store;
  const people = await db
    .selectFrom('professional')
    .select(['id', 'rpps'])
    .where('structure_id', '=', structureId)
    .where('rpps', 'in', numbers)
    .where('ended_at', 'is', null)
    .execute();
  if (people.length < numbers.length || toInstant(context.clock()).slice(0, 10) < team.from) return;
  const idOf = new Map(people.map(({ rpps, id }) => [rpps, id]));
  const apply = (decide: Decide) =>
    write(context, structureId, async (writing) => void (await (await decide(writing))()));
  const declared = db.selectFrom('team_member').select('protocol_id').where('structure_id', '=', structureId);
  if (!(await declared.limit(1).executeTakeFirst())) await declareTeam(context, team, idOf, apply);
  const called = db.selectFrom('team_shift').select('id').where('structure_id', '=', structureId);
  const isCalled = await called.where('ends_at', '>', context.clock()).limit(1).executeTakeFirst();
  if (!isCalled) await apply(decideRoster(context, rosterOf(context, team, idOf), SYSTEM_ACTOR));
}

async function declareTeam(
  context: ServiceContext,
  { from, members, trained, quizzes, signedBy }: DemoTeam,
  idOf: ReadonlyMap<string | null, string>,
  apply: (decide: Decide) => Promise<void>,
): Promise<void> {
  await apply(decideDeclaration(context, { from, members: [...members] }, SYSTEM_ACTOR));
  for (const quiz of quizzes) await apply(decideQuiz(quiz.protocol, quiz, SYSTEM_ACTOR));
  for (const { rpps, function: of, protocols } of members) {
    if (of !== 'delegate') continue;
    for (const protocolId of protocols.filter((id) => trained.includes(id))) {
      const part = { professionalId: idOf.get(rpps)!, protocolId };
      await apply(decideAdhesion(part, { function: of, commitmentOn: from, swornOn: from }, SYSTEM_ACTOR));
      const validTo = addDays(toInstant(context.clock()).slice(0, 10), YEAR_DAYS);
      const signature = { ...signedBy, on: from };
      const issue = { theoryHours: 10, clinicalCases: 5, validTo, signature };
      await apply(decideCertificate(context, part, issue, operator));
    }
  }
}

/** Everybody who delegates, every day from today on. */
function rosterOf(
  context: ServiceContext,
  { members, onCall }: DemoTeam,
  idOf: ReadonlyMap<string | null, string>,
): Roster {
  const { phone, fromUtc, hours, days } = onCall;
  const today = toInstant(context.clock()).slice(0, 10);
  const delegators = members.filter((member) => member.function === 'delegator');
  const shifts = Array.from({ length: days }, (_, day) => `${addDays(today, day)}T${fromUtc}:00Z`).flatMap((start) =>
    delegators.map(({ rpps }, index) => ({
      professional: idOf.get(rpps)!,
      start,
      end: toInstant(Date.parse(start) + hours * 3_600_000),
      phone,
      rank: index + 1,
    })),
  );
  return {
    formatVersion: 'relais-roster/1',
    from: `${today}T00:00:00Z`,
    to: `${addDays(today, days)}T00:00:00Z`,
    shifts,
  };
}
