import { nothing, type TemplateResult } from 'lit';
import { PartType, type PartInfo } from 'lit/directive.js';

/** What Lit calls a directive within a template, before a part of a page has taken it up. */
interface Directed {
  readonly _$litDirective$: new (part: PartInfo) => { render(...values: unknown[]): unknown };
  readonly values: readonly unknown[];
}

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** @returns a text as it stands in markup, between tags and between double quotes */
export function escape(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => ESCAPED[sign]!);
}

/**
 * What Lit would draw of a template, as text. Templates of ours hold expressions between tags and in attributes, nowhere else; listeners and properties,
 * which text cannot hold, are left out.
 */
export function toMarkup(value: unknown): string {
  if (value === nothing || value === null || value === undefined || value === false) return '';
  if (Array.isArray(value)) return value.map(toMarkup).join('');
  if (isTemplate(value)) return templateMarkup(value);
  if (isDirected(value)) return toMarkup(resolve(value, { type: PartType.CHILD }));
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- what Lit itself does with the rest
  return escape(String(value));
}

/** Where an attribute of one expression begins: ` name=`, with `"` or without. Behind it stands its value. */
const ATTRIBUTE = /\s+([.?@]?)([\w-]+)=("?)$/;

function templateMarkup({ strings, values }: TemplateResult): string {
  let markup = '';
  let isQuoteLeft = false;
  strings.forEach((text, place) => {
    markup += isQuoteLeft ? text.slice(1) : text;
    isQuoteLeft = false;
    if (place === values.length) return;
    const value = values[place];
    const [written, kind, name = '', quote] = ATTRIBUTE.exec(markup) ?? [];
    // A value in several pieces, such as `href="${scheme}:${number}"`.
    const isPiece = quote === '"' && !strings[place + 1]!.startsWith('"');
    if (written === undefined || isPiece) {
      markup += toMarkup(value);
      return;
    }
    isQuoteLeft = quote === '"';
    markup = markup.slice(0, -written.length) + attributeMarkup(kind ?? '', name, value);
  });
  return markup;
}

function attributeMarkup(kind: string, name: string, given: unknown): string {
  const value = isDirected(given) ? resolve(given, attributePart(name)) : given;
  if (kind === '@' || kind === '.' || value === nothing) return '';
  if (kind === '?') return value ? ` ${name}` : '';
  return ` ${name}="${toMarkup(value)}"`;
}

/** As Lit describes an attribute of one expression to what is to fill it. */
function attributePart(name: string): PartInfo {
  return { type: PartType.ATTRIBUTE, name, tagName: '', strings: ['', ''] };
}

function resolve({ _$litDirective$: Directive, values }: Directed, part: PartInfo): unknown {
  return new Directive(part).render(...values);
}

function isTemplate(value: unknown): value is TemplateResult {
  return typeof value === 'object' && value !== null && '_$litType$' in value;
}

function isDirected(value: unknown): value is Directed {
  return typeof value === 'object' && value !== null && '_$litDirective$' in value;
}
