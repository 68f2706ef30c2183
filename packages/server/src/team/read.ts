import { addDays } from '@relais/engine';
import { firstCalled, isMemberOn, missingInFile, readinessOf, RENEWAL_DAYS } from '@relais/engine/team';
import { regimeOn } from '@relais/engine/protocol';
import type { RunnableVersion } from '@relais/engine/team';
import { isOpenOn, versionOn } from '@relais/engine/protocol';
import { toInstant } from '@relais/model';
import type {
  Membership,
  Missing,
  PlainDate,
  ProtocolReadiness,
  Team,
  TeamDeclaration,
  TeamFunction,
  TeamMember,
} from '@relais/model';
import type { Kysely } from 'kysely';
import { professionalIdOf } from '../core/actors.ts';
import { readEvent } from '../core/log/event.ts';
import { ProblemError } from '../core/problem.ts';
import { loadVersions } from '../protocol/index.ts';
import type { Author, KnownVersion } from '../protocol/index.ts';
import type { Database } from '../tables.ts';
import { shiftsFor } from './roster.ts';
import { loadContacts, loadMembers, loadMemberships } from './store.ts';
import { loadQuizzes } from './training.ts';

type Db = Kysely<Database>;

export interface Moment {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** By the structure's calendar. */
  readonly day: PlainDate;
}

/** Everybody who is or was declared with what their files lack, how many are engaged, and whose certificate ends soon. */
export async function readTeam(
  db: Db,
  structureId: string,
  moment: Moment,
  { actor, isAdministrator, isDoctor }: Author,
): Promise<Omit<Team, 'sequence' | 'timezone'>> {
  const { day } = moment;
  const members = await loadMembers(db, structureId);
  const contacts = await loadContacts(db, structureId);
  const shown = await loadShown(db, structureId, day);
  const quizzes = await loadQuizzes(db, structureId);
  const id = professionalIdOf(actor);
  const self = id === undefined ? undefined : await findPerson(db, structureId, id);
  return {
    on: day,
    may: { declare: isAdministrator, certify: isDoctor },
    ...(self ? { self: toSelf(self) } : {}),
    protocols: await readProtocols(db, structureId, moment, { shown, quizzes }),
    members: members.map((member) => ({
      ...member,
      ...contacts.get(member.professional),
      memberships: member.memberships.map((part) => ({
        ...part,
        missing: missingOf(member, part, { day, shown: shown.get(part.protocol), hasQuiz: quizzes.has(part.protocol) }),
      })),
    })),
    engaged: countEngaged(members, day),
    renewals: findRenewals(members, day),
  };
}

/** The version of each protocol that is in force on a day, else the latest. */
interface ShownVersion extends RunnableVersion {
  readonly open: boolean;
}

async function loadShown(db: Db, structureId: string, day: PlainDate): Promise<ReadonlyMap<string, ShownVersion>> {
  const known = Map.groupBy(await loadVersions(db, structureId), ({ protocolId }) => protocolId);
  return new Map(
    [...known].flatMap(([id, rows]): [string, ShownVersion][] => {
      const versions = rows.map(toRunnable);
      const inForce = versionOn(versions, day);
      const shown = inForce ?? versions.at(-1);
      if (!shown) return [];
      const open = inForce !== undefined && isOpenOn(inForce, inForce.life, day);
      return [[id, { ...shown, open }]];
    }),
  );
}

/** Protocols that somebody runs by delegation, by title. */
async function readProtocols(
  db: Db,
  structureId: string,
  moment: Moment,
  {
    shown,
    quizzes,
  }: {
    readonly shown: ReadonlyMap<string, ShownVersion>;
    readonly quizzes: Awaited<ReturnType<typeof loadQuizzes>>;
  },
): Promise<Team['protocols']> {
  const shifts = await shiftsFor(db, structureId, moment);
  return [...shown]
    .map(([id, { title, open, regimes }]) => {
      const professions = regimes.filter(({ regime }) => regime === 'delegation').map(({ profession }) => profession);
      const quiz = quizzes.get(id);
      return {
        id,
        title,
        open,
        professions: [...new Set(professions)],
        ...(quiz ? { quiz } : {}),
        onCall: firstCalled(shifts(id), moment.now).length,
      };
    })
    .filter(({ professions }) => professions.length > 0)
    .sort((one, other) => one.title.localeCompare(other.title, 'fr'));
}

/** What a file lacks; that of somebody who has left lacks nothing any more. */
function missingOf(
  { profession }: TeamMember,
  part: Membership,
  {
    day,
    shown,
    hasQuiz,
  }: { readonly day: PlainDate; readonly shown: ShownVersion | undefined; readonly hasQuiz: boolean },
): Missing[] {
  if (part.to !== undefined && part.to < day) return [];
  const regime = shown && profession && regimeOn(shown, profession, day);
  const isOthers = part.function === 'delegate' && shown !== undefined && regime !== 'delegation';
  return [
    ...(isOthers
      ? [{ what: 'profession', mender: profession === undefined ? 'structureAdmin' : 'nobody' } as const]
      : []),
    ...missingInFile(part, { hasQuiz, day }),
  ];
}

function toSelf({ id, family_name, given_name, rpps }: Person): NonNullable<Team['self']> {
  return { professional: id, familyName: family_name, givenName: given_name, ...(rpps === null ? {} : { rpps }) };
}

