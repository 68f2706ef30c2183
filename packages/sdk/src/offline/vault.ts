import type { RelaisStorage } from './storage.ts';

/**
 * The records of one structure on this device. They hold names, contacts and booking links, so that each is encrypted (AES-GCM) under
 * a key that no script can read out and that never leaves the storage; and each has an end, past which it is erased.
 */
export interface Vault {
  put(kind: RecordKind, id: string, value: unknown, expiresAt: number): Promise<void>;
  /** Live records of a kind, oldest first. */
  list<Value>(kind: RecordKind): Promise<Value[]>;
  delete(kind: RecordKind, id: string): Promise<void>;
  /** Erases everything kept for this structure. */
  clear(): Promise<void>;
}

export type RecordKind = 'client' | 'write' | 'hold' | 'link';

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
  readonly now: () => number;
}

const ALGORITHM = 'AES-GCM';

export function createVault({ storage, scope, now }: VaultSettings): Vault {
  let opening: Promise<CryptoKey | undefined> | undefined;
  let sweeping: Promise<void> | undefined;
  const opened = () => (opening ??= open());
  const keyOf = (kind: string, id = '') => `${scope} ${kind} ${id}`;

  async function open(): Promise<CryptoKey | undefined> {
    if (!canEncrypt()) return undefined;
    const fresh = await crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, ['encrypt', 'decrypt']);
    return (await storage.claim(`key ${scope}`, fresh)) as CryptoKey;
  }

  /** Other structures' records too: nobody may come back to theirs. */
  async function sweep(): Promise<void> {
    const records = (await storage.list('')) as Partial<SealedRecord>[];
    const over = records.filter(({ expiresAt }) => expiresAt !== undefined && expiresAt <= now());
    await Promise.all(over.map(({ key }) => storage.delete(key as string)));
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
      await storage.set(record.key, { ...record, box });
    },

    async list<Value>(kind: RecordKind) {
      await (sweeping ??= sweep());
      const records = (await storage.list(keyOf(kind))) as SealedRecord[];
      const live = records.filter(({ expiresAt }) => expiresAt > now()).sort((a, b) => a.savedAt - b.savedAt);
      const values = await Promise.all(live.map(unseal));
      return values.filter((value) => value !== undefined) as Value[];
    },

    delete: (kind, id) => storage.delete(keyOf(kind, id)),

    async clear() {
      const records = (await storage.list(`${scope} `)) as SealedRecord[];
      await Promise.all(records.map(({ key }) => storage.delete(key)));
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
