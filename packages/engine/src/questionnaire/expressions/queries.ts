import { isObject } from '../values.ts';

const HOLES = /\{\{([^]*?)\}\}/g;

/** The FHIRPath expressions inside an `application/x-fhir-query`. */
export function templateOf(query: string): string[] {
  return [...query.matchAll(HOLES)].map(([, expression = '']) => expression);
}

/** The query with the results of its expressions, encoded for a URL. */
export function fillTemplate(query: string, results: readonly string[]): string {
  let index = 0;
  return query.replace(HOLES, () => encodeURIComponent(results[index++] ?? ''));
}

/** The answers to the queries of a batch as its response: an entry each, in their order, empty where one fails. */
export async function askAll(
  urls: readonly string[],
  query: (url: string) => Promise<unknown>,
  tellFailed: (url: string) => void,
): Promise<unknown> {
  const answers = await Promise.allSettled(urls.map(async (url) => await query(url)));
  const entry = answers.map((answer, index) => {
    if (answer.status === 'fulfilled') return { resource: answer.value };
    tellFailed(urls[index] ?? '');
    return {};
  });
  return { resourceType: 'Bundle', type: 'batch-response', entry };
}

/** The resources of a bundle; anything else as it is. */
export function bundleEntries(result: unknown): unknown[] {
  if (!isObject(result) || result['resourceType'] !== 'Bundle') return [result];
  const entries = Array.isArray(result['entry']) ? (result['entry'] as { resource?: unknown }[]) : [];
  return entries.flatMap(({ resource }) => resource ?? []);
}
