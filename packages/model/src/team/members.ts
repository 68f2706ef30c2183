import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Instant, PlainDate } from '../core/instant.ts';
import { Email, Finess, PersonName, Phone, Profession, Rpps } from '../people/index.ts';
import { NamedSignature, ProtocolKey } from '../protocol/index.ts';
import { Missing } from './missing.ts';

/** What somebody is in a protocol: who delegates (délégant), or whom is delegated to (délégué). */
export const TeamFunction = z.enum(['delegator', 'delegate']);
export type TeamFunction = z.infer<typeof TeamFunction>;

/** Somebody who is declared in protocols. Whoever is not among the professionals of the structure yet is added, with the role this asks for. */
export const DeclaredMember = Exactly({
  rpps: Rpps,
  familyName: PersonName,
  givenName: PersonName,
  profession: Profession,
  employerFiness: z.optional(Finess),
  phone: z.optional(Phone),
  email: z.optional(Email),
  function: TeamFunction,
  protocols: z.array(ProtocolKey).check(z.minLength(1), z.maxLength(50)),
});
export type DeclaredMember = z.infer<typeof DeclaredMember>;

export const LARGEST_DECLARATION = 500;

/** Declares people from a day on. */
export const MemberDeclaration = Exactly({
  from: PlainDate,
  members: z.array(DeclaredMember).check(z.minLength(1), z.maxLength(LARGEST_DECLARATION)),
});
export type MemberDeclaration = z.infer<typeof MemberDeclaration>;

/** Answer of a declaration: what became of each, in their order. `isNew`: was in no protocol before. `professional` is the id they have in the structure. */
export const MemberReport = z.object({
  members: z.array(
    z.object({
      professional: z.string(),
      isNew: z.boolean(),
      declared: z.array(z.string()),
      known: z.array(z.string()),
    }),
  ),
});
export type MemberReport = z.infer<typeof MemberReport>;

/** Somebody leaves a protocol with this day. */
export const MemberEnd = Exactly({ function: TeamFunction, on: PlainDate });
export type MemberEnd = z.infer<typeof MemberEnd>;

/** The papers of an adhesion: the commitment to the protocol, and the sworn statement. Each by the day it was signed. */
export const Adhesion = Exactly({
  function: TeamFunction,
  commitmentOn: z.optional(PlainDate),
  swornOn: z.optional(PlainDate),
});
export type Adhesion = z.infer<typeof Adhesion>;

/** That somebody has been trained in a protocol, dated and signed. Its last day is `validTo`. */
export const TrainingCertificate = z.object({
  theoryHours: z.number(),
  clinicalCases: z.int(),
  validTo: PlainDate,
  signature: NamedSignature,
});
export type TrainingCertificate = z.infer<typeof TrainingCertificate>;

/** Somebody's part in one protocol. */
export const Membership = z.object({
  protocol: z.string(),
  function: TeamFunction,
  from: PlainDate,
  /** Last day. */
  to: z.optional(PlainDate),
  commitmentOn: z.optional(PlainDate),
  swornOn: z.optional(PlainDate),
  /** The latest. */
  certificate: z.optional(TrainingCertificate),
  /** When the quiz was passed, where it was. */
  quizPassedAt: z.optional(Instant),
});
export type Membership = z.infer<typeof Membership>;

export const TeamMember = z.object({
  professional: z.string(),
  rpps: z.optional(Rpps),
  familyName: z.string(),
  givenName: z.string(),
  profession: z.optional(Profession),
  employerFiness: z.optional(Finess),
  /** False for somebody who is no longer among the professionals of the structure. */
  present: z.boolean(),
  memberships: z.array(Membership),
});
export type TeamMember = z.infer<typeof TeamMember>;

/** A protocol that is run by delegation, and how it stands for its team today. */
export const TeamProtocol = z.object({
  id: z.string(),
  title: z.string(),
  /** Whether runs may start today: a version is in force, and in season. */
  open: z.boolean(),
  /** Who is delegated to by the version in force, else by the latest. */
  professions: z.array(Profession),
  /** The quiz that is asked now, where there is one. */
  quiz: z.optional(z.object({ questions: z.int(), passMark: z.number() })),
  /** How many délégants can be called for it now. */
  onCall: z.int(),
});
export type TeamProtocol = z.infer<typeof TeamProtocol>;

/** Somebody of the team as who answers for it sees them: how to reach them, and what each of their files lacks today. */
export const TeamFile = z.object({
  ...TeamMember.shape,
  phone: z.optional(z.string()),
  email: z.optional(z.string()),
  memberships: z.array(z.object({ ...Membership.shape, missing: z.array(Missing) })),
});
export type TeamFile = z.infer<typeof TeamFile>;

/** Answer of `GET …/team`: everybody who is or was declared, by name. */
export const Team = z.object({
  sequence: z.number(),
  /** Today, by the structure's calendar. */
  on: PlainDate,
  /** By whose clock it is. */
  timezone: z.string(),
  /** What whoever asks may do: declare people and keep their papers and the roster; certify a training, as a doctor of the structure. */
  may: z.object({ declare: z.boolean(), certify: z.boolean() }),
  /** Whoever asks, where the structure knows them: how they sign. */
  self: z.optional(
    z.object({ professional: z.string(), familyName: z.string(), givenName: z.string(), rpps: z.optional(Rpps) }),
  ),
  /** By title. */
  protocols: z.array(TeamProtocol),
  members: z.array(TeamFile),
  /** How many people are engaged today, by function and profession: each counts once in a function. */
  engaged: z.array(z.object({ function: TeamFunction, profession: z.optional(Profession), count: z.int() })),
  /** Certificates that end within sixty days, the first to end first. */
  renewals: z.array(z.object({ professional: z.string(), protocol: z.string(), validTo: PlainDate })),
});
export type Team = z.infer<typeof Team>;

/** Answer of `GET …/protocols/{protocol}/declaration`: the team of a protocol, and every dated change of it, for the declaration to the agency. */
export const TeamDeclaration = z.object({
  protocol: z.string(),
  title: z.string(),
  version: z.optional(z.string()),
  on: PlainDate,
  members: z.array(
    z.object({
      ...TeamMember.shape,
      memberships: z.array(Membership).check(z.maxLength(2)),
    }),
  ),
  changes: z.array(
    z.object({
      at: Instant,
      professional: z.string(),
      change: z.enum(['declared', 'ended', 'adhesion', 'certificate']),
      function: TeamFunction,
      /** The day the change is of. */
      on: z.optional(PlainDate),
    }),
  ),
});
export type TeamDeclaration = z.infer<typeof TeamDeclaration>;

/** Live message: the team, its files or its roster are not as they were. */
export const TeamMessage = z.object({ sequence: z.number() });
export type TeamMessage = z.infer<typeof TeamMessage>;
