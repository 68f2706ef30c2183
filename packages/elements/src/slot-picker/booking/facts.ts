import type { PatientFacts, StructureInfo } from '@relais/sdk';

/** Questions that nobody has to answer: what figures of activity count by. */
export type FactName = 'sex' | 'commune' | 'attendingDoctor';

/** What is answered, as it is picked or as the host says it; `''` for an answer taken back. */
export type FactsDraft = Partial<Record<FactName, string | undefined>>;

/** The answers to choose from. Those of the commune are the structure's. */
export const factAnswers = {
  sex: ['female', 'male', 'other'],
  attendingDoctor: ['here', 'elsewhere', 'none'],
} as const;

/** A draft → what is sent: answers one can choose here, and `undefined` when there is none. */
export function toFacts(draft: FactsDraft, { communes }: Pick<StructureInfo, 'communes'>): PatientFacts | undefined {
  const sex = factAnswers.sex.find((answer) => answer === draft.sex);
  const commune = communes.find(({ id }) => id === draft.commune)?.id;
  const attendingDoctor = factAnswers.attendingDoctor.find((answer) => answer === draft.attendingDoctor);
  if (!sex && !commune && !attendingDoctor) return undefined;
  return { ...(sex && { sex }), ...(commune && { commune }), ...(attendingDoctor && { attendingDoctor }) };
}