/** Each person once in a function, in however many protocols. */
function countEngaged(members: readonly TeamMember[], day: PlainDate): Team['engaged'] {
  const engaged = members
    .filter(({ present }) => present)
    .flatMap(({ profession, memberships }) => {
      const functions = new Set(memberships.filter((part) => isMemberOn(part, day)).map((part) => part.function));
      return [...functions].map((of) => ({ function: of, profession }));
    });
  const groups = Map.groupBy(engaged, ({ function: of, profession }) => `${of} ${profession ?? ''}`);
  return [...groups.keys()].sort().map((name) => {
    const group = groups.get(name)!;
    const { function: of, profession } = group[0]!;
    return { function: of, ...(profession === undefined ? {} : { profession }), count: group.length };
  });
}

function findRenewals(members: readonly TeamMember[], day: PlainDate): Team['renewals'] {
  const last = addDays(day, RENEWAL_DAYS);
  return members
    .filter(({ present }) => present)
    .flatMap(({ professional, memberships }) =>
      memberships.flatMap((part) => {
        const validTo = part.certificate?.validTo;
        const isEnding = validTo !== undefined && validTo < last && isMemberOn(part, day);
        return isEnding ? [{ professional, protocol: part.protocol, validTo }] : [];
      }),
    )
    .sort((one, other) => (one.validTo < other.validTo ? -1 : 1));
}

/** Which protocols somebody can run now; for the others what is missing. Nobody whom the structure does not know is declared in anything. */
export async function readReadiness(
  db: Db,
  structureId: string,
  professionalId: string | undefined,
  moment: Moment,
): Promise<ProtocolReadiness[]> {
  const versions = Map.groupBy(await loadVersions(db, structureId), ({ protocolId }) => protocolId);
  const person = professionalId === undefined ? undefined : await findPerson(db, structureId, professionalId);
  const memberships = person
    ? ((await loadMemberships(db, structureId, { professionalId: person.id })).get(person.id) ?? [])
    : [];
  const quizzes = await loadQuizzes(db, structureId);
  const shifts = await shiftsFor(db, structureId, moment);
  return [...versions]
    .map(([protocol, known]) =>
      readinessOf({
        protocol,
        versions: known.map(toRunnable),
        profession: person?.profession ?? undefined,
        membership: memberships.find((part) => part.protocol === protocol && part.function === 'delegate'),
        hasQuiz: quizzes.has(protocol),
        shifts: shifts(protocol),
        ...moment,
      }),
    )
    .sort((one, other) => Number(other.ready) - Number(one.ready) || one.title.localeCompare(other.title, 'fr'));
}

function toRunnable({ version, life, activation, summary }: KnownVersion): RunnableVersion {
  const { title, kind, professions, regimes } = summary;
  return { version, life, activation, title, kind, professions, regimes };
}

type Person = NonNullable<Awaited<ReturnType<typeof findPerson>>>;

function findPerson(db: Db, structureId: string, professionalId: string) {
  return db
    .selectFrom('professional')
    .select(['id', 'rpps', 'family_name', 'given_name', 'profession'])
    .where('structure_id', '=', structureId)
    .where('id', '=', professionalId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

const CHANGES = {
  'team.member-declared': 'declared',
  'team.member-ended': 'ended',
  'team.adhesion-recorded': 'adhesion',
  'team.certificate-issued': 'certificate',
} as const;

/** The team of a protocol and every change of it, out of the log. @throws {ProblemError} `not-found` */
export async function readDeclaration(
  db: Db,
  structureId: string,
  protocolId: string,
  { day }: Moment,
): Promise<TeamDeclaration> {
  const versions = await loadVersions(db, structureId, { protocolId });
  const shown = versionOn(versions, day) ?? versions.at(-1);
  if (!shown) throw new ProblemError('not-found');
  return {
    protocol: protocolId,
    title: shown.summary.title,
    version: shown.version,
    on: day,
    members: await loadMembers(db, structureId, { protocolId }),
    changes: await loadChanges(db, structureId, protocolId),
  };
}

async function loadChanges(db: Db, structureId: string, protocolId: string): Promise<TeamDeclaration['changes']> {
  const rows = await db
    .selectFrom('event')
    .select(['type', 'data', 'subject', 'at'])
    .where('structure_id', '=', structureId)
    .where('type', 'in', Object.keys(CHANGES))
    .orderBy('sequence')
    .execute();
  return rows.flatMap((row) => {
    const event = readEvent(row);
    if (!event || !isChange(event.type)) return [];
    const data = event.data as ChangeData;
    if (data.protocol !== protocolId) return [];
    const on = data.from ?? data.on ?? data.commitmentOn ?? data.swornOn;
    return [
      {
        at: toInstant(row.at),
        professional: row.subject,
        change: CHANGES[event.type],
        function: data.function ?? 'delegate',
        ...(on === undefined ? {} : { on }),
      },
    ];
  });
}

/** What the changes of a team say, whichever they are. */
interface ChangeData {
  readonly protocol: string;
  readonly function?: TeamFunction;
  readonly from?: PlainDate;
  readonly on?: PlainDate;
  readonly commitmentOn?: PlainDate;
  readonly swornOn?: PlainDate;
}

function isChange(type: string): type is keyof typeof CHANGES {
  return Object.hasOwn(CHANGES, type);
}
