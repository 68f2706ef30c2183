import { memoryStorage } from '@relais/sdk';
import type { RelaisStorage } from '@relais/sdk';
import { createProtocols } from '@relais/sdk/protocol';
import { openBackend, openClient } from './backend.ts';
import { odynophagie } from './protocol-run.ts';
import { settings } from './structure.ts';

/** A nurse whose network can be cut, whole or for the addresses it `blocks`, or hang unnoticed, and the telephone she has it on. */
export async function openNurse(protocol: Record<string, unknown> = odynophagie, storage = disk()) {
  const backend = await openBackend();
  const admin = openClient(backend, { getToken: () => backend.signToken('structureAdmin', settings.id) });
  await createProtocols(admin).import(protocol);
  const network: { isDown: boolean; isHung?: boolean; blocks?: RegExp } = { isDown: false };
  const open = () =>
    openClient(backend, {
      storage,
      getToken: () => backend.signToken('delegate', settings.id),
      fetch: (request) =>
        network.isHung
          ? hangs(request)
          : network.isDown || network.blocks?.test(request.url)
            ? Promise.reject(new TypeError('Failed to fetch'))
            : Promise.resolve(backend.fetch(request)),
      isOnline: () => !network.isDown,
    });
  return { backend, network, open };
}

/** Outlives the pages of a test. */
const disk = (): RelaisStorage => ({ ...memoryStorage(), isLasting: true });

/** Nothing ever comes back, and the browser says nothing of it. */
const hangs = ({ signal }: Request): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
