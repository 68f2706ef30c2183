import type {
  Membership,
  Missing,
  PlainDate,
  PracticeRegime,
  Profession,
  Protocol,
  ProtocolReadiness,
} from '@relais/model';
import { isOpenOn, regimeOn, versionOn } from '../protocol/index.ts';
import type { VersionLife } from '../protocol/index.ts';
import { addDays } from '../time/index.ts';
import { RENEWAL_DAYS } from './renewal.ts';
import { firstCalled, nextCalled } from './roster.ts';
import type { CalledShift } from './roster.ts';

/** A version of a protocol, as far as it decides who may run it. */
export interface RunnableVersion extends VersionLife, Pick<Protocol, 'title' | 'kind' | 'professions' | 'regimes'> {}

/** Somebody, one protocol, and now. */
export interface ReadinessQuestion {
  readonly protocol: string;
  /** All versions there are of it. */
  readonly versions: readonly RunnableVersion[];
  readonly profession: Profession | undefined;
  /** Her part in the protocol as délégué, where she has one. */
  readonly membership: Membership | undefined;
  /** Whether there is a quiz to be passed. */
  readonly hasQuiz: boolean;
  /** Shifts in which somebody who delegates in this protocol can be called. */
  readonly shifts: readonly CalledShift[];
  /** By the structure's calendar, `YYYY-MM-DD`. */
  readonly day: PlainDate;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Whether somebody can run a protocol now; if not, everything that is missing and who can mend it, so that nobody learns it with a patient in front of
 * her. Only where a doctor delegates is there a declaration, a training and somebody to call.
 */
export function readinessOf(question: ReadinessQuestion): ProtocolReadiness {
  const { protocol, versions, profession, membership, day } = question;
  const version = versionOn(versions, day);
  const shown = version ?? versions.at(-1);
  const regime = shown && profession && regimeOn(shown, profession, day);
  const missing = [...missingOfVersion(question, version), ...missingOfPerson(question, shown, regime)];
  const validTo = membership?.certificate?.validTo;
  const isEnding =
    regime === 'delegation' && validTo !== undefined && validTo >= day && validTo < addDays(day, RENEWAL_DAYS);
  return {
    protocol,
    title: shown?.title ?? protocol,
    kind: shown?.kind ?? 'coordinationProtocol',
    ...(version ? { version: version.version } : {}),
    ...(regime ? { regime } : {}),
    ready: missing.length === 0,
    missing,
    ...(isEnding ? { renewBy: validTo } : {}),
  };
}

function missingOfVersion({ versions, day }: ReadinessQuestion, version: RunnableVersion | undefined): Missing[] {
  if (!version) {
    const planned = versions
      .flatMap(({ life }) => life.filter(({ state, from }) => state === 'active' && from > day))
      .map(({ from }) => from)
      .filter((from) => versionOn(versions, from) !== undefined);
    return [missing('notInForce', 'structureAdmin', earliest(planned))];
  }
  if (isOpenOn(version, version.life, day)) return [];
  const seasons = version.activation.map(({ validFrom }) => validFrom).filter((from) => from > day);
  return [missing('outOfSeason', 'structureAdmin', earliest(seasons))];
}

function missingOfPerson(
  question: ReadinessQuestion,
  shown: RunnableVersion | undefined,
  regime: PracticeRegime | undefined,
): Missing[] {
  if (!shown) return [];
  if (!regime) return [missing('profession', question.profession === undefined ? 'structureAdmin' : 'nobody')];
  if (regime !== 'delegation') return [];
  return [...missingPapers(question), ...missingCall(question)];
}

function missingPapers({ membership, hasQuiz, day }: ReadinessQuestion): Missing[] {
  if (!membership || !isMemberOn(membership, day)) {
    const planned = membership && membership.from > day ? membership.from : undefined;
    return [missing('notDeclared', 'structureAdmin', planned)];
  }
  return missingInFile(membership, { hasQuiz, day });
}

/** What the file of somebody who is or will be declared lacks on a day: papers for both functions, and the training of a délégué. */
export function missingInFile(
  { function: of, commitmentOn, swornOn, certificate, quizPassedAt }: Membership,
  { hasQuiz, day }: Pick<ReadinessQuestion, 'hasQuiz' | 'day'>,
): Missing[] {
  const papers = [
    ...(isSigned(commitmentOn, day) ? [] : [missing('commitment', 'self')]),
    ...(isSigned(swornOn, day) ? [] : [missing('swornStatement', 'self')]),
  ];
  if (of === 'delegator') return papers;
  return [
    ...papers,
    ...(hasQuiz && quizPassedAt === undefined && !certificate ? [missing('quiz', 'self')] : []),
    ...missingCertificate(certificate, day),
  ];
}

function missingCertificate(certificate: Membership['certificate'], day: PlainDate): Missing[] {
  if (!certificate || certificate.signature.on > day) return [missing('certificate', 'delegator')];
  const { validTo } = certificate;
  return validTo < day ? [{ ...missing('certificateExpired', 'delegator'), since: validTo }] : [];
}

function missingCall({ shifts, now }: ReadinessQuestion): Missing[] {
  if (firstCalled(shifts, now).length > 0) return [];
  return [missing('nobodyOnCall', 'structureAdmin', nextCalled(shifts, now))];
}

/** Whether somebody has a part in a protocol on a day. */
export function isMemberOn({ from, to }: Pick<Membership, 'from' | 'to'>, day: PlainDate): boolean {
  return from <= day && (to === undefined || day <= to);
}

function isSigned(on: PlainDate | undefined, day: PlainDate): boolean {
  return on !== undefined && on <= day;
}

function missing(what: Missing['what'], mender: Missing['mender'], from?: string): Missing {
  return { what, mender, ...(from === undefined ? {} : { from }) };
}

function earliest(days: readonly string[]): string | undefined {
  return days.toSorted()[0];
}
