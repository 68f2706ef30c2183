import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as ask,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** One request on its way to the backend. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Its body, read as JSON; `undefined` without one. */
  readonly body: unknown;
}

export interface ProxyOptions {
  /** Awaited before the backend hears of the call. */
  readonly before?: (call: Call) => Promise<void> | void;
  /** Whether the connection breaks once the backend has answered, before the answer arrives. */
  readonly losesAnswer?: (call: Call) => boolean;
}

/** A way to the backend that can be disturbed: pages opened through it take it for the backend, in any browser. */
export async function startProxy(target: string, { before, losesAnswer }: ProxyOptions) {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const bytes = await buffer(incoming);
      const { method = 'GET', url: path = '/', headers } = incoming;
      const call: Call = { method, path, headers, body: bytes.length ? JSON.parse(bytes.toString()) : undefined };
      await before?.(call);
      await forward(call, bytes, target, outgoing, losesAnswer?.(call) ?? false);
    })().catch(() => outgoing.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function forward(call: Call, bytes: Buffer, target: string, outgoing: ServerResponse, isLost: boolean) {
  const { method, headers } = call;
  const upstream = ask(new URL(call.path, target), { method, headers });
  upstream.on('error', () => outgoing.destroy());
  // A page that goes away ends its event stream at the backend too.
  outgoing.on('close', () => upstream.destroy());
  upstream.end(bytes);
  const [answer] = (await once(upstream, 'response')) as [IncomingMessage];
  if (isLost) {
    await buffer(answer);
    outgoing.destroy();
  } else {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  }
}
