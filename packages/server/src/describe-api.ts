import { operations } from '@relais/model';
import { createOpenApi } from './core/openapi/openapi.ts';
import { VERSION } from './core/version.ts';
import { subjects } from './subjects.ts';

/** The whole API in OpenAPI 3.1. */
export function describeApi(): object {
  return createOpenApi(operations, { version: VERSION, words: subjects.flatMap(({ apiWords }) => apiWords ?? []) });
}
