import { veil } from './bytes.ts';
import { UnnamedPersonError } from './errors.ts';
import type { Session } from './session.ts';
import type { RelaisStorage } from './storage.ts';

/**
 * The records of one structure on this device, of one person or of nobody. They hold names, contacts and the tokens of links, so that each is encrypted (AES-GCM) under
 * a key that no script can read out and that never leaves the storage; and each has an end, past which it is erased.
 */
export interface Vault {
  /** Whose records they are; undefined for what nobody signed in has left. */
  readonly owner: string | undefined;
  /** Whether what is put into it outlives the page. */
  readonly isLasting: boolean;
  /** Whether it has been closed: what was read from it before is forgotten. */
  readonly isClosed: boolean;
  put(kind: string, id: string, value: unknown, expiresAt: number): Promise<void>;
  /** A live record; undefined when there is none, or none that can be read. */
  get<Value>(kind: string, id: string): Promise<Value | undefined>;
  /** Live records of a kind, oldest first. */
  list<Value>(kind: string): Promise<Value[]>;
  delete(kind: string, id: string): Promise<void>;
  /** Whether what is put into it can be read by a page that comes later: the device may have erased its key with all the rest, or another page. */
  hasKey(): Promise<boolean>;
  /** Erases everything in it, and takes nothing more: what a write under way would still keep is not kept. */
  close(): Promise<void>;
  /** Erases all but these kinds, and takes nothing more. */
  lock(kept: readonly string[]): Promise<void>;
  /** Erases the key as well: what another page still writes under it will never be read. */
  shred(): Promise<void>;
}

interface SealedRecord {
  readonly key: string;
  readonly savedAt: number;
  readonly expiresAt: number;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly box: ArrayBuffer;
}

export interface VaultSettings {
  readonly storage: RelaisStorage;
  /** What the records belong to: backend and structure. */
  readonly scope: string;
  readonly owner?: string | undefined;
  /** Gives the key at each use, where the device does not make and keep it; nothing where it does. Rejects while the vault is locked. */
  readonly openKey?: (() => Promise<CryptoKey | undefined>) | undefined;
  readonly now: () => number;
}

/** What somebody has begun and not sent: kinds that subjects name by this and a word of their own. It is locked at sign-out, as unsent writes are. */
export const DRAFTS = 'draft';

const ALGORITHM = 'AES-GCM';

export function createVault({ storage, scope, owner, openKey, now }: VaultSettings): Vault {
  let opening: Promise<CryptoKey | undefined> | undefined;
  let sweeping: Promise<void> | undefined;
  let isClosed = false;
  const keyName = `key ${scope}`;
  const keyOf = (kind: string, id = '') => `${scope} ${kind} ${id}`;

  /** A storage that fails once may work the next time. */
  const opened = async () =>
    (await openKey?.()) ??
    (opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error;
    }));

  async function open(): Promise<CryptoKey | undefined> {
    if (!canEncrypt()) return undefined;
    const fresh = await crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, ['encrypt', 'decrypt']);
    return (await storage.claim(keyName, fresh)) as CryptoKey;
  }

  /** Other structures' records too: nobody may come back to theirs. */
  async function sweep(): Promise<void> {
    const records = (await storage.list('')) as Partial<SealedRecord>[];
    const over = records.filter(({ expiresAt }) => expiresAt !== undefined && expiresAt <= now());
    await Promise.all(over.map(({ key }) => storage.delete(key as string)));
  }

  async function listLive(prefix: string): Promise<SealedRecord[]> {
    // Whoever reads does not depend on it.
    await (sweeping ??= sweep().catch(() => undefined));
    const records = (await storage.list(prefix)) as SealedRecord[];
    return records.filter(({ expiresAt }) => expiresAt > now());
  }

  async function clear(kept: readonly string[] = []): Promise<void> {
    const records = (await storage.list(`${scope} `)) as SealedRecord[];
    const isKept = ({ key }: SealedRecord) => kept.some((kind) => key.startsWith(keyOf(kind)));
    await Promise.all(records.filter((record) => !isKept(record)).map(({ key }) => storage.delete(key)));
  }

  /** `undefined` for a record of a lost key, which nobody will ever read. */
  async function unseal(record: SealedRecord): Promise<unknown> {
    try {
      const key = await opened();
      const text = key ? await crypto.subtle.decrypt(parameters(record), key, record.box) : record.box;
      return JSON.parse(new TextDecoder().decode(text));
    } catch {
      return undefined;
    }
  }

  return {
    owner,

    get isLasting() {
      return storage.isLasting ?? true;
    },

    get isClosed() {
      return isClosed;
    },

    async put(kind, id, value, expiresAt) {
      const record = {
        key: keyOf(kind, id),
        savedAt: now(),
        expiresAt,
        nonce: crypto.getRandomValues(new Uint8Array(12)),
      };
      const text = new TextEncoder().encode(JSON.stringify(value));
      const key = await opened();
      const box = key ? await crypto.subtle.encrypt(parameters(record), key, text) : text.buffer;
      if (!isClosed) await storage.set(record.key, { ...record, box });
    },

    async get<Value>(kind: string, id: string) {
      const records = await listLive(keyOf(kind, id));
      const record = records.find(({ key }) => key === keyOf(kind, id));
      return record && ((await unseal(record)) as Value | undefined);
    },

    async list<Value>(kind: string) {
      const live = (await listLive(keyOf(kind))).sort((a, b) => a.savedAt - b.savedAt);
      const values = await Promise.all(live.map(unseal));
      return values.filter((value) => value !== undefined) as Value[];
    },

    delete: (kind, id) => storage.delete(keyOf(kind, id)),

    hasKey: async () => (await opening) === undefined || (await storage.list(keyName)).length > 0,

    close() {
      isClosed = true;
      return clear();
    },

    lock(kept) {
      isClosed = true;
      return clear(kept);
    },

    async shred() {
      await clear();
      await storage.delete(keyName);
      opening = undefined;
    },
  };
}

