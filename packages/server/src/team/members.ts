import type {
  Adhesion,
  CertificateIssue,
  DeclaredMember,
  Fault,
  MemberDeclaration,
  MemberEnd,
  Membership,
  PlainDate,
  TeamMember,
  TeamFunction,
} from '@relais/model';
import { addDays } from '@relais/engine';
import { isMemberOn } from '@relais/engine/team';
import type { Selectable } from 'kysely';
import type { ServiceContext } from '../core/context.ts';
import { invalid } from '../core/http/parse.ts';
import { createId } from '../core/identifiers.ts';
import { ProblemError } from '../core/problem.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import { addProfessionals } from '../people/index.ts';
import { loadVersions, requireOwnSignature, requireSigned } from '../protocol/index.ts';
import type { Author } from '../protocol/index.ts';
import { todayIn } from '../scheduling/index.ts';
import { findPart, loadMembers, loadMemberships } from './store.ts';
import type { TeamMemberTable } from './tables.ts';

/** Somebody's part in a protocol, as a path names it. */
export interface PartName {
  readonly professionalId: string;
  readonly protocolId: string;
}

/**
 * Declares people in protocols. Who is there stays as they are; who is about to leave, or has left the day before, goes on; who left earlier begins
 * anew.
 */
export function decideDeclaration(
  context: ServiceContext,
  { from, members }: MemberDeclaration,
  actor: string,
): Decide {
  return async (writing) => {
    const { trx, structureId, documents, at } = writing;
    const people = await loadMembers(trx, structureId);
    const known = partsOf(people);
    await refuseFaults(writing, members, (member, protocolId) => {
      const part = known(member, protocolId);
      const isStaying = part?.to !== undefined && part.to >= todayIn(documents, at) && !goesOn(part, from);
      return isStaying ? `a first day up to ${addDays(part.to ?? from, 1)}, or a list sent after it` : undefined;
    });
    const add = await addProfessionals(context, writing, members.map(toProfessional), actor);
    return async () => {
      const ids = await add();
      const report = [];
      for (const member of members) {
        const professionalId = ids.get(member.rpps)!;
        const declared: string[] = [];
        const there: string[] = [];
        for (const protocolId of new Set(member.protocols)) {
          const part = known(member, protocolId);
          if (part && part.to === undefined) {
            there.push(protocolId);
            continue;
          }
          const since = part && goesOn(part, from) ? part.from : from;
          const { function: of, profession } = member;
          await writePart(writing, { professionalId, protocolId, function: of }, since);
          const data = { protocol: protocolId, function: of, profession, from: since };
          writing.record({ type: 'team.member-declared', subject: professionalId, actor, data });
          declared.push(protocolId);
        }
        report.push({
          professional: professionalId,
          isNew: !people.some(({ rpps }) => rpps === member.rpps),
          declared,
          known: there,
        });
      }
      return { body: { members: report } };
    };
  };
}

type KnownPart = Membership | undefined;

/** Parts as they are before the declaration, by number, function and protocol. */
function partsOf(people: readonly TeamMember[]): (member: DeclaredMember, protocolId: string) => KnownPart {
  const parts = new Map<string, Membership>();
  for (const { rpps, memberships } of people) {
    for (const part of memberships) parts.set(JSON.stringify([rpps, part.function, part.protocol]), part);
  }
  return ({ rpps, function: of }, protocolId) => parts.get(JSON.stringify([rpps, of, protocolId]));
}

/** Whether a new first day leaves no day out. */
function goesOn({ to }: Membership, from: PlainDate): boolean {
  return to !== undefined && from <= addDays(to, 1);
}

/** Papers that were signed before stay signed: they are of the person and the protocol. */
async function writePart(
  { trx, structureId, at }: Writing,
  part: PartName & { readonly function: TeamFunction },
  from: PlainDate,
): Promise<void> {
  const { professionalId, protocolId, function: of } = part;
  const row = { declared_on: from, ended_on: null, updated_at: at };
  await trx
    .insertInto('team_member')
    .values({
      structure_id: structureId,
      professional_id: professionalId,
      protocol_id: protocolId,
      function: of,
      commitment_on: null,
      sworn_on: null,
      ...row,
    })
    .onConflict((conflict) =>
      conflict.columns(['structure_id', 'professional_id', 'protocol_id', 'function']).doUpdateSet(row),
    )
    .execute();
}

/** @param whyNot - what is accepted where a part cannot begin as it is said */
async function refuseFaults(
  { trx, structureId }: Writing,
  members: readonly DeclaredMember[],
  whyNot: (member: DeclaredMember, protocolId: string) => string | undefined,
): Promise<void> {
  const protocols = new Set((await loadVersions(trx, structureId)).map(({ protocolId }) => protocolId));
  const seen = new Set<string>();
  const faults = members.flatMap((member, index): Fault[] => {
    const name = `${member.rpps} ${member.function}`;
    const isTwice = seen.has(name);
    seen.add(name);
    const twice = isTwice ? [{ path: `members.${index}.rpps`, message: 'is somebody who is in the list already' }] : [];
    const parts = member.protocols.flatMap((id, place): Fault[] => {
      const path = `members.${index}.protocols.${place}`;
      if (!protocols.has(id)) {
        return [
          { path, message: 'is no protocol of this structure', accepted: [...protocols].slice(0, 20).join(', ') },
        ];
      }
      const accepted = whyNot(member, id);
      return accepted === undefined ? [] : [{ path, message: 'has this person until a day to come', accepted }];
    });
    return [...twice, ...parts];
  });
  if (faults.length > 0) throw new ProblemError('invalid-request', { faults: faults.slice(0, 100) });
}

