import type { ClientSource } from '../ui/client-source.ts';
import type { FiguresPort } from './shared/port.ts';

/** Figures that are to be had on first use; a load that failed is tried again by the next one. */
export interface PortSource {
  load(): Promise<FiguresPort>;
}

const made = new WeakMap<object, PortSource>();

/**
 * The figures of a client, or those a host brings: the same source for the same, so that elements side by side share what they ask. What brings
 * them together comes with the first of them.
 */
export function portOf(from: FiguresPort | ClientSource | undefined): PortSource | undefined {
  if (!from) return undefined;
  const known = made.get(from) ?? loadOnce('load' in from ? () => ofClient(from) : () => Promise.resolve(from));
  made.set(from, known);
  return known;
}

async function ofClient(source: ClientSource): Promise<FiguresPort> {
  const [client, { clientPort }] = await Promise.all([source.load(), import('./later/client-port.ts')]);
  return clientPort(client);
}

function loadOnce(make: () => Promise<FiguresPort>): PortSource {
  let loading: Promise<FiguresPort> | undefined;
  const bring = async () => {
    const [port, { together }] = await Promise.all([make(), import('./later/batch.ts')]);
    return together(port);
  };
  return {
    load: () =>
      (loading ??= bring().catch((error: unknown) => {
        loading = undefined;
        throw error;
      })),
  };
}
