import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import type { RelaisStorage } from './storage.ts';

interface Schema extends DBSchema {
  records: { key: string; value: unknown };
}

/** IndexedDB, one store of records for every structure this origin talks to. Opened at first use. */
export function idbStorage(name = 'relais'): RelaisStorage {
  let opening: Promise<IDBPDatabase<Schema>> | undefined;

  /** Safari closes connections of pages in the background; a second try opens a new one. */
  async function attempt<Value>(work: (database: IDBPDatabase<Schema>) => Promise<Value>): Promise<Value> {
    try {
      return await work(await (opening ??= open()));
    } catch (error) {
      // Another connection finds no more room.
      if ((error as { readonly name?: unknown } | null)?.name === 'QuotaExceededError') throw error;
      return await work(await (opening = open()));
    }
  }

  function open(): Promise<IDBPDatabase<Schema>> {
    return openDB<Schema>(name, 1, {
      upgrade(database) {
        database.createObjectStore('records');
      },
      // An old tab must not keep a new one from a later version of the store.
      blocking: (_old, _new, event) => (event.target as IDBDatabase).close(),
    });
  }

  return {
    set: (key, value) =>
      attempt(async (database) => {
        await database.put('records', value, key);
      }),
    claim: (key, value) =>
      attempt(async (database) => {
        const { store, done } = database.transaction('records', 'readwrite');
        const claim = async (): Promise<unknown> => (await store.get(key)) ?? (await store.put(value, key), value);
        // Both fail where there is no room.
        const [kept] = await Promise.all([claim(), done]);
        return kept;
      }),
    list: (prefix) => attempt((database) => database.getAll('records', IDBKeyRange.bound(prefix, `${prefix}\uffff`))),
    delete: (key) => attempt((database) => database.delete('records', key)),
    // Locks are for secure pages, as WebCrypto is.
    alone: (lock, work) => (navigator as Partial<Navigator>).locks?.request(`${name} ${lock}`, work) ?? work(),
  };
}
