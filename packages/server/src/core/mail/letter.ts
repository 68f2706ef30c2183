/** A mail as it is sent. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly fileName: string; readonly content: string };
  readonly attachments?: readonly Attachment[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Somebody wrote it, and wants to know when it is read (RFC 8098). */
  readonly asksReceipt?: true;
}

export interface Attachment {
  readonly fileName: string;
  readonly type: string;
  readonly content: Uint8Array;
}

/** A piece of a letter, written once and rendered as plain text and as HTML. */
export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly quiet?: true }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

/** The plain form: what telephones read aloud and old readers show. `fact` joins a label and its value. */
export function renderText(blocks: readonly Block[], fact: (label: string, value: string) => string): string {
  const paragraphs = blocks.map((block) => {
    if (block.kind === 'text') return block.text;
    if (block.kind === 'link') return `${block.text}\n${block.href}`;
    return block.facts.map(([label, value]) => `  ${fact(label, value)}`).join('\n');
  });
  return `${paragraphs.join('\n\n')}\n`;
}

/** The HTML form: no image, no font, nothing fetched; colours are left to the reader's own light or dark. */
export function renderHtml(blocks: readonly Block[], language: string, title: string): string {
  const body = blocks.map(renderBlock);
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
      </head>
      <body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif">
        <div style="max-width:34em;margin:0 auto">${body}</div>
      </body>
    </html> `.markup;
}

function renderBlock(block: Block): Markup {
  if (block.kind === 'link') return html`<p>${block.text}<br /><a href="${block.href}">${block.href}</a></p> `;
  if (block.kind === 'text') {
    return block.quiet ? html`<p style="font-size:14px">${block.text}</p> ` : html`<p>${block.text}</p> `;
  }
  const rows = block.facts.map(
    ([label, value]) =>
      html`<tr>
        <th scope="row" style="text-align:left;font-weight:normal;padding:2px 16px 2px 0;vertical-align:top">
          ${label}
        </th>
        <td><strong>${value}</strong></td>
      </tr> `,
  );
  return html`<table style="border-collapse:collapse">
    ${rows}
  </table> `;
}

/** Text that is markup already. Only `html` makes it, so that nothing else gets in unescaped. */
class Markup {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

function html(strings: TemplateStringsArray, ...values: (string | Markup | readonly Markup[])[]): Markup {
  const parts = strings.map((text, index) => text + (index < values.length ? toMarkup(values[index] ?? '') : ''));
  return new Markup(parts.join(''));
}

function toMarkup(value: string | Markup | readonly Markup[]): string {
  if (typeof value === 'string') return escapeHtml(value);
  return value instanceof Markup ? value.markup : value.map(({ markup }) => markup).join('');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
