import type { BundleEntry, Extension, Resource } from '@relais/model/fhir';
import type { Context, Evaluator } from './evaluator.ts';

const CONDITIONS = ['ifNoneMatch', 'ifModifiedSince', 'ifMatch', 'ifNoneExist'] as const;

/**
 * The entry of an extracted resource: an update when it has an id, else a creation; with what the extension that asks for it
 * says of its URL and conditions (SDC, definitionExtract, "Populating the transaction bundle entry").
 */
export function entryOf(
  resource: Resource,
  extension: Extension | undefined,
  context: Context,
  evaluator: Evaluator,
): BundleEntry {
  const id = extension && evaluator.text(extension, 'resourceId', context);
  if (id !== undefined) resource.id = id;
  const url = resource.id === undefined ? resource.resourceType : `${resource.resourceType}/${resource.id}`;
  const conditions = CONDITIONS.flatMap((name) => {
    const value = extension && evaluator.text(extension, name, context);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    fullUrl: (extension && evaluator.text(extension, 'fullUrl', context)) ?? evaluator.newUrl(),
    resource,
    request: { method: resource.id === undefined ? 'POST' : 'PUT', url, ...Object.fromEntries(conditions) },
  };
}
