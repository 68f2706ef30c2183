import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Role } from '../core/roles.ts';
import { Email, PersonName, Phone } from './person.ts';

/** National number of a professional (RPPS): eleven digits, without the prefix it has among national identifiers. */
export const Rpps = z.string().check(z.regex(/^\d{11}$/));
/** National number of an establishment (FINESS): nine characters; the second may be the letter of a Corsican department. */
export const Finess = z.string().check(z.regex(/^\d[\dAB]\d{7}$/));

/** The glossary gives the French term of each. */
export const Profession = z.enum([
  'generalPractitioner',
  'nurse',
  'advancedPracticeNurse',
  'physiotherapist',
  'pharmacist',
  'midwife',
  'radiographer',
  'orthoptist',
  'dietitian',
  'other',
]);
export type Profession = z.infer<typeof Profession>;

const Id = z.string().check(z.minLength(1), z.maxLength(80));
const SignIn = z.string().check(z.minLength(1), z.maxLength(300));

/** A role in the structure: in all of it, or in one practice or at one site. */
export const RoleGrant = Exactly({ role: Role, practiceId: z.optional(Id), siteId: z.optional(Id) });
export type RoleGrant = z.infer<typeof RoleGrant>;

/**
 * A professional of the structure and what they may do there. Whoever signs in is found by RPPS, else by the issuer that signs them in and its
 * identifier for them; one of the two must be there. Who has no profession of care (a secretary, a program) leaves it out.
 */
export const Professional = Exactly({
  rpps: z.optional(Rpps),
  issuer: z.optional(SignIn),
  subject: z.optional(SignIn),
  familyName: PersonName,
  givenName: PersonName,
  profession: z.optional(Profession),
  employerFiness: z.optional(Finess),
  phone: z.optional(Phone),
  email: z.optional(Email),
  roles: z.array(RoleGrant).check(z.maxLength(50)),
}).check(
  z.refine(({ rpps, issuer }) => rpps !== undefined || issuer !== undefined, {
    path: ['rpps'],
    params: { accepted: 'an RPPS, or an issuer with its subject' },
  }),
  z.refine(({ issuer, subject }) => (issuer === undefined) === (subject === undefined), {
    path: ['subject'],
    params: { accepted: 'an issuer and its subject together, or neither' },
  }),
);
export type Professional = z.infer<typeof Professional>;

/** Everybody who may act in a structure. Who is no longer in it can no longer do anything there. */
export const ProfessionalList = Exactly({
  formatVersion: z.literal('relais-professionals/1'),
  professionals: z.array(Professional).check(z.maxLength(2000)),
});
export type ProfessionalList = z.infer<typeof ProfessionalList>;
