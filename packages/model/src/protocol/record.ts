import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Instant, PlainDate } from '../core/instant.ts';
import { ProtocolKey, ProtocolText, validityShape } from './evidence.ts';
import { ProtocolLife, ProtocolState } from './life.ts';
import { Protocol, ProtocolActivation, ProtocolKind, ProtocolMode } from './protocol.ts';
import { canBeFound, namedSignatureShape } from './signature.ts';

// What a structure keeps of a protocol beside its text, which never changes: how far each version is, who has read what of it, and what is
// the structure's own to set.

const signed = { ...namedSignatureShape };

/** A doctor has read an illustrative statement and takes it over. `path` as the checker names it: `rules/7b`, `items/od.age`… */
export const ProtocolReview = z.object({ path: z.string(), ...signed });
export type ProtocolReview = z.infer<typeof ProtocolReview>;

/** A season or a crisis, planned by the structure. */
export const PlannedActivation = z.object({ id: z.string(), ...ProtocolActivation.shape, ...signed });
export type PlannedActivation = z.infer<typeof PlannedActivation>;

/** A value that the structure gives a parameter of the protocol, as an age bound of its territory. Of two for one day the later counts. */
export const TerritoryParameter = z.object({ name: z.string(), value: z.number(), ...validityShape, ...signed });
export type TerritoryParameter = z.infer<typeof TerritoryParameter>;

/** Who has taken a rule that is not proven upon themselves. */
export const RuleSignature = z.object({ rule: ProtocolKey, ...signed });
export type RuleSignature = z.infer<typeof RuleSignature>;

/** What is the structure's own to set, of all versions of a protocol. */
export const ProtocolSettings = z.object({
  activations: z.array(PlannedActivation),
  parameters: z.array(TerritoryParameter),
});
export type ProtocolSettings = z.infer<typeof ProtocolSettings>;

/** One version of a protocol, in a list. */
export const ProtocolVersion = z.object({
  version: z.string(),
  title: z.string(),
  kind: ProtocolKind,
  scope: z.optional(z.enum(['national', 'local'])),
  /** Today, by the structure's calendar. */
  state: ProtocolState,
  /** Steps that are planned for later. */
  planned: z.array(z.object({ state: ProtocolState, from: PlainDate })),
  /** Whether runs may start today: it is the version in force, and in season where it has seasons. */
  open: z.boolean(),
  mode: z.enum(['display', 'compute']),
  /** Statements that no source gives, and how many of them a doctor has read. */
  illustrative: z.int(),
  reviewed: z.int(),
  /** Rules that are not proven, for which somebody has signed. */
  unproven: z.array(ProtocolKey),
  importedAt: Instant,
});
export type ProtocolVersion = z.infer<typeof ProtocolVersion>;

/** Answer of `GET …/protocols`, by id; versions as they were imported, the latest first. */
export const ProtocolList = z.object({
  /** Where the log stood: live messages go on from here. */
  sequence: z.number(),
  protocols: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      /** The version runs start with, if one is in force today. */
      inForce: z.optional(z.string()),
      versions: z.array(ProtocolVersion),
    }),
  ),
});
export type ProtocolList = z.infer<typeof ProtocolList>;

/** Answer of `GET …/protocols/{protocol}/versions/{version}`. `protocolOn` of the engine gives what a run of a day goes by. */
export const ProtocolRecord = z.object({
  sequence: z.number(),
  /** The text as it was imported. */
  protocol: Protocol,
  sha256: z.string(),
  importedAt: Instant,
  state: ProtocolState,
  open: z.boolean(),
  life: ProtocolLife,
  /** Display, until the structure's doctor has switched it; whatever the text says. */
  mode: ProtocolMode,
  reviews: z.array(ProtocolReview),
  signatures: z.array(RuleSignature),
  settings: ProtocolSettings,
});
export type ProtocolRecord = z.infer<typeof ProtocolRecord>;

/** Something the checker found, in French, for a doctor. */
export const ProtocolFinding = z.object({
  code: z.string(),
  severity: z.enum(['error', 'unproven', 'warning']),
  path: z.string(),
  words: z.string(),
  example: z.optional(z.string()),
  mend: z.string(),
});
export type ProtocolFinding = z.infer<typeof ProtocolFinding>;

/** What is brought: a `Protocol`, or the FHIR Bundle of one. Every fault is named by the import. */
export const BroughtProtocol = z.record(z.string(), z.unknown());
export type BroughtProtocol = z.infer<typeof BroughtProtocol>;

/** Answer of an import: what was taken, and what the checker says of it all the same. */
export const ImportedProtocol = z.object({
  protocol: z.string(),
  version: z.string(),
  /** False when this version is there already, to the letter. */
  changed: z.boolean(),
  /** False when rules are signed for that could not be proven. */
  proven: z.boolean(),
  findings: z.array(ProtocolFinding),
});
export type ImportedProtocol = z.infer<typeof ImportedProtocol>;

/** Switches how a version is used. `compute` is a doctor's to switch on. */
export const ProtocolModeChange = Exactly({ kind: z.enum(['display', 'compute']), ...signed }).check(canBeFound);
export type ProtocolModeChange = z.infer<typeof ProtocolModeChange>;

export const ProtocolReviewing = Exactly({
  paths: z.array(ProtocolText).check(z.minLength(1), z.maxLength(1000)),
  ...signed,
}).check(canBeFound);
export type ProtocolReviewing = z.infer<typeof ProtocolReviewing>;

export const ActivationPlan = Exactly({ ...ProtocolActivation.shape, ...signed }).check(canBeFound);
export type ActivationPlan = z.infer<typeof ActivationPlan>;

/** Ends a planned activation with this day; one that has not begun never does. */
export const ActivationEnd = Exactly({ validTo: PlainDate, ...signed }).check(canBeFound);
export type ActivationEnd = z.infer<typeof ActivationEnd>;

export const ParameterSetting = Exactly({
  name: z.string().check(z.minLength(1), z.maxLength(80)),
  value: z.number(),
  ...validityShape,
  ...signed,
}).check(canBeFound);
export type ParameterSetting = z.infer<typeof ParameterSetting>;

/** Live message: these protocols are not as they were. */
export const ProtocolsMessage = z.object({ sequence: z.number(), protocols: z.array(z.string()) });
export type ProtocolsMessage = z.infer<typeof ProtocolsMessage>;
