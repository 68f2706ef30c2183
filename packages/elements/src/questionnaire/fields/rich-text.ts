import { extensionOf, readText } from '@relais/sdk/questionnaire';
import type { Extension } from '@relais/sdk/questionnaire';
import createPurifier, { type Config } from 'dompurify';
import { noChange, nothing } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { guard } from 'lit/directives/guard.js';
import { html } from '../../ui/html.ts';
import type { Module, View } from '../view/types.ts';
import { ownSource, safeAddress } from './addresses.ts';
import { styles } from './rich-text.styles.ts';

/**
 * Where a style waits that is to be given by script: under a policy without `unsafe-inline`, one that is parsed as an attribute is
 * refused, and reported.
 */
const STYLE = 'data-relais-style';

/** Words and how they are set; nothing that acts, asks for anything or could be taken for a part of the form. */
const CONFIG = {
  RETURN_DOM_FRAGMENT: true,
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
  ADD_URI_SAFE_ATTR: [STYLE],
  ALLOWED_TAGS: [
    ...['a', 'abbr', 'b', 'bdi', 'bdo', 'big', 'blockquote', 'br', 'caption', 'cite', 'code', 'col', 'colgroup', 'dd'],
    ...['del', 'dfn', 'div', 'dl', 'dt', 'em', 'figcaption', 'figure', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i'],
    ...['img', 'ins', 'kbd', 'li', 'mark', 'ol', 'p', 'pre', 'q', 's', 'samp', 'section', 'small', 'span', 'strong'],
    ...['sub', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'time', 'tr', 'tt', 'u', 'ul', 'var', 'wbr'],
  ],
  ALLOWED_ATTR: [
    ...['alt', 'colspan', 'datetime', 'dir', 'height', 'href', 'lang', 'rowspan', 'scope', 'span', 'src', 'start'],
    ...['title', 'width', STYLE],
  ],
} satisfies Config;

const STYLES = ['color', 'background-color', 'font-weight', 'font-style', 'text-decoration', 'text-align'];

const purifier = createPurifier();

let isWorking: boolean | undefined;

/** Whether markup can be read at all: where the page's policy refuses `dompurify`, nothing of it comes through. */
function canSanitize(): boolean {
  if (isWorking === undefined) {
    try {
      isWorking = sanitize('<b>x</b>').textContent === 'x';
    } catch {
      isWorking = false;
    }
  }
  return isWorking;
}

function sanitize(markup: string): DocumentFragment {
  const waiting = markup.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/(\s)style(?=\s*=)/gi, `$1${STYLE}`));
  return purifier.sanitize(waiting, CONFIG);
}

type Extended = { extension?: Extension[] } | undefined;

function text(view: View, element: object, property: string, plain: string): unknown {
  const beside = (element as Record<string, unknown>)[`_${property}`] as Extended;
  const style = readText(beside, 'rendering-style');
  // Markup says what the form says in its own language; a translation, or a text that is computed, says something else.
  const isOwn = ((element as Record<string, unknown>)[property] ?? '') === plain;
  const markup = isOwn ? markupOf(view, beside) : undefined;
  if (!markup && !style) return undefined;
  const content = markup && canSanitize() ? rich(view, markup, plain) : plain;
  if (content === plain && !style) return undefined;
  return html`<span class="rich" ${styled(style)}>${content}</span>`;
}

/** Both may be there: XHTML can say more. */
function markupOf(view: View, beside: Extended): string | undefined {
  const xhtml = readText(beside, 'rendering-xhtml');
  if (xhtml) return xhtml;
  const markdown = extensionOf(beside, 'rendering-markdown');
  const written = markdown?.['valueMarkdown'] ?? markdown?.['valueString'];
  return typeof written === 'string' ? view.markdown?.(written) : undefined;
}

const fragments = new WeakMap<object, Map<string, DocumentFragment>>();

function rich(view: View, markup: string, plain: string): unknown {
  return guard([markup, plain], () => {
    const known = fragments.get(view.form) ?? new Map<string, DocumentFragment>();
    fragments.set(view.form, known);
    const fragment = known.get(markup) ?? sanitize(markup);
    known.set(markup, fragment);
    const copy = fragment.cloneNode(true) as DocumentFragment;
    finish(view, copy, plain);
    trimEnd(copy);
    unwrap(copy);
    return copy.hasChildNodes() ? copy : html`${plain}`;
  });
}

/** Links open beside the form and tell nobody where from; pictures come from the form or the page's own server, or not at all. */
function finish(view: View, copy: DocumentFragment, plain: string): void {
  for (const element of copy.querySelectorAll<HTMLElement>(`[${STYLE}]`)) {
    applyStyle(element, element.getAttribute(STYLE) ?? '');
    element.removeAttribute(STYLE);
  }
  for (const link of copy.querySelectorAll('a')) finishLink(link);
  const isSilent = !copy.textContent.trim();
  for (const image of copy.querySelectorAll('img')) {
    const source = ownSource(view.form, image.getAttribute('src') ?? '');
    if (!source) {
      image.replaceWith(image.alt);
      continue;
    }
    image.src = source;
    if (!image.hasAttribute('alt')) image.alt = isSilent ? plain : '';
  }
}

/** One paragraph alone is a line of words. */
function unwrap(copy: DocumentFragment): void {
  const [only] = copy.children;
  if (copy.childElementCount !== 1 || !only?.matches('p, div') || only.hasAttribute('style')) return;
  if (copy.textContent.trim() === only.textContent.trim()) only.replaceWith(...only.childNodes);
}

/** What is something without a text. */
const SOLID = 'img, hr, table, li, dd, pre';

/** Lines that end in nothing: what stands behind a text, a star, would have one to itself. */
function trimEnd(node: Node): void {
  for (let last = node.lastChild; last; last = node.lastChild) {
    if (last instanceof Element && (last.matches(SOLID) || last.querySelector(SOLID))) return;
    if (last instanceof Element) trimEnd(last);
    if (last.textContent?.trim()) return;
    last.remove();
  }
}

function finishLink(link: HTMLAnchorElement): void {
  const address = safeAddress(link.getAttribute('href') ?? '');
  if (!address || link.getAttribute('href')?.startsWith('#')) {
    link.replaceWith(...link.childNodes);
    return;
  }
  link.href = address;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
}

/** What a value of these may be written with: nothing that names an address or escapes from the property. */
const VALUE = /^[\w\s#%.,()/+-]+$/;

/** The few declarations that only set words off, whatever else stands among them. */
function applyStyle({ style }: HTMLElement, text: string): void {
  for (const declaration of text.split(';')) {
    const [name = '', value = ''] = declaration.replace(/!important/i, '').split(':');
    const property = name.trim().toLowerCase();
    if (STYLES.includes(property) && VALUE.test(value)) style.setProperty(property, value.trim());
  }
}

class StyledDirective extends Directive {
  render(_style: string | undefined): typeof nothing {
    return nothing;
  }

  override update({ element }: ElementPart, [style]: [string | undefined]): typeof noChange {
    const { style: declarations } = element as HTMLElement;
    for (const name of STYLES) declarations.removeProperty(name);
    if (style) applyStyle(element as HTMLElement, style);
    return noChange;
  }
}

const styled = directive(StyledDirective);

export const module: Module = { text, styles };
