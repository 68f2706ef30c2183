import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Site } from '../config.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
};

const COMPRESSED = /^(text\/|application\/(json|manifest|wasm)|image\/svg)/;
const SMALLEST_COMPRESSED = 512;
/** The folder of one version of the kit's chunks, or of its scripts for pages that stay with that version. */
const VERSION = /^(?:chunks\/|versions\/\d+\.\d+\.\d+-)[0-9a-f]{8}\//;

/** What a page of the demonstration site may do: run and show what comes from here, and nothing else. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html dompurify relais-worker',
].join('; ');

const compressors = {
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }),
};
type Encoding = keyof typeof compressors;

export interface SiteFolders {
  readonly sites?: readonly Site[];
  /** The built kit, served from `/kit/` to the pages of any site. */
  readonly kit?: string | undefined;
}

/** Answers for files; `undefined` when there is no such file. */
export type SiteFiles = (request: Request) => Promise<Response | undefined>;

/** Serves the folders, compressed, each file compressed once. */
export function createSiteFiles({ sites = [], kit }: SiteFolders): SiteFiles {
  const folders = [
    ...(kit === undefined ? [] : [new FileFolder('/kit/', kit, kitHeaders)]),
    ...sites.map(({ path, folder }) => new FileFolder(path, folder, pageHeaders)),
  ].sort((a, b) => b.prefix.length - a.prefix.length);
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
    const path = readPath(request);
    const folder = folders.find((candidate) => path?.startsWith(candidate.prefix));
    return path === undefined ? undefined : folder?.answer(request, path.slice(folder.prefix.length));
  };
}

type HeadersOf = (name: string, type: string) => Record<string, string>;

/**
 * A kit's chunks stand in a folder of their version and never change, nor do the scripts in `versions/`; those a page names without a version are small,
 * and asked for again each time, so that a page never has one of yesterday and one of today. Where the source map lies is said here, and not in the scripts, which it would make
 * heavier for everybody.
 */
const kitHeaders: HeadersOf = (name) => ({
  'Cache-Control': VERSION.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  ...(name.endsWith('.js') && !name.startsWith('versions/') && { SourceMap: `${basename(name)}.map` }),
});

const pageHeaders: HeadersOf = (_name, type) => ({
  'Cache-Control': 'no-cache',
  ...(type.startsWith('text/html') && {
    'Content-Security-Policy': PAGE_POLICY,
    'Permissions-Policy': 'camera=(self)',
  }),
});

interface KnownFile {
  readonly tag: string;
  readonly bytes: Buffer;
  readonly type: string;
  readonly compressed: Map<Encoding, Promise<Buffer>>;
}

class FileFolder {
  readonly prefix: string;
  readonly #folder: string;
  readonly #headersOf: HeadersOf;
  readonly #files = new Map<string, KnownFile>();

  constructor(prefix: string, folder: string, headersOf: HeadersOf) {
    this.prefix = prefix;
    this.#folder = folder;
    this.#headersOf = headersOf;
  }

  async answer(request: Request, path: string): Promise<Response | undefined> {
    const name = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    const file = await this.#read(name);
    if (!file) return undefined;
    const encoding = chooseEncoding(request, file);
    const tag = encoding ? `"${file.tag}-${encoding}"` : `"${file.tag}"`;
    const headers = new Headers({
      'Content-Type': file.type,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'strict-origin-when-cross-origin',
      ETag: tag,
      Vary: 'Accept-Encoding',
      ...this.#headersOf(name, file.type),
    });
    if (request.headers.get('if-none-match') === tag) return new Response(null, { status: 304, headers });
    const bytes = encoding ? await compress(file, encoding) : file.bytes;
    if (encoding) headers.set('Content-Encoding', encoding);
    headers.set('Content-Length', String(bytes.length));
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), { headers });
  }

  /** The file as it is on the disk now; kept while its date and size stay the same. */
  async #read(name: string): Promise<KnownFile | undefined> {
    const type = TYPES[extname(name)];
    const path = type && (await this.#locate(name));
    if (!type || !path) return undefined;
    const { mtimeMs, size } = await stat(path);
    const tag = `${size.toString(36)}-${Math.round(mtimeMs).toString(36)}`;
    // By its real place: `a.js`, `/a.js` and `//a.js` are one file, kept once.
    const known = this.#files.get(path);
    if (known?.tag === tag) return known;
    const file = { tag, type, bytes: await readFile(path), compressed: new Map() };
    this.#files.set(path, file);
    return file;
  }

  /** The real place of a file, which must be inside the folder whatever the name or a link says. */
  async #locate(name: string): Promise<string | undefined> {
    if (name.split('/').some((part) => part.startsWith('.'))) return undefined;
    try {
      const root = await realpath(this.#folder);
      const path = await realpath(join(root, name));
      return path.startsWith(root + sep) && (await stat(path)).isFile() ? path : undefined;
    } catch {
      return undefined;
    }
  }
}

function readPath(request: Request): string | undefined {
  try {
    const path = decodeURIComponent(new URL(request.url).pathname);
    return path.includes('\0') || path.includes('\\') ? undefined : path;
  } catch {
    return undefined;
  }
}

function chooseEncoding(request: Request, { type, bytes }: KnownFile): Encoding | undefined {
  if (!COMPRESSED.test(type) || bytes.length < SMALLEST_COMPRESSED) return undefined;
  const accepted = (request.headers.get('accept-encoding') ?? '')
    .split(',')
    .map((item) => item.trim().split(/;\s*q=/))
    .filter(([, weight]) => Number(weight ?? 1) > 0)
    .map(([name]) => name);
  return (['br', 'gzip'] as const).find((encoding) => accepted.includes(encoding));
}

async function compress(file: KnownFile, encoding: Encoding): Promise<Buffer> {
  const known = file.compressed.get(encoding) ?? compressors[encoding](file.bytes);
  file.compressed.set(encoding, known);
  return known;
}
