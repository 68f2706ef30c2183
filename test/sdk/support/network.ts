import type { Fetch } from './backend.ts';

/** What the network does to one request: lets it through, loses it, loses its answer, or puts another answer in its place. */
export type Fate = 'through' | 'request lost' | 'answer lost' | 'never answered' | Response;

export interface Network {
  readonly fetch: Fetch;
  /** Every request sent, lost ones too. */
  readonly sent: readonly Request[];
  /** Headers of the answers the server gave. */
  readonly answered: readonly Headers[];
  /** Fates of the writes to come, one each; then all go through. Reading always does. */
  next(...fates: readonly Fate[]): void;
  /** Fate of everything from now on, reading too; `undefined` mends it. */
  always(fate: Fate | undefined): void;
}

/** A network between a client and the real backend that fails as told. */
export function createNetwork(server: Fetch): Network {
  const sent: Request[] = [];
  const answered: Headers[] = [];
  const fates: Fate[] = [];
  let constant: Fate | undefined;

  async function fetch(request: Request): Promise<Response> {
    sent.push(request.clone());
    const fate = constant ?? (request.method === 'GET' ? undefined : fates.shift()) ?? 'through';
    if (fate instanceof Response) return fate.clone();
    if (fate === 'request lost') throw new TypeError('Failed to fetch');
    const response = await server(request);
    answered.push(response.headers);
    if (fate === 'answer lost') throw new TypeError('Failed to fetch');
    if (fate === 'never answered') return new Promise(() => {});
    return response;
  }

  return {
    fetch,
    sent,
    answered,
    next: (...more) => void fates.push(...more),
    always: (fate) => void (constant = fate),
  };
}

/** A gateway in front of a server that is starting again. */
export const gatewayDown = () => new Response('<h1>503</h1>', { status: 503 });
