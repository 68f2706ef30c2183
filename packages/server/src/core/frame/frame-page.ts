import type { StructureInfo } from '@relais/model';

/**
 * Elements a page may show in a frame, with the attributes its address may carry: those of patients and of the public. What needs a signed-in person is
 * not among them: a page of another site could have it pressed unseen.
 */
export const FRAMED: Readonly<Record<string, readonly string[]>> = {
  'slot-picker': ['language', 'density', 'reason', 'commune', 'equipment', 'step-free', 'autostart'],
  indicator: ['language', 'density', 'indicator', 'view', 'compare', 'publishable-key'],
};

/** Custom properties the address may carry, without `--relais-`: set by the script of the frame, since no inline style is allowed. */
export const FRAME_STYLES = [
  'color-accent',
  'color-on-accent',
  'color-text',
  'color-surface',
  'color-scheme',
  'font-family',
  'radius',
] as const;

const SCRIPT_PATH = '/embed/frame.js';

/**
 * Gives the page its colours, and tells the page around it how high it is: a number, and nothing of what is shown. The kit's first screen keeps room for
 * a whole window, which a frame that is as high as its content does not have.
 */
export const FRAME_SCRIPT = `const { style } = document.documentElement;
style.setProperty('--relais-min-block-size', '0');
style.setProperty('--relais-max-inline-size', 'none');
for (const [name, value] of new URLSearchParams(location.search))
  if (${JSON.stringify(FRAME_STYLES)}.includes(name)) style.setProperty('--relais-' + name, value);
const tell = () => parent.postMessage({ type: 'relais-height', height: Math.ceil(document.body.getBoundingClientRect().height) }, '*');
if (parent !== window) new ResizeObserver(tell).observe(document.body);
`;

/** Page of one element, for sites whose pages may run no script. */
export interface Framed {
  readonly element: string;
  readonly structureId: string;
  /** What a structure says of itself. */
  readonly info: StructureInfo;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** Sites that may show it; `*` for any. */
  readonly sites: readonly string[];
}

export function framePage({ element, structureId, info, attributes, sites }: Framed): Response {
  const isEnglish = attributes.some(([name, value]) => name === 'language' && value.startsWith('en'));
  const all = [['api', '/'], ['structure', structureId], ...attributes] as const;
  const written = all.map(([name, value]) => ` ${name}="${escapeText(value)}"`).join('');
  const tag = `relais-${element}`;
  const body = `<${tag}${written}>${call(info.phone, isEnglish)}</${tag}>`;
  const scripts = `<script type="module" src="/kit/${element}.js"></script><script type="module" src="${SCRIPT_PATH}"></script>`;
  return page({
    status: 200,
    language: isEnglish ? 'en' : 'fr',
    title: info.name,
    head: scripts,
    body,
    sites,
  });
}

/** What cannot be shown is said in the frame, by name, on whatever site it stands. */
export function frameRefusal(status: number, said: { readonly fr: string; readonly en: string }): Response {
  const body = `<p>${escapeText(said.fr)}</p><p lang="en">${escapeText(said.en)}</p>`;
  return page({ status, language: 'fr', title: 'Relais', head: '', body, sites: ['*'] });
}

export function frameScript(): Response {
  return new Response(FRAME_SCRIPT, {
    headers: {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'no-cache',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

interface Page {
  readonly status: number;
  readonly language: 'fr' | 'en';
  readonly title: string;
  readonly head: string;
  readonly body: string;
  readonly sites: readonly string[];
}

function page({ status, language, title, head, body, sites }: Page): Response {
  const html = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeText(title)}</title>
${head}
</head>
<body>${body}</body>
</html>
`;
  return new Response(html, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy(sites),
      'Permissions-Policy': 'camera=()',
      'Cache-Control': 'no-cache',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

function policy(sites: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${sites.includes('*') ? '*' : ["'self'", ...new Set(sites)].join(' ')}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html dompurify',
  ].join('; ');
}

/** Whom to call for as long as the element does not work. */
function call(phone: string | undefined, isEnglish: boolean): string {
  if (phone === undefined) return '';
  const link = `<a href="tel:${escapeText(phone.replaceAll(/[^\d+]/g, ''))}">${escapeText(phone)}</a>`;
  return isEnglish ? `Call ${link}.` : `Appelez le ${link}.`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
