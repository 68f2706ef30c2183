import * as z from 'zod/mini';

/**
 * The parts of FHIR R4 that a protocol is written in, in a Bundle: PlanDefinition, Questionnaire, ActivityDefinition. What else the
 * resources have is kept and means nothing here.
 */

/** Its type is written out: what is inside itself cannot be inferred across packages. */
export interface PlanExtension {
  url: string;
  extension?: PlanExtension[] | undefined;
  [property: string]: unknown;
}
export const PlanExtension: z.ZodMiniType<PlanExtension> = z.looseObject({
  url: z.string(),
  extension: z.optional(z.array(z.lazy(() => PlanExtension))),
});

const CodeableConcept = z.looseObject({
  coding: z.optional(z.array(z.looseObject({ system: z.optional(z.string()), code: z.optional(z.string()) }))),
});

const Expression = z.looseObject({
  extension: z.optional(z.array(PlanExtension)),
  name: z.optional(z.string()),
  description: z.optional(z.string()),
  language: z.optional(z.string()),
  expression: z.optional(z.string()),
});
/** The value of the extension `variable`. */
export const PlanExpression = Expression;

export const UsageContext = z.looseObject({
  extension: z.optional(z.array(PlanExtension)),
  code: z.looseObject({ system: z.optional(z.string()), code: z.optional(z.string()) }),
  valueCodeableConcept: z.optional(CodeableConcept),
});
export type UsageContext = z.infer<typeof UsageContext>;

export const PlanAction = z.looseObject({
  extension: z.optional(z.array(PlanExtension)),
  prefix: z.optional(z.string()),
  title: z.optional(z.string()),
  code: z.optional(z.array(CodeableConcept)),
  condition: z.optional(z.array(z.looseObject({ kind: z.string(), expression: z.optional(Expression) }))),
  definitionCanonical: z.optional(z.string()),
});
export type PlanAction = z.infer<typeof PlanAction>;

export const PlanDefinition = z.looseObject({
  resourceType: z.literal('PlanDefinition'),
  extension: z.optional(z.array(PlanExtension)),
  url: z.optional(z.string()),
  version: z.optional(z.string()),
  title: z.optional(z.string()),
  status: z.string(),
  type: z.optional(CodeableConcept),
  date: z.optional(z.string()),
  description: z.optional(z.string()),
  author: z.optional(z.array(z.looseObject({ name: z.optional(z.string()) }))),
  useContext: z.optional(z.array(UsageContext)),
  relatedArtifact: z.optional(
    z.array(z.looseObject({ type: z.string(), label: z.optional(z.string()), citation: z.optional(z.string()) })),
  ),
  action: z.optional(z.array(PlanAction)),
});
export type PlanDefinition = z.infer<typeof PlanDefinition>;

export const ActivityDefinition = z.looseObject({
  resourceType: z.literal('ActivityDefinition'),
  extension: z.optional(z.array(PlanExtension)),
  url: z.optional(z.string()),
  version: z.optional(z.string()),
  title: z.optional(z.string()),
  status: z.string(),
  code: z.optional(CodeableConcept),
  description: z.optional(z.string()),
});
export type ActivityDefinition = z.infer<typeof ActivityDefinition>;

const Other = z.looseObject({ resourceType: z.string() });

export const ProtocolBundle = z.looseObject({
  resourceType: z.literal('Bundle'),
  type: z.literal('collection'),
  entry: z.array(
    z.looseObject({ fullUrl: z.optional(z.string()), resource: z.union([PlanDefinition, ActivityDefinition, Other]) }),
  ),
});
export type ProtocolBundle = z.infer<typeof ProtocolBundle>;
