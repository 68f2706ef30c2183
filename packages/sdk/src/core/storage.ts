/**
 * Where the SDK keeps what must survive a reload: records under text keys. Values are what structured cloning takes, a `CryptoKey`
 * among them, hence not `localStorage`. Personal data reach it encrypted only.
 */
export interface RelaisStorage {
  set(key: string, value: unknown): Promise<void>;
  /** Keeps `value` unless the key has one already, in one step, and gives the one that stands. */
  claim(key: string, value: unknown): Promise<unknown>;
  /** Values whose key begins with `prefix`. */
  list(prefix: string): Promise<unknown[]>;
  delete(key: string): Promise<void>;
  /** `false` where all of it goes with the page. */
  readonly isLasting?: boolean;
  /** How often all that was kept here was found erased, by the browser or by whoever cleared its data, since the page was opened. */
  readonly erasures?: number;
  /** Runs `work` while no other page of this browser runs work of that name on what is kept here. Left out where no other page can. */
  readonly alone?: <Value>(name: string, work: () => Promise<Value>) => Promise<Value>;
}

/** Keeps nothing beyond the page's life. */
export function memoryStorage(): RelaisStorage {
  const records = new Map<string, unknown>();
  return {
    isLasting: false,
    set: (key, value) => Promise.resolve(void records.set(key, value)),
    claim(key, value) {
      if (!records.has(key)) records.set(key, value);
      return Promise.resolve(records.get(key));
    },
    list: (prefix) => Promise.resolve([...records].flatMap(([key, value]) => (key.startsWith(prefix) ? [value] : []))),
    delete: (key) => Promise.resolve(void records.delete(key)),
  };
}
