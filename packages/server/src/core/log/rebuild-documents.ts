import { sha256 } from '#digest';
import type { DocumentKind } from '../documents.ts';
import type { Columns } from './differences.ts';
import type { EventRow, ReadEvent } from './event.ts';
import type { Rebuild, RebuildContext, RebuildKind } from './rebuild.ts';

/** The versions of documents, as the log says that they came in force. */
export function rebuildsDocuments(kinds: readonly DocumentKind<unknown>[]): RebuildKind {
  const names = new Map<string, string>(kinds.map(({ imported, name }) => [imported, name]));
  return (context) => Promise.resolve(new DocumentRebuild(context, names));
}

class DocumentRebuild implements Rebuild {
  readonly #context: RebuildContext;
  readonly #names: ReadonlyMap<string, string>;
  readonly #known = new Map<string, Columns | { readonly imported_at: number }>();

  /** @param names of kinds, by the type of event that says that one came in force */
  constructor(context: RebuildContext, names: ReadonlyMap<string, string>) {
    this.#context = context;
    this.#names = names;
  }

  apply(row: EventRow, { type, data }: ReadEvent): void {
    const kind = this.#names.get(type);
    if (kind === undefined || !('version' in data)) return;
    const id = documentId(kind, data.version);
    // Rows written before the digest was have none.
    const digest = data.sha256 === undefined ? {} : { sha256: data.sha256 };
    if (!this.#known.has(id)) this.#known.set(id, { imported_at: row.at, ...digest });
  }

  /** One body in memory at a time: a structure may have hundreds of long ones. */
  async compare(): Promise<void> {
    const { db, structureId, found } = this.#context;
    const ofStructure = db.selectFrom('document').where('structure_id', '=', structureId);
    const keys = await ofStructure.select(['kind', 'version']).orderBy('kind').orderBy('version').execute();
    for (const { kind, version } of keys) {
      const { body, imported_at } = await ofStructure
        .select(['body', 'imported_at'])
        .where('kind', '=', kind)
        .where('version', '=', version)
        .executeTakeFirstOrThrow();
      const id = documentId(kind, version);
      const stored = { imported_at, sha256: sha256(body) };
      const known = this.#known.get(id);
      if (known) found.compare('document', id, known, stored);
      else found.unexpected('document', id, stored);
      this.#known.delete(id);
    }
    for (const [id, known] of this.#known) found.missing('document', id, known);
  }
}

function documentId(kind: string, version: number): string {
  return `${kind}/${version}`;
}
