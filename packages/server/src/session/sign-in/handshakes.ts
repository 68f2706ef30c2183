import type { Selectable } from 'kysely';
import type { ServiceContext } from '../../core/context.ts';
import { createId } from '../../core/identifiers.ts';
import { hashToken, isSame } from '../../core/secrets.ts';
import type { SignInTable } from '../tables.ts';
import type { Handshake } from './issuer.ts';

export type SignInRow = Selectable<SignInTable>;

/** Seconds somebody has at the issuer's, to look for a card and a code. */
export const HANDSHAKE_SECONDS = 600;

/** What somebody asked for before going to the issuer. */
export type Asked = Pick<SignInRow, 'return_path' | 'structure_id' | 'role' | 'language'>;

export interface Begun {
  readonly handshake: Handshake;
  /** For the cookie of the browser that began. */
  readonly browser: string;
}

/** What came back: the sign-in it ends, or why it ends none. */
export type Taken =
  | { readonly asked: Asked; readonly handshake: Handshake }
  | { readonly trouble: 'late' | 'elsewhere' }
  | { readonly trouble: 'used'; readonly asked: Asked };

/**
 * Sign-ins on their way to the issuer and back. Each ends once, in the browser it began in. Nonce and PKCE verifier are derived of what that browser
 * keeps, so that the database alone tells neither; each has its own cookie, so that two tabs can sign in at once.
 */
export class Handshakes {
  readonly #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  async begin(asked: Asked): Promise<Begun> {
    const { store, clock, random } = this.#context;
    const state = createId(random);
    const browser = createId(random);
    await store.append((trx) =>
      trx
        .insertInto('sign_in')
        .values({
          ...asked,
          state_hash: hashToken(state),
          browser_hash: hashToken(browser),
          expires_at: clock() + HANDSHAKE_SECONDS * 1000,
          used_at: null,
        })
        .execute(),
    );
    return { handshake: this.#derive(state, browser), browser };
  }

  async take(state: string, browser: string | undefined): Promise<Taken> {
    const { store, clock } = this.#context;
    const hash = hashToken(state);
    const row = await store.db
      .selectFrom('sign_in')
      .selectAll()
      .where('state_hash', '=', hash)
      .where('expires_at', '>', clock())
      .executeTakeFirst();
    if (!row) return { trouble: 'late' };
    if (browser === undefined || !isSame(hashToken(browser), row.browser_hash)) return { trouble: 'elsewhere' };
    // By the database: of two backends that are brought the same answer one takes it.
    const taken = await store.append((trx) =>
      trx
        .updateTable('sign_in')
        .set({ used_at: clock() })
        .where('state_hash', '=', hash)
        .where('used_at', 'is', null)
        .returning('state_hash')
        .execute(),
    );
    return taken.length > 0 ? { asked: row, handshake: this.#derive(state, browser) } : { trouble: 'used', asked: row };
  }

  #derive(state: string, browser: string): Handshake {
    const { secrets } = this.#context;
    return {
      state,
      nonce: secrets.token('sign-in-nonce', state, browser),
      verifier: secrets.token('sign-in-verifier', state, browser),
    };
  }
}

/** A cookie for each sign-in; the answer's `state` says which. */
export function browserCookie(state: string): string {
  return `relais-sign-in-${state.slice(0, 10)}`;
}