function toProfessional({ function: role, protocols: _, ...person }: DeclaredMember) {
  return { ...person, roles: [{ role }] };
}

/** Somebody leaves a protocol with a day. What they did stays theirs. */
export function decideEnd(part: PartName, { function: of, on }: MemberEnd, actor: string): Decide {
  return async (writing) => {
    const { trx, structureId, at } = writing;
    const known = await findPart(trx, structureId, { ...part, function: of });
    if (!known) throw new ProblemError('not-found');
    if (on < known.declared_on)
      throw invalid({
        path: 'on',
        message: 'is before the first day',
        accepted: `a date from ${known.declared_on} on`,
      });
    return async () => {
      if (known.ended_on === on) return { body: null };
      await updatePart(writing, { ...part, function: of }, { ended_on: on, updated_at: at });
      const data = { protocol: part.protocolId, function: of, on };
      writing.record({ type: 'team.member-ended', subject: part.professionalId, actor, data });
      return { body: null };
    };
  };
}

/** Records the papers of an adhesion: what is left out is not there. */
export function decideAdhesion(part: PartName, adhesion: Adhesion, actor: string): Decide {
  return async (writing) => {
    const { trx, structureId, at, documents } = writing;
    const { function: of, commitmentOn, swornOn } = adhesion;
    const today = todayIn(documents, at);
    for (const [path, on] of Object.entries({ commitmentOn, swornOn }))
      if (on !== undefined && on > today)
        throw invalid({ path, message: 'has not come yet', accepted: `a date up to ${today}` });
    const known = await findPart(trx, structureId, { ...part, function: of });
    if (!known) throw new ProblemError('not-declared');
    const columns = { commitment_on: commitmentOn ?? null, sworn_on: swornOn ?? null };
    const isSame = known.commitment_on === columns.commitment_on && known.sworn_on === columns.sworn_on;
    return async () => {
      if (isSame) return { body: null };
      await updatePart(writing, { ...part, function: of }, { ...columns, updated_at: at });
      const data = { protocol: part.protocolId, function: of, commitmentOn, swornOn };
      writing.record({ type: 'team.adhesion-recorded', subject: part.professionalId, actor, data });
      return { body: null };
    };
  };
}

/** Furthest a certificate may reach: nobody is trained for longer without being asked again. */
const LONGEST_CERTIFICATE_YEARS = 10;

/** Certifies that a délégué is trained: signed by the doctor who has signed in, and only after the quiz, where there is one. */
export function decideCertificate(
  context: ServiceContext,
  part: PartName,
  issue: CertificateIssue,
  author: Author,
): Decide {
  return async (writing) => {
    const { trx, structureId, at, documents } = writing;
    const today = todayIn(documents, at);
    const { signature, validTo, theoryHours, clinicalCases } = issue;
    requireSigned(signature, today, 'signature.on');
    await requireOwnSignature(trx, structureId, author, signature);
    const last = `${Number(today.slice(0, 4)) + LONGEST_CERTIFICATE_YEARS}${today.slice(4)}`;
    if (validTo < today || validTo > last)
      throw invalid({ path: 'validTo', message: 'is too early or too far', accepted: `${today} to ${last}` });
    const memberships = (await loadMemberships(trx, structureId, part)).get(part.professionalId) ?? [];
    const membership = memberships.find((one) => one.function === 'delegate');
    if (!membership || !(isMemberOn(membership, today) || membership.from > today))
      throw new ProblemError('not-declared');
    if (membership.quizPassedAt === undefined && (await hasQuiz(writing, part.protocolId)))
      throw new ProblemError('quiz-not-passed');
    return async () => {
      const id = createId(context.random);
      await trx
        .insertInto('team_certificate')
        .values({
          structure_id: structureId,
          id,
          professional_id: part.professionalId,
          protocol_id: part.protocolId,
          theory_hours: theoryHours,
          clinical_cases: clinicalCases,
          valid_to: validTo,
          signed_by: signature.by,
          rpps: signature.rpps ?? null,
          role: signature.role ?? null,
          signed_on: signature.on,
          at,
          reminded_at: null,
        })
        .execute();
      const data = { protocol: part.protocolId, certificate: id, on: signature.on, validTo };
      writing.record({ type: 'team.certificate-issued', subject: part.professionalId, actor: author.actor, data });
      return { body: null };
    };
  };
}

async function hasQuiz({ trx, structureId }: Writing, protocolId: string): Promise<boolean> {
  const quiz = await trx
    .selectFrom('team_quiz')
    .select('number')
    .where('structure_id', '=', structureId)
    .where('protocol_id', '=', protocolId)
    .limit(1)
    .executeTakeFirst();
  return quiz !== undefined;
}

async function updatePart(
  { trx, structureId }: Writing,
  { professionalId, protocolId, function: of }: PartName & { readonly function: TeamFunction },
  columns: Partial<Selectable<TeamMemberTable>>,
): Promise<void> {
  await trx
    .updateTable('team_member')
    .set(columns)
    .where('structure_id', '=', structureId)
    .where('professional_id', '=', professionalId)
    .where('protocol_id', '=', protocolId)
    .where('function', '=', of)
    .execute();
}
