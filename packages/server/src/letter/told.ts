import type { LetterPerson, Told } from '@relais/engine/letter';
import type { Letterhead } from '@relais/model';
import type { Kysely } from 'kysely';
import { professionalIdOf } from '../core/actors.ts';
import type { Documents } from '../core/documents.ts';
import { describeRun, narrateRun, protocolOfRun } from '../run/index.ts';
import type { RunRow } from '../run/index.ts';
import { timeZoneOf } from '../scheduling/index.ts';
import { settingsDocument } from '../structure/index.ts';
import type { Database } from '../tables.ts';
import { letterSettingsDocument } from './settings-document.ts';

type Db = Kysely<Database>;

/** All that the letters of a run tell, as it stands. */
export async function loadTold(db: Db, row: RunRow, documents: Documents): Promise<Told> {
  const [run, protocol] = [await describeRun(db, row), await protocolOfRun(db, row)];
  const timeZone = timeZoneOf(documents);
  const people = await loadPeople(
    db,
    row.structure_id,
    run.people.map(({ professional }) => professional),
  );
  return {
    protocol,
    run,
    ...(await narrateRun(protocol, run, timeZone)),
    people,
    delegate: delegateOf(row, people),
    delegator: run.delegator === undefined ? undefined : people.get(run.delegator),
    letterhead: letterheadOf(documents, row.structure_id),
    templates: documents.of(letterSettingsDocument)?.templates ?? [],
    timeZone,
  };
}

/** Whoever performed a run, without the rest of what it tells. */
export async function loadDelegate(db: Db, row: RunRow): Promise<LetterPerson> {
  return delegateOf(row, await loadPeople(db, row.structure_id, [row.delegate_id]));
}

/** Whoever an event says did something. A device of the development has no row, and no name. */
export async function loadPerson(db: Db, structureId: string, actor: string): Promise<LetterPerson> {
  const id = professionalIdOf(actor) ?? '';
  return { familyName: '', givenName: '', ...(await loadPeople(db, structureId, [id])).get(id) };
}

/** A device of the development has no row, and no name. */
function delegateOf({ delegate_id, profession }: RunRow, people: ReadonlyMap<string, LetterPerson>): LetterPerson {
  return { familyName: '', givenName: '', profession: profession ?? undefined, ...people.get(delegate_id) };
}

/** Without one of its own, the structure's name and telephone. */
export function letterheadOf(documents: Documents, structureId: string): Letterhead {
  const own = documents.of(letterSettingsDocument)?.letterhead;
  if (own) return own;
  const { name = structureId, phone } = documents.of(settingsDocument) ?? {};
  return { name, address: [], ...(phone === undefined ? {} : { phone }) };
}

async function loadPeople(db: Db, structureId: string, ids: readonly string[]): Promise<Map<string, LetterPerson>> {
  const rows =
    ids.length === 0
      ? []
      : await db
          .selectFrom('professional')
          .select(['id', 'family_name', 'given_name', 'profession', 'rpps', 'phone', 'email'])
          .where('structure_id', '=', structureId)
          .where('id', 'in', ids)
          .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...{ familyName: row.family_name, givenName: row.given_name },
        ...{ profession: row.profession ?? undefined, rpps: row.rpps ?? undefined },
        ...{ phone: row.phone ?? undefined, email: row.email ?? undefined },
      },
    ]),
  );
}
