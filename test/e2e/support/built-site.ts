import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSiteFiles } from '../../../packages/server/src/core/site-files.ts';

/**
 * A built page as its author would serve it, under the strict policy of our own pages.
 *
 * @param policies - Trusted Types policies its framework makes, besides those of the kit
 */
export async function startBuiltSite(folder: string, policies: readonly string[]) {
  const files = createSiteFiles({ sites: [{ path: '/', folder }] });
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const response = await files(new Request(`http://host${incoming.url ?? '/'}`));
      const headers = new Headers(response?.headers);
      const policy = headers.get('content-security-policy');
      if (policy) headers.set('content-security-policy', [policy, ...policies].join(' '));
      outgoing.writeHead(response?.status ?? 404, Object.fromEntries(headers));
      outgoing.end(response && new Uint8Array(await response.arrayBuffer()));
    })();
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
