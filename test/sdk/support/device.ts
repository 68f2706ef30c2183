import 'fake-indexeddb/auto';
import type { TestContext } from 'node:test';
import { idbStorage } from '@relais/sdk';
import type { Client, ClientOptions } from '@relais/sdk';
import { openDB } from 'idb';
import { clientOf, startBackend } from './backend.ts';
import type { Backend } from './backend.ts';
import { createNetwork } from './network.ts';
import type { Network } from './network.ts';

let devices = 0;

export interface Device {
  readonly backend: Backend;
  readonly network: Network;
  /** Opens the page: a client with nothing in memory, over what this device has kept. */
  load(options?: Partial<ClientOptions>): Client;
  readonly database: string;
}

export async function createDevice(test: TestContext): Promise<Device> {
  const backend = await startBackend(test);
  const network = createNetwork(backend.fetch);
  const database = `relais-test-${(devices += 1)}`;
  const load = (options?: Partial<ClientOptions>) =>
    clientOf({ ...backend, fetch: network.fetch }, { storage: idbStorage(database), ...options });
  return { backend, network, load, database };
}

/** Everything on the disk of a device, as somebody who takes it apart reads it, but for the mark that tells whether it was erased. */
export async function readDisk({ database }: Device): Promise<{ texts: string; values: unknown[] }> {
  const disk = await openDB(database);
  await disk.delete('records', 'relais mark');
  const values: unknown[] = await disk.getAll('records');
  const keys = await disk.getAllKeys('records');
  disk.close();
  const bytes = values.map((value) => {
    const { box } = value as { box?: ArrayBuffer };
    return box ? new TextDecoder('latin1').decode(box) : '';
  });
  return { texts: JSON.stringify([keys, values]) + bytes.join('\n'), values };
}
