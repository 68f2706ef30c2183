import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { PlainDate } from '../core/instant.ts';
import { Line } from '../core/line.ts';
import { Profession } from '../people/index.ts';
import { RuleAction, RunOutcome } from './actions.ts';
import { evidenceShape, ProtocolKey, ProtocolText, signatureShape, validityShape } from './evidence.ts';
import { ProtocolExpression } from './expression.ts';
import { RegimePeriod } from './regime.ts';
import { NamedSignature } from './signature.ts';

export const ProtocolKind = z.enum([
  'cooperationProtocol',
  'organisationalProtocol',
  'directAccessPathway',
  'coordinationProtocol',
]);
export type ProtocolKind = z.infer<typeof ProtocolKind>;

/** The FHIR R4 Questionnaire of a protocol. It is read by the questionnaire engine, which says what it finds wrong in it. */
const ProtocolQuestionnaire = z.looseObject({
  resourceType: z.literal('Questionnaire'),
  url: z.string(),
  version: z.string(),
  item: z.array(z.looseObject({ linkId: z.string(), type: z.string() })).check(z.minLength(1), z.maxLength(500)),
});

/** Limits within which a value is likely. Beyond them it is asked again and then taken, but no dose is made of it. */
export const LikelyRange = Exactly({ min: z.number(), max: z.number() });

/** Items that take which rapid test was used: the text of its lot, and the date it may be used until. They stand for its bar code, too. */
export const RapidTestItems = Exactly({ lot: ProtocolKey, expiry: ProtocolKey });
export type RapidTestItems = z.infer<typeof RapidTestItems>;

/** What a protocol says of an item of its questionnaire. */
export const ProtocolItem = Exactly({
  linkId: ProtocolKey,
  /** Codes of the answers that count as none (« non réalisé »). One from which a rule draws something is not among them. */
  unknown: z.optional(z.array(ProtocolKey)),
  likely: z.optional(LikelyRange),
  /** What helps to answer it: `minuteCounter` counts through one minute. */
  aid: z.optional(z.enum(['minuteCounter'])),
  /** Of the result of a rapid test: where its lot and its expiry are asked for. No result of an expired test counts. */
  rapidTest: z.optional(RapidTestItems),
  /** A rule reads it and it may all the same be left out, for this reason. */
  optional: z.optional(ProtocolText),
  ...evidenceShape,
});
export type ProtocolItem = z.infer<typeof ProtocolItem>;

/** A figure that rules use by its name and that may change with time: one entry for each of its values. */
export const ProtocolParameter = Exactly({
  name: z.string().check(z.regex(/^[a-z][A-Za-z0-9]*$/)),
  label: ProtocolText,
  value: z.number(),
  unit: z.optional(ProtocolText),
  ...validityShape,
  ...evidenceShape,
});
export type ProtocolParameter = z.infer<typeof ProtocolParameter>;

/** An expression with a name, for the rules and terms after it. */
export const ProtocolTerm = Exactly({
  name: z.string().check(z.regex(/^[a-z][A-Za-z0-9]*$/)),
  label: ProtocolText,
  expression: ProtocolExpression,
  ...evidenceShape,
});
export type ProtocolTerm = z.infer<typeof ProtocolTerm>;

/** Who may be included, or who may not. `rule` is the rule that watches over it; without one a person does. */
export const ProtocolCriterion = Exactly({
  id: ProtocolKey,
  about: z.enum(['patient', 'place', 'consent']),
  text: ProtocolText,
  rule: z.optional(ProtocolKey),
  ...evidenceShape,
});
export type ProtocolCriterion = z.infer<typeof ProtocolCriterion>;

/** One rule, by the number it has in the text it is read from. Without `when` it holds always. */
export const ProtocolRule = Exactly({
  id: ProtocolKey,
  when: z.optional(ProtocolExpression),
  action: RuleAction,
  /** Who takes a rule that cannot be proven upon themselves. */
  signed: z.optional(NamedSignature),
  ...evidenceShape,
});
export type ProtocolRule = z.infer<typeof ProtocolRule>;

/**
 * On what result of a pharmacist’s test a medicine is dispensed, and within how many days: what makes a prescription an « ordonnance de
 * dispensation conditionnelle » (articles L. 5121-12-1-1 and R. 5132-5-1 of the code de la santé publique).
 */
export const DispensingCondition = Exactly({
  /** As it stands beside the medicine, without its days: « si TROD angine positif ». */
  mention: Line(200),
  /** Calendar days, of which that of the prescription is the first; none are written when absent. */
  days: z.optional(z.int().check(z.minimum(1), z.maximum(366))),
  ...evidenceShape,
});
export type DispensingCondition = z.infer<typeof DispensingCondition>;

/** A prescription that doctors have written beforehand. */
export const PresetPrescription = Exactly({
  id: ProtocolKey,
  title: ProtocolText,
  text: ProtocolText,
  /** What was found and makes it right. */
  finding: ProtocolExpression,
  /** Items that its dose is made of. */
  doseItems: z.array(ProtocolKey),
  condition: z.optional(DispensingCondition),
  ...evidenceShape,
});
export type PresetPrescription = z.infer<typeof PresetPrescription>;

