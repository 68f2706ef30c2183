import * as z from 'zod/mini';
import { PlainDate } from '../core/instant.ts';
import { LONGEST_NAME, readEmail, readName, readPhone } from './typed.ts';

/** What a person types, kept in its one writing. Bounded before it is looked at: invisible characters may be many. */
const Typed = (read: (text: string) => string | undefined, accepted: string) =>
  z.string().check(
    z.maxLength(1000),
    z.overwrite((text) => read(text) ?? ''),
    z.refine((text) => text !== '', { params: { accepted } }),
  );

/** See `readName`. */
export const PersonName = Typed(readName, `a name with at least one letter, ${LONGEST_NAME} characters at most`);

/** See `readPhone`: kept as E.164, so that two writings of one number are one contact. */
export const Phone = Typed(
  readPhone,
  'a telephone number, French or with its country: 06 39 98 12 34, +32 470 12 34 56',
);

/** See `readEmail`. */
export const Email = Typed(readEmail, 'an address like name@example.org');

/** The person seen, and how to reach them. Nothing more than a visit needs. The birth date is not to come; see `isBirthDate`. */
export const Person = z.object({
  familyName: PersonName,
  givenName: PersonName,
  birthDate: PlainDate,
  phone: Phone,
  email: z.optional(Email),
});
export type Person = z.infer<typeof Person>;
