import type { EventType, ProblemCode } from '@relais/model';
import type { Kysely } from 'kysely';
import type { Database } from '../tables.ts';

/** A kind of document that a structure has, declared by the subject that reads it. */
export interface DocumentKind<T> {
  /** As the table names it. */
  readonly name: string;
  /** Type of the event that says that one came in force. */
  readonly imported: Extract<EventType, `${string}.imported`>;
  /** Code of the refusal of one that breaks a rule. */
  readonly problem: ProblemCode;
  /** Whether a document says of itself that it is of this kind. */
  recognizes(document: Readonly<Record<string, unknown>>): boolean;
  /** Judges one that is brought. @throws {ProblemError} naming every fault */
  check(document: unknown): CheckedDocument;
  /** Judges one against what the structure holds, under its lock. @throws {ProblemError} naming what it would take away */
  admit?(db: Kysely<Database>, structureId: string, document: CheckedDocument): Promise<void>;
  /** What is in force, from the newest of each place, the latest first. */
  read(bodies: readonly string[]): T | undefined;
}

/** A document whose rules hold. */
export interface CheckedDocument {
  /** The structure it names, where its format names one. */
  readonly structureId: string | undefined;
  /** Documents of one kind that stand in one place follow each other; those in different places are in force together. */
  readonly place: string;
  readonly body: string;
}

interface DocumentInForce {
  readonly kind: string;
  readonly version: number;
  readonly body: string;
  readonly imported_at: number;
}

/** The documents of a structure that are in force: of each kind and place, the newest. */
export class Documents {
  /** Changes whenever one of them does. */
  readonly version: string;
  readonly #newestFirst: readonly DocumentInForce[];
  readonly #read = new Map<DocumentKind<unknown>, unknown>();

  constructor(newestFirst: readonly DocumentInForce[]) {
    this.#newestFirst = newestFirst;
    this.version = [...new Set(newestFirst.map(({ kind }) => kind))]
      .map((kind) => `${kind}.${this.newestVersion(kind)}`)
      .sort()
      .join('-');
  }

  /** What the documents of a kind say; `undefined` until one is imported. Read once, when first asked for. */
  of<T>(kind: DocumentKind<T>): T | undefined {
    if (!this.#read.has(kind)) {
      const bodies = this.#newestFirst.filter((document) => document.kind === kind.name).map(({ body }) => body);
      this.#read.set(kind, bodies.length > 0 ? kind.read(bodies) : undefined);
    }
    // A kind reads documents of its own type only.
    return this.#read.get(kind) as T | undefined;
  }

  /** Version of the latest of a kind; 0 while there is none. */
  newestVersion(kind: string): number {
    return this.#newestFirst.find((document) => document.kind === kind)?.version ?? 0;
  }

  /** Since when the latest of a kind is in force, milliseconds since the epoch; for ever while there is none. */
  since(kind: string): number {
    return this.#newestFirst.find((document) => document.kind === kind)?.imported_at ?? -Infinity;
  }
}

export async function loadDocuments(db: Kysely<Database>, structureId: string): Promise<Documents> {
  const newest = db
    .selectFrom('document')
    .select(({ fn }) => ['kind', fn.max('version').as('version')])
    .where('structure_id', '=', structureId)
    .groupBy(['kind', 'place'])
    .as('newest');
  const rows = await db
    .selectFrom('document')
    .innerJoin(newest, (join) =>
      join.onRef('newest.kind', '=', 'document.kind').onRef('newest.version', '=', 'document.version'),
    )
    .select(['document.kind', 'document.version', 'document.body', 'document.imported_at'])
    .where('document.structure_id', '=', structureId)
    .orderBy('document.version', 'desc')
    .execute();
  return new Documents(rows);
}

/** One version of a kind, whether it is in force or not. */
export async function loadDocument(
  db: Kysely<Database>,
  structureId: string,
  { kind, version }: { readonly kind: string; readonly version: number },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('document')
    .select('body')
    .where('structure_id', '=', structureId)
    .where('kind', '=', kind)
    .where('version', '=', version)
    .executeTakeFirst();
  return row?.body;
}

/** Every document of a kind that was ever in force, the latest first. */
export async function loadHistory(db: Kysely<Database>, structureId: string, kind: string): Promise<string[]> {
  const rows = await db
    .selectFrom('document')
    .select('body')
    .where('structure_id', '=', structureId)
    .where('kind', '=', kind)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(({ body }) => body);
}
