import { plainText, readEmail, readName, readPhone } from '@relais/sdk';

/** The fields that are typed or chosen, in their order on screen. */
export const fieldNames = ['reason', 'familyName', 'givenName', 'phone', 'email'] as const;
export type FieldName = (typeof fieldNames)[number];

/** What is typed, as it is typed. */
export type Draft = Record<FieldName, string>;

export const emptyDraft: Draft = { reason: '', familyName: '', givenName: '', phone: '', email: '' };

/** Each answer as the model reads it, and as the server will keep it; what cannot be read is left out. */
export function readDraft({ reason, familyName, givenName, phone, email }: Draft): Partial<Draft> {
  const read = {
    reason,
    ...{ familyName: readName(familyName), givenName: readName(givenName) },
    ...{ phone: readPhone(phone), email: readEmail(email) },
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value));
}

/** Names of the fields that cannot be sent. An address is not needed, but must be one. */
export function findFaults(draft: Draft): FieldName[] {
  const read = readDraft(draft);
  const isOptional = plainText(draft.email).trim() === '';
  return fieldNames.filter((name) => !read[name] && !(name === 'email' && isOptional));
}
