import type { Kysely, Selectable } from 'kysely';
import { chunksOf } from '../core/db/chunks.ts';
import type { Database } from '../tables.ts';
import type { HoldTable } from './tables.ts';
import type { Book } from '../core/write/write.ts';

export type HoldRow = Selectable<HoldTable>;

/** What the writers of a group are known to look for. */
export type AskedHolds = Readonly<Record<'token_hash' | 'client_hash', readonly string[]>>;

/**
 * The holds of one structure while a group of writers is at work. What its writers look for is read once for all of them; what they make and take
 * away is kept here, seen by those that follow, and written once when the last of them is done.
 */
export class HoldBook implements Book {
  readonly #db: Kysely<Database>;
  readonly #structureId: string;
  readonly #asked: AskedHolds;
  readonly #read = new Map<string, Promise<Map<string, HoldRow[]>>>();
  readonly #added = new Map<string, HoldRow>();
  readonly #removed = new Set<string>();
  #expiredUpTo = -Infinity;

  constructor(db: Kysely<Database>, structureId: string, asked: AskedHolds) {
    this.#db = db;
    this.#structureId = structureId;
    this.#asked = asked;
  }

  /** What a client keeps waiting. None of it has expired: that is erased before any writer's turn. */
  async ofClient(clientHash: string): Promise<HoldRow[]> {
    return this.#find('client_hash', clientHash);
  }

  async byToken(tokenHash: string): Promise<HoldRow | undefined> {
    return (await this.#find('token_hash', tokenHash))[0];
  }

  async byId(id: string): Promise<HoldRow | undefined> {
    const rows = await this.#rows().where('id', '=', id).execute();
    return this.#seen(rows, (hold) => hold.id === id)[0];
  }

  add(hold: HoldRow): void {
    this.#added.set(hold.id, hold);
  }

  remove({ id }: Pick<HoldRow, 'id'>): void {
    if (!this.#added.delete(id)) this.#removed.add(id);
  }

  /** Takes away the holds that have expired, and gives them. Those of the table are read once up to an instant: what they were, nobody adds to. */
  async takeExpired(now: number): Promise<HoldRow[]> {
    const rows = now > this.#expiredUpTo ? await this.#rows().where('expires_at', '<=', now).execute() : [];
    this.#expiredUpTo = Math.max(this.#expiredUpTo, now);
    const expired = this.#seen(rows, (hold) => hold.expires_at <= now);
    for (const hold of expired) this.remove(hold);
    return expired;
  }

  async save(): Promise<void> {
    const [removed, added] = [[...this.#removed], [...this.#added.values()]];
    this.#removed.clear();
    this.#added.clear();
    this.#read.clear();
    for (const ids of chunksOf(removed)) {
      await this.#db.deleteFrom('hold').where('structure_id', '=', this.#structureId).where('id', 'in', ids).execute();
    }
    for (const holds of chunksOf(added)) await this.#db.insertInto('hold').values(holds).execute();
  }

  async #find(column: keyof AskedHolds, value: string): Promise<HoldRow[]> {
    const rows = this.#asked[column].includes(value)
      ? ((await this.#readAsked(column)).get(value) ?? [])
      : await this.#rows().where(column, '=', value).execute();
    return this.#seen(rows, (hold) => hold[column] === value);
  }

  /** Read when first asked for: nobody else writes meanwhile, and what this group writes comes after. */
  #readAsked(column: keyof AskedHolds): Promise<Map<string, HoldRow[]>> {
    const known = this.#read.get(column);
    if (known) return known;
    const reading = this.#rows()
      .where(column, 'in', this.#asked[column])
      .execute()
      .then((rows) => Map.groupBy(rows, (hold) => hold[column]));
    this.#read.set(column, reading);
    return reading;
  }

  /** Rows of the database as this group has left them, with those it has added. */
  #seen(rows: readonly HoldRow[], isAsked: (hold: HoldRow) => boolean): HoldRow[] {
    const added = [...this.#added.values()].filter(isAsked);
    return [...rows.filter(({ id }) => !this.#removed.has(id)), ...added];
  }

  #rows() {
    return this.#db.selectFrom('hold').selectAll().where('structure_id', '=', this.#structureId);
  }
}
