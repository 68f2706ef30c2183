import type { Coding, Quantity } from '@relais/sdk/questionnaire';

/** A unit as part of a quantity. */
export function toUnit({ code, system, display }: Coding): Partial<Quantity> {
  const unit = display ?? code;
  return { ...(unit && { unit }), ...(system && { system }), ...(code && { code }) };
}