export const ProtocolDocument = Exactly({
  id: ProtocolKey,
  kind: z.enum(['patientSheet', 'liaisonLetter', 'certificate', 'prescription', 'referralSheet', 'other']),
  title: ProtocolText,
  ...evidenceShape,
});
export type ProtocolDocument = z.infer<typeof ProtocolDocument>;

/** Where a photograph may be attached to a run: the question it goes with, and what it should show. No rule reads it. */
export const ProtocolPhotograph = Exactly({ item: ProtocolKey, text: ProtocolText, ...evidenceShape });
export type ProtocolPhotograph = z.infer<typeof ProtocolPhotograph>;

export const ProtocolTraining = Exactly({ text: ProtocolText, hours: z.optional(z.number()), ...evidenceShape });

/** A mission of a CPTS, as its contract has it. */
export const Mission = z.enum(['access', 'pathways', 'prevention', 'crisis', 'quality', 'support']);
export type Mission = z.infer<typeof Mission>;

/** What a run is paid, in euros: to the team as a whole, or split. */
export const ProtocolTariff = Exactly({
  text: ProtocolText,
  amount: z.optional(z.number().check(z.minimum(0))),
  split: z.optional(
    z.array(
      Exactly({
        to: ProtocolText,
        /** Whose part it is, where it is one of the two. */
        party: z.optional(z.enum(['delegate', 'delegator'])),
        amount: z.number().check(z.minimum(0)),
      }),
    ),
  ),
  /** Ends of a run that are paid; when absent all but a refusal and a run that was broken off. */
  paidFor: z.optional(z.array(RunOutcome).check(z.minLength(1))),
  excludes: z.array(ProtocolText),
  /** What of that the software watches over: an ordinary act charged the same day, a run that had to be reviewed. */
  excludesWhen: z.optional(z.array(z.enum(['ordinaryActSameDay', 'afterReview']))),
  ...evidenceShape,
});
export type ProtocolTariff = z.infer<typeof ProtocolTariff>;

/** When the protocol is open: each season, each crisis, planned ahead. Without any, always. */
export const ProtocolActivation = Exactly({
  reason: z.enum(['season', 'crisis']),
  text: ProtocolText,
  ...validityShape,
});

/**
 * `display`: criteria are shown and a person concludes. `compute`: scores, doses and outcomes are computed, which may make the
 * software a medical device; the structure's doctor switches it on, by name and date.
 */
export const ProtocolMode = z.discriminatedUnion('kind', [
  Exactly({ kind: z.literal('display') }),
  Exactly({ kind: z.literal('compute'), ...signatureShape }),
]);
export type ProtocolMode = z.infer<typeof ProtocolMode>;

/**
 * A protocol in one version, `relais-protocol/1`: what is asked, what follows from the answers, who may do it and by what right. A
 * version is a text: changing a word of it makes another version, so that it never changes under a run.
 */
export const Protocol = Exactly({
  formatVersion: z.literal('relais-protocol/1'),
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/)),
  version: Line(40),
  title: ProtocolText,
  kind: ProtocolKind,
  /** Of a cooperation protocol: whether it is written for the whole country or by a structure. */
  scope: z.optional(z.enum(['national', 'local'])),
  /** Of a national one: the text of the catalogue it is taken from. */
  catalogue: z.optional(ProtocolText),
  /** Who answers for this version. */
  responsible: ProtocolText,
  structureId: z.optional(ProtocolKey),
  healthProject: z.optional(ProtocolText),
  /** Which mission of the structure its runs count for. */
  mission: z.optional(Mission),
  /** What it is for and what it is not, shown with it. */
  notice: ProtocolText,
  mode: z._default(ProtocolMode, { kind: 'display' }),
  /** What a reader must know of how the sources were read. */
  readingLimit: z.optional(ProtocolText),
  sources: z.record(ProtocolKey, ProtocolText),
  professions: z.array(Profession).check(z.minLength(1)),
  regimes: z.array(RegimePeriod),
  /** Date of this version: what holds on it is what it uses. */
  date: PlainDate,
  parameters: z.array(ProtocolParameter),
  inclusion: z.array(ProtocolCriterion),
  exclusion: z.array(ProtocolCriterion),
  questionnaire: ProtocolQuestionnaire,
  items: z.array(ProtocolItem),
  terms: z.array(ProtocolTerm),
  rules: z.array(ProtocolRule).check(z.minLength(1), z.maxLength(200)),
  prescriptions: z.array(PresetPrescription),
  documents: z.array(ProtocolDocument),
  photographs: z.optional(z.array(ProtocolPhotograph).check(z.maxLength(20))),
  consent: Exactly({ text: ProtocolText, ...evidenceShape }),
  /** How long a délégant who is called may stay silent before the next is; five minutes when absent. */
  silenceMinutes: z.optional(z.int().check(z.minimum(1), z.maximum(120))),
  training: z.optional(ProtocolTraining),
  tariff: z.optional(ProtocolTariff),
  activation: z.array(ProtocolActivation),
});
export type Protocol = z.infer<typeof Protocol>;
