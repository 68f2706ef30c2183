import type { Expected } from '../core/log/differences.ts';
import type { EventRow, ReadEvent } from '../core/log/event.ts';
import type { Rebuild, RebuildContext, RebuildKind } from '../core/log/rebuild.ts';
import { digestOf } from './store.ts';

/** Letters, as the log says them: what they say and whom they are for by a digest. */
export const rebuildLetters: RebuildKind = (context) => Promise.resolve(new LetterRebuild(context));

class LetterRebuild implements Rebuild {
  readonly #context: RebuildContext;
  readonly #known = new Map<string, Expected & { readonly sendings?: number }>();

  constructor(context: RebuildContext) {
    this.#context = context;
  }

  apply({ subject, at, actor }: EventRow, { type, data }: ReadEvent): void {
    const known = this.#known.get(subject);
    switch (type) {
      case 'letter.made':
        this.#known.set(subject, {
          ...{
            about: data.visit === undefined ? 'run' : 'visit',
            about_id: data.visit ?? data.run ?? '',
            kind: data.kind,
            secrecy: data.secrecy ? 1 : 0,
            made_at: at,
            made_actor: actor,
            digest: data.digest,
            replaces: data.replaces ?? null,
            informed: data.informed ? 1 : 0,
          },
          ...{ queued_at: null, sendings: 0, handed_at: null, handed_how: null, handed_on: null },
        });
        return;
      case 'letter.queued':
        this.#known.set(subject, { ...known, queued_at: at, sendings: (known?.sendings ?? 0) + 1 });
        return;
      case 'letter.handed':
        this.#known.set(subject, { ...known, handed_at: at, handed_how: data.how, handed_on: data.on ?? null });
        return;
      // Of other subjects.
      default:
        return;
    }
  }

  async compare(): Promise<void> {
    const { db, structureId, found } = this.#context;
    const rows = await db.selectFrom('letter').selectAll().where('structure_id', '=', structureId).execute();
    const digested = rows.map((row) => ({ ...row, digest: digestOf(row) }));
    found.compareRows('letter', this.#known, digested, ({ id }) => id);
  }
}
