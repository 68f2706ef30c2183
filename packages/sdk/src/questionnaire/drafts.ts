import type { QuestionnaireResponse } from '@relais/model/fhir';
import {
  canEncrypt,
  createSession,
  createVault,
  idbStorage,
  memoryStorage,
  SessionError,
  veil,
} from '../core/index.ts';
import type { RelaisStorage, SessionSettings, Vault } from '../core/index.ts';

/** How long a draft is kept after it was last saved. */
const KEPT_MILLISECONDS = 7 * 24 * 3_600_000;

/**
 * Whose drafts they are: `owner`'s, else those of whoever is signed in as `getPerson` or the token of `getToken` says at each use (a client's
 * `person` will do for `getPerson`). Where none of these says anybody, nobody is signed in and the drafts are the device's.
 */
export interface DraftsOptions extends SessionSettings {
  /** Id of whoever is signed in: nobody else's drafts are found. */
  readonly owner?: string | undefined;
  /** Where drafts are kept; in memory wherever IndexedDB or WebCrypto is missing. */
  readonly storage?: 'idb' | 'memory' | RelaisStorage;
  /** The device's clock, milliseconds since the epoch. */
  readonly now?: () => number;
}

/** Answers that are not finished, as they were kept. */
export interface Draft {
  readonly key: string;
  readonly response: QuestionnaireResponse;
  /** The form they answer, `url|version`. */
  readonly questionnaire?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly savedAt: number;
  readonly expiresAt: number;
}

/** Who began the answers, as `person` said then. */
export interface DraftAuthor {
  readonly person: string | undefined;
}

/**
 * The drafts of one person on this device: encrypted under a key that no script can read out, erased seven days after they
 * were last saved. Neither the person's id nor the keys of the drafts can be read on the disk. Each method rejects with a
 * `SessionError` when somebody is signed in and nothing says who; given an author, also when that is somebody else than whose the drafts
 * are now, so that what one began while another has signed in, or nobody is any more, is not taken for theirs.
 */
export interface Drafts {
  /** Whether a draft outlives the page. */
  readonly persistent: boolean;
  /** Id of whose drafts they are now; undefined for the device's. */
  person(): Promise<string | undefined>;
  /**
   * Keeps a draft in place of the one with the same key and of the same form, whatever its version.
   *
   * @throws {DraftNotSavedError} when the device does not take it; the one kept before stays
   */
  save(key: string, draft: Pick<Draft, 'response' | 'questionnaire'>, author?: DraftAuthor): Promise<Draft>;
  /**
   * Undefined when there is none, when its time is over, or when it cannot be read any more.
   *
   * @param questionnaire - the form it answers, `url` or `url|version`; without it, of any form: the last one saved
   */
  load(key: string, questionnaire?: string, author?: DraftAuthor): Promise<Draft | undefined>;
  /** @param questionnaire - the form it answers; without it, the drafts of all forms under this key */
  discard(key: string, questionnaire?: string, author?: DraftAuthor): Promise<void>;
  /** All drafts of the owner, oldest first. */
  list(): Promise<Draft[]>;
  /** Erases the drafts of the owner and what could read them, in every page that is open. For sign-out, before the host's own. */
  clear(): Promise<void>;
}

/** The device did not take a draft: it has no room (`full`), or does not let anything be kept (`unavailable`). */
export class DraftNotSavedError extends Error {
  override readonly name = 'DraftNotSavedError';
  readonly code: 'full' | 'unavailable';

  constructor(cause: unknown) {
    const isFull = (cause as { name?: unknown } | null)?.name === 'QuotaExceededError';
    super(isFull ? 'The device has no room for the draft' : 'The device does not keep drafts', { cause });
    this.code = isFull ? 'full' : 'unavailable';
  }
}

export function createDrafts({ owner, storage = 'idb', now = Date.now, ...settings }: DraftsOptions): Drafts {
  const place = placeFor(storage);
  const session = createSession(settings);
  const vaults = new Map<string, Vault>();
  const kept = place ?? memoryStorage();
  let last: Promise<unknown> = Promise.resolve();

  const person = async () => owner || session.person();

  async function vaultFor(author: DraftAuthor | undefined): Promise<Vault> {
    const present = await person();
    if (author && author.person !== present) {
      throw new SessionError('Somebody else is signed in than when this was begun');
    }
    const scope = `drafts ${await veil(present ?? '')}`;
    const { key } = session;
    // What is kept for an owner the host names is the host's to erase.
    const openKey = key && present !== undefined && !owner ? () => key(present) : undefined;
    const opened = vaults.get(scope) ?? createVault({ storage: kept, scope, now, openKey });
    vaults.set(scope, opened);
    return opened;
  }

  /**
   * What is asked first is done first: a draft that is discarded while it is being encrypted stays discarded. It is done for who was
   * signed in when it was asked.
   */
  function inTurn<Value>(work: (vault: Vault) => Promise<Value>, author?: DraftAuthor): Promise<Value> {
    const result = Promise.all([vaultFor(author), last]).then(([own]) => work(own));
    last = result.catch(() => undefined);
    return result;
  }

  async function listUnder(vault: Vault, key: string): Promise<Draft[]> {
    return (await vault.list<Draft>('draft')).filter((draft) => draft.key === key);
  }

  return {
    persistent: place !== undefined,
    person,

    save: (key, { response, questionnaire = response.questionnaire }, author) =>
      inTurn(async (vault) => {
        const savedAt = now();
        const draft: Draft = { key, response, questionnaire, savedAt, expiresAt: savedAt + KEPT_MILLISECONDS };
        try {
          await vault.put('draft', await idOf(draft), draft, draft.expiresAt);
        } catch (cause) {
          throw new DraftNotSavedError(cause);
        }
        if (!(await vault.hasKey())) throw new DraftNotSavedError('The device has erased its key');
        return draft;
      }, author),

    load: (key, questionnaire, author) =>
      inTurn(
        async (vault) =>
          questionnaire === undefined
            ? (await listUnder(vault, key)).at(-1)
            : vault.get<Draft>('draft', await idOf({ key, questionnaire })),
        author,
      ),

    discard: (key, questionnaire, author) =>
      inTurn(async (vault) => {
        const drafts = questionnaire === undefined ? await listUnder(vault, key) : [{ key, questionnaire }];
        await Promise.all(drafts.map(async (draft) => vault.delete('draft', await idOf(draft))));
      }, author),

    list: () => inTurn((vault) => vault.list<Draft>('draft')),
    clear: () => inTurn((vault) => vault.shred()),
  };
}

/** A place that outlives the page, if there is one. */
function placeFor(storage: 'idb' | 'memory' | RelaisStorage): RelaisStorage | undefined {
  if (storage === 'memory' || !canEncrypt()) return undefined;
  if (storage !== 'idb') return storage;
  return 'indexedDB' in globalThis ? idbStorage() : undefined;
}

/** One key may be used for several forms, whose answers are never put into each other. */
function idOf({ key, questionnaire = '' }: Pick<Draft, 'key' | 'questionnaire'>): Promise<string> {
  return veil(JSON.stringify([key, questionnaire.split('|')[0]]));
}
