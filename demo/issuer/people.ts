import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Somebody of the demonstration, invented as all of them are. */
export interface DemoPerson {
  readonly subject: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly rpps?: string;
  /** What she is somewhere: structure and roles. */
  readonly roles: readonly { readonly structure: string; readonly roles: readonly string[] }[];
}

interface Listed extends Omit<DemoPerson, 'roles'> {
  readonly roles: readonly { readonly role: string }[];
}

const FOLDER = join(import.meta.dirname, '..', 'people');
const STRUCTURES = join(import.meta.dirname, '..', 'structures');

/** The same people the backend enters in its structures, each once, however many structures she works in. */
export function readPeople(): DemoPerson[] {
  const people = new Map<string, DemoPerson>();
  for (const name of readdirSync(FOLDER).sort()) {
    const { id, people: listed } = readJson(join(FOLDER, name)) as { id: string; people: Listed[] };
    const { name: structure } = readJson(join(STRUCTURES, `${id}.json`)) as { name: string };
    for (const { roles, ...person } of listed) {
      const known = people.get(person.subject);
      const place = { structure, roles: roles.map(({ role }) => role) };
      people.set(person.subject, { ...person, roles: [...(known?.roles ?? []), place] });
    }
  }
  return [...people.values()];
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
