import { isBirthDate, readEmail, readName, readPhone } from '@relais/sdk';
import type {
  AttendingDoctorStatus,
  EntryPoint,
  IntakeRequest,
  PriorPathway,
  ReasonAnswer,
  RegulatedBy,
} from '@relais/sdk';
import type { IntakeDraft } from '@relais/sdk/intake';
import { readDate } from '../ui/fields/reading.ts';

/** Where a request is to end. */
export type Decision = IntakeRequest['decision'];
export type FaultId =
  'phone' | 'familyName' | 'givenName' | 'birthDate' | 'email' | 'reason' | 'answers' | 'signs' | 'class' | 'target';

export interface ReadingContext {
  /** Version of the list of signs, where there is one. */
  readonly version: string | undefined;
  readonly today: string;
  /** Whether what is typed answers a question of the reason. */
  readonly isAnswer: (reason: string, answer: ReasonAnswer) => boolean;
}

/** What a decision still lacks, in the order of the screen. What has been typed must be readable, wherever it ends. */
export function faultsOf({ fields }: IntakeDraft, decision: Decision, { today, isAnswer }: ReadingContext): FaultId[] {
  const isSeat = decision.kind === 'seat';
  const isWrong = (text: string, isNeeded: boolean, read: (text: string) => unknown) =>
    text.trim() === '' ? isNeeded : read(text) === undefined;
  const readBirth = (text: string) => {
    const date = readDate(text);
    return date !== undefined && isBirthDate(date, today) ? date : undefined;
  };
  const wrong: Record<FaultId, boolean> = {
    phone: isWrong(fields.phone, true, readPhone),
    signs: isSeat && fields.signsAnsweredAt === '' && fields.regulatedBy === '',
    reason: isSeat && fields.reason === '',
    answers: unreadAnswers(fields, { isAnswer }).length > 0,
    familyName: isWrong(fields.familyName, isSeat, readName),
    givenName: isWrong(fields.givenName, isSeat, readName),
    birthDate: isWrong(fields.birthDate, isSeat, readBirth),
    email: isWrong(fields.email, false, readEmail),
    class: decision.kind === 'callback' && decision.class === '',
    target: decision.kind === 'redirected' && decision.target === '',
  };
  return (Object.keys(wrong) as FaultId[]).filter((id) => wrong[id]);
}

/** The request as it is sent. Nothing of it may be at fault. */
export function toRequest(
  { id, startedAt, fields }: IntakeDraft,
  decision: Decision,
  { version }: ReadingContext,
  now: string,
): IntakeRequest {
  const { signs, signsAnsweredAt, regulatedBy, regulatedNumber } = fields;
  const wasAsked = signsAnsweredAt !== '' || signs.length > 0;
  const checklistRun =
    version !== undefined && wasAsked && regulatedBy === ''
      ? { version, yes: [...signs], answeredAt: signsAnsweredAt || now }
      : undefined;
  const person = filled({
    ...{ familyName: fields.familyName, givenName: fields.givenName, email: fields.email },
    birthDate: readDate(fields.birthDate) ?? '',
  });
  const answers = answersOf(fields);
  const facts = filled({
    commune: fields.commune,
    attendingDoctor: fields.attendingDoctor as AttendingDoctorStatus | '',
  });
  return {
    id,
    startedAt,
    decision,
    entryPoint: fields.entryPoint as EntryPoint,
    phone: fields.phone,
    ...filled({
      address: fields.address,
      reason: fields.reason,
      label: fields.label,
      priorPathway: fields.priorPathway as PriorPathway | '',
    }),
    ...(regulatedBy && { regulated: { by: regulatedBy as RegulatedBy, ...filled({ number: regulatedNumber }) } }),
    ...(answers.length > 0 && { answers }),
    ...(checklistRun && { checklistRun }),
    ...(Object.keys(person).length > 0 && { person }),
    ...(Object.keys(facts).length > 0 && { facts }),
    ...(fields.doctor && fields.attendingDoctor === 'here' && { attendingDoctor: fields.doctor }),
  };
}

/** Answers that are typed and cannot be read. */
export function unreadAnswers(
  fields: IntakeDraft['fields'],
  { isAnswer }: Pick<ReadingContext, 'isAnswer'>,
): ReasonAnswer[] {
  return answersOf(fields).filter((answer) => !isAnswer(fields.reason, answer));
}

/** To the questions of the reason; a field of blanks is one left empty. */
function answersOf({ answers }: IntakeDraft['fields']): ReasonAnswer[] {
  return answers.map((one) => ({ ...one, value: one.value.trim() })).filter(({ value }) => value !== '');
}

type Filled<Members> = { [Name in keyof Members]?: Exclude<Members[Name], ''> };

/** The members that say something: a field left empty is not known. */
function filled<Members extends Record<string, string>>(members: Members): Filled<Members> {
  const known = Object.entries(members).filter(([, text]) => text.trim() !== '');
  return Object.fromEntries(known) as Filled<Members>;
}
