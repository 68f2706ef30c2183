import { isBirthDate, plainText, readEmail, readName, readPhone } from '@relais/sdk';
import type { Person } from '@relais/sdk';

/** The form's fields, in their order on screen. */
export const fieldNames = ['familyName', 'givenName', 'birthDate', 'phone', 'email'] as const;
export type FieldName = (typeof fieldNames)[number];

/** What is typed, as it is typed. */
export type PersonDraft = Record<FieldName, string>;

/** `31/03/1980`, `31.3.1980`, `31031980`, or the `1980-03-31` that browsers fill in → `1980-03-31`; `undefined` for no such day. */
export function readBirthDate(text: string): string | undefined {
  const plain = plainText(text).trim();
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(plain) ?? /^(\d\d?)[\s/.-]*(\d\d?)[\s/.-]*(\d{4})$/.exec(plain);
  if (!parts) return undefined;
  const [first = '', month = '', last = ''] = parts.slice(1);
  const [year, day] = first.length === 4 ? [first, last] : [last, first];
  const date = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  const time = Date.parse(date);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? date : undefined;
}

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
    birthDate: readBirthDate(birthDate) ?? '',
    phone: readPhone(phone) ?? '',
    ...(address && { email: address }),
  };
}

/** The date where people are seen, `YYYY-MM-DD`; Swedish writes it so. */
export function dateIn(timeZone: string, now: number): string {
  return new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeZone }).format(now);
}
