import type { Problem } from '@relais/model';
import * as z from 'zod/mini';
import { NotFoundError, readAs, RefusedError } from './errors.ts';
import type { Refusals } from './errors.ts';

/** Somebody has changed the document since it was read: `changed` says where. Nothing was overwritten. */
export class DocumentChangedError extends RefusedError {
  override readonly name: string = 'DocumentChangedError';
  declare readonly code: 'document-changed';
  readonly changed: readonly string[];
  constructor(problem: Problem) {
    super(problem);
    this.changed = readAs(z.array(z.string()), problem['changed']) ?? [];
  }
}

/** Of whoever changes documents. */
export const documentRefusals: Refusals = { 'document-changed': DocumentChangedError };

/** How a document of a structure is read and put back. */
export interface DocumentCalls<Document> {
  readonly read: (onTag: (tag: string | null) => void) => Promise<Document>;
  /** @param base the tag of the version that was read; empty where there was none */
  readonly write: (document: Document, base: string | undefined) => Promise<unknown>;
}

/** More people than that do not change one document in the same second. */
const TRIES = 5;

/**
 * Changes a document as it stands, and never over somebody else's change: where one has come meanwhile, the same change is made to that one. What `change`
 * throws ends it.
 * @param change given `undefined` where there is no document yet
 * @throws {DocumentChangedError} when others are faster each time
 */
export async function changeDocument<Document>(
  { read, write }: DocumentCalls<Document>,
  change: (known: Document | undefined) => Document,
): Promise<Document> {
  for (let tries = 1; ; tries += 1) {
    const heard: { tag?: string | null } = {};
    const known = await read((tag) => (heard.tag = tag)).catch(whereNothing);
    const changed = change(known);
    try {
      await write(changed, known === undefined ? '' : (heard.tag ?? undefined));
      return changed;
    } catch (error) {
      if (!(error instanceof DocumentChangedError) || tries === TRIES) throw error;
    }
  }
}

function whereNothing(error: unknown): undefined {
  if (!(error instanceof NotFoundError)) throw error;
}
