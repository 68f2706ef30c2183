import type { SessionInfo } from '@relais/model';
import { canEncrypt } from '../core/index.ts';
import type { RelaisStorage, Vaults } from '../core/index.ts';

/** What a device keeps of a session while it lasts, so that a page that is opened anew without a network goes on. */
export interface DeviceSession {
  readonly key: string;
  /** By then it is erased, whoever opens the page; by the device’s clock. */
  readonly expiresAt: number;
  /** Its end as the server says it, by which it is named there. */
  readonly ending: number;
  readonly person: string;
  /** Opens what is kept for her; absent where nothing can be encrypted. No script reads it out, and it goes when she signs out. */
  readonly secret: CryptoKey | undefined;
  /** When she last did something, and how long nothing may be done. Milliseconds. */
  readonly seenAt: number;
  readonly idle: number;
}

/** Somebody has signed out and the server does not know yet. Names nobody, and the session by its end. */
interface Untold {
  readonly key: string;
  readonly expiresAt: number;
  readonly ending: number;
}

const KIND = 'session';

/** The records of sessions on a device. What names a person is in her vault, encrypted as all of it. */
export class SessionRecords {
  readonly #storage: RelaisStorage;
  readonly #vaults: Vaults;
  readonly #key: string;
  readonly #untoldKey: string;

  constructor(storage: RelaisStorage, vaults: Vaults, scope: string) {
    this.#storage = storage;
    this.#vaults = vaults;
    this.#key = `session ${scope}`;
    this.#untoldKey = `signed-out ${scope}`;
  }

  async read(now: number): Promise<DeviceSession | undefined> {
    const records = (await this.#storage.list(this.#key)) as DeviceSession[];
    const record = records.find(({ key, expiresAt }) => key === this.#key && expiresAt > now);
    // One that an earlier version kept has a single end.
    return record && { ...record, ending: (record as Partial<DeviceSession>).ending ?? record.expiresAt };
  }

  async write(session: Omit<DeviceSession, 'key'>): Promise<void> {
    await this.#storage.set(this.#key, { ...session, key: this.#key });
  }

  async erase(): Promise<void> {
    await this.#storage.delete(this.#key);
  }

  /** Once the key is there. */
  async writeInfo(info: SessionInfo, expiresAt: number): Promise<void> {
    if (info.person) await (await this.#vaults.of(info.person.id)).put(KIND, '', info, expiresAt);
  }

  async readInfo(person: string): Promise<SessionInfo | undefined> {
    return (await this.#vaults.of(person)).get<SessionInfo>(KIND, '');
  }

  /** The end of a session that is over here and may go on at the server. */
  async readUntold(now: number): Promise<number | undefined> {
    const records = (await this.#storage.list(this.#untoldKey)) as Untold[];
    return records.find(({ key, expiresAt }) => key === this.#untoldKey && expiresAt > now)?.ending;
  }

  async setUntold(untold: Omit<Untold, 'key'> | undefined): Promise<void> {
    const key = this.#untoldKey;
    if (untold === undefined) await this.#storage.delete(key);
    else await this.#storage.set(key, { key, ...untold } satisfies Untold);
  }
}

/** The server's words for a key → a key that no script can read out again. */
export async function importKey(text: string): Promise<CryptoKey | undefined> {
  if (!canEncrypt()) return undefined;
  const bytes = Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
