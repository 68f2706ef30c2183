import type { Kysely } from 'kysely';
import type { Database } from '../tables.ts';
import type { CheckedDocument } from './documents.ts';
import { ProblemError } from './problem.ts';

/** Somebody who has to look at a document again is helped by some names, not by hundreds. */
const MOST_NAMED = 20;
const DEEPEST = 4;

/**
 * Refuses a document that was written over another one than that in force.
 * @param base the version it was read from; 0 where there was none
 * @param last the newest version of its kind there is, wherever it stands
 * @throws {ProblemError} `document-changed`, with what others have changed since
 */
export async function refuseOverwriting(
  db: Kysely<Database>,
  structureId: string,
  {
    kind,
    place,
    base,
    last,
  }: Pick<CheckedDocument, 'place'> & { readonly kind: string; readonly base: number; readonly last: number },
): Promise<void> {
  const versions = () =>
    db
      .selectFrom('document')
      .select(['version', 'body'])
      .where('structure_id', '=', structureId)
      .where('kind', '=', kind)
      .where('place', '=', place)
      .orderBy('version', 'desc')
      .limit(1);
  const [newest, read] = await Promise.all([
    versions().executeTakeFirst(),
    versions().where('version', '<=', base).executeTakeFirst(),
  ]);
  if ((newest?.version ?? 0) <= base && base <= last) return;
  const changed = changesBetween(read && JSON.parse(read.body), newest && JSON.parse(newest.body));
  throw new ProblemError('document-changed', { version: newest?.version ?? 0, changed });
}

/** Paths at which two documents differ. What has a code or an id is named by it, wherever it stands in its list. */
export function changesBetween(before: unknown, after: unknown): string[] {
  const found: string[] = [];
  compare(before, after, [], found);
  return found.slice(0, MOST_NAMED);
}

function compare(before: unknown, after: unknown, path: readonly string[], found: string[]): void {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  const [left, right] = [membersOf(before), membersOf(after)];
  if (!left || !right || path.length >= DEEPEST) {
    found.push(path.join('.'));
    return;
  }
  const count = found.length;
  for (const name of new Set([...left.keys(), ...right.keys()]))
    compare(left.get(name), right.get(name), [...path, name], found);
  // The same things in another order.
  if (found.length === count) found.push(path.join('.'));
}

function membersOf(value: unknown): Map<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  return new Map(value.map((one: unknown, place) => [nameOf(one) ?? String(place), one]));
}

function nameOf(value: unknown): string | undefined {
  const { code, id } = (value ?? {}) as { readonly code?: unknown; readonly id?: unknown };
  return typeof code === 'string' ? code : typeof id === 'string' ? id : undefined;
}
