// The pages a contestant runs in.
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformWithOxc } from 'vite';

/** What a page of a contestant is made of. */
export interface Entry {
  readonly name: string;
  readonly styles?: readonly string[];
  readonly scripts?: readonly string[];
  readonly modules?: readonly string[];
  readonly body: string;
}

export interface Site {
  readonly url: string;
  readonly stop: () => void;
}

const PAGES = fileURLToPath(new URL('.', import.meta.url));
const TYPES: Partial<Record<string, string>> = {
  '.js': 'text/javascript',
  '.ts': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
};

/** Serves `/<name>.html` for each entry; everything else from the folder its first step names. */
export async function serve(entries: readonly Entry[], folders: Readonly<Record<string, string>>): Promise<Site> {
  const pages = new Map(entries.map((entry) => [`/${entry.name}.html`, pageOf(entry)]));
  const server = createServer((request, response) => void answer(request.url ?? '/', response));
  const answer = async (url: string, response: ServerResponse): Promise<void> => {
    const path = new URL(url, 'http://localhost').pathname;
    const body = pages.get(path) ?? (await read(path, { ...folders, pages: PAGES }));
    // One of the peers holds tables of characters in its script, and reads another form of them without the charset.
    const type = `${TYPES[extname(path)] ?? 'application/octet-stream'}; charset=utf-8`;
    response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => void server.close() };
}

async function read(path: string, folders: Readonly<Record<string, string>>): Promise<string | Buffer | undefined> {
  const [, folder = '', ...rest] = path.split('/');
  const root = folders[folder];
  if (root === undefined) return undefined;
  try {
    const file = await readFile(join(root, ...rest));
    return path.endsWith('.ts') ? (await transformWithOxc(file.toString(), path)).code : file;
  } catch {
    return undefined;
  }
}

function pageOf({ name, styles = [], scripts = [], modules = [], body }: Entry): string {
  return `<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<title>${name}</title>
<link rel="icon" href="data:,">
${styles.map((path) => `<link rel="stylesheet" href="${path}">`).join('\n')}
${body}
${scripts.map((path) => `<script src="${path}"></script>`).join('\n')}
${modules.map((path) => `<script type="module" src="${path}"></script>`).join('\n')}
<script type="module">
  import { run } from '/pages/clock.ts';
  import { contestant } from '/pages/${name}.ts';
  globalThis.run = (plan) => run(contestant, plan);
</script>
</html>`;
}
