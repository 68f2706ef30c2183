import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSiteFiles } from '../../packages/server/src/core/site-files.ts';

/** A page that names scripts of the kit, and what it holds. */
export interface KitPage {
  /** What stands in its `<head>`; `KIT` stands for the address of the kit. */
  readonly head: string;
  readonly body: string;
  /** Its Content-Security-Policy. */
  readonly policy?: string;
}

/** Serves pages, and the built kit under `/kit/` and `/kit-copy/`, until a path is said to be out of reach. */
export async function startKitSite(pages: Readonly<Record<string, KitPage>>) {
  const files = createSiteFiles({ kit: 'dist/kit' });
  const unreachable = new Set<RegExp>();
  const asked: string[] = [];
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const path = incoming.url ?? '/';
      asked.push(path);
      const page = pages[path];
      if (page) {
        outgoing.writeHead(200, {
          'Content-Type': 'text/html; charset=utf-8',
          ...(page.policy && { 'Content-Security-Policy': page.policy }),
        });
        outgoing.end(htmlOf(page));
        return;
      }
      const isLost = [...unreachable].some((pattern) => pattern.test(path));
      const response = isLost
        ? undefined
        : await files(new Request(`http://host${path.replace('/kit-copy/', '/kit/')}`));
      // As kept as any other file, so that a failure is not remembered because the file before was.
      const headers = { ...Object.fromEntries(response?.headers ?? []), 'Cache-Control': 'no-store' };
      outgoing.writeHead(response?.status ?? 404, headers);
      outgoing.end(response && new Uint8Array(await response.arrayBuffer()));
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Paths asked for, in order. */
    asked,
    /** Patterns of paths that are not found while they are here. */
    unreachable,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function htmlOf({ head, body }: KitPage): string {
  return `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,">
${head}
</head>
<body>
${body}
</body>
</html>`;
}

/** Says what the page breaks of its policy, and what goes wrong in it, under `report`. */
export const WATCH = `window.report = [];
addEventListener('securitypolicyviolation', ({ effectiveDirective, sample }) => report.push(effectiveDirective + ' ' + sample));
addEventListener('error', ({ message }) => report.push(message));
addEventListener('unhandledrejection', ({ reason }) => report.push(String(reason)));`;

/** Trusted Types required, and nobody allowed to make Lit's policy twice. */
export const STRICT = `default-src 'none'; script-src 'self' 'nonce-page'; style-src 'self'; connect-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types lit-html dompurify`;

const moduleOf = (name: string) => `<script type="module" src="/kit/${name}.js"></script>`;
/** The script that does so, in a page of a policy with the nonce `page`. */
export const WATCHING = `<script nonce="page">${WATCH}</script>`;

const FORM = `document.querySelector('relais-questionnaire').questionnaire = {
  resourceType: 'Questionnaire',
  status: 'active',
  item: [
    { linkId: 'nom', type: 'string', text: 'Nom' },
    { linkId: 'note', type: 'display', text: 'Lire', _text: { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/rendering-markdown', valueMarkdown: 'À **lire**' }] } },
  ],
};`;

export const ELEMENTS = `<relais-provider api="/" structure="trois-vallees">
  <relais-slot-picker></relais-slot-picker>
</relais-provider>
<relais-questionnaire id="form"></relais-questionnaire>
<relais-questionnaire-summary for="form"></relais-questionnaire-summary>
<script type="module" nonce="page">${FORM}</script>`;

/** What the elements of `ELEMENTS` say once they all work, to be run in the page. */
export const SAYS = `const text = (tag) => document.querySelector(tag)?.shadowRoot?.textContent ?? '';
return {
  picker: text('relais-slot-picker').includes('Demander un rendez-vous'),
  form: text('relais-questionnaire').includes('Nom') && document.querySelector('relais-questionnaire').shadowRoot.querySelector('strong')?.textContent === 'lire',
  summary: text('relais-questionnaire-summary') !== '',
  lits: globalThis.litElementVersions?.length,
  report,
};`;
export const ALL_WORK = { picker: true, form: true, summary: true, lits: 1, report: [] };

/** Pages of the kit that every browser must show. */
export const PAGES = {
  '/scripts.html': {
    head: WATCHING + ['slot-picker', 'questionnaire', 'questionnaire-summary', 'provider'].map(moduleOf).join('\n'),
    body: ELEMENTS,
    policy: STRICT,
  },
  '/relais.html': { head: WATCHING + moduleOf('relais'), body: ELEMENTS, policy: STRICT },
  '/both.html': {
    head: WATCHING + ['relais', 'slot-picker', 'relais'].map(moduleOf).join('\n'),
    body: ELEMENTS,
    policy: STRICT,
  },
  '/classic.html': {
    head: `${WATCHING}<script src="/kit/relais.iife.js" defer></script>`,
    body: ELEMENTS,
    policy: STRICT,
  },
  '/empty.html': { head: WATCHING + moduleOf('relais'), body: '<main lang="en"></main>', policy: STRICT },
  '/fallback.html': {
    head: WATCHING + moduleOf('relais'),
    body: '<relais-slot-picker api="/" structure="trois-vallees"><b>Appelez le 05 65 00 00 00</b></relais-slot-picker>',
    policy: STRICT,
  },
} satisfies Record<string, KitPage>;
