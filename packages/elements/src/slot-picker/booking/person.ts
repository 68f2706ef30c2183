import { isBirthDate, plainText, readEmail, readName, readPhone } from '@relais/sdk';
import type { Person } from '@relais/sdk';
import { readDate } from '../../ui/fields/reading.ts';

/** The form's fields, in their order on screen. */
export const fieldNames = ['familyName', 'givenName', 'birthDate', 'phone', 'email'] as const;
export type FieldName = (typeof fieldNames)[number];

/** What is typed, as it is typed. */
export type PersonDraft = Record<FieldName, string>;

/** Names of the fields that cannot be sent, in the order of the form. `today` is `YYYY-MM-DD`. */
export function findFaults(draft: PersonDraft, today: string): FieldName[] {
  const { birthDate, ...others } = toPerson(draft);
  const read: Partial<Person> = isBirthDate(birthDate, today) ? { birthDate, ...others } : others;
  const needsEmail = plainText(draft.email).trim() !== '';
  return fieldNames.filter((name) => !read[name] && (name !== 'email' || needsEmail));
}

/** A draft without faults → what is sent: each answer as the model reads it, and as the server will keep it. */
export function toPerson({ familyName, givenName, birthDate, phone, email }: PersonDraft): Person {
  const address = readEmail(email);
  return {
    familyName: readName(familyName) ?? '',
    givenName: readName(givenName) ?? '',
    birthDate: readDate(birthDate) ?? '',
    phone: readPhone(phone) ?? '',
    ...(address && { email: address }),
  };
}

/** The date where people are seen, `YYYY-MM-DD`; Swedish writes it so. */
export function dateIn(timeZone: string, now: number): string {
  return new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeZone }).format(now);
}
