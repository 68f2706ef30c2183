import * as z from 'zod/mini';

/**
 * FHIRPath over the QuestionnaireResponse. It starts from `%resource`; the protocol's parameters and terms are names (`%minAge`).
 * `checkProtocol` of the engine tells what is no FHIRPath, and what it can decide.
 */
export const ProtocolExpression = z.string().check(z.minLength(1), z.maxLength(4000));
