import type { PlanExtension } from '@relais/model';
import * as codec from '../../core/fhir-extensions.ts';

export { writeExtension } from '../../core/fhir-extensions.ts';

/** What FHIR R4 has no element for, as extensions under these URLs. */
export const OWN = 'urn:relais:protocol:';

/** The members of an object as extensions of an element. */
export function writeMembers(value: object): PlanExtension[] {
  return codec.writeMembers(OWN, value);
}

/** The members an element carries as extensions of ours. */
export function readMembers(element: {
  readonly extension?: readonly PlanExtension[] | undefined;
}): Record<string, unknown> {
  return codec.readMembers(OWN, element);
}
