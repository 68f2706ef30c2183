import { FHIR_TYPE } from '@relais/model';
import type { Operation } from '@relais/model';
import type { FhirRoute } from '../subject.ts';
import { VERSION } from '../version.ts';

export const capabilitiesOperation = {
  name: 'readCapabilities',
  method: 'GET',
  path: '/metadata',
  answer: { status: 200, type: FHIR_TYPE },
  summary: 'What can be read below /fhir',
  access: { public: true },
  problems: ['not-found'],
} as const satisfies Operation;

/** Says exactly what there is: made of the routes that are served. */
export function capabilityStatement(routes: readonly FhirRoute[], now: number): object {
  const types = [...new Set(routes.flatMap(({ resources }) => resources))].sort();
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: new Date(now).toISOString(),
    kind: 'instance',
    software: { name: 'Relais', version: VERSION },
    implementation: { description: 'Consents and runs of protocols, for those who care for the patient' },
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [
      {
        mode: 'server',
        security: {
          description: 'Bearer token or session of a professional of the structure; each look is in its log.',
        },
        interaction: routes
          .filter(({ resources }) => resources.length === 0)
          .map(({ interaction: code, operation }) => ({ code, documentation: operation.summary })),
        resource: types.map((type) =>
          resourceOf(
            type,
            routes.filter(({ resources }) => resources.includes(type)),
          ),
        ),
      },
    ],
  };
}

function resourceOf(type: string, routes: readonly FhirRoute[]): object {
  const parameters = routes.flatMap(({ operation }) => Object.entries(operation.query ?? {}));
  const operations = routes.filter(({ interaction }) => interaction === 'operation');
  const others = routes.filter(({ interaction }) => interaction !== 'operation');
  return {
    type,
    ...(others.length > 0 && { interaction: others.map(({ interaction }) => ({ code: interaction })) }),
    ...(operations.length > 0 && { operation: operations.map(({ operation }) => operationOf(type, operation)) }),
    ...(parameters.length > 0 && {
      searchParam: parameters.map(([name, documentation]) => ({ name, type: 'reference', documentation })),
    }),
  };
}

/** An operation of FHIR's own: its path ends in `$` and its name. */
function operationOf(type: string, { path, summary }: Operation): object {
  const name = path.slice(path.lastIndexOf('$') + 1);
  return { name, definition: `http://hl7.org/fhir/OperationDefinition/${type}-${name}`, documentation: summary };
}
