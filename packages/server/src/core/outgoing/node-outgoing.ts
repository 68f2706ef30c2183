import { lookup } from 'node:dns/promises';
import { request as requestPlain } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { OutgoingError } from './outgoing.ts';
import type { Outgoing, OutgoingAnswer, OutgoingRequest } from './outgoing.ts';
import { isPublicAddress } from './public-address.ts';

interface MachineAddress {
  readonly address: string;
  readonly family: number;
}

export interface OutgoingOptions {
  /** Origins the operator answers for, as `http://127.0.0.1:8123`: inside a network, or without https. */
  readonly allowed?: readonly string[];
  /** Finds the machines of a host's name; the system's way when absent. */
  readonly resolve?: (host: string) => Promise<readonly MachineAddress[]>;
}

/** Redirects that are followed of a reading. */
const MOST_REDIRECTS = 3;
/** Judging an address looks its host up, and that alone. */
const JUDGING_MS = 5000;

/**
 * Asks only machines of the public internet, by https. A host's name is looked up once a request, what it names is judged, and the connection goes
 * to the very machine that was judged: a name that means another one a moment later changes nothing.
 */
export function createOutgoing({ allowed = [], resolve = lookUp }: OutgoingOptions = {}): Outgoing {
  const origins = new Set(allowed.map((origin) => new URL(origin).origin));

  async function findMachines(url: URL): Promise<readonly MachineAddress[]> {
    const isAllowed = origins.has(url.origin);
    if (!isAllowed && url.protocol !== 'https:') throw new OutgoingError('not-https');
    if (url.username !== '' || url.password !== '') throw new OutgoingError('has-credentials');
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const family = isIP(host);
    const found = family === 0 ? await resolve(host).catch(sayUnknown) : [{ address: host, family }];
    const reached = isAllowed ? found : found.filter(({ address }) => isPublicAddress(address));
    if (reached.length > 0) return reached;
    throw new OutgoingError(found.length === 0 ? 'host-unknown' : 'not-public');
  }

  async function follow(url: URL, asked: OutgoingRequest, signal: AbortSignal, left: number): Promise<OutgoingAnswer> {
    const response = await send(url, await within(signal, findMachines(url)), asked, signal);
    const status = response.statusCode ?? 0;
    const { location } = response.headers;
    if (status < 300 || status >= 400 || location === undefined) return readAnswer(response, asked.largest);
    response.destroy();
    if (asked.method === 'POST' || left === 0 || !URL.canParse(location, url)) throw new OutgoingError('redirected');
    return follow(new URL(location, url), asked, signal, left - 1);
  }

  return {
    judge: async (address) => {
      await within(AbortSignal.timeout(JUDGING_MS), findMachines(read(address)));
    },
    ask: async (asked) => {
      const patience = AbortSignal.timeout(asked.patience);
      const signal = asked.signal ? AbortSignal.any([asked.signal, patience]) : patience;
      try {
        return await follow(read(asked.address), asked, signal, MOST_REDIRECTS);
      } catch (error) {
        throw explain(error, signal);
      }
    },
  };
}

function read(address: string): URL {
  if (!URL.canParse(address)) throw new OutgoingError('not-an-address');
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new OutgoingError('not-https');
  return url;
}

async function lookUp(host: string): Promise<readonly MachineAddress[]> {
  return lookup(host, { all: true });
}

function sayUnknown(cause: unknown): never {
  throw new OutgoingError('host-unknown', { cause });
}

/** A name server that is silent is not waited for any longer than the machine itself. */
async function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(new OutgoingError('too-slow'));
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

function send(
  url: URL,
  machines: readonly MachineAddress[],
  { method, headers, body, largest }: OutgoingRequest,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const options = {
    method,
    headers: { ...headers, ...(largest !== undefined && { 'Accept-Encoding': 'gzip' }) },
    // A connection that is kept is one that nobody has judged for this request.
    agent: false,
    lookup: goTo(machines),
    signal,
  };
  const request = url.protocol === 'https:' ? requestSecure(url, options) : requestPlain(url, options);
  request.on('response', resolve);
  request.on('error', reject);
  request.end(body);
  return promise;
}

/** What Node asks where a host is: the machines that were judged, whatever it asks for. */
function goTo(machines: readonly MachineAddress[]): LookupFunction {
  return (_host, { all }, callback) => {
    if (all === true) callback(null, [...machines]);
    else callback(null, machines[0]!.address, machines[0]!.family);
  };
}

async function readAnswer(response: IncomingMessage, largest: number | undefined): Promise<OutgoingAnswer> {
  const { statusCode: status = 0, headers } = response;
  if (largest === undefined) {
    response.destroy();
    return { status, headers, body: new Uint8Array() };
  }
  try {
    return { status, headers, body: await readBody(unpack(response), largest) };
  } finally {
    response.destroy();
  }
}

function unpack(response: IncomingMessage): Readable {
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return response;
  if (encoding !== 'gzip') throw new OutgoingError('packed');
  const unpacked = createGunzip();
  response.on('error', (error) => unpacked.destroy(error));
  return response.pipe(unpacked);
}

/** Counts while it reads: a small file may unpack to a very large one. */
async function readBody(body: Readable, largest: number): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largest) throw new OutgoingError('too-large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const ABOUT_CERTIFICATES = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/;

function explain(error: unknown, signal: AbortSignal): OutgoingError {
  if (error instanceof OutgoingError) return error;
  if (signal.aborted) return new OutgoingError('too-slow');
  const { code = '' } = error as { code?: string };
  if (code.startsWith('Z_')) return new OutgoingError('packed', { cause: error });
  return new OutgoingError(ABOUT_CERTIFICATES.test(code) ? 'certificate' : 'unreachable', { cause: error });
}
