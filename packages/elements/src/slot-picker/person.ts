import type { Person } from '@relais/sdk';

/** The form's fields, in their order on screen. */
export const fieldNames = ['familyName', 'givenName', 'birthDate', 'phone', 'email'] as const;
export type FieldName = (typeof fieldNames)[number];

/** What is typed, as it is typed. */
export type PersonDraft = Record<FieldName, string>;

/** Lifetimes longer than any recorded are slips of the finger. */
const LONGEST_LIFE_YEARS = 125;

/** `31/03/1980`, `31.3.1980`, `31031980`, or the `1980-03-31` that browsers fill in → `1980-03-31`; `undefined` for no such day. */
export function readBirthDate(text: string): string | undefined {
  const parts =
    /^(\d{4})-(\d\d)-(\d\d)$/.exec(text.trim()) ?? /^(\d\d?)[\s/.-]*(\d\d?)[\s/.-]*(\d{4})$/.exec(text.trim());
  if (!parts) return undefined;
  const [first = '', month = '', last = ''] = parts.slice(1);
  const [year, day] = first.length === 4 ? [first, last] : [last, first];
  const date = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  const time = Date.parse(date);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? date : undefined;
}

/** Names of the fields that cannot be sent, in the order of the form. The server judges by the model's own schema. */
export function findFaults(draft: PersonDraft, now: number): FieldName[] {
  const filled = (text: string) => text.trim() !== '';
  const isRight: Record<FieldName, boolean> = {
    familyName: filled(draft.familyName),
    givenName: filled(draft.givenName),
    birthDate: isBirthDate(readBirthDate(draft.birthDate), now),
    phone: /^(?=.{6,30}$)\+?(?:[\s.()-]*\d){6,}[\s.()-]*$/.test(draft.phone.trim()),
    email: !filled(draft.email) || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(draft.email.trim()),
  };
  return fieldNames.filter((name) => !isRight[name]);
}

/** A draft without faults → what is sent. */
export function toPerson(draft: PersonDraft): Person {
  const { familyName, givenName, phone, email } = draft;
  return {
    familyName: familyName.trim(),
    givenName: givenName.trim(),
    birthDate: readBirthDate(draft.birthDate)!,
    phone: phone.trim(),
    ...(email.trim() ? { email: email.trim() } : {}),
  };
}

function isBirthDate(date: string | undefined, now: number): boolean {
  if (!date) return false;
  const age = now - Date.parse(date);
  return age >= 0 && age < LONGEST_LIFE_YEARS * 366 * 86_400_000;
}
