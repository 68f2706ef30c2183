/** HTML of ours. Texts are put into it by `html` alone, which lets none of them be markup. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Content = string | Html | undefined | readonly Html[];

/** A template whose values are texts, or HTML made by it. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(strings.reduce((before, text, index) => before + write(values[index - 1]) + text));
}

function write(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string') return escape(content);
  return content instanceof Html ? content.text : content.map(({ text }) => text).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}

/** No script at all, no frame, nothing from elsewhere; forms go to ourselves. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface Page {
  readonly language: 'fr' | 'en';
  readonly title: string;
  readonly content: Html;
  readonly status?: number;
}

/** A small page. It may name a person, and is kept nowhere. */
export function pageResponse({ language, title, content, status = 200 }: Page): Response {
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="stylesheet" href="/auth/style.css" />
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`;
  return new Response(page.text, {
    status,
    headers: {
      ...headersOf('text/html; charset=utf-8'),
      'Content-Security-Policy': POLICY,
      'Permissions-Policy': 'camera=()',
    },
  });
}

export function redirect(location: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ ...headersOf('text/plain'), Location: location });
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return new Response(null, { status: 303, headers });
}

/** `same-origin`, and not `no-referrer`: a form under the latter says it comes from nowhere, and would not be known as ours. */
export function headersOf(type: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}

export const STYLE = `
:root { color-scheme: light dark; font: medium/1.5 system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; }
body { margin: 0; color: light-dark(#18262e, #e8eef0); background: light-dark(#f1f6f7, #131d22); overflow-wrap: break-word; }
main { box-sizing: border-box; max-width: 34em; margin: clamp(0px, 8vh, 5rem) auto 0; padding: clamp(20px, 5vw, 40px); display: grid; gap: 1em;
  background: light-dark(#fff, #1d2a31); border: 1px solid light-dark(#c6d3d8, #3a4a52); border-radius: 16px; }
h1 { margin: 0; font-size: 1.5em; line-height: 1.25; text-wrap: balance; }
h2 { margin: 0.5em 0 0; font-size: 1.1em; }
p, ul { margin: 0; padding: 0; }
ul { list-style: none; display: grid; gap: 0.75em; }
form { display: grid; gap: 0.75em; }
a { color: light-dark(#0b5c74, #7cc7de); font-weight: 600; text-underline-offset: 0.15em; }
button, .button { box-sizing: border-box; min-height: max(44px, 2.75em); padding: 0.6em 1.25em; display: flex; align-items: center; justify-content: center;
  gap: 0.5em; font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; border-radius: 10px;
  border: 1px solid transparent; background: light-dark(#0b5c74, #7cc7de); color: light-dark(#fff, #06222c); }
button.plain { background: none; border-color: light-dark(#6f828c, #8498a1); color: inherit; }
button:hover, .button:hover { text-decoration: underline; }
:focus-visible { outline: 3px solid light-dark(#0b5c74, #7cc7de); outline-offset: 2px; }
.quiet { color: light-dark(#4d5d66, #a9b8bf); }
`;
