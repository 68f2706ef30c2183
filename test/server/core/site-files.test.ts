import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { createSiteFiles } from '../../../packages/server/src/core/site-files.ts';
import type { SiteFiles } from '../../../packages/server/src/core/site-files.ts';

const PAGE = `<!doctype html><title>Accueil</title>${'<p>Bonjour</p>'.repeat(100)}`;

describe('the files of the site and the kit', () => {
  let folder: string;
  let files: SiteFiles;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'relais-files-'));
    const write = (path: string, text: string) => {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    write('site/index.html', PAGE);
    write('site/aide/index.html', 'Aide');
    write('site/styles/site.css', 'p{}');
    write('site/.secret', 'hidden');
    write('site/notes.bak', 'hidden');
    write('dossier/index.html', 'Dossier');
    write('dossier/secret.bak', 'hidden');
    write('kit/relais.js', `export {};${' '.repeat(600)}`);
    write('kit/chunks/3fe93ace/base.js', 'export {};');
    write('kit/versions/0.1.0-3fe93ace/relais.js', 'export {};');
    write('outside/key.txt', 'hidden');
    symlinkSync(join(folder, 'outside'), join(folder, 'site/link'));
    const sites = [
      { path: '/', folder: join(folder, 'site') },
      { path: '/dossier/', folder: join(folder, 'dossier') },
    ];
    files = createSiteFiles({ sites, kit: join(folder, 'kit') });
  });
  after(() => rmSync(folder, { recursive: true }));

  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    files(new Request(`http://relais.test${path}`, { method, headers }));

  it('serves pages, folders by their index, and types', async () => {
    assert.equal(await (await get('/'))?.text(), PAGE);
    assert.equal(await (await get('/aide/'))?.text(), 'Aide');
    assert.equal((await get('/styles/site.css'))?.headers.get('content-type'), 'text/css; charset=utf-8');
    assert.equal((await get('/kit/relais.js'))?.headers.get('content-type'), 'text/javascript; charset=utf-8');
  });

  it('serves another site from its own path', async () => {
    const page = await get('/dossier/');
    assert.equal(await page?.text(), 'Dossier');
    assert.match(page?.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.equal(await get('/dossier/secret.bak'), undefined);
    assert.equal(await get('/dossier/styles/site.css'), undefined);
  });

  it('lets its own pages use the camera, and no frame in them', async () => {
    assert.equal((await get('/'))?.headers.get('permissions-policy'), 'camera=(self)');
  });

  it('lets pages run and show only what comes from here', async () => {
    const policy = (await get('/'))?.headers.get('content-security-policy') ?? '';
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "require-trusted-types-for 'script'",
    ]) {
      assert.ok(policy.includes(rule), rule);
    }
    assert.doesNotMatch(policy, /unsafe/);
  });

  it('compresses what is worth it, in what the reader understands', async () => {
    const brotli = (await get('/', { 'accept-encoding': 'gzip, deflate, br' }))!;
    assert.equal(brotli.headers.get('content-encoding'), 'br');
    assert.equal(brotliDecompressSync(new Uint8Array(await brotli.arrayBuffer())).toString(), PAGE);
    const gzip = await get('/', { 'accept-encoding': 'gzip, br;q=0' });
    assert.equal(gunzipSync(new Uint8Array(await gzip!.arrayBuffer())).toString(), PAGE);
    assert.equal((await get('/styles/site.css', { 'accept-encoding': 'br' }))?.headers.get('content-encoding'), null);
  });

  it('answers 304 until the file changes', async () => {
    const tag = (await get('/aide/'))?.headers.get('etag') ?? '';
    assert.equal((await get('/aide/', { 'if-none-match': tag }))?.status, 304);
    utimesSync(join(folder, 'site/aide/index.html'), new Date(), new Date(Date.now() - 60_000));
    assert.equal((await get('/aide/', { 'if-none-match': tag }))?.status, 200);
  });

  it('lets any site load the kit, and keep the chunks and scripts of a version for ever', async () => {
    const entry = await get('/kit/relais.js');
    assert.equal(entry?.headers.get('access-control-allow-origin'), '*');
    assert.equal(entry.headers.get('cross-origin-resource-policy'), 'cross-origin');
    assert.equal(entry.headers.get('cache-control'), 'no-cache');
    const chunk = await get('/kit/chunks/3fe93ace/base.js');
    assert.match(chunk?.headers.get('cache-control') ?? '', /immutable/);
    assert.equal(chunk?.headers.get('sourcemap'), 'base.js.map');
    const pinned = await get('/kit/versions/0.1.0-3fe93ace/relais.js');
    assert.match(pinned?.headers.get('cache-control') ?? '', /immutable/);
    assert.equal(pinned?.headers.get('access-control-allow-origin'), '*');
    assert.equal((await get('/'))?.headers.get('access-control-allow-origin'), null);
  });

  const hidden = [
    '/../outside/key.txt',
    '/%2e%2e/outside/key.txt',
    '/..%2foutside%2fkey.txt',
    '/%2e%2e%5coutside%5ckey.txt',
    '/kit/..%2f..%2foutside/key.txt',
    '/link/key.txt',
    '/.secret',
    '/notes.bak',
    '/styles/',
    '/%00',
    '/%',
    '/nothing.html',
  ];
  for (const path of hidden) {
    it(`has nothing at ${path}`, async () => {
      assert.equal(await get(path), undefined);
    });
  }

  it('answers to reading only', async () => {
    assert.equal(await get('/', {}, 'POST'), undefined);
    const head = await get('/', {}, 'HEAD');
    assert.deepEqual([await head?.text(), head?.headers.get('content-length')], ['', String(PAGE.length)]);
  });
});