/** The vaults of one structure on this device: one for each person, whom the others' records are closed to, and the device's own. */
export interface Vaults {
  /**
   * Of whoever is signed in now; the device's own when nobody is.
   *
   * @throws {SessionError} when somebody is and nothing says who
   */
  current(signal?: AbortSignal): Promise<Vault>;
  /** How what is written now is kept. */
  keeping(): Keeping;
  /**
   * The same to look into: undefined when somebody is signed in and nothing says who, for whom nothing can have been kept.
   *
   * @throws {SessionError} when the host fails to say who is signed in
   */
  known(): Promise<Vault | undefined>;
  of(owner: string | undefined): Promise<Vault>;
  /** Runs `work` while no other page of this browser runs work of that name on what is kept for the structure. */
  alone<Value>(name: string, work: () => Promise<Value>): Promise<Value>;
  /** Erases what is kept for a person but for these kinds, which only the server's key opens again. */
  lock(owner: string, kept: readonly string[]): Promise<void>;
  /**
   * Erases what is kept for whoever is signed in, and what nobody signed in has left; the vaults handed out before take nothing more.
   *
   * @throws {SessionError} when the host fails to say who is signed in: what is theirs is still there
   */
  clear(): Promise<void>;
}

export interface Keeping {
  /** Whether it outlives the page. */
  readonly isLasting: boolean;
  /** How often the device was found to have erased all it kept, since the page was opened. */
  readonly erasures: number;
}

export interface VaultsSettings extends Omit<VaultSettings, 'owner' | 'openKey'> {
  readonly session: Session;
}

export function createVaults({ session, ...settings }: VaultsSettings): Vaults {
  const vaults = new Map<string | undefined, Promise<Vault>>();

  async function open(owner: string | undefined): Promise<Vault> {
    const scope = owner === undefined ? settings.scope : `${settings.scope}#${await veil(owner)}`;
    const { key } = session;
    const openKey = key && owner !== undefined ? () => key(owner) : undefined;
    return createVault({ ...settings, scope, owner, openKey });
  }

  function of(owner: string | undefined): Promise<Vault> {
    const vault = vaults.get(owner) ?? open(owner);
    vaults.set(owner, vault);
    return vault;
  }

  async function close(vault: Vault): Promise<void> {
    vaults.delete(vault.owner);
    await vault.close();
  }

  const current = async (signal?: AbortSignal) => of(await session.person(signal));
  const known = () =>
    current().catch((error: unknown) => {
      if (error instanceof UnnamedPersonError) return undefined;
      throw error;
    });

  return {
    current,
    keeping: () => ({ isLasting: settings.storage.isLasting ?? true, erasures: settings.storage.erasures ?? 0 }),
    known,
    of,
    alone: (name, work) => settings.storage.alone?.(`${settings.scope} ${name}`, work) ?? work(),
    async lock(owner, kept) {
      const vault = await of(owner);
      vaults.delete(owner);
      await vault.lock(kept);
    },
    async clear() {
      await close(await of(undefined));
      const own = await known();
      if (own) await close(own);
    },
  };
}

/** WebCrypto is for secure pages only. Without it the client keeps its records in memory, as they are. */
export function canEncrypt(): boolean {
  return (globalThis.crypto.subtle as SubtleCrypto | undefined) !== undefined;
}

/** The record's own key is authenticated with it: what was sealed as one record does not open as another. */
function parameters({ key, nonce }: Pick<SealedRecord, 'key' | 'nonce'>): AesGcmParams {
  return { name: ALGORITHM, iv: nonce, additionalData: new TextEncoder().encode(key) };
}
